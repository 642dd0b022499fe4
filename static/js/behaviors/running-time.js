// Counts on the time of a running spasm. Without this script the page says how long it was when the page was made.
import { clockWords, secondsSince } from "../logic/running-clock.js";

const [visit] = performance.getEntriesByType("navigation");
// When the page came, not when this script did: on a slow line that may be seconds later.
const pageArrived = performance.timeOrigin + (visit ? visit.responseStart : performance.now());

function tick() {
  for (const element of document.querySelectorAll("[data-running-since]")) {
    const start = Date.parse(element.dataset.runningSince);
    const pageMade = Date.parse(element.dataset.now);
    element.textContent = clockWords(secondsSince(start, { pageMade, pageArrived, now: Date.now() }));
  }
}

if (document.querySelector("[data-running-since]")) {
  tick();
  setInterval(tick, 1000);
}
