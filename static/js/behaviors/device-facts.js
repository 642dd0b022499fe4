// Writes down on the person's own device what it needs without a network, and lets every form that may be kept say whose
// page it stands on.
import { tapOf } from "../logic/taps.js";
import { byThisClock } from "../logic/device-clock.js";
import { mayKeep, who } from "../outbox/device.js";
import { keepFact } from "../outbox/store.js";

async function refresh() {
  if (!(await mayKeep())) return;
  const response = await fetch("/offline/device/", { redirect: "manual" });
  if (response.ok) await keepFact("person", { ...byThisClock(await response.json(), Date.now()), who });
}

function pathOf(form) {
  const { pathname, search } = new URL(form.action, window.location.href);
  return pathname + search;
}

if (who) {
  // Without a network the device keeps what it knew.
  refresh().catch(() => {});
  document.addEventListener("submit", ({ target: form }) => {
    if (form.method !== "post" || !tapOf(pathOf(form)) || form.elements.who) return;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "who", value: who });
    form.append(field);
  });
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb === "post" && tapOf(detail.path)) detail.parameters.who = who;
  });
  // The page stays, so what it stored is asked for.
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && detail.requestConfig.verb === "post" && tapOf(detail.requestConfig.path)) refresh().catch(() => {});
  });
}
