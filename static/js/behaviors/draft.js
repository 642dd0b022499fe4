// A form that was left half filled in is there again when the person comes back to it, in this tab: kept by the browser
// until it is saved, thrown away, or the person logs out. A form that was sent and had a mistake comes filled in.
import { who } from "../outbox/device.js";

const PREFIX = "draft ";
const LONGEST_HOURS = 12;
// "15 min" means another time by then; what is hidden belongs to the page it came with.
const COUNTED_BACK = ["0", "15", "30", "60"];

const form = document.querySelector("form[data-draft]");
const key = `${PREFIX}${who} ${location.pathname}${location.search}`;

function forgetOthers() {
  for (const each of Object.keys(sessionStorage)) {
    if (each.startsWith(PREFIX) && !each.startsWith(`${PREFIX}${who} `)) sessionStorage.removeItem(each);
  }
}

function fieldsOf() {
  return [...form.elements].filter((field) => field.name && !["hidden", "submit", "button"].includes(field.type));
}

// What a new form holds by itself says nothing yet; one that was sent holds what was typed.
function isFilledIn(field) {
  const isNew = form.dataset.draft === "new";
  if (["radio", "checkbox"].includes(field.type)) return field.checked && !(isNew && field.defaultChecked);
  if (!isNew) return field.value !== "";
  if (field.type !== "select-one") return field.value !== field.defaultValue;
  return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
}

function valuesOf() {
  return fieldsOf()
    .filter(isFilledIn)
    .filter((field) => !(field.name === "started" && COUNTED_BACK.includes(field.value)))
    .map((field) => [field.name, field.value]);
}

function keep() {
  const values = valuesOf();
  if (values.length) sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
  else sessionStorage.removeItem(key);
}

function kept() {
  try {
    const { at, values } = JSON.parse(sessionStorage.getItem(key));
    return Date.now() - at < LONGEST_HOURS * 3600 * 1000 ? values : [];
  } catch {
    return [];
  }
}

function fillIn(values) {
  for (const [name, value] of values) {
    for (const field of fieldsOf().filter((each) => each.name === name)) {
      if (!["radio", "checkbox"].includes(field.type)) field.value = value;
      else if (field.value === value) field.checked = true;
      else continue;
      for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    }
  }
}

if (form && who) {
  forgetOthers();
  const values = form.dataset.draft === "new" ? kept() : [];
  const note = document.querySelector("[data-draft-note]");
  if (values.length) {
    fillIn(values);
    note.hidden = false;
    note.querySelector("button").addEventListener("click", () => {
      sessionStorage.removeItem(key);
      window.location.reload();
    });
  }
  if (form.dataset.draft !== "new") keep();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => sessionStorage.removeItem(key));
}
