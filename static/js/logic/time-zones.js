// Time zones as this device knows them: its own, their places, and what their clocks show. Knows nothing of pages.
export const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DATE_AND_TIME = { day: "numeric", month: "numeric", ...TIME };

/** The name of this device's zone; empty where it does not say. */
export function deviceZone() {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  } catch {
    return "";
  }
}

/** "America/Argentina/Buenos_Aires" is "Buenos Aires". */
export function placeOf(zone) {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** What the clocks there show; empty where this browser does not know the zone. */
export function clockIn(zone, options, at = new Date()) {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(at);
  } catch {
    return "";
  }
}

/** True if the clocks of a zone show another date or time than those at home, whatever the zones are called. */
export function showsAnotherTime(zone, home, at = new Date()) {
  return Boolean(zone) && zone !== home && clockIn(zone, DATE_AND_TIME, at) !== clockIn(home, DATE_AND_TIME, at);
}

/** The words with the marks in them replaced; a mark without a value leaves nothing behind. */
export function filled(words, values) {
  return words.replace(/DEVICE_TIME|DEVICE_PLACE|HOME_PLACE|PLACE/g, (mark) => values[mark] || "");
}
