// Charts are drawn for a phone or for a wide page: says which when one is asked for, and asks again when that changes.
// Without this script the page links every chart, and a chart's own page carries both.
const narrow = window.matchMedia("(max-width: 42rem)");

document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.classList.contains("chart-part") && narrow.matches) event.detail.parameters.w = "narrow";
});

narrow.addEventListener("change", () => {
  for (const chart of document.querySelectorAll(".chart-part[hx-get]")) window.htmx.trigger(chart, "width-changed");
});
