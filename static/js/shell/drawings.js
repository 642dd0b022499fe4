// The drawings of the steps. They are longer than all the rest of the page, so they come when the steps are opened, unless
// this device keeps them. Without them the words stand alone.
import { onScreen } from "./screens.js";
import { shell } from "./state.js";

const steps = shell.querySelector("[data-drawings]");
let isAskedFor = false;

async function draw() {
  const answer = await fetch(steps.dataset.drawings, { credentials: "omit" });
  if (!answer.ok) throw new Error("no drawings");
  const { body } = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const drawing of body.querySelectorAll("[data-drawing]")) {
    steps.querySelector(`[data-drawn="${CSS.escape(drawing.dataset.drawing)}"]`)?.replaceChildren(...drawing.childNodes);
  }
}

onScreen("steps", () => {
  if (isAskedFor) return;
  isAskedFor = true;
  // Asked for once more when the steps are opened again.
  draw().catch(() => {
    isAskedFor = false;
  });
});
