// Says which zone the times of a form are in, wherever somebody could take it for another.
import { deviceZone, filled, placeOf, showsAnotherTime } from "../logic/time-zones.js";

const note = document.querySelector("[data-zone-note]");
const field = document.querySelector("input[data-entry-zone]");

function showNote() {
  if (!field.value) return;
  const { home, words } = note.dataset;
  note.textContent = filled(words, { PLACE: placeOf(field.value) });
  note.hidden = field.value === home && !showsAnotherTime(deviceZone(), home);
}

if (note && field) {
  field.addEventListener("change", showNote);
  showNote();
}
