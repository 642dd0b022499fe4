// Says the nearest mark by pointer, tap and arrow keys; a second tap opens it. Drawing across chooses days.
import { daysBetween, nearest } from "../logic/nearest.js";

const DRAGGED = 16;
const read = new WeakMap();
let drag;
let touched;

// The chart of an event, measured once for each width.
function chartOf({ target }) {
  const figure = target.closest?.(".chart-drawing");
  const svg = figure && [...figure.querySelectorAll("svg")].find((each) => each.clientWidth);
  if (!svg) return null;
  const box = svg.getBoundingClientRect();
  let chart = read.get(svg);
  if (chart?.box.width !== box.width) {
    const marks = [...svg.querySelectorAll("title")].map(({ parentNode: mark, textContent: words }) => {
      const { x, y, width, height } = mark.getBoundingClientRect();
      return { mark, words, x: x - box.x + width / 2, y: y - box.y + height / 2, width, height };
    });
    marks.sort((one, other) => one.x - other.x || one.y - other.y);
    chart = { svg, figure, marks, shown: -1, near: [] };
    read.set(svg, chart);
  }
  chart.box = box;
  return chart;
}

function show(chart, n, words = chart.marks[n]?.words ?? "", near = chart.marks.slice(n, n + 1)) {
  for (const { mark } of chart.near) mark.classList.remove("is-near");
  for (const { mark } of near) mark.classList.add("is-near");
  chart.shown = n;
  chart.near = near;
  chart.figure.querySelector("output").textContent = words;
}

function point(chart, { clientX, clientY }) {
  show(chart, nearest(chart.marks, clientX - chart.box.x, clientY - chart.box.y));
}

function open({ marks, shown }) {
  const link = marks[shown]?.mark.querySelector("a");
  if (link) location.assign(link.href.baseVal);
}

function shareAt({ svg, box }, x) {
  const { left, right } = svg.dataset;
  return ((x / box.width) * svg.viewBox.baseVal.width - left) / (right - left);
}

function drawRange({ chart, clientX }, to) {
  const ends = [clientX, to].map((x) => x - chart.box.x).sort((one, other) => one - other);
  drag.days = daysBetween(chart.svg.dataset, ends.map((x) => shareAt(chart, x)));
  const dates = new Intl.DateTimeFormat(`${document.documentElement.lang.slice(0, 2)}-GB`, { dateStyle: "medium", timeZone: "UTC" });
  const near = chart.marks.filter(({ x }) => x >= ends[0] && x <= ends[1]);
  show(chart, -1, dates.formatRange(...drag.days.map(Date.parse)), near);
}

const on = (name, act) => document.addEventListener(name, (event) => act(event, chartOf(event)));

on("pointerdown", ({ button, pointerType, clientX }, chart) => {
  touched = pointerType !== "mouse";
  if (!button && chart?.svg.dataset.first) drag = { chart, clientX };
});

on("pointermove", (event, chart) => {
  if (drag?.days || Math.abs(event.clientX - drag?.clientX) > DRAGGED) drawRange(drag, event.clientX);
  else if (chart && !drag && !touched) point(chart, event);
});

on("pointerup", () => {
  if (!drag?.days) return (drag = null);
  const query = new URLSearchParams(location.search);
  query.delete("window");
  ["from", "to"].forEach((name, n) => query.set(name, drag.days[n]));
  location.assign(`?${query}`);
});

on("pointercancel", () => (drag = null));

on("dragstart", (event, chart) => chart && event.preventDefault());

on("pointerout", ({ relatedTarget }, chart) => {
  if (chart && !drag && !touched && !chart.figure.contains(relatedTarget)) show(chart, -1);
});

on("click", (event, chart) => {
  if (!chart || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  // It ended a drag.
  if (drag) return;
  const before = chart.shown;
  point(chart, event);
  if (!touched || before === chart.shown) open(chart);
});

on("keydown", (event, chart) => {
  if (!chart) return;
  const { shown, marks } = chart;
  const to = { ArrowRight: (shown + 1) % marks.length, ArrowLeft: (shown > 0 ? shown : marks.length) - 1, Escape: -1 };
  if (event.key === "Enter") open(chart);
  if (!(event.key in to)) return;
  event.preventDefault();
  show(chart, to[event.key]);
});

const reachable = () => document.querySelectorAll(".chart-drawing").forEach((each) => (each.tabIndex = 0));
reachable();
on("htmx:load", reachable);
