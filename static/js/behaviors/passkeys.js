// A form that a passkey fills in: its button asks the browser for one, and sends what it gives. What is asked for stands
// in the page (data-options names the element) or is fetched (data-options-from). Without this script, without passkeys,
// or where none fits, the button stays hidden.
import { answerOf, optionsOf } from "../logic/credentials.js";

// Browsers bind a passkey to a name; an address of numbers is none.
const hasName = !/^[\d.]+$|:/.test(window.location.hostname);

async function asked(form) {
  const { options, optionsFrom } = form.dataset;
  if (options) return JSON.parse(document.getElementById(options).textContent);
  const answer = await fetch(optionsFrom, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return answer.json();
}

const fits = (form) => form.dataset.passkey !== "one" || asksForOne(form);

function asksForOne(form) {
  const { request_options: request } = JSON.parse(document.getElementById(form.dataset.options).textContent);
  return (request.publicKey.allowCredentials || []).length > 0;
}

async function fill(form) {
  const { creation_options: creation, request_options: request } = await asked(form);
  const credential = creation
    ? await navigator.credentials.create(optionsOf(creation))
    : await navigator.credentials.get(optionsOf(request));
  form.elements.credential.value = JSON.stringify(answerOf(credential));
  form.submit();
}

function start(form) {
  const note = form.querySelector("[data-passkey-note]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    note.textContent = "";
    try {
      await fill(form);
    } catch {
      // Closed by the person, or by the device: it does not say which.
      note.textContent = form.dataset.failed;
    }
  });
}

if (window.PublicKeyCredential && hasName) {
  for (const form of document.querySelectorAll("form[data-passkey]")) if (fits(form)) start(form);
}
