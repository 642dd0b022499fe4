// The running time, and the moment of a tap for forms that want it. Pages work without: times then come from the server.
"use strict";

(() => {
  const words = (seconds) => {
    const pad = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    return hours ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
  };

  // This device's clock may be wrong: the page says what time it was when it was made, and from there it counts on.
  const loadedAt = Date.now();
  const tick = () => {
    for (const element of document.querySelectorAll("[data-running-since]")) {
      const since = Date.parse(element.dataset.runningSince);
      const now = Date.parse(element.dataset.now) + (Date.now() - loadedAt);
      element.textContent = words(Math.max(0, Math.floor((now - since) / 1000)));
    }
  };

  document.documentElement.classList.add("with-script");
  document.addEventListener("submit", (event) => {
    for (const input of event.target.querySelectorAll("input[data-tap-time]")) {
      // The first tap counts: a second submit of the same form must not move it.
      if (!input.value) input.value = new Date().toISOString();
    }
    for (const input of event.target.querySelectorAll("input[data-sent-time]")) {
      // By the same clock: how long the tap waited is right even where the clock is wrong.
      input.value = new Date().toISOString();
    }
  });
  // A page that the browser kept and shows again is old: its tap belongs to the spasm that was started from it.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
  // What comes first for the place stands on top: the eye must not have to look for it.
  document.addEventListener("htmx:afterSwap", (event) => {
    const source = event.detail.requestConfig && event.detail.requestConfig.elt;
    if (source && source.matches(".where-form")) window.scrollTo(0, 0);
  });
  const start = () => {
    tick();
    if (document.querySelector("[data-running-since]")) setInterval(tick, 1000);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
