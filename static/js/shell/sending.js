// Sends what is kept as soon as the server is there, and says so; what texts say of the emergency number; the look.
import { isServerThere, send } from "../outbox/sender.js";
import { facts, keptItems, whenTold } from "../outbox/store.js";
import { go, onScreen } from "./screens.js";
import { shell } from "./state.js";

const EVERY_MS = 10_000;
const retry = shell.querySelector("[data-retry]");
let waiting = 0;

async function look() {
  window.clearTimeout(waiting);
  const isThere = (await keptItems()).length ? (await send()).isReached : await isServerThere();
  for (const each of shell.querySelectorAll("[data-away]")) each.hidden = isThere;
  for (const each of shell.querySelectorAll("[data-back-online]")) each.hidden = !isThere;
  window.clearTimeout(waiting);
  waiting = window.setTimeout(look, EVERY_MS);
}

// The page that could not be loaded is asked for again; if this one was, it is Today.
if (window.location.pathname !== "/offline/") retry.href = window.location.pathname + window.location.search;

retry.addEventListener("click", (event) => {
  // A link to the page that is open, with nothing behind the #, would only scroll.
  if (retry.pathname !== window.location.pathname) return;
  event.preventDefault();
  window.location.replace(retry.href);
  window.location.reload();
});

// Where the person's own number is known, texts name it.
async function nameNumber() {
  const { number, dial, theme, text_size: size } = await facts();
  if (theme && theme !== "system") document.documentElement.dataset.theme = theme;
  if (size && size !== "normal") document.documentElement.dataset.textSize = size;
  if (!number) return;
  const words = shell.dataset.numberWords;
  const texts = document.createTreeWalker(shell, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(words, number);
  for (const link of shell.querySelectorAll('a[href^="tel:"]')) link.href = dial;
  for (const call of shell.querySelectorAll("[data-call]")) call.textContent = call.dataset.call.replace("NUMBER", number);
  for (const note of shell.querySelectorAll("[data-number-unknown]")) note.hidden = true;
}

onScreen("steps", (key) => {
  if (key) requestAnimationFrame(() => document.getElementById(key)?.scrollIntoView());
});

window.addEventListener("online", look);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
whenTold(({ isChanged }) => isChanged && waiting && look());
nameNumber();
look();
