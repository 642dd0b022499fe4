// Offers the names of all time zones where one is typed: the browser knows them.
const field = document.querySelector("input[data-entry-zone]");

function offer() {
  const names = Intl.supportedValuesOf?.("timeZone") || [];
  field.list.replaceChildren(...names.map((name) => new Option("", name)));
}

field?.addEventListener("focus", offer, { once: true });
