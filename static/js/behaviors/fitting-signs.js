// Signs that do not fit the regions chosen fold away; a ticked one stays, and "none of these" stays last.
// Without this script all signs stand in one list.
import { fitsRegions, groupsByRegion } from "../logic/signs.js";

const field = document.querySelector(".noticed");
if (field) keepFitting(field);

function keepFitting(field) {
  const first = field.querySelector("[data-first]");
  const more = field.querySelector("[data-more]");
  const signs = [...first.children];
  const groupOf = groupsByRegion(field.dataset.regionGroups);

  function arrange() {
    const ticked = [...document.querySelectorAll('input[name="regions"]:checked')].map((box) => box.value);
    // One that names no groups fits everywhere.
    const fits = (sign) =>
      !sign.dataset.groups ||
      sign.querySelector("input").checked ||
      fitsRegions(sign.dataset.groups.split(" "), ticked, groupOf);
    const rest = signs.filter((sign) => !fits(sign));
    first.append(...signs.filter(fits));
    more.lastElementChild.append(...rest);
    more.hidden = !rest.length;
  }

  document.addEventListener("change", (event) => {
    if (event.target.name === "regions") arrange();
  });
  arrange();
}
