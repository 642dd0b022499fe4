// A form that needs the server, sent without one: the worker leaves the page as it was, and here it says so. So does a
// button that htmx sends and no worker keeps, as in another diary than one's own.
import { canKeep, part, sayUnreached } from "../outbox/device.js";
import { whenTold } from "../outbox/store.js";

if (part && canKeep) {
  whenTold(({ notSent }) => {
    if (!notSent || document.visibilityState !== "visible") return;
    if (new URL(notSent).pathname === window.location.pathname) sayUnreached();
  });
  document.addEventListener("htmx:sendError", ({ detail }) => {
    if (detail.requestConfig?.verb === "post") sayUnreached();
  });
}
