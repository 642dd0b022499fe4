import assert from "node:assert/strict";
import test from "node:test";
import {
  aboutOf, afterAnswer, asSent, changed, dayAt, daysBefore, entryOf, groupsOf, isAsking, moved, runningOf, withValues,
} from "../../static/js/logic/kept.js";

const UID = "8a1c0000-0000-4000-8000-000000000001";
const OTHER = "8a1c0000-0000-4000-8000-000000000002";
const start = { id: "1", kind: "start", fields: [["uid", UID]], tapped_at: "2026-11-29T02:10:00.000Z" };
const stop = { id: "2", path: `/episodes/${UID}/stop/`, fields: [], tapped_at: "2026-11-29T02:15:00.000Z" };
const number = { id: "3", kind: "number", uid: UID, fields: [["intensity", "6"]], tapped_at: "2026-11-29T02:16:00.000Z" };
const where = { id: "4", kind: "where", uid: UID, fields: [["regions", "calf:left"], ["regions", "shin:left"]], tapped_at: "x" };
const clear = { id: "5", kind: "clear", date: "2026-11-28", fields: [], tapped_at: "x" };

test("what an item is about stands in its path, in its own fields, or in those of its form", () => {
  assert.deepEqual(aboutOf(start), { kind: "start", uid: UID, date: "" });
  assert.deepEqual(aboutOf(stop), { kind: "stop", uid: UID, date: "" });
  assert.deepEqual(aboutOf(clear), { kind: "clear", uid: "", date: "2026-11-28" });
});

test("taps on one spasm are one entry, and each day is one", () => {
  const groups = groupsOf([start, clear, stop, { ...start, id: "9", fields: [["uid", OTHER]] }]);
  assert.deepEqual(groups.map(({ key }) => key), [UID, "2026-11-28", OTHER]);
  assert.deepEqual(groups[0].items.map(({ id }) => id), ["1", "2"]);
});

test("an entry is put together from what was tapped", () => {
  const [group] = groupsOf([start, where, stop, number]);
  assert.deepEqual(entryOf(group), {
    began: start.tapped_at, stopped: stop.tapped_at, isOver: true, number: "6", places: ["calf:left", "shin:left"],
  });
});

test("a past spasm began as long before it was logged as it says", () => {
  const over = { id: "6", kind: "over", tapped_at: "2026-11-29T02:30:00.000Z", fields: [["started", "30"], ["intensity", "3"]] };
  const entry = entryOf(groupsOf([over])[0]);
  assert.equal(entry.began, "2026-11-29T02:00:00.000Z");
  assert.equal(entry.number, "3");
});

test("what runs is what was started and not stopped, here or there", () => {
  assert.deepEqual(runningOf([start], []), [[UID, start.tapped_at, []]]);
  assert.deepEqual(runningOf([start, stop], []), []);
  assert.deepEqual(runningOf([stop], [[UID, "2026-11-29T02:10:00Z", []], [OTHER, "2026-11-29T01:00:00Z", []]]),
    [[OTHER, "2026-11-29T01:00:00Z", []]]);
});

test("only what is stored goes; the same answer again changes nothing", () => {
  const asked = afterAnswer(start, { result: "ask", words: "So long ago?" });
  assert.equal(afterAnswer(start, { result: "stored" }), null);
  assert.equal(isAsking(asked), true);
  assert.equal(afterAnswer(asked, { result: "ask", words: "So long ago?" }), asked);
  assert.equal(isAsking(afterAnswer(start, { result: "failed" })), false);
});

test("a change keeps the id, is another version, and is asked about anew", () => {
  const now = changed({ ...start, answer: { result: "invalid" } }, { tapped_at: "later" });
  assert.deepEqual([now.id, now.version, now.answer, now.tapped_at], ["1", 1, null, "later"]);
});

test("an entry that was made anew takes along what is said of it", () => {
  assert.equal(moved(stop, UID, OTHER).path, `/episodes/${OTHER}/stop/`);
  assert.equal(moved(number, UID, OTHER).uid, OTHER);
  assert.equal(aboutOf(moved(start, UID, OTHER)).uid, OTHER);
  assert.equal(moved(clear, UID, OTHER), clear);
});

test("what is sent is what the protocol names", () => {
  const sent = asSent({ ...number, place: 7, who: "me", version: 2, answer: null, keep: { intensity: "mine" } });
  assert.deepEqual(Object.keys(JSON.parse(JSON.stringify(sent))).sort(), ["fields", "id", "keep", "kind", "tapped_at", "uid"]);
});

test("new values take the place of those that a field had", () => {
  assert.deepEqual(withValues(where, "regions", ["neck-back:left"]).fields, [["regions", "neck-back:left"]]);
});

test("a day begins at the hour of the person, also where the clocks change", () => {
  assert.equal(dayAt(new Date(2026, 10, 29, 3, 59), 4), "2026-11-28");
  assert.equal(dayAt(new Date(2026, 10, 29, 4, 0), 4), "2026-11-29");
  assert.equal(daysBefore("2026-03-01", 1), "2026-02-28");
  assert.equal(daysBefore("2026-10-26", 1), "2026-10-25");
});

test("places that the server knows stay with what runs until other ones are said", () => {
  const known = [[UID, "2026-11-29T02:10:00Z", ["calf:left"]]];
  assert.deepEqual(runningOf([], known), known);
  assert.deepEqual(runningOf([number], known), known);
  assert.deepEqual(runningOf([where], known), [[UID, "2026-11-29T02:10:00Z", ["calf:left", "shin:left"]]]);
});

test("the same again is another spasm and no running one", () => {
  const again = { ...start, fields: [...start.fields, ["again", OTHER]] };
  assert.deepEqual(runningOf([again], []), []);
  assert.equal(entryOf(groupsOf([again])[0]).isOver, true);
  assert.equal(entryOf(groupsOf([start])[0]).isOver, false);
});
