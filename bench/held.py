"""Measures what one browser can take from the others: pages while connections are held, ten charts at once, memory.

python -m bench.held            200 connections of each of five kinds, over the default start; non-zero over budget
python -m bench.held --smoke    a short run that shows only that the measuring works
"""

import itertools
import socket
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from bench.client import TRENDS, Client, median_ms
from bench.server import Served, served_diary
from bench.table import Figure, print_table, report

TODAY_MS, TEN_CHARTS_MS, DRAWING_MS = 50, 2_000, 250
PROCESS_MB, TOGETHER_MB = 240, 400
HELD, REQUESTS = 200, 2_000
SETTLED_SECONDS = 60
"""How long the server may take over the answers that slow readers asked for, before the measuring begins."""


def _no_bytes(client: Client) -> bytes:
    return b""


def _slow_headers(client: Client) -> bytes:
    return b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "


def _slow_body(client: Client) -> bytes:
    return b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nlogin="


def _slow_reader(client: Client) -> bytes:
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    return f"GET /export/episodes.csv HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode()


def _kept_alive(client: Client) -> bytes:
    return b"GET /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n\r\n"


KINDS = {
    "no bytes": _no_bytes,
    "slow headers": _slow_headers,
    "slow body": _slow_body,
    "a slow reader of all episodes": _slow_reader,
    "kept alive": _kept_alive,
}


@contextmanager
def held(client: Client, kind: str, number: int):
    """So many connections of that kind, each as far as it goes; closed afterwards."""
    sent, connections = KINDS[kind](client), []
    try:
        for _ in range(number):
            connection = socket.socket()
            # What the system would take for the reader is no reading.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(SETTLED_SECONDS)
            connection.connect(("127.0.0.1", client.served.port))
            connection.sendall(sent)
            connections.append(connection)
        if kind in {"a slow reader of all episodes", "kept alive"}:
            for connection in connections:
                if not connection.recv(1024).startswith(b"HTTP/1.1 200"):
                    raise RuntimeError(f"{kind}: no answer")
        yield connections
    finally:
        for connection in connections:
            connection.close()


def measure(days: int, number: int, times: int, requests: int) -> list[Figure]:
    """The figures for a diary of ten entries a day over so many days, with so many connections held of each kind."""
    with served_diary(days) as served:
        client = Client(served)
        client.get_part("/guidance/for-you/")
        figures = [Figure("Today, nothing held", median_ms(lambda: client.get("/"), times), TODAY_MS, "ms")]
        for kind in KINDS:
            with held(client, kind, number):
                today = median_ms(lambda: client.get("/"), times)
            figures.append(Figure(f"Today, {number} held: {kind}", today, TODAY_MS, "ms"))
        charts, today = _charts_at_once(served, client, max(1, times // 10))
        figures += [
            Figure("Ten charts asked for at once, right after a write", charts, TEN_CHARTS_MS, "ms"),
            Figure("Today while they are drawn", today, DRAWING_MS, "ms"),
        ]
        _mixed(client, requests)
        taken = served.megabytes()
        return [
            *figures,
            Figure(f"Memory of a process after {requests:,} requests", max(taken), PROCESS_MB, "MB"),
            Figure(f"Memory of all {len(taken)} together", sum(taken), TOGETHER_MB, "MB"),
        ]


def _charts_at_once(served: Served, client: Client, times: int) -> tuple[float, float]:
    """Milliseconds until the last of all charts is there, and of Today meanwhile."""
    waits, pages = [], []
    for _ in range(times):
        client.save_episode()
        client.get_part("/guidance/for-you/")
        paths = client.charts_of(client.get(TRENDS))
        with ThreadPoolExecutor(len(paths)) as browser:
            began = time.perf_counter()
            asked = [browser.submit(client.get_part, path) for path in paths]
            while not all(each.done() for each in asked):
                pages.append(client.get("/").total)
            for each in asked:
                each.result()
            waits.append((time.perf_counter() - began) * 1000)
    return statistics.median(waits), statistics.median(pages)


def _mixed(client: Client, requests: int) -> None:
    """What a person does in a few weeks: pages, charts, files, saves, the doctor's page."""
    charts = itertools.cycle(client.charts())
    deeds = (
        lambda: client.get("/"),
        lambda: client.get("/diary/"),
        lambda: client.get_part(next(charts)),
        lambda: client.get("/guidance/"),
        lambda: client.get("/episodes/add/"),
        client.save_episode,
        lambda: client.get(TRENDS),
        lambda: client.get("/visits/"),
        lambda: client.get_part("/guidance/for-you/"),
        lambda: client.get("/export/days.csv"),
    )
    rare = (lambda: client.get("/report/"), lambda: client.get("/export/episodes.csv"))
    with ThreadPoolExecutor(6) as browser:
        asked = [browser.submit(deeds[n % len(deeds)] if n % 50 else rare[n // 50 % 2]) for n in range(requests)]
        for each in asked:
            each.result()


def main(arguments: list[str]) -> int:
    if "--smoke" in arguments:
        return report(print_table("Smoke run, 200 entries: no budgets", measure(20, 10, 2, 40)), smoke=True)
    return report(print_table("3,650 entries", measure(365, HELD, 30, REQUESTS)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
