// A button that installs spasmlog, in browsers that let a page ask for it. In all others words say how to do it by hand.
const button = document.querySelector("[data-install]");

// Neither is there at an address from which nothing can be installed.
if (button) {
  const byHand = document.querySelector("[data-install-by-hand]");
  const offer = (isOffered) => {
    button.hidden = !isOffered;
    byHand.hidden = isOffered;
  };
  let question = null;
  window.addEventListener("beforeinstallprompt", (event) => {
    // Asked at the button, and not by the browser itself.
    event.preventDefault();
    question = event;
    offer(true);
  });
  // A question can be asked once; the browser hands over another one if it may be asked again.
  button.addEventListener("click", () => {
    question.prompt();
    offer(false);
  });
}
