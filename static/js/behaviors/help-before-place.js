// What helps stands before the form of the place once there is a place, and where safety comes first; until then after
// it. The page comes in the right order; what htmx puts into it later says itself where it belongs.
document.addEventListener("htmx:afterSwap", (event) => {
  const help = event.detail.target;
  if (help.id !== "running-help") return;
  const where = document.querySelector(".running-where");
  const isFirst = Boolean(help.compareDocumentPosition(where) & Node.DOCUMENT_POSITION_FOLLOWING);
  const comesFirst = help.querySelector("[data-comes-first]") !== null;
  if (isFirst === comesFirst) return;
  if (comesFirst) where.before(help);
  else where.after(help);
});
