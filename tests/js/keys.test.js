import assert from "node:assert/strict";
import test from "node:test";
import { keyOf, numberOf, TOGETHER_MS } from "../../static/js/logic/keys.js";

test("a key counts if it is pressed alone", () => {
  assert.equal(keyOf({ key: "n" }), "n");
  assert.equal(keyOf({ key: "N" }), "n");
  assert.equal(keyOf({ key: "Enter" }), "");
  for (const more of ["ctrlKey", "altKey", "metaKey", "repeat", "isComposing", "shiftKey"]) {
    assert.equal(keyOf({ key: "n", [more]: true }), "", more);
  }
});

test("signs and digits may take Shift, as they do on some keyboards", () => {
  for (const key of ["?", "/", "7"]) assert.equal(keyOf({ key, shiftKey: true }), key);
});

test("1 and soon after 0 is 10, and no other two digits are one number", () => {
  assert.equal(numberOf("7", 0, null), 7);
  assert.equal(numberOf("0", TOGETHER_MS, { number: 1, at: 0 }), 10);
  assert.equal(numberOf("0", TOGETHER_MS + 1, { number: 1, at: 0 }), 0);
  assert.equal(numberOf("1", 100, { number: 1, at: 0 }), 1);
  assert.equal(numberOf("5", 100, { number: 0, at: 0 }), 5);
});
