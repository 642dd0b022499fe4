// Which single key was pressed, if one was, and the number that digits in a row make. Knows nothing of pages.
const LETTER = /^[a-z]$/i;
const LAST = 10;
export const TOGETHER_MS = 1200;

/** The character of a key pressed alone, or "". A sign such as "?" may take Shift, a letter must not. */
export function keyOf({ key, shiftKey, ctrlKey, altKey, metaKey, repeat, isComposing }) {
  if (key.length !== 1 || ctrlKey || altKey || metaKey || repeat || isComposing) return "";
  return LETTER.test(key) && shiftKey ? "" : key.toLowerCase();
}

/** The number on the scale after another digit: 1 and soon after 0 is 10. `before`: {number, at} or null. */
export function numberOf(digit, at, before) {
  const both = before && at - before.at <= TOGETHER_MS ? Number(`${before.number}${digit}`) : LAST + 1;
  return both <= LAST && before.number > 0 ? both : Number(digit);
}
