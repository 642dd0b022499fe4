"""Measures the budgets of the pages, the save, the charts, the files, the wire and the memory.

python -m bench.pages            1,000 and 36,500 entries, over the real server; exits non-zero over budget
python -m bench.pages --smoke    a short run that shows only that the measuring works
"""

import re
import statistics
import sys

from bench.client import Client, median_ms
from bench.server import served_diary
from bench.table import Figure, print_table, report

CHARTS = ("weekly", "calendar", "intensity", "duration", "body", "hours", "suspected", "relief")
FLAT_FACTOR, FLAT_SLACK_MS = 1.5, 3.0
"""How much dearer a page may be at 36,500 entries than at 1,000 and still be called flat."""


def measure(days: int, times: int) -> list[Figure]:
    """The figures for a diary of ten entries a day over so many days."""
    with served_diary(days) as served:
        client = Client(served)
        figures = [
            Figure("Today page", median_ms(lambda: client.get("/"), times), 20, "ms"),
            Figure("Diary list, first page", median_ms(lambda: client.get("/diary/"), times), 20, "ms"),
            Figure("Diary list, last page", median_ms(lambda: client.get("/diary/?last=1"), times), 20, "ms"),
            Figure("Diary list, rare filter", median_ms(lambda: client.get("/diary/?region=eyelid"), times), 80, "ms"),
            Figure("Save an episode with details", median_ms(client.save_episode, times), 20, "ms"),
        ]
        figures += [_chart(served, client, name, times) for name in ("loaded", "cold", "cached")]
        figures += _csv(served, client)
        figures.append(Figure("First visit of Today, on the wire", _wire_kilobytes(client), 110, "kB"))
        figures.append(Figure("Memory of a worker", max(served.worker_megabytes()), 240, "MB"))
        return figures


def _chart(served, client, state: str, times: int) -> Figure:
    """The slowest of the charts in that state: diary in memory, nothing in memory, or ready in the cache."""
    budget = {"loaded": 200, "cold": 400, "cached": 5}[state]
    slowest = 0.0
    for chart in CHARTS:
        path = f"/trends/{chart}/?window=all"
        for _ in range(4):
            client.get_part(path)
        taken = []
        for _ in range(max(3, times // 6)):
            if state == "loaded":
                served.empty_cache()
            elif state == "cold":
                # A write makes what both workers hold of the diary out of date.
                client.save_episode()
            taken.append(client.get_part(path).total)
        slowest = max(slowest, statistics.median(taken))
    return Figure(f"One chart, {state} (slowest of {len(CHARTS)})", slowest, budget, "ms")


def _csv(served, client) -> list[Figure]:
    client.get("/export/episodes.csv")
    before = max(served.worker_megabytes())
    answers = [client.get("/export/episodes.csv") for _ in range(3)]
    grown = max(served.worker_megabytes()) - before
    return [
        Figure("All episodes as CSV, first byte", statistics.median(a.first_byte for a in answers), 100, "ms"),
        Figure("All episodes as CSV, all", statistics.median(a.total for a in answers), 1500, "ms"),
        Figure("All episodes as CSV, memory grown", max(0.0, grown), 10, "MB"),
    ]


def _wire_kilobytes(client) -> float:
    """The page and every file that it names, compressed, with headers left out."""
    page = client.get("/")
    names = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text))
    return (len(page.body) + sum(len(client.get(name).body) for name in names)) / 1000


def _flatness(small: list[Figure], large: list[Figure]) -> list[Figure]:
    """Today, list and save must not cost more in a long diary than in a short one."""
    found = []
    for a, b in list(zip(small, large, strict=True))[:5]:
        if "filter" not in b.name:
            found.append(
                Figure(f"{b.name}: 36,500 against 1,000", b.value, a.value * FLAT_FACTOR + FLAT_SLACK_MS, "ms")
            )
    return found


def main(arguments: list[str]) -> int:
    if "--smoke" in arguments:
        return report(print_table("Smoke run, 200 entries: no budgets", measure(20, 2)), smoke=True)
    small = measure(100, 30)
    large = measure(3650, 30)
    tables = [
        print_table("1,000 entries", small),
        print_table("36,500 entries", large),
        print_table("Flat over the length of the diary", _flatness(small, large)),
    ]
    return report([figure for table in tables for figure in table])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
