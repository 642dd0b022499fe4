// What this device keeps: the outbox, in the order of the taps, and beside it what it may know of who is signed in.
const DATABASE = "spasmlog";
const ITEMS = "items";
const FACTS = "facts";
const CHANNEL = "spasmlog";

function answerTo(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function opened() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(ITEMS, { keyPath: "place", autoIncrement: true });
    request.result.createObjectStore(FACTS);
  };
  return answerTo(request);
}

// Opened for each piece of work and closed after it: log-out can delete it, whoever else is there.
async function inStore(name, mode, work) {
  const database = await opened();
  try {
    const transaction = database.transaction(name, mode, { durability: "strict" });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const result = await work(transaction.objectStore(name));
    await ended;
    return result;
  } finally {
    database.close();
  }
}

/** True if this device keeps anything at all. Asking makes nothing. */
export async function isAnythingKept() {
  const databases = await indexedDB.databases();
  return databases.some(({ name }) => name === DATABASE);
}

/** All items, oldest first. */
export async function keptItems() {
  return (await isAnythingKept()) ? inStore(ITEMS, "readonly", (store) => answerTo(store.getAll())) : [];
}

export async function keepItem(item) {
  await inStore(ITEMS, "readwrite", (store) => answerTo(store.put(item)));
  tellOthers({ isChanged: true });
}

export async function dropItems(places) {
  await inStore(ITEMS, "readwrite", (store) => Promise.all(places.map((place) => answerTo(store.delete(place)))));
  tellOthers({ isChanged: true });
}

/** Makes something else of every item that is there by now; of null nothing is left. */
export async function changeItems(change) {
  const isChanged = await inStore(ITEMS, "readwrite", async (store) => {
    const items = await answerTo(store.getAll());
    const changes = items.map((item) => [item, change(item)]).filter(([item, now]) => now !== item);
    for (const [item, now] of changes) {
      if (now === null) store.delete(item.place);
      else store.put(now);
    }
    return changes.length > 0;
  });
  if (isChanged) tellOthers({ isChanged });
}

/** What is known of who is signed in: {who, number, dial, places, day_start, …}; empty if nobody is. */
export async function facts() {
  return (await fact("person")) || {};
}

/** True if the person said that others use this device, too. */
export async function isShared() {
  return (await fact("device")) === "shared";
}

/** "own" or "shared", as the person said of this device; nothing until then. */
export async function deviceIs() {
  return fact("device");
}

async function fact(name) {
  return (await isAnythingKept()) ? inStore(FACTS, "readonly", (store) => answerTo(store.get(name))) : undefined;
}

export async function keepFact(name, value) {
  await inStore(FACTS, "readwrite", (store) => answerTo(store.put(value, name)));
}

/** A name for this device that says nothing of it; goes with the outbox. */
export async function deviceId() {
  const known = await fact("id");
  if (known) return known;
  const id = self.crypto.randomUUID();
  await keepFact("id", id);
  return id;
}

/** Forgets everything but the outbox. */
export async function forgetFacts() {
  if (!(await isAnythingKept())) return;
  await inStore(FACTS, "readwrite", (store) => Promise.all(["person", "device"].map((name) => answerTo(store.delete(name)))));
}

/** Forgets everything. */
export async function forgetAll() {
  await answerTo(indexedDB.deleteDatabase(DATABASE));
  tellOthers({ isChanged: true });
}

/** Tells every open page, and the worker. */
export function tellOthers(news) {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

export function whenTold(listener) {
  new BroadcastChannel(CHANNEL).addEventListener("message", (event) => listener(event.data));
}
