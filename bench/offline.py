"""Spasms logged in a browser while the network and the server fail in every way: each is stored once, in its order.

    .venv/bin/python -m bench.offline          500 faults
    .venv/bin/python -m bench.offline 100      as many

Over the real server, the default start, behind a proxy that fails on purpose. Prints how many were lost or stored
twice, how soon the page without a network is there, and what a first visit loads for it.
"""

import json
import random
import sqlite3
import statistics
import sys
import time
from contextlib import closing

from playwright.sync_api import Page, sync_playwright

from bench.client import Client
from bench.server import NAME, PASSWORD, Served, served_diary
from bench.table import Figure, print_table, report
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.faulty import FAULTS, REFUSED, FaultyProxy

FAULTS_MADE = 500
AT_ONCE = 5
SHARE = 0.8
SECONDS = 60
SHELL_MS = 100
PRECACHE_KB = 60
OPENED_TIMES = 20
LARGEST = 12
_MODULE = """(name) => import(document.querySelector(`link[rel=modulepreload][href*="outbox/${name}"]`).href)"""
_MAKE = f"""async ([count, first]) => {{
  const {{ keepItem, facts }} = await ({_MODULE})("store");
  const {{ send }} = await ({_MODULE})("sender");
  const {{ who }} = await facts();
  const made = [];
  for (let n = 0; n < count; n += 1) {{
    const uid = crypto.randomUUID();
    const tapped_at = new Date(Date.now() - 36e5 + 1000 * (first + n)).toISOString();
    await keepItem({{ id: crypto.randomUUID(), who, kind: "start", fields: [["uid", uid]], tapped_at }});
    made.push(uid);
    send();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }}
  return made;
}}"""
_SEND = f"async () => {{ await (await ({_MODULE})('sender')).send(); }}"
_OPENED = """async () => {
  const paint = () => performance.getEntriesByName("first-contentful-paint")[0];
  while (!paint()) await new Promise((resolve) => setTimeout(resolve, 10));
  const { domContentLoadedEventEnd } = performance.getEntriesByType("navigation")[0];
  return { domContentLoadedEventEnd, "first-contentful-paint": paint().startTime };
}"""
ITEMS = f"async () => (await ({_MODULE})('store')).keptItems()"
"""What is kept on the device."""
READY = f"""async () => {{
  await navigator.serviceWorker.ready;
  const store = await ({_MODULE})("store");
  const isReady = async () => (await store.facts()).who && (await caches.match("/offline/"));
  while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 50));
}}"""
"""Waits until a page works without a network."""


def _quick(path: str, answer: bytes) -> bytes:
    """Silence is as good after a moment as after eight seconds."""
    return answer.replace(b"_MS = 8000", b"_MS =  150")


def sign_in(page: Page, url: str) -> None:
    """Leaves the page at Today."""
    page.goto(f"{url}/accounts/login/")
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(f"{url}/")


def logged_through_faults(page: Page, proxy: FaultyProxy, faults: int) -> list[str]:
    """The uids of the spasms, in their order; all are sent at the end."""
    chance = random.Random(15)
    proxy.fault = lambda method, path: (
        chance.choice(FAULTS) if path.startswith("/outbox") and chance.random() < SHARE else ""
    )
    made: list[str] = []
    while len(proxy.failed) < faults:
        made += page.evaluate(_MAKE, [AT_ONCE, len(made)])
        page.evaluate(_SEND)
    proxy.fault = lambda method, path: ""
    while page.evaluate(ITEMS):
        page.evaluate(_SEND)
    return made


def stored(server: Served) -> list[str]:
    """The uids in the diary, by when they began."""
    with closing(sqlite3.connect(server.folder / "spasmlog.sqlite3")) as database:
        rows = database.execute("SELECT uid FROM tracker_episode WHERE duration_basis = 'ongoing' ORDER BY started_at")
        return [uid for (uid,) in rows]


def shell_opens(page: Page, url: str) -> dict[str, float]:
    """Milliseconds until the page without a network stands there, and until it is seen: medians, from the cache."""
    opened = []
    for _ in range(OPENED_TIMES):
        page.goto(f"{url}/offline/")
        opened.append(page.evaluate(_OPENED))
    return {name: statistics.median(each[name] for each in opened) for name in opened[0]}


def precached(server: Served) -> dict[str, int]:
    """What the worker loads when it is installed: path to bytes, compressed as they are sent."""
    client = Client(server)
    about = json.loads(client.get("/sw.js").text.partition("RELEASE = ")[2].partition(";\n")[0])
    return {path: len(client.get(path).body) for path in (about["shell"], *about["files"])}


def print_largest(kept: dict[str, int]) -> None:
    """The files that weigh most."""
    print(f"{len(kept)} files are kept. The largest, in bytes as sent:")
    for path in sorted(kept, key=kept.get, reverse=True)[:LARGEST]:
        print(f"  {kept[path]:>7} {path}")


def measure(faults: int) -> list[Figure]:
    """What was lost, doubled and out of order, and how long it took."""
    with (
        served_diary(1) as server,
        FaultyProxy(("127.0.0.1", server.port)) as proxy,
        sync_playwright() as playwright,
    ):
        proxy.rewrite = _quick
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        page = browser.new_page(base_url=proxy.url)
        sign_in(page, proxy.url)
        page.evaluate(READY)
        began = time.monotonic()
        made = [uid.replace("-", "") for uid in logged_through_faults(page, proxy, faults)]
        seconds = time.monotonic() - began
        proxy.fault = lambda method, path: REFUSED
        opened = shell_opens(page, proxy.url)
        kept = precached(server)
        browser.close()
        there = stored(server)
        after = sum(fault in {"cut-after", "hung"} for fault, _ in proxy.failed)
    print_largest(kept)
    print(f"{len(made)} spasms through {len(proxy.failed)} faults, {after} of them after the server had stored.")
    return [
        Figure("lost", len({*made} - {*there}), 0, ""),
        Figure("stored twice", len(there) - len({*there}), 0, ""),
        Figure("never made", len({*there} - {*made}), 0, ""),
        Figure("out of order", sum(one != other for one, other in zip(there, made, strict=False)), 0, ""),
        Figure("seconds", seconds, SECONDS, "s"),
        Figure("offline page ready, no server", opened["domContentLoadedEventEnd"], SHELL_MS, "ms"),
        Figure("offline page painted, no server", opened["first-contentful-paint"], SHELL_MS, "ms"),
        Figure("kept for it, on the wire", sum(kept.values()) / 1000, PRECACHE_KB, "kB"),
    ]


def main(arguments: list[str]) -> int:
    faults = int(arguments[0]) if arguments else FAULTS_MADE
    return report(print_table(f"{faults} faults", measure(faults)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
