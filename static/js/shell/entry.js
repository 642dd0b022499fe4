// One entry or day of what is kept: opened, corrected, deleted; and what the server asked about it.
import { aboutOf, entryOf, lastOf, valueOf, valuesOf } from "../logic/kept.js";
import { dropItems } from "../outbox/store.js";
import { summary } from "./home.js";
import { goHome, onScreen } from "./screens.js";
import { groupOf, keepChanged, shell } from "./state.js";
import { dayAndTime, kindWords, placeWords, spanWords } from "./words.js";

const screen = shell.querySelector('[data-screen="entry"]');
const part = (name) => screen.querySelector(`[data-${name}]`);
const template = (name) => screen.querySelector(`[data-template="${name}"]`).content.firstElementChild.cloneNode(true);
let group = null;

onScreen("entry", async (key) => {
  group = await groupOf(key);
  // Sent or deleted meanwhile.
  if (!group) return goHome();
  const { title, more } = summary(group);
  part("title").textContent = title;
  part("when").textContent = more;
  showFacts();
  part("answers").replaceChildren(...group.items.flatMap(answersOf));
  part("list").replaceChildren(...group.items.map(line));
  part("delete").open = false;
});

function showFacts() {
  const entry = entryOf(group);
  const isDay = Boolean(lastOf(group, "check-in"));
  part("spasm").hidden = !group.uid;
  const facts = { times: spanWords(entry), where: placeWords(entry.places), number: entry.number };
  const canChange = {
    times: lastOf(group, "start", "stop", "over"),
    where: lastOf(group, "start", "over", "where"),
    number: lastOf(group, "start", "stop", "over", "number"),
  };
  for (const link of screen.querySelectorAll("[data-change]")) {
    const name = link.dataset.change;
    link.closest("li").hidden = !canChange[name];
    link.href = `#${name}=${encodeURIComponent(group.key)}`;
    link.querySelector("[data-fact]").textContent = facts[name] || part("nothing").textContent;
  }
  part("day").hidden = !isDay;
  if (isDay) part("day").querySelector("a").href = `#check-in=${group.date}`;
}

function line(item) {
  const row = template("item");
  const { kind } = aboutOf(item);
  const what = { number: valueOf(item, "intensity"), where: placeWords(valuesOf(item, "regions")) }[kind];
  row.querySelector(".entry-where").textContent = what ? `${kindWords(kind)}: ${what}` : kindWords(kind);
  row.querySelector(".entry-more").textContent = dayAndTime(item.tapped_at);
  const button = row.querySelector("button");
  // What follows from it goes with it: the whole entry is deleted below.
  button.hidden = group.items.length === 1 || ["start", "over"].includes(kind);
  button.addEventListener("click", () => dropItems([item.place]));
  return row;
}

function answersOf(item) {
  const { answer } = item;
  if (!answer) return [];
  if (answer.result === "conflict") return [conflict(item)];
  const name = ["gone", "ask", "invalid"].includes(answer.result) ? answer.result : "waits";
  const box = template(name);
  const says = answer.words || Object.values(answer.errors || {}).flat().join(" ");
  const place = box.matches("[data-says]") ? box : box.querySelector("[data-says]");
  if (place && says) place.textContent = says;
  for (const button of box.querySelectorAll("button")) {
    button.hidden = button.value === "restore" && !answer.can_restore;
    button.addEventListener("click", () => decide(item, button.value));
  }
  return [box];
}

function conflict(item) {
  const box = template("conflict");
  for (const each of item.answer.differences) {
    const choice = template("difference");
    choice.querySelector("legend").textContent = each.label;
    for (const button of choice.querySelectorAll("button")) {
      button.textContent = (button.dataset.words || button.textContent).replace("WORDS", each[button.value]);
      button.hidden = button.value === "both" && !each.can_keep_both;
      button.setAttribute("aria-pressed", String(item.keep?.[each.name] === button.value));
      button.addEventListener("click", () => choose(item, each.name, button.value));
    }
    box.querySelector("[data-differences]").append(choice);
  }
  return box;
}

// Sent once all of it is chosen.
async function choose(item, name, which) {
  const keep = { ...item.keep, [name]: which };
  const isSettled = item.answer.differences.every((each) => keep[each.name]);
  await keepChanged(item, isSettled ? { keep, seen: item.answer.seen } : { keep, answer: item.answer });
}

async function decide(item, value) {
  if (value === "throw-away") await dropItems([item.place]);
  else await keepChanged(item, { [value]: true });
}

screen.querySelector("[data-delete-all]").addEventListener("click", async () => {
  await dropItems(group.items.map(({ place }) => place));
  goHome();
});
