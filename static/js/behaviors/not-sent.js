// A form that needs the server, sent without one: the worker leaves the page as it was, and here it says so.
import { canKeep, part } from "../outbox/device.js";
import { whenTold } from "../outbox/store.js";

const note = part?.querySelector("[data-not-sent]");

if (note && canKeep) {
  whenTold(({ notSent }) => {
    if (!notSent || new URL(notSent).pathname !== location.pathname || document.visibilityState !== "visible") return;
    note.hidden = false;
    note.scrollIntoView({ block: "center" });
  });
}
