/* Charts are drawn for a phone or for a wide page: says which when one is asked for, and asks again when that changes.
   Without this script the page links every chart, and a chart's own page carries both. */
(function () {
  "use strict";

  var NARROW = "(max-width: 42rem)";
  var narrow = window.matchMedia(NARROW);

  document.addEventListener("htmx:configRequest", function (event) {
    if (event.target.classList.contains("chart-part") && narrow.matches) {
      event.detail.parameters.w = "narrow";
    }
  });

  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.target.classList.contains("chart-part")) {
      event.target.setAttribute("aria-busy", "true");
    }
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    event.target.removeAttribute("aria-busy");
  });

  narrow.addEventListener("change", function () {
    document.querySelectorAll(".chart-part[hx-get]").forEach(function (chart) {
      window.htmx.trigger(chart, "width-changed");
    });
  });
})();
