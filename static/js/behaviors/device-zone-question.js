// The account's zone holds. Where this device is in another one, it asks once which of them to use.
import { clockIn, deviceZone, filled, placeOf, showsAnotherTime, TIME } from "../logic/time-zones.js";

const zone = deviceZone();
const question = document.querySelector("form[data-device-zone-question]");

if (question && showsAnotherTime(zone, question.dataset.home)) {
  const answers = JSON.parse(question.dataset.answers);
  if (!Object.hasOwn(answers, zone)) ask(question);
  else if (answers[zone]) useForNewEntry(answers[zone]);
}

// Whoever shows the zone of the entry listens for the change of its field.
function useForNewEntry(name) {
  const field = document.querySelector('input[data-entry-zone="new"]');
  if (!field) return;
  field.value = name;
  field.dispatchEvent(new Event("change"));
}

function ask(form) {
  const values = {
    DEVICE_TIME: clockIn(zone, TIME),
    DEVICE_PLACE: placeOf(zone),
    HOME_PLACE: placeOf(form.dataset.home),
  };
  form.elements.zone.value = zone;
  for (const element of form.querySelectorAll("[data-words]")) {
    element.textContent = filled(element.dataset.words, values);
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    // Sent beside the page: what is typed on it stays.
    event.preventDefault();
    send(form, event.submitter ? event.submitter.value : "keep");
  });
}

async function send(form, answer) {
  const data = new FormData(form);
  data.append("answer", answer);
  data.append("beside", "1");
  try {
    const response = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
    if (!response.ok) throw new Error(`answered with ${response.status}`);
    const stored = await response.json();
    form.hidden = true;
    if (stored.zone) useForNewEntry(stored.zone);
  } catch {
    form.querySelector("[data-not-stored]").hidden = false;
  }
}
