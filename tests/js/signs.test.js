import assert from "node:assert/strict";
import test from "node:test";

import { fitsRegions, groupsByRegion } from "../../static/js/logic/signs.js";

const GROUP_OF = groupsByRegion("leg=calf,shin torso=chest all=other");

test("each region has its group", () => {
  assert.deepEqual([...GROUP_OF], [["calf", "leg"], ["shin", "leg"], ["chest", "torso"], ["other", "all"]]);
});

for (const [values, fits] of [
  [[], true],
  [["calf:left"], true],
  [["chest"], false],
  [["chest", "calf:both"], true],
  [["other=left%20brow:left"], false],
  [["somewhere-new"], false],
]) {
  test(`a sign of legs with ${values.join(" ") || "nothing"} chosen`, () => {
    assert.equal(fitsRegions(["leg", "arm"], values, GROUP_OF), fits);
  });
}

test("a sign that fits everywhere fits a place in words", () => {
  assert.equal(fitsRegions(["all"], ["other=left%20brow:left"], GROUP_OF), true);
});
