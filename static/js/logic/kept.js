// What is kept on the device: what it is about, what may be sent, and what an answer of the server means for it.
// Knows nothing of pages.
import { tapOf } from "./taps.js";

const ASKS = ["conflict", "gone", "invalid", "ask"];
const BEGINS = ["start", "over"];

/** The first value of a field, or "". */
export function valueOf(item, name) {
  return item.fields.find(([field]) => field === name)?.[1] ?? "";
}

/** All values of a field. */
export function valuesOf(item, name) {
  return item.fields.filter(([field]) => field === name).map(([, value]) => value);
}

/** The item with other values of a field in place of those it has. */
export function withValues(item, name, values) {
  const others = item.fields.filter(([field]) => field !== name);
  return { ...item, fields: [...others, ...values.map((value) => [name, value])] };
}

/** What an item is: {kind, uid, date}, be it named or the path of a form. */
export function aboutOf(item) {
  const { kind, uid, date } = (item.path && tapOf(item.path)) || { kind: item.kind, uid: item.uid, date: item.date };
  return { kind, uid: uid || (BEGINS.includes(kind) && (valueOf(item, "uid") || item.id)) || "", date: date || "" };
}

/** True if the person has to say first what becomes of it. */
export function isAsking(item) {
  return ASKS.includes(item.answer?.result);
}

/** The item as docs/offline.md has it. */
export function asSent({ id, kind, path, uid, date, fields, tapped_at, keep, seen, restore, old }) {
  return { id, kind, path, uid, date, fields, tapped_at, keep, seen, restore, old };
}

/** The item after it was changed here: sent again, and over what an earlier sending may have stored. */
export function changed(item, change) {
  return { ...item, ...change, answer: null, version: (item.version || 0) + 1 };
}

/** What becomes of an item by the server's answer: null if it is stored, itself if the answer is the one it had. */
export function afterAnswer(item, answer) {
  if (answer.result === "stored") return null;
  return JSON.stringify(item.answer) === JSON.stringify(answer) ? item : { ...item, answer };
}

/** An item about an entry that the server has made anew, under another uid. */
export function moved(item, from, to) {
  if (aboutOf(item).uid !== from) return item;
  const fields = item.fields.map(([name, value]) => [name, name === "uid" && value === from ? to : value]);
  return { ...item, fields, uid: item.uid && to, path: item.path && item.path.replace(from, to) };
}

/** What the items are about, in the order of their first: {key, kind, uid, date, items}. One entry, or one day. */
export function groupsOf(items) {
  const groups = new Map();
  for (const item of items) {
    const { kind, uid, date } = aboutOf(item);
    const key = uid || date || item.id;
    if (!groups.has(key)) groups.set(key, { key, kind, uid, date, items: [] });
    groups.get(key).items.push(item);
  }
  return [...groups.values()];
}

/** The item of a group that is of this kind, the last one; undefined if there is none. */
export function lastOf(group, ...kinds) {
  return group.items.findLast((item) => kinds.includes(aboutOf(item).kind));
}

/** What a kept spasm is known to be: {began, stopped, number, places}. Instants as texts; "" and [] if unknown here. */
export function entryOf(group) {
  const [first, stop, number, where] = [["start"], ["stop"], ["number"], ["where"]].map((kinds) => lastOf(group, ...kinds));
  const over = lastOf(group, "over");
  const base = over || first;
  return {
    began: first?.tapped_at || (over ? startOf(over) : ""),
    stopped: stop && valueOf(stop, "when") !== "unknown" ? stop.tapped_at : "",
    isOver: Boolean(stop || over || (first && isAgain(first))),
    number: number || base ? valueOf(number || base, "intensity") : "",
    places: where ? valuesOf(where, "regions") : base ? valuesOf(base, "regions") : [],
  };
}

/** True of "Same again", which says that there was another one, and times nothing. */
export function isAgain(item) {
  return Boolean(valueOf(item, "again"));
}

// "30" is half an hour before it was logged; "at" is a date and a time on this device's clock.
function startOf(over) {
  const started = valueOf(over, "started");
  const at = started === "at"
    ? Date.parse(`${valueOf(over, "started_on")}T${valueOf(over, "started_time")}`)
    : Date.parse(over.tapped_at) - Number(started) * 60_000;
  return Number.isNaN(at) ? "" : new Date(at).toISOString();
}

/** What runs: [uid, when it began, its places], of the kept ones and of those the server knew, less what was stopped. */
export function runningOf(items, known) {
  const begun = new Map(known.map((each) => [each[0], each]));
  for (const group of groupsOf(items)) {
    const { uid } = group;
    const { began, isOver, places } = entryOf(group);
    if (began && !begun.has(uid)) begun.set(uid, [uid, began, []]);
    if (!begun.has(uid)) continue;
    const [, at, placesBefore] = begun.get(uid);
    if (isOver || lastOf(group, "delete")) begun.delete(uid);
    else begun.set(uid, [uid, began || at, lastOf(group, "where", "start") ? places : placesBefore]);
  }
  return [...begun.values()].sort(([, one], [, other]) => Date.parse(other) - Date.parse(one));
}

/** The day at that instant, for whom it begins at that hour: "2026-11-28". */
export function dayAt(instant, startHour) {
  const wall = new Date(instant);
  // By the clock, not by the hours that passed: on two nights of the year they differ.
  const day = new Date(wall.getFullYear(), wall.getMonth(), wall.getDate() - (wall.getHours() < startHour ? 1 : 0), 12);
  return isoDate(day);
}

/** The date so many days before that one. */
export function daysBefore(date, days) {
  const [year, month, day] = date.split("-").map(Number);
  return isoDate(new Date(year, month - 1, day - days, 12));
}

function isoDate(day) {
  const two = (number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
