// A form whose Save is only there once something was changed; without scripts it always is.
for (const form of document.querySelectorAll("[data-save-when-changed]")) {
  for (const event of ["input", "change"]) {
    form.addEventListener(event, () => form.setAttribute("data-changed", ""));
  }
}
