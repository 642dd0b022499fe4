// Signs that do not fit the regions chosen fold away; a ticked one stays, and "none of these" stays last.
// The list of places says to which group a region belongs. Without it, or without this script, all signs stand in one list.
import { fitsRegions } from "../logic/signs.js";

const field = document.querySelector(".noticed");
if (field) keepFitting(field);

function keepFitting(field) {
  const first = field.querySelector("[data-first]");
  const more = field.querySelector("[data-more]");
  const signs = [...first.children];

  function groupOf(region) {
    const row = document.querySelector(`[data-region="${CSS.escape(region)}"]`);
    return row?.closest("[data-group]").dataset.group;
  }

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
  document.addEventListener("region-list", arrange);
  arrange();
}
