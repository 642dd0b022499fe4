// What stands in for node:assert/strict where a browser runs the tests: as much of it as they use.
function same(actual, expected) {
  if (Object.is(actual, expected)) return true;
  if (typeof actual !== "object" || typeof expected !== "object" || !actual || !expected) return false;
  const names = Object.keys(actual);
  return (
    Array.isArray(actual) === Array.isArray(expected) &&
    names.length === Object.keys(expected).length &&
    names.every((name) => Object.hasOwn(expected, name) && same(actual[name], expected[name]))
  );
}

function equal(actual, expected) {
  if (!Object.is(actual, expected)) throw new Error(`${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}

function deepEqual(actual, expected) {
  if (!same(actual, expected)) throw new Error(`${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}

export default { equal, deepEqual };
