// Signs that do not fit the regions chosen fold away; a ticked one stays, and "none of these" stays last.
// Without this script all signs stand in one list.
"use strict";

(() => {
  const field = document.querySelector(".noticed");
  if (!field) return;
  const first = field.querySelector("[data-first]");
  const more = field.querySelector("[data-more]");
  const chips = [...first.children];
  const groupOf = new Map(field.dataset.regionGroups.split(" ").map((pair) => pair.split("=")));

  const chosenGroups = () => {
    const boxes = document.querySelectorAll('input[name="regions"]:checked');
    return new Set([...boxes].map((box) => groupOf.get(box.value.split(/[:=]/)[0])));
  };

  const arrange = () => {
    const chosen = chosenGroups();
    const fits = (chip) =>
      !chosen.size || chip.querySelector("input").checked || chip.dataset.groups.split(" ").some((group) => chosen.has(group));
    const rest = chips.filter((chip) => !fits(chip));
    first.append(...chips.filter(fits));
    more.lastElementChild.append(...rest);
    more.hidden = !rest.length;
  };

  // A safety question that a tick brings up stands above: it is brought into sight.
  const openQuestion = () =>
    [...document.querySelectorAll(".ask")].find((ask) => ask.offsetParent && !ask.querySelector(":checked"));
  let shown = openQuestion();

  document.addEventListener("change", (event) => {
    if (event.target.name === "regions") arrange();
    const question = openQuestion();
    if (question && question !== shown) question.scrollIntoView({block: "center"});
    shown = question;
  });
  arrange();
})();
