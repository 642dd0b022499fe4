// Registers the worker that answers without a network, once the page is there. Says when a new release took over.
import { mayKeep, part } from "../outbox/device.js";
import { deviceIs, whenTold } from "../outbox/store.js";

async function register() {
  if (!(await mayKeep())) return;
  const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  // On a device that is somebody's own, also what the page without a network can do without.
  registration.active?.postMessage((await deviceIs()) === "own" ? "fill all" : "fill");
}

if (part) {
  const whenLoaded = () => register().catch(() => {});
  if (document.readyState === "complete") whenLoaded();
  else window.addEventListener("load", whenLoaded);
  whenTold(({ release }) => {
    if (release && release !== part.dataset.release) part.querySelector("[data-new-release]").hidden = false;
  });
}
