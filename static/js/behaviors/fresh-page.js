// A page that the browser kept and shows again is old: its tap belongs to the spasm that was started from it.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
