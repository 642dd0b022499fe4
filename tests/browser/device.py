"""A phone of alice's whose server can be taken away, and what lies on it."""

import re

from django.test import Client
from django.utils import timezone

from tests.browser.watch import Watch

_NETWORK = re.compile(r"^Failed to load resource: (net::|the server responded with a status of 50)")


class OfflineWatch(Watch):
    """A network that fails is what the test wants; the browser logs it."""

    def _console(self, message):
        if not _NETWORK.match(message.text):
            super()._console(message)

    def _response(self, response):
        if response.status != 502:
            super()._response(response)


class Device:
    """A browser with a worker, before a server that can be taken away."""

    def __init__(self, context, proxy):
        self.context, self.proxy = context, proxy

    def close(self):
        self.context.close()
        self.proxy.__exit__()

    def open(self, path="/"):
        """Opens a page and waits until the worker has all it needs."""
        self.page.goto(path)
        self.page.evaluate(READY)
        return self.page

    def open_in(self, page):
        """Another page of the same device, without waiting for anything."""
        self.page = page
        page.goto("/offline/")
        return page

    def sign_in(self, person):
        client = Client()
        client.force_login(person)
        value = client.cookies["sessionid"].value
        self.context.add_cookies([{"name": "sessionid", "value": value, "url": self.proxy.url}])

    def go_away(self, fault="refused", only=""):
        """The server no longer answers."""
        self.proxy.fault = lambda method, path: fault if only in path else ""

    def come_back(self):
        self.proxy.fault = lambda method, path: ""
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def keep(self, kind, *, tapped_at=None, **item):
        """Keeps an item as the page without a network would, whatever it says. Returns its id."""
        at = tapped_at or timezone.now()
        return self.page.evaluate(KEEP, {"kind": kind, "tapped_at": at.isoformat(), "fields": []} | item)

    def items(self):
        return self.page.evaluate(ITEMS)

    def traces(self):
        """What is left of the diary on this device."""
        return self.page.evaluate(TRACES)

    def wait_for_traces(self, traces):
        wait_until(self.page, lambda: self.traces() == traces, self.traces)

    def wait_until_kept(self, count=1):
        wait_until(self.page, lambda: len(self.items()) == count, self.items)

    def wait_until_sent(self):
        wait_until(self.page, lambda: not self.items(), self.items)


def wait_until(page, holds, there):
    """Waits for twenty seconds; `there` tells what was there instead. What is asked of the page may be async, which
    wait_for_function takes for true at once."""
    for _ in range(400):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"there is {there()}")


def with_script(answer, script):
    """An answer of the server that is a script, with another one before it."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length:")]
    return b"\r\n".join(lines) + b"\r\n\r\n" + script.encode() + body


READY = """async () => {
  const late = new Promise((resolve, reject) => setTimeout(() => reject(new Error("no worker")), 15000));
  await Promise.race([navigator.serviceWorker.ready, late]);
  for (let n = 0; n < 400; n += 1) {
    const names = await caches.keys();
    const kept = names.length && await (await caches.open(names[0])).match("/offline/");
    const facts = await new Promise((resolve) => {
      const request = indexedDB.open("spasmlog", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("items", { keyPath: "place", autoIncrement: true });
        request.result.createObjectStore("facts");
      };
      request.onsuccess = () => {
        const get = request.result.transaction("facts").objectStore("facts").get("person");
        get.onsuccess = () => { request.result.close(); resolve(get.result); };
      };
    });
    if (kept && facts && navigator.serviceWorker.controller) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("no worker");
}"""

ITEMS = """async () => {
  if (!(await indexedDB.databases()).some(({ name }) => name === "spasmlog")) return [];
  return new Promise((resolve) => {
    const request = indexedDB.open("spasmlog", 1);
    request.onsuccess = () => {
      const all = request.result.transaction("items").objectStore("items").getAll();
      all.onsuccess = () => { request.result.close(); resolve(all.result); };
    };
  });
}"""

FACTS = """async () => (await import("/static/js/outbox/store.js")).facts().then((known) => known.who)"""

TRACES = """async () => ({
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""

CACHED = """async () => {
  const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const requests = (await Promise.all(opened.map((each) => each.keys()))).flat();
  return requests.map(({ url }) => new URL(url).pathname);
}"""

KEEP = """async (item) => {
  const { keepItem, facts } = await import("/static/js/outbox/store.js");
  const id = crypto.randomUUID();
  await keepItem({ id, who: (await facts()).who, ...item });
  return id;
}"""

FORGET = """() => new Promise((resolve) => {
  const request = indexedDB.deleteDatabase("spasmlog");
  request.onsuccess = request.onerror = resolve;
})"""

KNOWN = """async () => {
  if (!(await indexedDB.databases()).some(({ name }) => name === "spasmlog")) return null;
  return new Promise((resolve) => {
    const request = indexedDB.open("spasmlog", 1);
    request.onsuccess = () => {
      const person = request.result.transaction("facts").objectStore("facts").get("person");
      person.onsuccess = () => { request.result.close(); resolve(person.result || null); };
    };
  });
}"""
