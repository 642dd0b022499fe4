// Fills in the time zone of this device where a form asks for it, or offers it on a button.
import { deviceZone } from "../logic/time-zones.js";

const zone = deviceZone();

for (const field of document.querySelectorAll("input[data-time-zone]")) {
  // The server decides what to make of it; without a word from the device it keeps what it knows.
  if (zone) field.value = zone;
}

for (const button of document.querySelectorAll("button[data-time-zone-for]")) {
  const field = document.getElementById(button.dataset.timeZoneFor);
  if (!zone || !field || field.value === zone) continue;
  button.textContent = button.dataset.words.replace("ZONE", zone);
  button.hidden = false;
  button.addEventListener("click", () => {
    field.value = zone;
    button.hidden = true;
    field.focus();
  });
}
