// The lines of the drawn body: the same on every page and in every language, so they are a file of their own, which the
// browser keeps. The words stand in the page. The file is written by manage.py write_body_figure.
const TYPE = "image/svg+xml";
const FRAME = ["viewBox", "data-box", "data-wide-box", "data-legs-box"];

let asked = null;

// Once for all figures of the page, also if it does not come.
function drawing(url) {
  asked ??= load(url);
  return asked;
}

async function load(url) {
  const answer = await fetch(url);
  // Whatever stands between here and the server may answer in its place, even with success.
  const isDrawing = answer.headers.get("content-type")?.startsWith(TYPE);
  if (!answer.ok || !isDrawing) throw new Error(`no drawing at ${url}`);
  return withoutIds(new DOMParser().parseFromString(await answer.text(), TYPE));
}

// A page may have the drawing twice: what refers to a line by its id gets the line itself.
function withoutIds(drawn) {
  for (const use of drawn.querySelectorAll("use")) {
    const path = drawn.createElementNS(drawn.documentElement.namespaceURI, "path");
    for (const { name, value } of use.attributes) if (name !== "href") path.setAttribute(name, value);
    path.setAttribute("d", drawn.querySelector(use.getAttribute("href")).getAttribute("d"));
    use.replaceWith(path);
  }
  for (const element of drawn.querySelectorAll("[id]")) element.removeAttribute("id");
  return drawn;
}

/** Draws front and back where `area` keeps their place, with the names that it has for their parts. */
export async function draw(area) {
  const drawn = await drawing(area.dataset.drawing);
  const names = JSON.parse(area.dataset.names);
  for (const view of area.querySelectorAll(".region-view")) {
    const svg = view.querySelector("svg");
    const lines = drawn.querySelector(`svg[data-view="${view.dataset.view}"]`);
    for (const name of FRAME) svg.setAttribute(name, lines.getAttribute(name));
    svg.replaceChildren(...document.importNode(lines, true).children);
    for (const { dataset } of svg.querySelectorAll("g.zone")) {
      dataset.name = names[dataset.zone];
      dataset.label = view.dataset.partLabel.replace("WHERE", () => dataset.name);
    }
  }
}
