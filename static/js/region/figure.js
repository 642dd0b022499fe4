// The drawn body: parts that open, muscles in an open part. Tells its picker what was touched; chooses nothing itself.
import { nearestAhead, pointsAround, viewBetween } from "../logic/geometry.js";
import { listed } from "../logic/text.js";

const ZOOM_MS = 260;
const REACH_PX = 12;
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ROLE_ATTRIBUTES = ["role", "tabindex", "aria-checked", "aria-label"];

function middle(element) {
  const rect = element.getBoundingClientRect();
  return { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 };
}

function strip(element) {
  for (const name of ROLE_ATTRIBUTES) element.removeAttribute(name);
}

export class RegionFigure {
  // `calls`: opened(zone), closed(zone), toggled(value).
  constructor(stage, boxes, textChosen, calls) {
    this.stage = stage;
    this.boxes = boxes;
    this.textChosen = textChosen;
    this.calls = calls;
    this.muscles = [];
    this.zones = [];
    this.zone = null;
    this.frame = 0;
    this.listen();
  }

  // Once it is drawn.
  takeDrawing() {
    this.muscles = [...this.stage.querySelectorAll(".muscle")];
    this.zones = [...this.stage.querySelectorAll("g.zone")];
    this.showZones();
  }

  listen() {
    this.stage.addEventListener("click", (event) => this.touch(this.zone ? this.near(event) : event.target));
    this.stage.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        this.touch(event.target);
      } else if (event.key in DIRECTIONS) {
        event.preventDefault();
        this.walk(event.target, DIRECTIONS[event.key]);
      }
    });
    this.stage.addEventListener("pointerover", (event) => this.hover(event.target, true));
    this.stage.addEventListener("pointerout", (event) => this.hover(event.target, false));
  }

  first() {
    return this.stage.querySelector('[tabindex="0"]');
  }

  touch(target) {
    if (this.zone) {
      const muscle = target.closest(".muscle.is-here");
      if (muscle) this.calls.toggled(muscle.dataset.value);
      return;
    }
    const touched = target.closest("[data-zone]");
    if (touched) this.open(this.zones.find((zone) => zone.dataset.zone === touched.dataset.zone));
  }

  // A touch beside a muscle of the open part counts for the nearest one.
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
    const others = [...this.stage.querySelectorAll('[tabindex="0"]')].filter((target) => target !== from);
    others[nearestAhead(middle(from), others.map(middle), axis)]?.focus({ preventScroll: true });
  }

  showZones() {
    for (const zone of this.zones) {
      zone.setAttribute("role", "button");
      zone.setAttribute("tabindex", "0");
    }
    for (const muscle of this.muscles) {
      strip(muscle);
      muscle.classList.remove("is-here");
    }
  }

  open(zone) {
    const svg = zone.ownerSVGElement;
    this.zone = zone;
    for (const other of this.zones) {
      strip(other);
      other.classList.remove("is-hover");
    }
    this.showMuscles(svg, listed(zone.dataset.marks));
    for (const view of this.stage.querySelectorAll(".region-view")) view.hidden = !view.contains(svg);
    this.stage.classList.add("is-open");
    this.stage.classList.toggle("is-limb", zone.hasAttribute("data-limb"));
    this.calls.opened(zone);
    this.zoom(svg, svg.dataset.wideBox, zone.dataset.box);
    this.first().focus({ preventScroll: true });
  }

  showMuscles(svg, values) {
    for (const muscle of svg.querySelectorAll(".muscle")) {
      if (!values.includes(muscle.dataset.value)) continue;
      muscle.classList.add("is-here");
      muscle.setAttribute("role", "checkbox");
      muscle.setAttribute("tabindex", "0");
      muscle.setAttribute("aria-label", this.boxes.your(muscle.dataset.value));
    }
  }

  close() {
    const zone = this.zone;
    const svg = zone.ownerSVGElement;
    this.zone = null;
    window.cancelAnimationFrame(this.frame);
    svg.setAttribute("viewBox", svg.dataset.box);
    for (const view of this.stage.querySelectorAll(".region-view")) view.hidden = false;
    this.stage.classList.remove("is-open", "is-limb");
    this.showZones();
    this.calls.closed(zone);
    zone.focus({ preventScroll: true });
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

  // Fills what is chosen: a muscle itself, or faintly one that a whole limb or a band lies over.
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
      const isAny = zone.querySelector(".is-on") !== null;
      zone.setAttribute("aria-label", zone.dataset.label + (isAny ? `, ${this.textChosen}` : ""));
    }
  }
}
