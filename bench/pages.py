"""Measures the budgets of the pages, the save, the charts, the files, the wire and the memory.

python -m bench.pages            1,000 and 36,500 entries, over the real server; exits non-zero over budget
python -m bench.pages --smoke    a short run that shows only that the measuring works
"""

import datetime as dt
import re
import statistics
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from urllib.parse import urljoin

from bench.client import TRENDS, Client, median_ms
from bench.factors import BLOCK_MS, NOTHING_MS, milliseconds
from bench.rules import rules_ms
from bench.server import served_diary
from bench.table import Figure, print_table, report
from bench.ten_years import ASKED

FLAT_FACTOR, FLAT_SLACK_MS = 1.5, 3.0
"""How much dearer a page may be at 36,500 entries than at 1,000 and still be called flat."""
FLAT = {
    "Today page",
    "Diary list, first page",
    "Diary list, last page",
    "A day's page",
    "Running page, a calf for 3 minutes",
    "Save the first episode of a day",
}
CHECK_IN_MS = 400
"""Its counter of usable days reads the whole diary, as a chart does when nothing is in memory."""

RULES_MS = 10
"""Of all rules of the diary, its columns read."""
ENTRY_MS = 1
"""Of the safety rules for one entry."""

FOR_YOU = "/guidance/for-you/"
LOOK_MS = 400
"""It reads 90 days, and the whole diary where a factor is ticked often: as a chart when nothing is in memory."""


def measure(days: int, times: int) -> list[Figure]:
    """The figures for a diary of ten entries a day over so many days, each asked for so many times, dear ones less."""
    with served_diary(days) as served:
        client = Client(served)
        day = _usual_day(client)
        # What Today shows of the log is stored from here on, as after any first visit.
        client.get_part(FOR_YOU)
        figures = [
            Figure("Today page", median_ms(lambda: client.get("/"), times), 20, "ms"),
            Figure("Diary list, first page", median_ms(lambda: client.get("/diary/"), times), 20, "ms"),
            Figure("Diary list, last page", median_ms(lambda: client.get("/diary/?last=1"), times), 20, "ms"),
            Figure("A day's page", median_ms(lambda: client.get(day), times), 20, "ms"),
            Figure("Diary list, rare filter", median_ms(lambda: client.get("/diary/?region=eyelid"), times), 80, "ms"),
        ]
        # Before anything is saved: what they take depends on how much was logged this day.
        figures += _safety(client, times)
        figures += _after_a_write(client, times // 3 or 1)
        figures += [
            Figure("Save an episode with details", median_ms(client.save_episode, times), 20, "ms"),
            Figure("Save a check-in with 8 factors", median_ms(lambda: _check_in(client), times), CHECK_IN_MS, "ms"),
        ]
        figures += _rules(served, times)
        figures += [_chart(served, client, days, name, times) for name in ("loaded", "cold", "cached")]
        complete = _all_charts(client, times // 6 or 1)
        figures.append(Figure("All charts of Trends, cold, complete", complete, 2500, "ms"))
        figures += _csv(served, client)
        figures.append(Figure("First visit of Today, on the wire", _wire_kilobytes(client), 80, "kB"))
        figures.append(Figure("Memory of a worker", max(served.worker_megabytes()), 240, "MB"))
        return figures


def _after_a_write(client, times: int) -> list[Figure]:
    """The first entry of a day, as the form sends it: looked for whether others ran at the same time. Then Today, when
    what it shows of the log is out of date, and the part that it asks for then. Leaves the diary as it was."""
    saved, pages, parts = [], [], []
    for _ in range(times):
        uid = str(uuid.uuid4())
        saved.append(client.save_episode(uid=uid, overlap_ok="").total)
        pages.append(client.get("/").total)
        parts.append(client.get_part(FOR_YOU).total)
        client.delete_episode(uid)
    return [
        Figure("Save the first episode of a day", statistics.median(saved), 20, "ms"),
        Figure("Today page, right after a write", statistics.median(pages), 20, "ms"),
        Figure("What the log shows, looked at anew", statistics.median(parts), LOOK_MS, "ms"),
    ]


def _safety(client, times: int) -> list[Figure]:
    """The pages of the moment that matters, in the order in which somebody meets them. Leaves the diary as it was."""
    uid = client.start_spasm(minutes=3)
    client.get_part(FOR_YOU)
    running = median_ms(lambda: _showing(client, f"/episodes/{uid}/running/", "running-time"), times)
    today = median_ms(lambda: _showing(client, "/", "running-card"), times)
    answers = cycle(("no", "not-sure", "yes"))
    answered = median_ms(lambda: client.answer_question(uid, "easing", next(answers)), times)
    client.delete_episode(uid)
    uid = str(uuid.uuid4())
    client.save_episode(uid=uid, also_noticed=["dark-urine"])
    client.get_part(FOR_YOU)
    urgent = median_ms(lambda: _showing(client, "/", 'data-card="dark-urine"'), times)
    edit = median_ms(lambda: _showing(client, f"/episodes/{uid}/edit/", 'value="dark-urine" checked'), times)
    client.delete_episode(uid)
    form = client.get("/episodes/add/")
    return [
        Figure("Running page, a calf for 3 minutes", running, 20, "ms"),
        Figure("Today page, a spasm running", today, 20, "ms"),
        Figure("Answer a safety question", answered, 20, "ms"),
        Figure("Today page, an urgent card", urgent, 20, "ms"),
        Figure("Entry form", median_ms(lambda: client.get("/episodes/add/"), times), 20, "ms"),
        Figure("Entry form, HTML", len(form.text.encode()) / 1000, 70, "kB"),
        Figure("Entry form, on the wire", len(form.body) / 1000, 12, "kB"),
        Figure("Entry form, of a stored entry", edit, 20, "ms"),
        Figure("When to get help", median_ms(lambda: client.get("/guidance/when-to-get-help/"), times), 20, "ms"),
    ]


def _showing(client, path: str, words: str):
    """The page, which must have these words in it: the time of another one would mean nothing."""
    answer = client.get(path)
    if answer.status != 200 or words not in answer.text:
        raise RuntimeError(f"{path} does not show {words}: {answer.status}")
    return answer


def _rules(served, times: int) -> list[Figure]:
    """The rules alone: they may not be what a page takes its time for."""
    taken = rules_ms(served, times)
    return [
        Figure("Safety rules, one entry", taken["entry"], ENTRY_MS, "ms"),
        Figure("All rules of the diary", taken["diary"], RULES_MS, "ms"),
    ]


def _usual_day(client) -> str:
    """The address of a day with ten entries, as the diary list links it: not of today, which every save here fills."""
    return re.findall(r'href="(/diary/\d{4}-\d{2}-\d{2}/)"', client.get("/diary/?last=1").text)[0]


def _chart(served, client, days: int, state: str, times: int) -> Figure:
    """The slowest of the charts in that state: diary in memory, nothing in memory, or ready in the cache."""
    budget = {"loaded": 200, "cold": 400, "cached": 5}[state]
    slowest, paths = 0.0, [*client.charts(), f"{_usual_day(client)}timeline/"]
    for path in paths:
        if path.startswith("/trends/comparison/"):
            # All days have none before them: the later half of the diary, against the earlier one.
            path = f"/trends/comparison/?from={dt.date.today() - dt.timedelta(days=days // 2 - 1)}"
        for _ in range(min(4, times)):
            client.get_part(path)
        taken = []
        # The slowest of eleven is the one that was disturbed, if each of them is quick and asked for a few times only.
        for _ in range(times if state == "cached" else times // 6 or 1):
            if state == "loaded":
                served.empty_cache()
            elif state == "cold":
                # A write makes what both workers hold of the diary out of date.
                client.save_episode()
            taken.append(client.get_part(path).total)
        slowest = max(slowest, statistics.median(taken))
    return Figure(f"One chart, {state} (slowest of {len(paths)})", slowest, budget, "ms")


def _all_charts(client, times: int) -> float:
    """Milliseconds from opening Trends to its last chart, one after another as a browser asks, right after a write."""
    taken = []
    for _ in range(times):
        client.save_episode()
        page = client.get(TRENDS)
        taken.append(page.total + sum(client.get_part(path).total for path in client.charts_of(page)))
    return statistics.median(taken)


def _check_in(client):
    return client.save_check_in(dt.date.today() - dt.timedelta(days=1), ASKED)


def _csv(served, client) -> list[Figure]:
    # Several at once, so that both workers have written the file before: what is measured is what another one adds.
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _n: client.get("/export/episodes.csv"), range(12)))
    before = served.own_worker_megabytes()
    answers = [client.get("/export/episodes.csv") for _ in range(3)]
    grown = max(after - was for was, after in zip(before, served.own_worker_megabytes(), strict=True))
    return [
        Figure("All episodes as CSV, first byte", statistics.median(a.first_byte for a in answers), 100, "ms"),
        Figure("All episodes as CSV, all", statistics.median(a.total for a in answers), 1500, "ms"),
        Figure("All episodes as CSV, memory grown", max(0.0, grown), 10, "MB"),
    ]


def _wire_kilobytes(client) -> float:
    """The page and every file that it names, and those that its scripts import, compressed, with headers left out."""
    page = client.get("/")
    waiting, sizes = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)), {}
    while waiting:
        name = waiting.pop()
        answer = client.get(name)
        sizes[name] = len(answer.body)
        imports = re.findall(r'^import\b[^"]*"(\.[^"]+)";$', answer.text, re.MULTILINE) if name.endswith(".js") else []
        waiting |= {urljoin(name, path) for path in imports} - {*sizes}
    return (len(page.body) + sum(sizes.values())) / 1000


def _analysis(times: int) -> list[Figure]:
    """The analysis alone, without reading the diary."""
    whole, one = milliseconds(times)
    return [
        Figure("Factor analysis, 8 factors, ten years", whole, NOTHING_MS, "ms"),
        Figure("Factor analysis, one more block", one, BLOCK_MS, "ms"),
    ]


def _flatness(small: list[Figure], large: list[Figure]) -> list[Figure]:
    """What must not cost more in a long diary than in a short one."""
    return [
        Figure(f"{b.name}: 36,500 against 1,000", b.value, a.value * FLAT_FACTOR + FLAT_SLACK_MS, "ms")
        for a, b in zip(small, large, strict=True)
        if a.name in FLAT
    ]


def main(arguments: list[str]) -> int:
    if "--smoke" in arguments:
        return report(print_table("Smoke run, 200 entries: no budgets", [*measure(20, 1), *_analysis(1)]), smoke=True)
    small = measure(100, 30)
    large = measure(3650, 30)
    tables = [
        print_table("1,000 entries", small),
        print_table("36,500 entries", [*large, *_analysis(7)]),
        print_table("Flat over the length of the diary", _flatness(small, large)),
    ]
    return report([figure for table in tables for figure in table])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
