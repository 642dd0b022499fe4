"""Spasms logged without a network while Chromium and the server are killed: each is there after the restart, is stored
once, in order, and with the time of its tap.

    .venv/bin/python -m bench.offline_killed          20 rounds, or as many as two minutes hold
    .venv/bin/python -m bench.offline_killed 50       as many
    .venv/bin/python -m bench.offline_killed --smoke  two rounds, for the tests

In each round the server is killed, a spasm is started and stopped, on the offline page or on a page that was open, and
Chromium is killed right after one of these taps. It starts again without a server, with what was kept. Then the server
comes back and is killed before, while or after it is sent to.
"""

import datetime as dt
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise, product
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from playwright.sync_api import TimeoutError as TimeoutExpired

from bench.faults import _prepare
from bench.killed import LOST, Server
from bench.offline import ITEMS, READY, sign_in
from bench.server import _free_port
from bench.table import Figure, print_table, report
from tests.browser.chromium import ARGUMENTS, find_chromium

HEADLESS = ("--headless=new", "--remote-debugging-port=0")
LEAST_ROUNDS = 20
SECONDS = 120
PATIENCE_SECONDS = 60
CONNECTED_TRIES, CONNECTED_MS = 4, 8000
SHELL, OPEN_PAGE = "offline page", "open page"
BEFORE, DURING, AFTER = "before", "during", "after"
START, STOP = "start", "stop"
COURSES = random.Random(15).sample([*product((SHELL, OPEN_PAGE), (START, STOP), (BEFORE, DURING, AFTER))], 12)
"""Where the spasm is started, after which tap Chromium is killed, and when the server is."""


class Chromium:
    """A browser over a folder of its own, in a process group of its own, to be killed and started."""

    def __init__(self, playwright: Playwright, folder: Path, url: str) -> None:
        self.playwright, self.folder, self.url = playwright, folder, url
        self.process: subprocess.Popen[bytes] | None = None
        self.browser: Browser | None = None

    def start(self) -> Page:
        port_file = self.folder / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                find_chromium(),
                *ARGUMENTS,
                "--headless=new",
                "--remote-debugging-port=0",
                f"--user-data-dir={self.folder}",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until(lambda: port_file.exists() and port_file.read_text().count("\n") == 1)
        port = port_file.read_text().split("\n")[0]
        self.browser = self._connected(f"http://127.0.0.1:{port}")
        page = self.browser.contexts[0].new_page()
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        return page

    def _connected(self, address: str) -> Browser:
        """Starting over a folder with a worker in it, a browser may leave the first who asks without an answer."""
        for _ in range(CONNECTED_TRIES - 1):
            with suppress(TimeoutExpired):
                return self.playwright.chromium.connect_over_cdp(address, timeout=CONNECTED_MS)
        return self.playwright.chromium.connect_over_cdp(address)

    def kill(self) -> None:
        """As when the battery is empty: every process at once, none is asked."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=30)

    def close(self) -> None:
        """As a person closes it: with its cookies written down."""
        self.browser.new_browser_cdp_session().send("Browser.close")
        self.process.wait(timeout=PATIENCE_SECONDS)


def wait_until(is_done) -> None:
    """Raises TimeoutError if it does not come."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_done():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {PATIENCE_SECONDS} s")
        time.sleep(0.02)


@dataclass(slots=True)
class Rounds:
    """What was tapped, between which two readings of the clock, and what went wrong."""

    started: list[tuple[float, float]] = field(default_factory=list)
    stopped: list[tuple[float, float]] = field(default_factory=list)
    missing_after_restart: int = 0


@contextmanager
def timed(taps: list[tuple[float, float]]) -> Iterator[None]:
    """Notes when a tap was, at the earliest and at the latest."""
    began = time.time()
    yield
    taps.append((began, time.time()))


def start_spasm(page: Page, rounds: Rounds) -> None:
    """Presses Spasm now, there where the page is, and sees that it runs."""
    button = page.get_by_role("button", name="Spasm now", exact=True)
    expect(button).to_be_visible()
    with timed(rounds.started):
        button.click()
        expect(page.locator("[data-screen=home] [data-running]")).to_be_visible()


def stop_spasm(page: Page, rounds: Rounds) -> None:
    """Presses Stop on the offline page, and sees that the number is asked for."""
    with timed(rounds.stopped):
        page.locator("[data-stop] button").click()
        expect(page.locator("[data-screen=number]")).to_be_visible()


def one_round(chromium: Chromium, page: Page, server: Server, rounds: Rounds, course: tuple[str, str, str]) -> Page:
    """The page after the round. Signed in, with a server, and with nothing kept: so it begins, and so it ends."""
    where, killed_after, server_killed = course
    page.goto(f"{chromium.url}/offline/" if where == SHELL else f"{chromium.url}/")
    server.kill()
    start_spasm(page, rounds)
    if killed_after == STOP:
        stop_spasm(page, rounds)
    chromium.kill()
    page = restarted(chromium)
    rounds.missing_after_restart += (1 if killed_after == START else 2) - len(page.evaluate(ITEMS))
    if killed_after == START:
        stop_spasm(page, rounds)
    send_to_killed(page, server, server_killed)
    wait_until(lambda: send(page) or not page.evaluate(ITEMS))
    return page


def restarted(chromium: Chromium) -> Page:
    """The offline page in a browser that was killed, without a server."""
    page = chromium.start()
    page.goto(f"{chromium.url}/offline/")
    expect(page.locator("[data-kept]")).to_be_visible()
    return page


def send(page: Page) -> None:
    """As the browser does when the network is there again."""
    page.evaluate("dispatchEvent(new Event('online'))")


def send_to_killed(page: Page, server: Server, when: str) -> None:
    """Lets the page send to a server that is killed; afterwards there is one again."""
    if when == BEFORE:
        send(page)
        server.start()
        return
    server.start()
    send(page)
    if when == DURING:
        time.sleep(random.uniform(0, 0.2))
    else:
        wait_until(lambda: not page.evaluate(ITEMS))
    server.kill()
    server.start()


def stored(folder: Path) -> list[tuple[float, float]]:
    """When each spasm in the diary began and ended, in the order in which they were stored."""
    with closing(sqlite3.connect(folder / "spasmlog.sqlite3")) as database:
        rows = database.execute("SELECT started_at, ended_at FROM tracker_episode ORDER BY id").fetchall()
    return [(_seconds(started), _seconds(ended)) for started, ended in rows]


def _seconds(text: str | None) -> float:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC).timestamp() if text else 0


def figures(rounds: Rounds, there: list[tuple[float, float]], seconds: float, most: float) -> list[Figure]:
    """What went wrong; of none there may be any."""

    def is_of(row: tuple[float, float], n: int) -> bool:
        # To the second, as all times in the diary.
        pairs = zip(row, (rounds.started[n], rounds.stopped[n]), strict=True)
        return all(int(first) <= at <= last for at, (first, last) in pairs)

    known = [[n for n in range(len(rounds.started)) if is_of(row, n)] for row in there]
    whose = [ns[0] for ns in known if ns]
    return [
        Figure("missing after the restart", rounds.missing_after_restart, 0, ""),
        Figure(LOST, len(rounds.started) - len({*whose}), 0, ""),
        Figure("stored twice", len(whose) - len({*whose}), 0, ""),
        Figure("with another time", len(there) - len(whose), 0, ""),
        Figure("out of order", sum(one > other for one, other in pairwise(whose)), 0, ""),
        Figure("seconds", seconds, most, "s"),
    ]


@contextmanager
def prepared() -> Iterator[tuple[Server, Path, Path]]:
    """A server that runs over a new diary, its folder, and a folder for a browser."""
    with tempfile.TemporaryDirectory(prefix="spasmlog-bench-") as name:
        folder, profile = Path(name) / "var", Path(name) / "browser"
        folder.mkdir()
        port = _free_port()
        environment = os.environ | {
            "SPASMLOG_VAR": str(folder),
            "SPASMLOG_URL": f"http://localhost:{port}",
            "SPASMLOG_PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "spasmlog.settings",
        }
        _prepare(environment)
        server = Server(port, environment)
        server.start()
        try:
            yield server, folder, profile
        finally:
            server.stop()
            shutil.rmtree(profile, ignore_errors=True)


def measure(least: int, most_seconds: float) -> list[Figure]:
    """So many rounds, and more while there is time."""
    rounds = Rounds()
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    with prepared() as (server, folder, profile), sync_playwright() as playwright:
        chromium = Chromium(playwright, profile, server.environment["SPASMLOG_URL"])
        page = chromium.start()
        try:
            sign_in(page, chromium.url)
            page.evaluate(READY)
            chromium.close()
            page = chromium.start()
            began = time.monotonic()
            while len(rounds.started) < least or (least >= LEAST_ROUNDS and time.monotonic() - began < SECONDS - 10):
                course = COURSES[len(rounds.started) % len(COURSES)]
                page.goto(f"{chromium.url}/")
                page.evaluate(READY)
                page = one_round(chromium, page, server, rounds, course)
            seconds = time.monotonic() - began
        finally:
            chromium.kill()
        print(f"{len(rounds.started)} spasms, Chromium killed as often.")
        return figures(rounds, stored(folder), seconds, most_seconds)


def main(arguments: list[str]) -> int:
    smoke = "--smoke" in arguments
    counts = [int(argument) for argument in arguments if argument.isdigit()]
    least = 2 if smoke else (counts or [LEAST_ROUNDS])[0]
    return report(print_table("Killed without a network", measure(least, SECONDS * max(1, least / LEAST_ROUNDS))))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
