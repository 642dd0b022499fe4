// The first screen: what runs, with its time and Stop; else Spasm now; and the list of what is kept.
import { clockWords, secondsSince } from "../logic/running-clock.js";
import { aboutOf, entryOf, isAsking, runningOf } from "../logic/kept.js";
import { deviceZone } from "../logic/time-zones.js";
import { go, onScreen } from "./screens.js";
import { keepNew, shell, state } from "./state.js";
import { countedWords, dateWords, dayAndTime, kindWords, laterWords, placeWords, spanWords } from "./words.js";
import { placeForm, showPlaces } from "./where.js";

const home = shell.querySelector('[data-screen="home"]');
const bar = document.querySelector(".stop-bar");
const start = bar.querySelector("[data-start]");
const stop = bar.querySelector("[data-stop]");
const part = (name) => home.querySelector(`[data-${name}]`);
let running = null;

onScreen("home", async (key, isOpened) => {
  const { known, items, groups, others } = await state();
  const isSignedIn = Boolean(known.who);
  [running] = runningOf(items, known.running || []);
  part("signed-out").hidden = isSignedIn;
  for (const way of home.querySelectorAll("[data-logs]")) way.hidden = !isSignedIn;
  bar.hidden = !isSignedIn;
  start.hidden = Boolean(running);
  stop.hidden = !running;
  showRunning(isOpened);
  showKept(groups, others);
});

function showRunning(isOpened) {
  const box = part("running");
  const isNew = running && box.dataset.uid !== running[0];
  box.hidden = !running;
  if (!running) return;
  const [uid, began, places] = running;
  box.dataset.uid = uid;
  tick();
  const since = part("since");
  since.textContent = since.dataset.words.replace("TIME", laterWords(began, new Date().toISOString()));
  box.querySelector("[data-where-slot]").append(placeForm);
  if (isNew || isOpened) showPlaces(uid, places, { isSavedAtOnce: true });
  showRelease(places);
}

// The drawing that fits the place, first.
function showRelease(places) {
  const link = part("release-link");
  const regions = places.map((value) => value.split(/[:=]/)[0]);
  const drawing = [...shell.querySelectorAll("[data-regions]")].find((each) =>
    each.dataset.regions.split(" ").some((region) => regions.includes(region)));
  link.closest("p").hidden = !drawing;
  link.textContent = drawing ? drawing.querySelector("h2").textContent : "";
  link.setAttribute("href", drawing ? `#steps=${drawing.id}` : "#steps");
}

function tick() {
  if (!running) return;
  const now = Date.now();
  part("time").textContent = clockWords(secondsSince(Date.parse(running[1]), { pageMade: now, pageArrived: now, now }));
}

function showKept(groups, others) {
  part("kept").hidden = !groups.length;
  part("intro").hidden = groups.length > 0;
  if (groups.length) part("kept-count").textContent = countedWords("saved", groups.length);
  part("kept-list").replaceChildren(...groups.toReversed().map(line));
  part("others").hidden = !others;
  if (others) part("others").textContent = countedWords("others", others);
}

function line(group) {
  const item = home.querySelector('[data-template="line"]').content.cloneNode(true);
  const { title, more, number, isSpasm } = summary(group);
  const mark = item.querySelector(".entry-number");
  item.querySelector(".entry").href = `#entry=${encodeURIComponent(group.key)}`;
  item.querySelector(".entry-where").textContent = title;
  item.querySelector(".entry-more").textContent = more;
  if (!isSpasm) mark.remove();
  else {
    mark.textContent = number || "?";
    mark.classList.add(number ? `i${number}` : "unanswered");
  }
  item.querySelector(".entry").classList.toggle("is-asking", group.items.some(isAsking));
  return item;
}

/** A kept entry or day in a line: {title, more, number, isSpasm}. */
export function summary(group) {
  const entry = entryOf(group);
  const last = group.items.at(-1);
  if (group.uid) {
    const isWhole = entry.began || entry.isOver;
    const plain = isWhole ? shell.querySelector('[data-screen="entry"]').dataset.placesNone : kindWords(aboutOf(last).kind);
    const title = entry.places.length ? placeWords(entry.places) : plain;
    return { title, more: spanWords(entry) || dayAndTime(last.tapped_at), number: entry.number, isSpasm: true };
  }
  const more = group.date ? dateWords(group.date) : dayAndTime(last.tapped_at);
  return { title: kindWords(aboutOf(last).kind), more, number: "", isSpasm: false };
}

async function pressed(form, work) {
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    await work();
  } finally {
    button.disabled = false;
  }
}

start.addEventListener("submit", (event) => {
  event.preventDefault();
  pressed(start, async () => {
    const uid = crypto.randomUUID();
    await keepNew("start", { uid, fields: [["uid", uid], ["time_zone", deviceZone()]] });
    go("");
    window.scrollTo(0, 0);
  });
});

stop.addEventListener("submit", (event) => {
  event.preventDefault();
  pressed(stop, async () => {
    const [uid] = running;
    await keepNew("stop", { uid });
    go("number", uid);
  });
});

setInterval(tick, 1000);
