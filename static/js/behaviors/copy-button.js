// A button that copies the text of a field. Without this script it stays hidden: the field can be selected by hand.
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const status = document.getElementById(button.dataset.says);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    status.textContent = (await copySelected(field)) ? button.dataset.done : button.dataset.failed;
  });
}

async function copySelected(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Without HTTPS there is no clipboard to write to; the older way takes what is selected.
    return document.execCommand("copy");
  }
}
