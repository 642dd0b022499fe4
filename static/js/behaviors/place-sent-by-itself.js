// The form that says where it is sends itself with every tick: its button goes, and what comes first for the place
// stands on top, so that the eye need not look for it. Without this script the button sends it.
document.documentElement.classList.add("with-script");

document.addEventListener("htmx:afterSwap", (event) => {
  const source = event.detail.requestConfig?.elt;
  if (source?.matches(".where-form")) window.scrollTo(0, 0);
});
