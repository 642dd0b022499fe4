import assert from "node:assert/strict";
import test from "node:test";

import { capitalized, listed } from "../../static/js/logic/text.js";

test("an attribute lists values, or none", () => {
  assert.deepEqual(listed("calf:left calf:right"), ["calf:left", "calf:right"]);
  assert.deepEqual(listed(" calf:left  "), ["calf:left"]);
  assert.deepEqual(listed(""), []);
  assert.deepEqual(listed(undefined), []);
});

test("a sentence begins with a capital letter and keeps the rest", () => {
  assert.equal(capitalized("your left calf"), "Your left calf");
  assert.equal(capitalized("écart BP"), "Écart BP");
  assert.equal(capitalized(""), "");
});
