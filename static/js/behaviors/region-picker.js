// Makes every list of places on the page a drawn body. Without this script the list does all of it.
import { RegionPicker } from "../region/picker.js";

function start(part) {
  for (const root of part.querySelectorAll("[data-region-picker]:not([data-live])")) new RegionPicker(root);
}

start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt.parentElement || document));
