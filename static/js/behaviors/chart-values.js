// The words of the nearest mark, by pointer, first tap and arrow keys; a second tap or Enter opens it. Drawing across
// chooses days. The words are the drawing's titles.
import { daysBetween, nearest } from "../logic/nearest.js";

const LEAST_DRAG = 16;
const read = new WeakMap();
let drag;
let touched;

// The chart of an event, its marks measured once for each width.
function chartOf({ target }) {
  const figure = target.closest?.(".chart-drawing");
  const svg = figure && [...figure.querySelectorAll("svg")].find((each) => each.clientWidth);
  if (!svg) return null;
  const box = svg.getBoundingClientRect();
  if (read.get(svg)?.box.width !== box.width) {
    const marks = [...svg.querySelectorAll("title")].map(({ parentNode: mark, textContent: words }) => {
      const { x, y, width, height } = mark.getBoundingClientRect();
      return { mark, words, x: x - box.x + width / 2, y: y - box.y + height / 2, width, height };
    });
    marks.sort((one, other) => one.x - other.x || one.y - other.y);
    read.set(svg, { svg, figure, marks, shown: -1 });
  }
  return Object.assign(read.get(svg), { box });
}

function show(chart, n, words = chart.marks[n]?.words ?? "", isNear = (mark) => mark === chart.marks[n]) {
  for (const each of chart.marks) each.mark.classList.toggle("is-near", isNear(each));
  chart.shown = n;
  chart.figure.querySelector("output").textContent = words;
}

function point(chart, { clientX, clientY }) {
  const n = nearest(chart.marks, clientX - chart.box.x, clientY - chart.box.y);
  if (n !== chart.shown) show(chart, n);
}

function open(chart) {
  const link = chart.marks[chart.shown]?.mark.querySelector("a");
  if (link) window.location.assign(link.getAttribute("href"));
}

function shareAt({ svg, box }, x) {
  const { left, right } = svg.dataset;
  return Math.min(1, Math.max(0, ((x / box.width) * svg.viewBox.baseVal.width - left) / (right - left)));
}

function drawRange({ chart, share }, clientX) {
  const [from, to] = [share, shareAt(chart, clientX - chart.box.x)].sort((one, other) => one - other);
  drag.days = daysBetween(chart.svg.dataset, [from, to]);
  const dates = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeZone: "UTC" });
  show(chart, -1, dates.formatRange(...drag.days.map(Date.parse)), ({ x }) => shareAt(chart, x) >= from && shareAt(chart, x) <= to);
}

const on = (name, act) => document.addEventListener(name, act);

on("pointerdown", (event) => {
  const chart = event.button ? null : chartOf(event);
  touched = event.pointerType !== "mouse";
  const { clientX } = event;
  if (chart?.svg.dataset.first) drag = { chart, clientX, share: shareAt(chart, clientX - chart.box.x) };
});

on("pointermove", (event) => {
  const chart = chartOf(event);
  if (drag?.days || Math.abs(event.clientX - drag?.clientX) > LEAST_DRAG) drawRange(drag, event.clientX);
  else if (chart && !drag && !touched) point(chart, event);
});

on("pointerup", () => {
  const days = drag?.days;
  if (!days) return (drag = null);
  const address = new URL(window.location);
  address.searchParams.delete("window");
  const [from, to] = days;
  for (const [name, day] of Object.entries({ from, to })) address.searchParams.set(name, day);
  window.location.assign(address);
});

on("pointercancel", () => (drag = null));

on("dragstart", (event) => chartOf(event) && event.preventDefault());

on("pointerout", (event) => {
  const chart = chartOf(event);
  if (chart && !drag && !touched && !chart.figure.contains(event.relatedTarget)) show(chart, -1);
});

on("click", (event) => {
  const chart = chartOf(event);
  if (!chart || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  // The click that ends drawing opens nothing.
  if (drag) return;
  const { shown } = chart;
  point(chart, event);
  if (!touched || shown === chart.shown) open(chart);
});

on("keydown", (event) => {
  const chart = chartOf(event);
  if (!chart) return;
  const { shown, marks } = chart;
  const last = marks.length - 1;
  const to = { ArrowRight: Math.min(last, shown + 1), ArrowLeft: shown < 0 ? last : Math.max(0, shown - 1), Escape: -1 };
  if (event.key === "Enter") open(chart);
  if (!(event.key in to)) return;
  event.preventDefault();
  show(chart, to[event.key]);
});

const reachable = () => document.querySelectorAll(".chart-drawing").forEach((figure) => (figure.tabIndex = 0));
reachable();
on("htmx:load", reachable);
