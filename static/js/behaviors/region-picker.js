// Makes every list of places on the page a drawn body. Without this script the list does all of it.
import { fillList } from "../region/late-list.js";
import { RegionPicker } from "../region/picker.js";

function start(part) {
  for (const root of part.querySelectorAll("[data-region-picker]:not([data-live])")) {
    root.dataset.live = "";
    if (root.querySelector("[data-late]")) startLate(root);
    else new RegionPicker(root);
  }
}

// Without its list the page stays as it is without a script: a button asks for it.
async function startLate(root) {
  if (!(await fillList(root))) return;
  new RegionPicker(root);
  root.dispatchEvent(new Event("region-list", { bubbles: true }));
}

start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt.parentElement || document));
