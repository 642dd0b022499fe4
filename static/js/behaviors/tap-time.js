// Sends the moment of a tap along with forms that want it. Without this script the server takes its own time.
document.addEventListener("submit", (event) => {
  for (const input of event.target.querySelectorAll("input[data-tap-time]")) {
    // The first tap counts: a second submit of the same form must not move it.
    if (!input.value) input.value = new Date().toISOString();
  }
  for (const input of event.target.querySelectorAll("input[data-sent-time]")) {
    // By the same clock: how long the tap waited is right even where the clock is wrong.
    input.value = new Date().toISOString();
  }
});
