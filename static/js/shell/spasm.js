// What is said of one spasm: where, how strong, when; and one that is over.
import { entryOf, lastOf, withValues } from "../logic/kept.js";
import { deviceZone } from "../logic/time-zones.js";
import { summary } from "./home.js";
import { go, goBack, onScreen } from "./screens.js";
import { groupOf, keepChanged, keepNew, keepValues, shell } from "./state.js";
import { keepPlaces, placeForm, showPlaces } from "./where.js";

const screen = (name) => shell.querySelector(`[data-screen="${name}"]`);
const number = shell.querySelector("[data-number]");
const times = shell.querySelector("[data-times]");
const past = shell.querySelector("[data-past]");
let open = "";
/** The past spasm that was just logged: its place is asked for after its number. */
let fresh = "";

// Where

onScreen("where", async (uid, isOpened) => {
  if (!isOpened) return;
  open = uid;
  screen("where").querySelector("[data-where-slot]").append(placeForm);
  const group = await groupOf(uid);
  await showPlaces(uid, group ? entryOf(group).places : [], { isSavedAtOnce: false });
});

placeForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  await keepPlaces();
  if (!screen("where").hidden) goBack();
});

// How strong

onScreen("number", async (uid) => {
  open = uid;
  const group = await groupOf(uid);
  number.parentElement.querySelector("[data-number-when]").textContent = group ? summary(group).more : "";
});

number.addEventListener("submit", async (event) => {
  event.preventDefault();
  await keepValues(open, "number", { intensity: [event.submitter.value] });
  if (fresh === open) go("where", open);
  else goBack();
  fresh = "";
});

// When

onScreen("times", async (uid, isOpened) => {
  if (!isOpened) return;
  open = uid;
  const group = (await groupOf(uid)) || { items: [] };
  const { began, stopped } = entryOf(group);
  // A past spasm may have been sent from its page without a start.
  show(times.querySelector("[data-began]"), began, { isAsked: Boolean(began || lastOf(group, "over")) });
  show(times.querySelector("[data-stopped]"), stopped, { isAsked: Boolean(stopped) });
  complain(times, "");
});

function show(line, instant, { isAsked }) {
  line.hidden = !isAsked;
  line.querySelector("input").value = instant ? localText(instant) : "";
}

// As fields of that kind write it: "2026-11-29T02:14".
function localText(instant) {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function complain(form, name) {
  const error = form.querySelector("[data-error]");
  error.hidden = !name;
  if (name) error.textContent = error.dataset[name];
}

function wrongWith(began, stopped) {
  if ([began, stopped].includes("")) return "missing";
  if (Date.parse(began ?? 0) > Date.now() || Date.parse(stopped ?? 0) > Date.now()) return "future";
  return began && stopped && Date.parse(stopped) < Date.parse(began) ? "order" : "";
}

times.addEventListener("submit", async (event) => {
  event.preventDefault();
  // Null where it is not asked for.
  const valueOf = (name) => (times.querySelector(`[data-${name}]`).hidden ? null : times.elements[name].value);
  const [began, stopped] = [valueOf("began"), valueOf("stopped")];
  const wrong = wrongWith(began, stopped);
  complain(times, wrong);
  if (wrong) return;
  const group = await groupOf(open);
  const over = lastOf(group, "over");
  if (over) await keepChanged(over, { fields: startedAt(over, began).fields });
  else {
    await moveTap(lastOf(group, "start"), began);
    await moveTap(lastOf(group, "stop"), stopped);
  }
  go("entry", open);
});

async function moveTap(item, at) {
  // To the minute, as it is shown: one that was not touched keeps its seconds.
  if (!item || !at || localText(item.tapped_at) === at) return;
  await keepChanged(item, { tapped_at: new Date(at).toISOString() });
}

function startedAt(item, at) {
  const [date, time] = at.split("T");
  const values = { started: ["at"], started_on: [date], started_time: [time] };
  return Object.entries(values).reduce((each, [name, all]) => withValues(each, name, all), item);
}

// One that is over

past.addEventListener("change", () => {
  past.querySelector("[data-at]").hidden = past.elements.started.value !== "at";
});

past.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { started, at, duration } = past.elements;
  const isAtTime = started.value === "at";
  const wrong = started.value ? wrongWith(isAtTime ? at.value : null, null) : "missing";
  complain(past, wrong);
  if (wrong) return;
  const uid = crypto.randomUUID();
  const plain = { fields: [["uid", uid], ["time_zone", deviceZone()], ["started", started.value]] };
  const item = isAtTime ? startedAt(plain, at.value) : plain;
  await keepNew("over", { fields: [...item.fields, ...(duration.value ? [["duration", duration.value]] : [])] });
  past.reset();
  past.querySelector("[data-at]").hidden = true;
  fresh = uid;
  go("number", uid);
});
