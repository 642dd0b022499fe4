// How long a spasm has been running, reckoned and written. Knows nothing of pages.

/** 75 is "1:15", 3675 is "1:01:15". */
export function clockWords(seconds) {
  const padded = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${padded(minutes)}:${padded(seconds % 60)}` : `${minutes}:${padded(seconds % 60)}`;
}

/**
 * Whole seconds since the start, never below 0.
 *
 * This device's clock may be wrong: the page says what time it was when it was made (`pageMade`), and from the moment
 * it arrived this device only counts on. All in milliseconds.
 */
export function secondsSince(start, { pageMade, pageArrived, now }) {
  return Math.max(0, Math.floor((pageMade + (now - pageArrived) - start) / 1000));
}
