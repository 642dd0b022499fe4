// What is said of a day: the first question of its check-in, and that it was clear.
import { dayAt, daysBefore, lastOf, valueOf, withValues } from "../logic/kept.js";
import { capitalized } from "../logic/text.js";
import { goHome, onScreen } from "./screens.js";
import { groupOf, keepChanged, keepNew, shell, state } from "./state.js";
import { shortDateWords } from "./words.js";

const checkIn = shell.querySelector("[data-check-in]");
const clear = shell.querySelector("[data-clear]");

// The days that can be answered, by the hour at which this person's day begins.
async function offerDays(form, chosen) {
  const { known } = await state();
  const today = dayAt(Date.now() - (known.ahead ?? 0), known.day_start ?? 0);
  for (const box of form.querySelectorAll("[data-ago]")) {
    box.value = daysBefore(today, Number(box.dataset.ago));
    box.checked = chosen ? box.value === chosen : box.dataset.ago === "0";
    if (Number(box.dataset.ago) > 1) box.nextElementSibling.textContent = shortDateWords(box.value);
    else box.nextElementSibling.textContent = capitalized(box.nextElementSibling.textContent);
  }
}

onScreen("check-in", async (date, isOpened) => {
  if (!isOpened) return;
  await offerDays(checkIn, date);
  const item = await answerOf(date);
  const answer = item ? valueOf(item, "answer") : "";
  for (const box of checkIn.querySelectorAll('[name="answer"]')) box.checked = box.value === answer;
  checkIn.querySelector("[data-error]").hidden = true;
});

onScreen("clear", async (date, isOpened) => {
  if (isOpened) await offerDays(clear, date);
});

async function answerOf(date) {
  const group = date && (await groupOf(date));
  return group && lastOf(group, "check-in");
}

checkIn.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { date, answer } = checkIn.elements;
  checkIn.querySelector("[data-error]").hidden = Boolean(answer.value);
  if (!answer.value) return;
  const item = await answerOf(date.value);
  if (item) await keepChanged(item, { fields: withValues(item, "answer", [answer.value]).fields });
  else await keepNew("check-in", { date: date.value, fields: [["answer", answer.value]] });
  goHome();
});

clear.addEventListener("submit", async (event) => {
  event.preventDefault();
  await keepNew("clear", { date: clear.elements.date.value });
  goHome();
});
