import assert from "node:assert/strict";
import test from "node:test";

import { clockWords, secondsSince } from "../../static/js/logic/running-clock.js";

for (const [seconds, words] of [
  [0, "0:00"], [9, "0:09"], [59, "0:59"], [60, "1:00"], [75, "1:15"], [3599, "59:59"], [3600, "1:00:00"],
  [3675, "1:01:15"], [36000, "10:00:00"],
]) {
  test(`${seconds} seconds are ${words}`, () => assert.equal(clockWords(seconds), words));
}

const START = Date.parse("2026-03-29T01:59:00+01:00");
const MADE = Date.parse("2026-03-29T03:01:30+02:00");

test("a page that has just come shows what the server's clock says, over a clock change too", () => {
  assert.equal(secondsSince(START, { pageMade: MADE, pageArrived: 5_000, now: 5_000 }), 150);
});

test("from there it counts on by this device's clock, however wrong that is", () => {
  assert.equal(secondsSince(START, { pageMade: MADE, pageArrived: 5_000, now: 6_999 }), 151);
  assert.equal(secondsSince(START, { pageMade: MADE, pageArrived: 5_000, now: 65_000 }), 210);
});

test("a start that is still to come is 0, not less", () => {
  assert.equal(secondsSince(MADE + 1, { pageMade: MADE, pageArrived: 0, now: 0 }), 0);
});
