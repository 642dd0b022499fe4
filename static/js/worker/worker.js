// Answers when the server does not: keeps the page without a network, its drawings and the static files of its release,
// nothing else, and puts the taps of open pages into the outbox. `RELEASE` is what the server writes before it.
import { aboutOf, isAgain } from "../logic/kept.js";
import { itemOfTap, tapOf } from "../logic/taps.js";
import { send } from "../outbox/sender.js";
import { facts, keepItem, tellOthers } from "../outbox/store.js";

const CACHE = `spasmlog-${RELEASE.mark}`;
const SILENCE_MS = 8000;
// A page that was open before an update may still ask for a file of its own release.
const RELEASES_KEPT = 2;
// Another diary than the person's own: its pages are the network's alone, so that no tap on the kept page, which belongs
// to their own diary, is meant for that one.
const OTHERS = /^\/diaries\//;
// Files that take their time are no pages.
const FILES = /^\/settings\/data\/|\.[a-z]+$/;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("message", (event) => {
  if (event.data === "fill") event.waitUntil(fill());
  if (event.data === "fill all") event.waitUntil(fill(RELEASE.later));
});

self.addEventListener("sync", (event) => event.waitUntil(sendOrFail()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== self.location.origin) return;
  const isFile = pathname.startsWith(RELEASE.statics) || pathname === RELEASE.drawings;
  if (request.method === "GET" && isFile) event.respondWith(file(request));
  else if (request.method === "GET" && request.mode === "navigate" && !FILES.test(pathname) && !OTHERS.test(pathname)) {
    event.respondWith(pathname === RELEASE.shell ? shell(request) : page(event));
  } else if (request.method === "POST" && isTap(request) && tapOf(pathname + search)) {
    event.respondWith(tap(event, pathname + search));
  } else if (request.method === "POST" && request.mode === "navigate") event.respondWith(notKept(request));
});

// After a log-out that kept the outbox there is nothing left to show: filled again for the next who signs in.
// `later`: what the page can do without. It comes to a device that is the person's own, and with its first use.
async function fill(later = []) {
  const cache = await caches.open(CACHE);
  const wanted = [new Request(RELEASE.shell, { cache: "reload", credentials: "omit" }), ...RELEASE.files, ...later];
  const missing = [];
  for (const each of wanted) if (!(await cache.match(each))) missing.push(each);
  await cache.addAll(missing);
}

async function takeOver() {
  await self.registration.navigationPreload?.enable();
  const older = (await caches.keys()).filter((name) => name !== CACHE);
  await Promise.all(older.slice(0, 1 - RELEASES_KEPT).map((name) => caches.delete(name)));
  await self.clients.claim();
  tellOthers({ release: RELEASE.mark });
}

async function file(request) {
  // By the address alone: what a page sends with it makes no other file of it.
  if (RELEASE.isNamedByContent) return (await caches.match(request.url)) || keptWithUse(request);
  try {
    const response = await keptWithUse(request);
    return (isDown(response) && (await caches.match(request.url))) || response;
  } catch (error) {
    const kept = await caches.match(request.url);
    if (kept) return kept;
    throw error;
  }
}

async function keptWithUse(request) {
  const response = await fetch(request);
  if (response.status === 200 && (await caches.has(CACHE))) {
    const copy = response.clone();
    // A device without room for it has the file all the same.
    caches.open(CACHE).then((cache) => cache.put(request, copy)).catch(() => {});
  }
  return response;
}

async function shell(request) {
  return (await keptShell()) || fetch(request);
}

async function keptShell() {
  return (await caches.has(CACHE)) ? (await caches.open(CACHE)).match(RELEASE.shell) : undefined;
}

async function page(event) {
  try {
    const response = await beforeSilence(Promise.resolve(event.preloadResponse).then((early) => early || fetch(event.request)));
    return (isDown(response) && (await keptShell())) || response;
  } catch (error) {
    const kept = await keptShell();
    if (kept) return kept;
    throw error;
  }
}

// A form that loads a page, or one that htmx sends beside it. What else a script sends, it minds itself.
function isTap(request) {
  return request.mode === "navigate" || request.headers.has("HX-Request");
}

async function tap(event, path) {
  const tappedAt = new Date().toISOString();
  const copy = event.request.clone();
  try {
    const response = await beforeSilence(fetch(event.request));
    if (!isDown(response)) return response;
  } catch {
    // Kept below. What the server may have stored before it fell silent, it knows again when the item comes.
  }
  let item;
  try {
    item = await keep(copy, path, tappedAt);
  } catch {
    return copy.mode === "navigate" ? notSent(copy) : Response.error();
  }
  self.registration.sync?.register("outbox").catch(() => {});
  if (copy.mode !== "navigate") return new Response(null, { status: 204 });
  // As after every Stop, and after "Same again".
  const { kind, uid } = aboutOf(item);
  return Response.redirect(kind === "stop" || isAgain(item) ? `${RELEASE.shell}#number=${uid}` : RELEASE.shell, 303);
}

// Throws where it is not known whose it is, and where the device has no room or lets nothing be kept.
async function keep(request, path, tappedAt) {
  const pairs = [...(await request.formData())];
  const who = new Map(pairs).get("who") || (await facts()).who;
  if (!who) throw new Error("nobody's");
  const item = itemOfTap({ id: self.crypto.randomUUID(), path, pairs, who, tappedAt });
  await keepItem(item);
  return item;
}

async function notKept(request) {
  try {
    const response = await fetch(request);
    return isDown(response) ? notSent(request) : response;
  } catch {
    return notSent(request);
  }
}

// What this device does not keep: the page stays, with all that was typed in it, and says that it was not sent.
function notSent(request) {
  tellOthers({ notSent: request.referrer });
  return new Response(null, { status: 204 });
}

function beforeSilence(answer) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("silence")), SILENCE_MS);
    answer.then(resolve, reject);
  });
}

// What stands before spasmlog says that it is not there. An answer of spasmlog itself carries its policy.
function isDown({ status, headers }) {
  return [502, 504].includes(status) || (status === 503 && !headers.has("Content-Security-Policy")) || (status >= 520 && status < 530);
}

// The browser tries again later if there is something left that could not be sent.
async function sendOrFail() {
  const { isReached } = await send();
  if (!isReached) throw new Error("not reached");
}
