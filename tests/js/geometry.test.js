import assert from "node:assert/strict";
import test from "node:test";

import { nearestAhead, pointsAround, viewBetween } from "../../static/js/logic/geometry.js";

const RIGHT = [1, 0];
const LEFT = [-1, 0];
const UP = [0, -1];
const DOWN = [0, 1];
const HERE = { x: 100, y: 100 };

test("an arrow goes to what is ahead, not to what lies behind", () => {
  const points = [{ x: 50, y: 100 }, { x: 160, y: 100 }, { x: 100, y: 30 }, { x: 100, y: 190 }];
  assert.equal(nearestAhead(HERE, points, LEFT), 0);
  assert.equal(nearestAhead(HERE, points, RIGHT), 1);
  assert.equal(nearestAhead(HERE, points, UP), 2);
  assert.equal(nearestAhead(HERE, points, DOWN), 3);
});

test("what lies aside counts twice", () => {
  assert.equal(nearestAhead(HERE, [{ x: 120, y: 120 }, { x: 150, y: 100 }], RIGHT), 1);
  assert.equal(nearestAhead(HERE, [{ x: 150, y: 100 }, { x: 120, y: 120 }], RIGHT), 0);
  assert.equal(nearestAhead(HERE, [{ x: 120, y: 110 }, { x: 150, y: 100 }], RIGHT), 0);
});

test("up to four pixels ahead is beside, not ahead", () => {
  assert.equal(nearestAhead(HERE, [{ x: 104, y: 100 }], RIGHT), -1);
  assert.equal(nearestAhead(HERE, [{ x: 105, y: 100 }], RIGHT), 0);
});

test("where nothing is ahead there is no target", () => {
  assert.equal(nearestAhead(HERE, [], RIGHT), -1);
  assert.equal(nearestAhead(HERE, [{ x: 10, y: 100 }], RIGHT), -1);
});

test("the points around a touch begin with the touch and never reach too far", () => {
  const points = [...pointsAround(HERE, 12)];
  const distances = points.map(({ x, y }) => Math.round(Math.hypot(x - HERE.x, y - HERE.y)));
  assert.deepEqual(points[0], HERE);
  assert.deepEqual([...new Set(distances)], [0, 3, 6, 9, 12]);
  assert.equal(points.length, 40);
});

test("the points of a ring lie all around", () => {
  const ring = [...pointsAround({ x: 0, y: 0 }, 3)].slice(8).map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  assert.equal(ring[0], "3.0 0.0");
  assert.equal(ring[1], "2.1 2.1");
  assert.equal(ring[5], "-2.1 -2.1");
  assert.equal(new Set(ring).size, 8);
});

test("the view begins at the one and ends at the other, quick at first", () => {
  const [from, to] = [[0, 0, 200, 400], [100, 40, 100, 200]];
  assert.equal(viewBetween(from, to, 0), "0.00 0.00 200.00 400.00");
  assert.equal(viewBetween(from, to, 0.5), "87.50 35.00 112.50 225.00");
  assert.equal(viewBetween(from, to, 1), "100.00 40.00 100.00 200.00");
});
