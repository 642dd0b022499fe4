// Where a spasm is: the form of the place, with the last places first. One form, moved to the screen that needs it.
import { facts } from "../outbox/store.js";
import { keepValues, shell } from "./state.js";
import { placeWords } from "./words.js";

const SAVED_AFTER_MS = 200;

export const placeForm = shell.querySelector("[data-where]");
const recent = placeForm.querySelector("[data-recent]");
const saved = placeForm.querySelector("[data-saved]");
let uid = "";
let isSavedAtOnce = false;
let isShowing = false;
let later = 0;

function boxes() {
  return [...placeForm.querySelectorAll('input[name="regions"]')];
}

/** Shows the places of that entry. `isSavedAtOnce`: each tick is kept by itself; else the button does it. */
export async function showPlaces(entry, places, options) {
  uid = entry;
  ({ isSavedAtOnce } = options);
  placeForm.querySelector("[data-save]").hidden = isSavedAtOnce;
  saved.hidden = true;
  isShowing = true;
  for (const box of boxes()) {
    if (box.checked === places.includes(box.value)) continue;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
  isShowing = false;
  await showRecent();
}

async function showRecent() {
  const { places = [] } = await facts();
  recent.hidden = !places.length;
  recent.querySelector(".chips").replaceChildren(...places.map(chip));
  press();
}

function chip(value) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "chip", value, textContent: placeWords([value]) });
  return button;
}

function press() {
  const ticked = boxes().filter((box) => box.checked).map((box) => box.value);
  for (const button of recent.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(ticked.includes(button.value)));
  }
}

recent.addEventListener("click", ({ target }) => {
  const box = boxes().find((each) => each.value === target.value);
  if (box) box.click();
});

// The places of the running spasm that the server has, and that are ticked here: one that is unticked is removed there.
async function drawn() {
  const { running = [] } = await facts();
  const [, , places = []] = running.find(([each]) => each === uid) || [];
  const values = boxes().map((box) => box.value);
  return [["drawn_regions", places.filter((value) => values.includes(value)).join("; ")]];
}

/** Keeps what is ticked. */
export async function keepPlaces() {
  window.clearTimeout(later);
  const data = new FormData(placeForm);
  const values = { regions: data.getAll("regions"), chest_signs: data.getAll("chest_signs") };
  const text = data.get("regions_other_text");
  await keepValues(uid, "where", text ? { ...values, regions_other_text: [text] } : values, await drawn());
}

placeForm.addEventListener("change", () => {
  press();
  if (!isSavedAtOnce || isShowing) return;
  window.clearTimeout(later);
  later = window.setTimeout(async () => {
    await keepPlaces();
    saved.hidden = false;
  }, SAVED_AFTER_MS);
});
