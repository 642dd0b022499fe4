// Charts are drawn for a narrow or for a wide place: says which when one is asked for, and asks again when that changes.
// Without this script the page links every chart, and a chart's own page carries both.
const WIDE = 560;
const drawnFor = new WeakMap();

const widthOf = (part) => (part.clientWidth < WIDE ? "narrow" : "wide");

document.addEventListener("htmx:configRequest", (event) => {
  const part = event.target.closest(".chart-part");
  if (!part) return;
  drawnFor.set(part, widthOf(part));
  if (widthOf(part) === "narrow") event.detail.parameters.w = "narrow";
});

let pause;
window.addEventListener("resize", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    for (const part of document.querySelectorAll(".chart-part[hx-get]")) {
      if (drawnFor.has(part) && drawnFor.get(part) !== widthOf(part)) window.htmx.trigger(part, "width-changed");
    }
  }, 200);
});
