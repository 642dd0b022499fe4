import assert from "node:assert/strict";
import test from "node:test";
import { counted } from "../../static/js/logic/plural.js";

const forms = { one: "COUNT entry", few: "COUNT few", many: "COUNT many", other: "COUNT entries" };

test("each language has its own plural forms", () => {
  assert.equal(counted(forms, 1, "en"), "1 entry");
  assert.equal(counted(forms, 2, "en"), "2 entries");
  assert.equal(counted(forms, 3, "pl"), "3 few");
  assert.equal(counted(forms, 12, "pl"), "12 many");
});

test("a form that is missing is the one of all other numbers", () => {
  assert.equal(counted({ other: "COUNT x" }, 1, "en"), "1 x");
});
