// Asks once whether this is the person's own device: on Today, when nothing more urgent stands there. Settings shows the
// answer, and changes it.
import { canKeep, share, who } from "../outbox/device.js";
import { deviceIs, keepFact } from "../outbox/store.js";

const MORE_URGENT = ".running-card, .alarm";

async function answer(value) {
  if (value === "shared") await share();
  else await keepFact("device", "own");
  window.location.reload();
}

function listen(section) {
  section.addEventListener("click", ({ target }) => {
    if (["own", "shared"].includes(target.value)) answer(target.value);
  });
}

async function show() {
  const is = await deviceIs();
  const question = document.querySelector("[data-own-device]");
  const setting = document.querySelector("[data-this-device]");
  const isToday = window.location.pathname === "/" && !document.querySelector(MORE_URGENT);
  if (!is && isToday && question) {
    // Below what is needed in pain.
    document.getElementById("main").append(question);
    question.hidden = false;
    listen(question);
  }
  if (setting) {
    setting.hidden = false;
    setting.querySelector(is === "shared" ? "[data-shared]" : "[data-own]").hidden = false;
    listen(setting);
  }
}

if (who && canKeep) show().catch(() => {});
