// Asks how well something helped once it is ticked: the page has the questions once, not for each of its lines.
const field = document.querySelector("[data-relief]");
const asks = field?.querySelector("template[data-asks]");

function ask(box) {
  const more = box.closest(".relief-line").querySelector(".relief-more");
  if (!box.checked || !more || more.querySelector("select")) return;
  const label = box.closest("label").textContent.trim();
  const questions = document.importNode(asks.content, true);
  for (const select of questions.querySelectorAll("select")) {
    for (const name of ["id", "name"]) select.setAttribute(name, select.getAttribute(name).replace(/KEY$/, () => box.value));
  }
  for (const of of questions.querySelectorAll("label")) {
    of.htmlFor = of.htmlFor.replace(/KEY$/, () => box.value);
    of.querySelector("span").textContent = `: ${label}`;
  }
  more.append(questions);
}

function askAll() {
  for (const box of field.querySelectorAll('.relief-line > label > input[type="checkbox"]')) ask(box);
}

if (asks) {
  field.querySelector("[data-ask-all]").remove();
  field.addEventListener("change", ({ target }) => {
    if (target.type === "checkbox") ask(target);
  });
  askAll();
  // A browser that goes back fills the boxes in late.
  window.addEventListener("pageshow", askAll);
}
