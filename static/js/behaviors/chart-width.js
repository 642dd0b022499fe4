// Charts are drawn for a narrow, a medium or a wide place: says which when one is asked for, and asks again when that changes.
// Without this script the page links every chart, and a chart's own page carries both.
const NARROW = 430;
const MEDIUM = 640;
const drawnFor = new WeakMap();

const widthOf = ({ clientWidth }) => (clientWidth < NARROW ? "narrow" : clientWidth < MEDIUM ? "medium" : "wide");

document.addEventListener("htmx:configRequest", (event) => {
  const part = event.target.closest(".chart-part");
  if (!part) return;
  drawnFor.set(part, widthOf(part));
  if (widthOf(part) !== "wide") event.detail.parameters.w = widthOf(part);
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
