// Where it was: joins the figure, the chosen ones and the open part's buttons to the plain list. The list's boxes are
// the truth and tell of every change with their own "change" events; whatever else listens needs to know them alone.
import { hasPair, regionOf, sideOf } from "../logic/sides.js";
import { capitalized, listed } from "../logic/text.js";
import { RegionBoxes } from "./boxes.js";
import { draw } from "./drawing.js";
import { RegionFigure } from "./figure.js";
import { RegionPanel } from "./panel.js";

const LATE_MS = 2000;

export class RegionPicker {
  constructor(root) {
    this.root = root;
    this.area = root.querySelector("[data-figure]");
    this.bar = root.querySelector("[data-bar]");
    this.chosen = root.querySelector("[data-chosen]");
    this.elsewhere = root.querySelector("[data-elsewhere]");
    this.list = root.querySelector("[data-list]");
    this.otherText = root.querySelector("[data-other-text]");
    this.isSetting = false;
    this.boxes = new RegionBoxes(root);
    this.panel = new RegionPanel(root, this.boxes, (value) => this.toggle(value));
    this.figure = new RegionFigure(
      root.querySelector("[data-stage]"), this.boxes, root.dataset.textChosen, this.figureCalls());
    root.classList.add("is-live");
    this.listen();
    this.panel.fill(listed(this.area.dataset.anywhere), true);
    this.area.hidden = false;
    this.list.open = this.otherText.value !== "";
    this.nameOther();
    this.refresh();
    this.draw();
  }

  // The place of the drawing is kept until it comes, so that nothing jumps. If it takes long, the list is opened, too;
  // if it does not come, the list does all of it.
  async draw() {
    const late = window.setTimeout(() => this.openList(), LATE_MS);
    try {
      await draw(this.area);
    } catch {
      this.root.classList.add("is-undrawn");
      this.openList();
      return;
    } finally {
      window.clearTimeout(late);
    }
    this.figure.takeDrawing(this.root.hasAttribute("data-legs-first") && this.isAllOnLegs());
    this.nameKeys();
    this.refresh();
  }

  openList() {
    this.list.open = true;
  }

  // Nothing chosen counts, too.
  isAllOnLegs() {
    return this.boxes.all().every((box) => !box.checked || box.closest('[data-group="leg"]'));
  }

  nameKeys() {
    const keys = this.area.querySelector("[data-keys]");
    keys.id = `${this.root.id}-keys`;
    for (const svg of this.figure.stage.querySelectorAll("svg")) svg.setAttribute("aria-describedby", keys.id);
  }

  // Below the figure: what an open part offers, as buttons, and the way back above it.
  showOpen(name, values, isNamed) {
    this.bar.hidden = false;
    this.elsewhere.hidden = true;
    this.bar.querySelector("[data-zone-name]").textContent = capitalized(name);
    this.panel.fill(values, isNamed);
    this.refresh();
  }

  figureCalls() {
    return {
      toggled: (value) => this.toggle(value),
      opened: (zone) => {
        const values = listed(`${zone.dataset.marks} ${zone.dataset.also}`);
        this.showOpen(zone.dataset.label, values, zone.hasAttribute("data-limb"));
        this.say(this.root.dataset.textOpen, zone.dataset.name);
      },
      legsShown: (zones) => {
        const muscles = new Set(zones.flatMap((zone) => listed(zone.dataset.marks)));
        const also = new Set(zones.flatMap((zone) => listed(zone.dataset.also)));
        this.showOpen(this.root.dataset.textLegs, [...also].filter((value) => !muscles.has(value)), false);
      },
      closed: () => {
        this.bar.hidden = true;
        this.elsewhere.hidden = false;
        this.panel.fill(listed(this.area.dataset.anywhere), true);
        this.refresh();
      },
    };
  }

  listen() {
    this.root.addEventListener("change", ({ target }) => {
      if (!this.isSetting && target.type === "checkbox" && !("map" in target.dataset)) this.takeTick(target);
    });
    this.otherText.addEventListener("input", () => {
      this.nameOther();
      this.tickOther();
      this.refresh();
    });
    this.area.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.figure.isWhole) {
        event.stopPropagation();
        this.figure.close();
      }
    });
    this.bar.querySelector("[data-back]").addEventListener("click", () => this.figure.close());
    this.elsewhere.addEventListener("click", () => this.writeElsewhere());
    this.chosen.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) this.mend(button.closest("li").dataset.value, button.dataset.do);
    });
    // A browser that goes back fills the boxes in late.
    window.addEventListener("pageshow", () => this.refresh());
  }

  // Changing what is chosen

  change(work) {
    const { stage } = this.figure;
    const { top } = stage.getBoundingClientRect();
    this.isSetting = true;
    work();
    this.isSetting = false;
    this.refresh();
    // What is chosen stands above the figure: the figure stays under the finger.
    const now = stage.getBoundingClientRect();
    if (now.top !== top && top < window.innerHeight && now.bottom > 0) {
      window.scrollBy({ top: now.top - top, behavior: "instant" });
    }
  }

  takeTick(box) {
    this.change(() => {
      if (this.boxes.get(box.value) !== box) this.boxes.setOne(box.value, box.checked);
      this.boxes.settle(box.value);
    });
    if (box.closest("[data-kept][hidden]")) this.focusMark(box.value);
  }

  toggle(value) {
    this.change(() => this.boxes.toggle(value));
    this.say(this.boxes.isOn(value) ? this.root.dataset.textOn : this.root.dataset.textOff, this.boxes.your(value));
  }

  mend(value, what) {
    const isRemoved = what === "remove";
    const now = isRemoved ? value : `${regionOf(value)}:${what}`;
    this.change(() => {
      if (isRemoved) this.boxes.setOne(value, false);
      else this.boxes.setPair(regionOf(value), what !== "right", what !== "left");
    });
    this.say(isRemoved ? this.root.dataset.textOff : this.root.dataset.textOn, this.boxes.your(now));
    this.focusMark(now);
  }

  focusMark(value) {
    const rows = [...this.chosen.querySelectorAll("li")];
    const row = rows.find((item) => item.dataset.value === value) || rows[0];
    (row ? row.querySelector("button") : this.figure.first())?.focus({ preventScroll: true });
  }

  say(template, where) {
    this.area.querySelector("[data-say]").textContent = template.replace("WHERE", () => capitalized(where));
  }

  // "Somewhere else" is said in words, in the list; the words name its boxes.
  writeElsewhere() {
    for (let part = this.otherText.closest("details"); part; part = part.parentElement.closest("details")) {
      part.open = true;
    }
    this.otherText.focus();
  }

  otherBoxes() {
    return this.boxes.all().filter((box) => regionOf(box.value) === "other");
  }

  nameOther() {
    const text = this.otherText.value.trim();
    for (const box of this.otherBoxes()) {
      box.dataset.plain ||= box.dataset.words;
      const named = sideOf(box.value) ? `${text}, ${box.parentElement.textContent.trim()}` : text;
      box.dataset.your = box.dataset.words = text ? named : box.dataset.plain;
    }
  }

  tickOther() {
    const isTicked = this.otherBoxes().some((box) => box.checked);
    if (this.otherText.value.trim() && !isTicked) this.change(() => this.boxes.setOne("other", true));
  }

  // Showing what is chosen

  refresh() {
    for (const mirror of this.boxes.mirrors) mirror.checked = this.boxes.isChecked(mirror.value);
    for (const question of this.root.querySelectorAll("[data-kept]")) {
      // Answered, or taken away.
      question.hidden = !question.querySelector("input[name]").checked;
    }
    this.figure.refresh();
    this.panel.refresh();
    for (const group of this.root.querySelectorAll("[data-group]")) {
      const count = group.querySelectorAll('input[type="checkbox"]:checked').length;
      const badge = group.querySelector("[data-count]");
      badge.hidden = count === 0;
      badge.textContent = String(count);
    }
    this.listChosen();
  }

  listChosen() {
    const shown = this.boxes.all().filter((box) => box.checked && !box.closest("[data-kept]"));
    this.chosen.replaceChildren(...shown.map((box) => this.row(box)));
    this.chosen.hidden = shown.length === 0;
    this.area.querySelector("[data-nothing]").hidden = shown.length > 0;
  }

  row(box) {
    const row = this.area.querySelector('[data-template="row"]').content.firstElementChild.cloneNode(true);
    const only = this.area.querySelector('[data-template="only"]').content;
    const region = regionOf(box.value);
    const now = sideOf(box.value);
    const isPair = ["left", "right", "both"].includes(now) && hasPair(region, this.boxes);
    row.dataset.value = box.value;
    row.querySelector(".region-mark-words").textContent = this.boxes.your(box.value);
    for (const button of row.querySelectorAll("[data-do]")) {
      const what = button.dataset.do;
      const isRemoval = what === "remove";
      if (!isRemoval && (!isPair || what === now)) {
        button.remove();
        continue;
      }
      if (!isRemoval && now === "both") button.textContent = only.querySelector(`[data-side="${what}"]`).textContent;
      // Begins with the word that is seen and says what it is about: "swap: your right calf".
      const about = isRemoval ? box.value : `${region}:${what}`;
      button.setAttribute("aria-label", `${button.textContent.trim()}: ${this.boxes.your(about)}`);
    }
    return row;
  }
}
