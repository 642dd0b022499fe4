// A safety question that a tick brings up stands above it: it is brought into sight.
const openQuestion = () =>
  [...document.querySelectorAll(".ask")].find((ask) => ask.offsetParent && !ask.querySelector(":checked"));

let shown = openQuestion();

document.addEventListener("change", () => {
  const question = openQuestion();
  if (question && question !== shown) question.scrollIntoView({ block: "center" });
  shown = question;
});
