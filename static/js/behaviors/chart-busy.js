// Marks a chart as busy while it is on its way, for screen readers and for the styles.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.classList.contains("chart-part")) event.target.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", (event) => event.target.removeAttribute("aria-busy"));
