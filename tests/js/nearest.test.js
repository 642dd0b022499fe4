import assert from "node:assert/strict";
import test from "node:test";

import { daysBetween, nearest } from "../../static/js/logic/nearest.js";

const dot = (x, y) => ({ x, y, width: 24, height: 24 });
const column = (x) => ({ x, y: 50, width: 20, height: 100 });

test("the mark whose middle is nearest, where several reach", () => {
  assert.equal(nearest([dot(10, 10), dot(16, 10), dot(40, 10)], 14, 11), 1);
});

test("inside a column no other is nearer, however high", () => {
  assert.equal(nearest([column(10), column(30), dot(60, 95)], 19, 95), 0);
});

test("beside all of them, the one with the nearest edge", () => {
  assert.equal(nearest([column(10), column(90)], 60, 50), 1);
});

test("without marks there is none", () => {
  assert.equal(nearest([], 1, 1), -1);
});

test("days between two places, the last of them too", () => {
  const days = { first: "2026-09-01", last: "2026-09-10" };
  assert.deepEqual(daysBetween(days, [0, 1]), ["2026-09-01", "2026-09-10"]);
  assert.deepEqual(daysBetween(days, [0.25, 0.31]), ["2026-09-03", "2026-09-04"]);
});

test("days over a change of clocks are still days", () => {
  assert.deepEqual(daysBetween({ first: "2026-10-20", last: "2026-10-29" }, [0.5, 0.99]), ["2026-10-25", "2026-10-29"]);
});
