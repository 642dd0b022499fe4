// What the page without a connection writes: days, times and places as this device's language has them.
import { counted } from "../logic/plural.js";
import { capitalized } from "../logic/text.js";
import { shell } from "./state.js";

const language = document.documentElement.lang;
const SHORT_DATE = { weekday: "short", day: "numeric", month: "short" };
// A weekday names one day for so long: on the seventh it comes again.
const NAMED_BY_WEEKDAY_MS = 6 * 24 * 3_600_000;
// A time alone is that of the last night, for so long.
const NAMED_BY_TIME_MS = 12 * 3_600_000;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const sentences = JSON.parse(shell.dataset.words);
const entry = shell.querySelector('[data-screen="entry"]');
const kinds = JSON.parse(entry.dataset.kinds);

function written(instant, format) {
  return new Intl.DateTimeFormat(language, format).format(instant);
}

export function countedWords(name, count) {
  return counted(sentences[name], count, language);
}

export function kindWords(kind) {
  return kinds[kind] || kind;
}

/** "Saturday 02:14" of the last six days, "Sat, Nov 21, 02:14" of one before. */
export function dayAndTime(instant) {
  const at = new Date(instant);
  const isNear = Math.abs(Date.now() - at.getTime()) < NAMED_BY_WEEKDAY_MS;
  return written(at, isNear ? { weekday: "long", ...CLOCK } : { ...SHORT_DATE, ...CLOCK });
}

export function timeWords(instant) {
  return written(new Date(instant), CLOCK);
}

/** "Saturday, 28 November". */
export function dateWords(date) {
  return written(new Date(`${date}T12:00`), { weekday: "long", day: "numeric", month: "long" });
}

/** "Fri, Nov 27": a week has two of each weekday at its ends. */
export function shortDateWords(date) {
  return written(new Date(`${date}T12:00`), SHORT_DATE);
}

/** The time alone where it follows `earlier` closely, else with its day. */
export function laterWords(instant, earlier) {
  const isClose = Math.abs(Date.parse(instant) - Date.parse(earlier)) < NAMED_BY_TIME_MS;
  return isClose ? timeWords(instant) : dayAndTime(instant);
}

/** What a place is called: the page has the words of all of them beside the boxes of its list. */
export function placeWords(values) {
  const words = values.map((value) => {
    const box = shell.querySelector(`input[name="regions"][value="${CSS.escape(value)}"][data-words]`);
    return box?.dataset.words || value.split(/[:=]/)[0];
  });
  return capitalized(words.join(", "));
}

/** When a kept spasm was: "Saturday, 02:14 to 02:19". */
export function spanWords({ began, stopped, isOver }) {
  if (!began) return stopped ? dayAndTime(stopped) : "";
  if (!isOver) return entry.dataset.running.replace("BEGAN", dayAndTime(began));
  if (!stopped || dayAndTime(stopped) === dayAndTime(began)) return dayAndTime(began);
  return entry.dataset.timeRange.replace("BEGAN", dayAndTime(began)).replace("STOPPED", laterWords(stopped, began));
}
