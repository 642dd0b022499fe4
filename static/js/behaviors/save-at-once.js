// Settings: what is chosen with one tap is saved at once, with whatever else was filled in. Other fields wait for Save.
const form = document.querySelector(".settings-form");
const FOCUS = "focus after saving";

const send = (chosen) => {
  // By keyboard the next arrow key belongs to the same choice, on the page that comes.
  if (chosen.matches(":focus-visible")) sessionStorage.setItem(FOCUS, chosen.id);
  form.setAttribute("data-sent", "");
  form.requestSubmit();
  // A second tap would be sent as drawn from what the first one is about to change.
  form.inert = true;
};

form.addEventListener("input", ({ target }) => {
  if (!target.matches(".segments input")) form.setAttribute("data-changed", "");
});

form.addEventListener("change", ({ target }) => {
  if (target.matches(".segments input")) send(target);
});

const goOn = () => {
  form.inert = false;
  form.removeAttribute("data-sent");
};

// Whoever comes back to the page as the browser kept it can go on, and so can who was told that nothing was sent.
window.addEventListener("pagehide", goOn);
document.addEventListener("unreached", goOn);

const focused = document.getElementById(sessionStorage.getItem(FOCUS));
sessionStorage.removeItem(FOCUS);
if (!document.querySelector(".is-invalid, .differences")) focused?.focus();
