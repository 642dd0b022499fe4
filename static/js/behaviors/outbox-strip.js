// Says on every page what waits on this device, and sends it: when the page comes, when it is looked at again, when the
// network is back. Without a script, or without a worker, nothing waits.
import { isAsking, groupsOf } from "../logic/kept.js";
import { counted } from "../logic/plural.js";
import { canKeep, itemsOf, part, who } from "../outbox/device.js";
import { send } from "../outbox/sender.js";
import { keptItems, whenTold } from "../outbox/store.js";

const words = part && JSON.parse(part.dataset.words);
const strip = part?.querySelector("[data-outbox]");

function show(kind, items) {
  strip.hidden = !items.length;
  if (!items.length) return;
  const count = groupsOf(items).length;
  strip.querySelector("[data-count]").textContent = counted(words[kind], count, document.documentElement.lang);
}

async function draw() {
  if (!who) {
    // Whoever sits here sees how many, and nothing of them.
    show("waiting", await keptItems());
    strip.querySelector("[data-show]").hidden = true;
    return 0;
  }
  const { own } = await itemsOf(who);
  const asking = own.filter(isAsking);
  show(asking.length ? "asks" : "saved", asking.length ? asking : own);
  return own.length;
}

async function sendAndDraw() {
  const before = await draw();
  if (!before) return;
  await send();
  if ((await draw()) < before) part.querySelector("[data-sent]").hidden = false;
}

function start(work) {
  work().catch(() => {});
}

if (part && canKeep) {
  const work = who ? sendAndDraw : draw;
  start(work);
  whenTold(({ isChanged }) => isChanged && start(draw));
  window.addEventListener("online", () => start(work));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && start(work));
}
