// Sends what is kept, in its order and to whom it belongs. One sender at a time, whichever page or worker it is.
import { afterAnswer, asSent, moved, runningOf } from "../logic/kept.js";
import { changeItems, deviceId, facts, keepFact, keptItems } from "./store.js";

const OUTBOX = "/outbox/";
const PROTOCOL = 1;
const MOST_AT_ONCE = 50;
const ANSWER_MS = 8000;
let sending = null;
let isAskedAgain = false;

/**
 * Sends all that is kept, also what the server asked about: it knows an item by the ones before it. Resolves to
 * {isReached, who}: whether the server answered, and who is signed in there.
 *
 * Whoever asks meanwhile waits along. If this try fails, another one is made for them: the network may have come back
 * after it began.
 */
export function send() {
  if (sending) isAskedAgain = true;
  sending ??= alone(sendUntilReached).finally(() => {
    sending = null;
  });
  return sending;
}

async function sendUntilReached() {
  let result;
  do {
    isAskedAgain = false;
    result = await sendAll();
  } while (!result.isReached && isAskedAgain);
  return result;
}

function alone(work) {
  return navigator.locks ? navigator.locks.request("spasmlog-outbox", work) : work();
}

async function sendAll() {
  let most = MOST_AT_ONCE;
  let isTokenRenewed = false;
  const tried = new Set();
  let signedIn = null;
  for (;;) {
    const due = (await keptItems()).filter((item) => !tried.has(triedAs(item)));
    if (!due.length) return { isReached: true, who: signedIn?.who };
    signedIn ??= await whoIsSignedIn();
    if (!signedIn) return { isReached: false };
    const batch = due.filter((item) => item.who === signedIn.who).slice(0, most);
    if (!signedIn.who || !batch.length) return { isReached: true, who: signedIn.who };
    const answer = await post(batch, signedIn);
    if (!answer) return { isReached: false };
    if (answer.results) {
      await settle(batch, answer.results);
      batch.forEach((item) => tried.add(triedAs(item)));
    } else if (answer.code === "csrf" && !isTokenRenewed) {
      isTokenRenewed = true;
      signedIn = null;
    } else if (answer.code === "too-large" && most > 1) {
      most = Math.ceil(most / 2);
    } else {
      return { isReached: true, who: signedIn.who, code: answer.code };
    }
  }
}

function triedAs(item) {
  return `${item.id} ${item.version || 0}`;
}

function whoIsSignedIn() {
  return jsonOf(OUTBOX, {});
}

/** True if the server answers. */
export async function isServerThere() {
  return Boolean(await whoIsSignedIn());
}

async function post(batch, { who, csrf }) {
  const body = { protocol: PROTOCOL, who, device: await deviceId(), sent_at: new Date().toISOString(), items: batch.map(asSent) };
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  return jsonOf(OUTBOX, { method: "POST", headers, body: JSON.stringify(body) });
}

// What the server says, also where it refuses; null if it does not say anything.
async function jsonOf(path, options) {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const response = await fetch(path, { cache: "no-store", redirect: "manual", signal, ...options });
    return await response.json();
  } catch {
    return null;
  }
}

// By what is there by now: an item that was changed or deleted while it was on its way stays as it is.
async function settle(batch, results) {
  const answers = new Map(batch.map((item, n) => [triedAs(item), results[n]]));
  const renamed = batch
    .map((item, n) => [item.uid || item.fields.find(([name]) => name === "uid")?.[1], results[n]?.uid])
    .filter(([from, to]) => from && to && from !== to);
  const renamedIn = (item) => renamed.reduce((each, [from, to]) => moved(each, from, to), item);
  await noteRunning(batch.filter((item, n) => results[n]?.result === "stored").map(renamedIn));
  await changeItems((item) => {
    const answer = answers.get(triedAs(item));
    const now = answer ? afterAnswer(item, answer) : item;
    return now && renamedIn(now);
  });
}

// What these items began or stopped: the page without a network knows it from them until they are sent, then from this.
async function noteRunning(stored) {
  const known = await facts();
  if (!stored.length || known.who !== stored[0].who) return;
  await keepFact("person", { ...known, running: runningOf(stored, known.running || []) });
}
