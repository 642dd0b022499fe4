// The open part's muscles as buttons: by name on a limb; in rows where there are left, middle and right.
import { regionOf } from "../logic/sides.js";

export class RegionPanel {
  constructor(root, boxes, toggled) {
    this.root = root;
    this.element = root.querySelector("[data-panel]");
    this.boxes = boxes;
    this.element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-toggle]");
      if (button) toggled(button.dataset.toggle);
    });
  }

  fill(values, isNamed) {
    const rows = new Map();
    for (const value of values) {
      const region = isNamed ? "" : regionOf(value);
      if (!rows.has(region)) rows.set(region, this.row(region));
      const label = isNamed ? this.boxes.words(value) : this.boxes.label(value);
      rows.get(region).lastElementChild.append(this.chip(value, label));
    }
    this.element.replaceChildren(...rows.values());
  }

  refresh() {
    for (const button of this.element.querySelectorAll("[data-toggle]")) {
      button.setAttribute("aria-pressed", String(this.boxes.isOn(button.dataset.toggle)));
    }
  }

  row(region) {
    const inList = region && this.root.querySelector(`[data-region="${region}"]`);
    const row = document.createElement("div");
    const chips = document.createElement("div");
    chips.className = "chips";
    if (inList) {
      row.className = "region-row";
      row.setAttribute("role", "group");
      row.setAttribute("aria-label", inList.dataset.label);
      const name = inList.querySelector(".region-row-name");
      if (name) row.append(name.cloneNode(true));
    }
    row.append(chips);
    return row;
  }

  chip(value, label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.dataset.toggle = value;
    const words = document.createElement("span");
    words.textContent = label;
    button.append(words);
    button.setAttribute("aria-label", this.boxes.words(value));
    return button;
  }
}
