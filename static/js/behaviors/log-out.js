// Log-out leaves nothing on this device. If something is still to be sent, it asks first what becomes of it.
import { groupsOf } from "../logic/kept.js";
import { counted } from "../logic/plural.js";
import { canKeep, forgetDevice, itemsOf, part, sayUnreached, who } from "../outbox/device.js";
import { isServerThere, send } from "../outbox/sender.js";
import { dropItems, keptItems } from "../outbox/store.js";

// Set by every log-out after which something may be left here, as in tracker/views/answers.py.
const LEFT = "device-left";

const question = document.querySelector("[data-unsent]");

function showQuestion(form, items) {
  const words = JSON.parse(question.dataset.words).unsent;
  const count = counted(words, groupsOf(items).length, document.documentElement.lang);
  question.querySelector("[data-count]").textContent = count;
  if (question.hidden) form.before(question);
  question.hidden = false;
  question.scrollIntoView({ block: "nearest" });
}

// Without the server one stays logged in, so this device keeps what it is good for.
async function leave(form, { isOutboxKept }) {
  if (!(await isServerThere())) {
    sayUnreached();
    return;
  }
  await forgetDevice({ isOutboxKept });
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "device", value: isOutboxKept ? "kept" : "empty" });
  form.append(field);
  form.submit();
}

async function ask(form) {
  const { own, others } = await itemsOf(who);
  if (!own.length) {
    await leave(form, { isOutboxKept: others > 0 });
    return;
  }
  showQuestion(form, own);
}

async function answer(form, choice) {
  if (choice === "keep") {
    await leave(form, { isOutboxKept: true });
    return;
  }
  if (choice === "send") await send();
  else await dropItems((await itemsOf(who)).own.map(({ place }) => place));
  question.querySelector("[data-not-sent]").hidden = (await itemsOf(who)).own.length === 0;
  await ask(form);
}

// Log-out may have been pressed before this script was there: the first page after it forgets what is left.
async function forgetRest() {
  if (!who) await forgetDevice({ isOutboxKept: (await keptItems()).length > 0 });
  document.cookie = `${LEFT}=; max-age=0; path=/`;
}

if (part && canKeep && document.cookie.split("; ").includes(`${LEFT}=1`)) forgetRest().catch(() => {});
// What was half filled in belongs to who is logging out.
for (const form of document.querySelectorAll("form[data-log-out]")) {
  form.addEventListener("submit", () => sessionStorage.clear());
}

if (who && canKeep) {
  for (const form of document.querySelectorAll("form[data-log-out]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Whatever is wrong with this device's memory, log-out works.
      ask(form).catch(() => form.submit());
      question.onclick = ({ target }) => target.value && answer(form, target.value).catch(() => form.submit());
    });
  }
}
