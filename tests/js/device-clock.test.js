import assert from "node:assert/strict";
import test from "node:test";
import { byThisClock } from "../../static/js/logic/device-clock.js";

const facts = { number: "112", now: "2026-11-29T02:10:00Z", running: [["a", "2026-11-29T02:00:00Z", ["calf:left"]]] };

test("what runs has run as long by a clock that is hours wrong", () => {
  const threeLate = Date.parse("2026-11-28T23:10:00Z");
  assert.deepEqual(byThisClock(facts, threeLate), {
    number: "112", ahead: -3 * 3_600_000, running: [["a", "2026-11-28T23:00:00.000Z", ["calf:left"]]],
  });
});

test("by a clock that is right it began when it did", () => {
  const { ahead, running } = byThisClock(facts, Date.parse(facts.now));
  assert.deepEqual([ahead, running[0][1]], [0, "2026-11-29T02:00:00.000Z"]);
});
