// Single keys, where they are on: what has `data-key` is gone to, a digit goes to its number on the scale, "?" shows the
// list. A key alone stores nothing: what a letter in passing reaches still takes Enter. Whoever speaks or types in ways
// that make single keys a nuisance turns them off on the page of the list, for this device.
import { keyOf, numberOf } from "../logic/keys.js";

const OFF = "spasmlog-keys-off";
const TYPED_IN = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit])";
const SCALE = ".arc, .scale-0-10";
const { keys: address } = document.body.dataset;
let before = null;

// Where a browser keeps nothing, they are on.
function kept() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

const isOff = () => kept()?.getItem(OFF) === "1";

function goTo(target) {
  if (target.matches("a")) window.location.assign(target.href + (target.dataset.keyTo || ""));
  else target.focus();
}

function marked(key) {
  const there = [...document.querySelectorAll("[data-key]")].filter(({ dataset }) => dataset.key === key);
  return there.find((target) => !target.matches("a")) || there[0];
}

function choose(digit, at) {
  const scales = [...document.querySelectorAll(SCALE)].filter((scale) => scale.checkVisibility());
  const scale = scales.find((each) => each.contains(document.activeElement)) || scales[0];
  if (!scale) return false;
  before = { number: numberOf(digit, at, before), at };
  const step = scale.querySelector(`input[value="${before.number}"], button[value="${before.number}"]`);
  step?.focus();
  // A radio button is chosen, and the form still waits for Save. A button would save at once, and waits for Enter.
  if (step?.matches("input")) step.click();
  return Boolean(step);
}

async function showList() {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = page.querySelector("[data-keys-list]");
  if (!list) throw new Error("another page came");
  const dialog = document.createElement("dialog");
  dialog.className = "keys-dialog";
  dialog.setAttribute("aria-labelledby", "keys-title");
  dialog.append(document.adoptNode(list));
  dialog.querySelector("[data-keys-close]").hidden = false;
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("[data-keys-close]")) dialog.close();
  });
  document.body.append(dialog);
  showSwitch(dialog);
  dialog.showModal();
}

function showSwitch(part) {
  for (const button of part.querySelectorAll("[data-keys-switch]")) {
    button.hidden = button.value === "off" ? isOff() : !isOff();
  }
  for (const words of part.querySelectorAll("[data-keys-are-off]")) words.hidden = !isOff();
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-keys-switch]");
  if (!button) return;
  if (button.value === "off") kept()?.setItem(OFF, "1");
  else kept()?.removeItem(OFF);
  showSwitch(document);
  document.querySelector("[data-keys-switch]:not([hidden])")?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || isOff() || event.target.closest?.(TYPED_IN) || document.querySelector("dialog[open]")) return;
  const key = keyOf(event);
  if (!key) return;
  const target = marked(key);
  if (key === "?" && address) showList().catch(() => window.location.assign(address));
  else if (target) goTo(target);
  else if (!/^\d$/.test(key) || !choose(key, event.timeStamp)) return;
  event.preventDefault();
});

// Where a key led to another page, to what it is about there.
const target = window.location.hash.length > 1 && document.getElementById(window.location.hash.slice(1));
if (target && target.matches("input, button")) target.focus();
showSwitch(document);
