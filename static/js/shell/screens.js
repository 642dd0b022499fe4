// One screen at a time, by what stands behind the # of the address: "#number=UID". So the browser's Back works.
import { whenTold } from "../outbox/store.js";
import { shell } from "./state.js";

// Where a page could not be loaded, what it was about comes first.
const INSTEAD = [
  [/^\/guidance\/when-to-get-help\//, "help"],
  [/^\/guidance\/releases\//, "steps"],
  [/^\/check-in\//, "check-in"],
  [/^\/episodes\/add\//, "past"],
];
const drawn = new Map();
let openKey = null;
let turn = Promise.resolve();
let before = "";

/** Calls `draw(key, isOpened)` whenever that screen is shown, and whenever something was kept meanwhile. */
export function onScreen(name, draw) {
  drawn.set(name, [...(drawn.get(name) || []), draw]);
}

export function go(name, key = "") {
  const hash = key ? `#${name}=${encodeURIComponent(key)}` : `#${name}`;
  if (window.location.hash === hash) show();
  else window.location.hash = hash;
}

export function goHome() {
  go("");
}

/** Back to where the screen was opened from: the entry that is corrected, or home. */
export function goBack() {
  if (before === "entry") go("entry", here()[1]);
  else goHome();
}

function here() {
  const [name, key = ""] = window.location.hash.slice(1).split("=");
  return [shell.querySelector(`[data-screen="${CSS.escape(name)}"]`) ? name : "home", decodeURIComponent(key)];
}

// One after the other: a screen that is drawn anew meanwhile would be seen before what opens it is done.
function show() {
  turn = turn.then(showHere, showHere);
}

async function showHere() {
  const [name, key] = here();
  const screen = `${name}=${key}`;
  const isOpened = screen !== openKey;
  if (isOpened) before = (openKey || "").split("=")[0];
  openKey = screen;
  for (const draw of drawn.get(name) || []) await draw(key, isOpened);
  for (const each of shell.querySelectorAll("[data-screen]")) each.hidden = each.dataset.screen !== name;
  // The number of a spasm that was just stopped is skipped, not gone back from.
  const isNew = name === "number" && before !== "entry";
  shell.querySelector("[data-to-home]").hidden = name === "home" || isNew;
  for (const each of shell.querySelectorAll("[data-new]")) each.hidden = !isNew;
  for (const each of shell.querySelectorAll("[data-corrected]")) each.hidden = isNew;
  // What belongs to the whole page would stand over the buttons of the others.
  if (name !== "home") document.querySelector(".stop-bar").hidden = true;
  if (isOpened && name !== "home") {
    window.scrollTo(0, 0);
    shell.querySelector(`[data-screen="${name}"] h1`).focus({ preventScroll: true });
  }
}

export function begin() {
  const instead = INSTEAD.find(([path]) => path.test(window.location.pathname));
  if (instead && !window.location.hash) window.history.replaceState(null, "", `#${instead[1]}`);
  window.addEventListener("hashchange", show);
  window.addEventListener("pageshow", (event) => event.persisted && show());
  whenTold(({ isChanged }) => isChanged && show());
  for (const [name, leave] of [["home", goHome], ["back", goBack]]) {
    for (const link of document.querySelectorAll(`[data-${name}]`)) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        leave();
      });
    }
  }
  show();
}
