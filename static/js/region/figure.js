// The drawn body. It shows the whole body, whose parts open; one part with its muscles; or the legs of both views with
// theirs. Tells its picker what was touched; chooses nothing itself.
import { nearestAhead, pointsAround, viewBetween } from "../logic/geometry.js";
import { listed } from "../logic/text.js";

const ZOOM_MS = 260;
const REACH_PX = 24;
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ROLE_ATTRIBUTES = ["role", "tabindex", "aria-checked", "aria-label"];
// Where the keyboard comes to first in a view: most cramps are in a calf.
const FIRST = '[data-zone$="lower-legs"], [data-value="calf:left"], [data-value="shin:left"]';

function middle(element) {
  const rect = element.getBoundingClientRect();
  return { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 };
}

function strip(element) {
  for (const name of ROLE_ATTRIBUTES) element.removeAttribute(name);
}

export class RegionFigure {
  // `calls`: opened(zone), legsShown(zones), closed(), toggled(value).
  constructor(stage, boxes, textChosen, calls) {
    this.stage = stage;
    this.boxes = boxes;
    this.textChosen = textChosen;
    this.calls = calls;
    this.views = [...stage.querySelectorAll(".region-view")];
    this.muscles = [];
    this.zones = [];
    this.zone = null;
    this.frame = 0;
    this.listen();
  }

  // Once it is drawn. `isLegsFirst`: the legs are shown, from behind at first.
  takeDrawing(isLegsFirst) {
    this.muscles = [...this.stage.querySelectorAll(".muscle")];
    this.zones = [...this.stage.querySelectorAll("g.zone")];
    if (isLegsFirst) this.showLegs();
    else this.showWhole();
  }

  get isWhole() {
    return !this.zone && !this.stage.classList.contains("is-legs");
  }

  listen() {
    this.stage.addEventListener("click", (event) => this.touch(this.isWhole ? event.target : this.near(event)));
    this.stage.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        this.touch(event.target);
      } else if (event.key in DIRECTIONS) {
        event.preventDefault();
        this.walk(event.target, DIRECTIONS[event.key]);
      }
    });
    this.stage.addEventListener("focusin", (event) => this.stopAt(event.target));
    this.stage.addEventListener("pointerover", (event) => this.hover(event.target, true));
    this.stage.addEventListener("pointerout", (event) => this.hover(event.target, false));
  }

  first() {
    return this.stage.querySelector('.region-view:not([hidden]) [tabindex="0"]');
  }

  touch(target) {
    if (!this.isWhole) {
      const muscle = target.closest(".muscle.is-here");
      if (muscle) this.calls.toggled(muscle.dataset.value);
      return;
    }
    const touched = target.closest("[data-zone]");
    if (touched) this.open(this.zones.find((zone) => zone.dataset.zone === touched.dataset.zone));
  }

  // A touch beside a muscle counts for the nearest one: a drawn ankle is small, its target is not.
  near(event) {
    for (const { x, y } of pointsAround({ x: event.clientX, y: event.clientY }, REACH_PX)) {
      const there = document.elementFromPoint(x, y);
      if (there && this.stage.contains(there) && there.matches(".muscle.is-here")) return there;
    }
    return event.target;
  }

  // A part lights up as a whole, wherever in its area the pointer is.
  hover(target, isOver) {
    const zone = target.closest("[data-zone]");
    for (const other of this.zones) {
      other.classList.toggle("is-hover", isOver && zone?.dataset.zone === other.dataset.zone);
    }
  }

  // Arrow keys: to the nearest target in that direction.
  walk(from, axis) {
    const others = [...this.stage.querySelectorAll("[tabindex]")].filter((target) => target !== from);
    others[nearestAhead(middle(from), others.map(middle), axis)]?.focus({ preventScroll: true });
  }

  // Each view is one stop of the Tab key, where it was left.
  stopAt(target) {
    if (!target.matches("svg [tabindex]")) return;
    for (const other of target.closest("svg").querySelectorAll("[tabindex]")) {
      other.setAttribute("tabindex", other === target ? "0" : "-1");
    }
  }

  offer(svg, targets, role) {
    for (const target of targets) target.setAttribute("role", role);
    const first = targets.find((target) => target.matches(FIRST)) || targets[0];
    for (const target of targets) target.setAttribute("tabindex", target === first ? "0" : "-1");
  }

  clear() {
    for (const target of [...this.zones, ...this.muscles]) {
      strip(target);
      target.classList.remove("is-hover", "is-here");
    }
  }

  showWhole() {
    this.clear();
    this.stage.classList.remove("is-open", "is-limb", "is-legs");
    this.stage.prepend(...this.views);
    for (const view of this.views) {
      const svg = view.querySelector("svg");
      view.hidden = false;
      svg.setAttribute("viewBox", svg.dataset.box);
      this.offer(svg, [...svg.querySelectorAll("g.zone")], "button");
    }
  }

  showLegs() {
    this.clear();
    this.stage.classList.add("is-legs");
    // Calves first.
    this.stage.prepend(...[...this.views].reverse());
    const legs = this.zones.filter((zone) => zone.hasAttribute("data-leg"));
    for (const view of this.views) {
      const svg = view.querySelector("svg");
      svg.setAttribute("viewBox", svg.dataset.legsBox);
      this.showMuscles(svg, legs.filter((zone) => svg.contains(zone)).flatMap((zone) => listed(zone.dataset.marks)));
    }
    this.calls.legsShown(legs);
  }

  open(zone) {
    const svg = zone.ownerSVGElement;
    this.clear();
    this.zone = zone;
    this.showMuscles(svg, listed(zone.dataset.marks));
    for (const view of this.views) view.hidden = !view.contains(svg);
    this.stage.classList.add("is-open");
    this.stage.classList.toggle("is-limb", zone.hasAttribute("data-limb"));
    this.calls.opened(zone);
    this.zoom(svg, svg.dataset.wideBox, zone.dataset.box);
    this.first().focus({ preventScroll: true });
  }

  showMuscles(svg, values) {
    const all = [...svg.querySelectorAll(".muscle")];
    const here = values.map((value) => all.find((muscle) => muscle.dataset.value === value));
    for (const muscle of here) {
      muscle.classList.add("is-here");
      muscle.setAttribute("aria-label", this.boxes.your(muscle.dataset.value));
    }
    this.offer(svg, here, "checkbox");
  }

  // Back to the whole body.
  close() {
    const { zone } = this;
    this.zone = null;
    window.cancelAnimationFrame(this.frame);
    this.showWhole();
    this.calls.closed();
    (zone || this.first()).focus({ preventScroll: true });
  }

  zoom(svg, from, to) {
    window.cancelAnimationFrame(this.frame);
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      svg.setAttribute("viewBox", to);
      return;
    }
    const start = listed(from).map(Number);
    const end = listed(to).map(Number);
    let began = null;
    const step = (time) => {
      began ??= time;
      const share = Math.min((time - began) / ZOOM_MS, 1);
      svg.setAttribute("viewBox", viewBetween(start, end, share));
      if (share < 1) this.frame = window.requestAnimationFrame(step);
    };
    svg.setAttribute("viewBox", from);
    this.frame = window.requestAnimationFrame(step);
  }

  // Marks what is chosen: a muscle itself, or fainter one that a whole limb or a band lies over.
  refresh() {
    for (const muscle of this.muscles) {
      const isOn = this.boxes.isOn(muscle.dataset.value);
      const isUnder = listed(muscle.dataset.under).some((value) => this.boxes.isOn(value));
      muscle.classList.toggle("is-on", isOn);
      muscle.classList.toggle("is-under", !isOn && isUnder);
      if (muscle.hasAttribute("role")) muscle.setAttribute("aria-checked", String(isOn));
    }
    for (const zone of this.zones) {
      if (!zone.hasAttribute("role")) continue;
      const isAny = listed(zone.dataset.marks).some((value) => this.boxes.isOn(value));
      zone.setAttribute("aria-label", zone.dataset.label + (isAny ? `, ${this.textChosen}` : ""));
    }
  }
}
