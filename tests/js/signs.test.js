import assert from "node:assert/strict";
import test from "node:test";

import { fitsRegions } from "../../static/js/logic/signs.js";

const GROUPS = { calf: "leg", shin: "leg", chest: "torso", other: "all" };
const groupOf = (region) => GROUPS[region];

for (const [values, fits] of [
  [[], true],
  [["calf:left"], true],
  [["chest"], false],
  [["chest", "calf:both"], true],
  [["other=left%20brow:left"], false],
  [["somewhere-new"], true],
]) {
  test(`a sign of legs with ${values.join(" ") || "nothing"} chosen`, () => {
    assert.equal(fitsRegions(["leg", "arm"], values, groupOf), fits);
  });
}

test("a sign that fits everywhere fits a place in words", () => {
  assert.equal(fitsRegions(["all"], ["other=left%20brow:left"], groupOf), true);
});
