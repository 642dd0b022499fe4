// The menu of a chart: closes when something in it is chosen, beside it, or with Escape; offers to share its picture
// where the device can.
const open = () => document.querySelectorAll(".chart-menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) {
    if (!menu.contains(event.target) || event.target.closest("a, button")) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

const canShare = () => navigator.canShare?.({ files: [new File([""], "chart.png", { type: "image/png" })] });

document.addEventListener("toggle", (event) => {
  const button = event.target.matches?.(".chart-menu[open]") && event.target.querySelector(".chart-share");
  if (button) button.hidden = !canShare();
}, true);

document.addEventListener("click", async (event) => {
  const button = event.target.closest(".chart-share");
  if (!button) return;
  const picture = await (await fetch(button.dataset.url)).blob();
  const name = new URL(button.dataset.url, window.location.href).pathname.split("/").pop();
  try {
    await navigator.share({ files: [new File([picture], name, { type: "image/png" })] });
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
});
