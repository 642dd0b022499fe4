// What stands in for node:test where a browser runs the tests: collects what failed, for tests/browser to read.
export const results = { passed: 0, failures: [] };
globalThis.results = results;

export default function test(name, run) {
  try {
    run();
    results.passed += 1;
  } catch (error) {
    results.failures.push(`${name}: ${error.message}`);
  }
}
