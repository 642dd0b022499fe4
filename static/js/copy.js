// A button that copies the text of a field. Without this script it stays hidden: the field can be selected by hand.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-copies]")) {
    const field = document.getElementById(button.dataset.copies);
    const said = document.getElementById(button.dataset.says);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      let done = false;
      try {
        await navigator.clipboard.writeText(field.value);
        done = true;
      } catch {
        // Without HTTPS there is no clipboard to write to; the older way takes what is selected.
        done = document.execCommand("copy");
      }
      said.textContent = done ? button.dataset.done : button.dataset.failed;
    });
  }
});
