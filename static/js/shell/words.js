// What the page without a connection writes: days, times and places as this device's language has them.
import { counted } from "../logic/plural.js";
import { capitalized } from "../logic/text.js";
import { shell } from "./state.js";

const language = document.documentElement.lang;
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

/** "Saturday, 02:14". */
export function dayAndTime(instant) {
  return written(new Date(instant), { weekday: "long", ...CLOCK });
}

export function timeWords(instant) {
  return written(new Date(instant), CLOCK);
}

/** "Saturday, 28 November". */
export function dateWords(date) {
  return written(new Date(`${date}T12:00`), { weekday: "long", day: "numeric", month: "long" });
}

export function weekdayWords(date) {
  return written(new Date(`${date}T12:00`), { weekday: "long" });
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
  return entry.dataset.timeRange.replace("BEGAN", dayAndTime(began)).replace("STOPPED", timeWords(stopped));
}
