// This page and this device: whose page it is, whether a worker can be here, and how all of it is forgotten.
import { forgetAll, forgetFacts, isShared, keepFact, keptItems } from "./store.js";

/** False over http on a local network, and in windows that keep nothing: then all is as it was without a worker. */
export const canKeep = "serviceWorker" in navigator && "indexedDB" in window && "caches" in window;

/** The part of the page that speaks of this device; null on a page that has none. */
export const part = document.querySelector("[data-device]");

// What it says waits in a template: a page without a worker has none of it.
const template = canKeep && part?.querySelector("template");
if (template) template.replaceWith(template.content);

/** Whose page this is; empty for a visitor. */
export const who = part?.dataset.who || "";

/** True if this page's person may keep something here. */
export async function mayKeep() {
  return Boolean(who) && canKeep && !(await isShared());
}

/** Items of who is signed in, and how many belong to somebody else. */
export async function itemsOf(person) {
  const items = await keptItems();
  const own = items.filter((item) => item.who === person);
  return { own, others: items.length - own.length };
}

/** Says on this page that what was pressed did not reach the server; to what waits for an answer, too. */
export function sayUnreached() {
  const note = part.querySelector("[data-unreached]");
  note.hidden = false;
  note.scrollIntoView({ block: "center" });
  document.dispatchEvent(new Event("unreached"));
}

/** Keeps nothing here from now on, but what is still to be sent. */
export async function share() {
  await forgetDevice({ isOutboxKept: (await keptItems()).length > 0 });
  await keepFact("device", "shared");
}

/** Forgets all but the outbox and the worker, or all. */
export async function forgetDevice({ isOutboxKept }) {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  if (isOutboxKept) {
    await forgetFacts();
    return;
  }
  const registrations = await navigator.serviceWorker.getRegistrations();
  await Promise.all(registrations.map((each) => each.unregister()));
  await forgetAll();
}
