import assert from "node:assert/strict";
import test from "node:test";
import { itemOfTap, tapOf } from "../../static/js/logic/taps.js";

const UID = "8a1c0000-0000-4000-8000-000000000001";

test("a form is known by the path that it posts to", () => {
  assert.deepEqual(tapOf("/episodes/start/"), { kind: "start", uid: "", date: "" });
  assert.deepEqual(tapOf(`/episodes/${UID}/after/`), { kind: "number", uid: UID, date: "" });
  assert.deepEqual(tapOf("/check-in/2026-11-28/"), { kind: "check-in", uid: "", date: "2026-11-28" });
  assert.deepEqual(tapOf("/trial/night/2026-11-28/"), { kind: "night", uid: "", date: "2026-11-28" });
  assert.deepEqual(tapOf("/days/2026-11-28/clear/"), { kind: "clear", uid: "", date: "2026-11-28" });
  assert.deepEqual(tapOf("/episodes/add/?on=2026-11-28"), { kind: "over", uid: "", date: "" });
});

test("what sets something up, or goes back, is left to the network", () => {
  for (const path of [`/episodes/${UID}/edit/`, "/settings/", "/revisions/3/undo/", "/check-in/ask/", "/accounts/logout/"]) {
    assert.equal(tapOf(path), null);
  }
});

test("an item holds the fields in order, without the token and without whose page it was", () => {
  const pairs = [["csrfmiddlewaretoken", "x"], ["regions", "calf:left"], ["regions", "shin:right"], ["who", "me"]];
  const item = itemOfTap({ id: "1", path: `/episodes/${UID}/where/`, pairs, who: "me", tappedAt: "now" });
  assert.deepEqual(item.fields, [["regions", "calf:left"], ["regions", "shin:right"]]);
  assert.equal(item.who, "me");
  assert.equal(item.tapped_at, "now");
});

test("a password that a page asks for beside a form is not kept", () => {
  const pairs = [["log-in-login", "alice"], ["log-in-password", "secret"], ["intensity", "5"]];
  const item = itemOfTap({ id: "1", path: `/episodes/${UID}/after/`, pairs, who: "me", tappedAt: "now" });
  assert.deepEqual(item.fields, [["intensity", "5"]]);
});

test("a button counts from when it was pressed first", () => {
  const at = (pairs) => itemOfTap({ id: "1", path: `/episodes/${UID}/stop/`, pairs, who: "me", tappedAt: "now" }).tapped_at;
  assert.equal(at([["ended_at", "2026-11-28T03:00:00.000Z"], ["sent_at", "2026-11-28T03:05:00.000Z"]]), "2026-11-28T03:00:00.000Z");
  assert.equal(at([["ended_at", ""], ["sent_at", ""]]), "now");
  assert.equal(at([["ended_at", "soon"]]), "now");
});

test("what is pressed in another diary is not kept", () => {
  for (const path of ["/episodes/start/", `/episodes/${UID}/stop/`, "/episodes/add/", "/check-in/2026-06-10/"]) {
    assert.equal(tapOf(path) === null, false, path);
    assert.equal(tapOf(`/diaries/${UID}${path}`), null, path);
  }
});

test("a spasm keeps the id that its page gave it, and gets that of the item where there was none", () => {
  const start = (pairs) => itemOfTap({ id: "1", path: "/episodes/start/", pairs, who: "me", tappedAt: "now" }).fields;
  assert.deepEqual(start([["uid", UID]]), [["uid", UID]]);
  assert.deepEqual(start([["uid", ""]])[0], ["uid", "1"]);
  assert.deepEqual(start([]), [["uid", "1"]]);
});
