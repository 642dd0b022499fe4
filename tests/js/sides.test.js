import assert from "node:assert/strict";
import test from "node:test";

import { afterTick, afterToggle, hasPair, isOn, oneAs, pairAs, regionOf, sideOf } from "../../static/js/logic/sides.js";

const BOXES = [
  "calf:left", "calf:right", "calf:both", "neck-back:left", "neck-back:right", "neck-back:both", "neck-back:middle",
  "widespread", "other", "other:left", "other:right", "other:both", "other:middle",
];

function boxes(...ticked) {
  return { has: (value) => BOXES.includes(value), isChecked: (value) => ticked.includes(value) };
}

/** What is ticked after a change. */
function ticked(before, wanted) {
  const after = new Set(before);
  for (const [value, isTicked] of Object.entries(wanted)) {
    if (isTicked) after.add(value);
    else after.delete(value);
  }
  return [...after].sort();
}

test("a value is a region with a side, or a region alone", () => {
  assert.equal(regionOf("calf:left"), "calf");
  assert.equal(sideOf("calf:left"), "left");
  assert.equal(regionOf("widespread"), "widespread");
  assert.equal(sideOf("widespread"), "");
});

test("only a region with a both has a pair", () => {
  assert.equal(hasPair("calf", boxes()), true);
  assert.equal(hasPair("widespread", boxes()), false);
});

test("a side is on by itself and as one half of both, the middle only by itself", () => {
  assert.equal(isOn("calf:left", boxes("calf:left")), true);
  assert.equal(isOn("calf:left", boxes("calf:both")), true);
  assert.equal(isOn("calf:left", boxes("calf:right")), false);
  assert.equal(isOn("neck-back:middle", boxes("neck-back:both")), false);
});

test("left and right together are one box", () => {
  assert.deepEqual(ticked(["calf:left"], pairAs("calf", true, true)), ["calf:both"]);
  assert.deepEqual(ticked(["calf:both"], pairAs("calf", false, true)), ["calf:right"]);
  assert.deepEqual(ticked(["calf:both"], pairAs("calf", false, false)), []);
});

test("a bare somewhere else gives way to its sides, and only to a tick", () => {
  assert.deepEqual(ticked(["other"], pairAs("other", true, false)), ["other:left"]);
  assert.deepEqual(ticked(["other"], pairAs("other", false, false)), ["other"]);
  assert.deepEqual(ticked(["other"], oneAs("other:middle", true)), ["other:middle"]);
  assert.deepEqual(ticked(["other", "other:middle"], oneAs("other:middle", false)), ["other"]);
});

for (const [before, touched, after] of [
  [[], "calf:left", ["calf:left"]],
  [["calf:left"], "calf:left", []],
  [["calf:left"], "calf:right", ["calf:both"]],
  [["calf:both"], "calf:left", ["calf:right"]],
  [["calf:both"], "calf:right", ["calf:left"]],
  [["calf:left"], "neck-back:middle", ["calf:left", "neck-back:middle"]],
  [["neck-back:middle"], "neck-back:middle", []],
  [[], "widespread", ["widespread"]],
  [["widespread"], "widespread", []],
  [["other"], "other:right", ["other:right"]],
]) {
  test(`a touch of ${touched} with ${before.join(" ") || "nothing"} ticked`, () => {
    assert.deepEqual(ticked(before, afterToggle(touched, boxes(...before))), after);
  });
}

// The box itself is ticked already when this is asked.
for (const [now, box, after] of [
  [["calf:left"], "calf:left", ["calf:left"]],
  [["calf:left", "calf:right"], "calf:right", ["calf:both"]],
  [["calf:left", "calf:both"], "calf:both", ["calf:both"]],
  [["calf:both", "calf:left"], "calf:left", ["calf:left"]],
  [["neck-back:left", "neck-back:middle"], "neck-back:middle", ["neck-back:left", "neck-back:middle"]],
  [["other", "other:middle"], "other:middle", ["other:middle"]],
  [["other:left", "other:middle", "other"], "other", ["other"]],
  [["calf:right"], "calf:left", ["calf:right"]],
  [["widespread"], "widespread", ["widespread"]],
]) {
  test(`after a tick of ${box}, with ${now.join(" ")} ticked`, () => {
    assert.deepEqual(ticked(now, afterTick(box, boxes(...now))), after);
  });
}
