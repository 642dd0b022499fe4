// Which forms of the pages can be kept without a network, by the path that they post to. The same table as in
// docs/offline.md. Knows nothing of pages.
const UID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
const DATE = "(\\d{4}-\\d\\d-\\d\\d)";
const TAKEN = [
  ["start", "/episodes/start/"],
  ["where", `/episodes/${UID}/where/`],
  ["began", `/episodes/${UID}/began/`],
  ["count", `/episodes/${UID}/count/`],
  ["stop", `/episodes/${UID}/stop/`],
  ["number", `/episodes/${UID}/after/`],
  ["over", "/episodes/add/"],
  ["answer", `/episodes/${UID}/answer/`],
  ["notice", `/episodes/${UID}/notice/`],
  ["delete", `/episodes/${UID}/delete/`],
  ["check-in", `/check-in/${DATE}/`],
  ["take-back", `/check-in/${DATE}/take-back/`],
  ["clear", `/days/${DATE}/clear/`],
  ["clear-days", "/check-in/clear/"],
  ["night", `/trial/night/${DATE}/`],
  ["card", "/guidance/answer/"],
].map(([kind, path]) => [kind, new RegExp(`^${path}(?:\\?.*)?$`), path.includes(UID)]);
// What says who sends it belongs to no diary, least of all a password that a page asks for beside what it holds.
const NOT_KEPT = /^(csrfmiddlewaretoken|who|log-in-.*)$/;
// When a button was pressed first: the page may have tried before.
const PRESSED = ["started_at", "ended_at"];

/** What a form does that posts to this path: {kind, uid, date}, the latter two if the path names one. Null if not kept. */
export function tapOf(path) {
  for (const [kind, form, isOfEntry] of TAKEN) {
    const match = form.exec(path);
    if (match) return { kind, uid: (isOfEntry && match[1]) || "", date: (!isOfEntry && match[1]) || "" };
  }
  return null;
}

/** An item for the outbox: a tap on a page that was open. `pairs` are the fields of its form. */
export function itemOfTap({ id, path, pairs, who, tappedAt }) {
  const fields = pairs.filter(([name, value]) => typeof value === "string" && !NOT_KEPT.test(name));
  const uid = new Map(fields).get("uid");
  const pressed = fields.find(([name, value]) => PRESSED.includes(name) && Date.parse(value));
  return { id, who, path, fields: uid ? fields : [...withUid(path, id), ...fields], tapped_at: pressed?.[1] || tappedAt };
}

// A spasm is known by the id that its page gave it; where none was given, by that of the item.
function withUid(path, id) {
  return ["start", "over"].includes(tapOf(path)?.kind) ? [["uid", id]] : [];
}
