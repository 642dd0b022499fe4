import assert from "node:assert/strict";
import test from "node:test";

import {
  clockIn, deviceZone, filled, placeOf, showsAnotherTime, TIME,
} from "../../static/js/logic/time-zones.js";

const WINTER = new Date("2026-01-15T22:30:00Z");
const SUMMER = new Date("2026-07-15T22:30:00Z");

test("this device names its zone", () => {
  assert.equal(deviceZone(), Intl.DateTimeFormat().resolvedOptions().timeZone);
});

for (const [zone, place] of [
  ["Europe/Berlin", "Berlin"], ["America/Argentina/Buenos_Aires", "Buenos Aires"], ["UTC", "UTC"], ["", ""],
  ["America/Port-au-Prince", "Port-au-Prince"], ["America/North_Dakota/New_Salem", "New Salem"],
  ["Africa/Dar_es_Salaam", "Dar es Salaam"],
]) {
  test(`the place of "${zone}" is "${place}"`, () => assert.equal(placeOf(zone), place));
}

test("the clock there, at midnight too", () => {
  assert.equal(clockIn("Asia/Tokyo", TIME, WINTER), "07:30");
  assert.equal(clockIn("Europe/Berlin", TIME, new Date("2026-01-15T23:05:00Z")), "00:05");
});

test("a zone that is unknown here has no clock", () => {
  assert.equal(clockIn("Nowhere/Atlantis", TIME, WINTER), "");
});

for (const [zone, home, at, isAnother] of [
  ["Asia/Tokyo", "Europe/Berlin", WINTER, true],
  ["Europe/Vienna", "Europe/Berlin", WINTER, false],
  ["Europe/Berlin", "Europe/Berlin", WINTER, false],
  ["", "Europe/Berlin", WINTER, false],
  // The same time of day on another day.
  ["Pacific/Kiritimati", "Pacific/Honolulu", WINTER, true],
  // Alike in one half of the year alone.
  ["Europe/London", "Atlantic/Reykjavik", WINTER, false],
  ["Europe/London", "Atlantic/Reykjavik", SUMMER, true],
]) {
  test(`${zone || "no zone"} beside ${home} on ${at.toISOString().slice(0, 10)}`, () => {
    assert.equal(showsAnotherTime(zone, home, at), isAnother);
  });
}

test("marks are replaced by their values, and one within another is none", () => {
  const values = { DEVICE_TIME: "07:30", DEVICE_PLACE: "Tokyo", HOME_PLACE: "Berlin", PLACE: "Rome" };
  assert.equal(filled("DEVICE_TIME in DEVICE_PLACE, home HOME_PLACE, PLACE", values), "07:30 in Tokyo, home Berlin, Rome");
});

test("a value is never read as a pattern, and a mark without one leaves nothing behind", () => {
  assert.equal(filled("in PLACE", { PLACE: "$& PLACE" }), "in $& PLACE");
  assert.equal(filled("in PLACE.", {}), "in .");
});
