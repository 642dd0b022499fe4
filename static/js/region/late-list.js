// The plain list of places, where the page was sent without it: it is the same for everybody, and longer than the rest of
// the form.

async function load(url) {
  try {
    const answer = await fetch(url, { credentials: "same-origin" });
    return answer.ok && !answer.redirected ? await answer.text() : "";
  } catch {
    return "";
  }
}

/** Puts the list into its place, ticked as what stands there. False if it did not come. */
export async function fillList(root) {
  const list = root.querySelector("[data-late]");
  const { body } = new DOMParser().parseFromString(await load(list.dataset.late), "text/html");
  if (!body.querySelector("[data-group]")) return false;
  for (const shown of list.querySelectorAll(".region-extra input")) {
    const box = body.querySelector(`input[value="${CSS.escape(shown.value)}"]`);
    if (!box) continue;
    box.checked = shown.checked;
    shown.closest("label").remove();
  }
  list.querySelector("[data-ask-all]").replaceWith(...body.childNodes);
  return true;
}
