// The boxes of the plain list of places: what is ticked there is what is chosen. Knows nothing of the figure.
import { afterTick, afterToggle, isOn, oneAs, pairAs, sideOf } from "../logic/sides.js";

export class RegionBoxes {
  // A mirror shows a box of the list a second time (the last choices) and is not sent; the switch of the map is no place.
  constructor(root) {
    this.byValue = new Map();
    this.mirrors = [];
    for (const box of root.querySelectorAll('input[type="checkbox"]:not([data-mirror], [data-map])')) this.byValue.set(box.value, box);
    for (const mirror of root.querySelectorAll("input[data-mirror]")) {
      const box = this.byValue.get(mirror.value);
      if (box) {
        box.checked = box.checked || mirror.checked;
        mirror.removeAttribute("name");
        this.mirrors.push(mirror);
      } else {
        mirror.dataset.your = mirror.dataset.words = mirror.parentElement.textContent.trim();
        this.byValue.set(mirror.value, mirror);
      }
    }
  }

  all() {
    return [...this.byValue.values()];
  }

  has(value) {
    return this.byValue.has(value);
  }

  get(value) {
    return this.byValue.get(value);
  }

  isChecked(value) {
    return Boolean(this.get(value)?.checked);
  }

  isOn(value) {
    return isOn(value, this);
  }

  // Ticks and unticks, then tells: whoever listens finds all boxes as they shall be. `wanted`: {value: is ticked}.
  set(wanted) {
    const changed = Object.keys(wanted)
      .map((value) => this.get(value))
      .filter((box) => box && box.checked !== wanted[box.value]);
    for (const box of changed) box.checked = wanted[box.value];
    for (const box of changed) box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  setPair(region, isLeft, isRight) {
    this.set(pairAs(region, isLeft, isRight));
  }

  setOne(value, isTicked) {
    this.set(oneAs(value, isTicked));
  }

  toggle(value) {
    this.set(afterToggle(value, this));
  }

  settle(value) {
    this.set(afterTick(value, this));
  }

  // What the person calls it: "your left calf".
  your(value) {
    const box = this.get(value);
    return box ? box.dataset.your || box.parentElement.textContent.trim() : value;
  }

  words(value) {
    const box = this.get(value);
    return box ? box.dataset.words || box.parentElement.textContent.trim() : value;
  }

  // The label beside the box alone: "left".
  label(value) {
    return sideOf(value) ? this.get(value).parentElement.textContent.trim() : this.words(value);
  }
}
