"""Measures the doctor's page against its budgets, as PDF, on the screen and shared: over the real server, ten entries
a day.

python -m bench.report            ninety days, ten years with all charts, and the longest list
python -m bench.report --smoke    a short run that shows only that the measuring works
"""

import datetime as dt
import re
import statistics
import sys
import uuid
from html import unescape

from bench.client import Answer, Client, median_ms
from bench.server import served_diary
from bench.table import Figure, print_table, report
from bench.ten_years import DAYS
from tracker.report.choice import CHARTS_PART, ENTRIES_PART, FURTHER, PAGE_ONE, SUGGESTED

SHORT_MS, LONG_MS, WORKER_MB = 500, 2_000, 240
PAGE_MS, DRAWN_MS = 200, 1_000
"""Of a page with six charts in two widths: when they are drawn already, and when none of them is."""
LIST_MS = 4_000
"""Two thousand rows are some seventy pages: one of them is read in more time than that."""


def measure(days: int, times: int) -> list[Figure]:
    """The figures for a diary of ten entries a day over so many days."""
    with served_diary(days) as served:
        client = Client(served)
        without_list = sorted({*FURTHER} - {ENTRIES_PART})
        rows = (
            ("PDF of 90 days, as first suggested", 90, sorted(SUGGESTED.sections), SHORT_MS),
            ("PDF of 90 days, all but the list, six charts", 90, without_list, SHORT_MS),
            ("PDF of all days, with charts", days, [CHARTS_PART], LONG_MS),
            ("PDF of all days, all but the list", days, without_list, LONG_MS),
            ("PDF of all days, all of it, 2,000 entries", days, list(FURTHER), LIST_MS),
        )
        figures = [
            Figure(name, _pdf_ms(client, min(length, days), sections, times), budget, "ms")
            for name, length, sections, budget in rows
        ]
        figures += _on_the_screen(client, min(90, days), without_list, times)
        figures.append(Figure("Memory of a worker afterwards", max(served.worker_megabytes()), WORKER_MB, "MB"))
        return figures


def _pdf_ms(client: Client, days: int, sections: list[str], times: int) -> float:
    """The median time of the file of the last so many days, all of page 1 and these sections ticked."""
    address = _choose(client, days, sections).replace("/report/", "/report.pdf", 1)

    def ask():
        answer = client.get(address)
        if answer.headers["Content-Type"] != "application/pdf":
            raise RuntimeError(f"{address} is no PDF: {answer.status}")
        return answer

    return median_ms(ask, times, warm=min(2, times))


def _on_the_screen(client: Client, days: int, sections: list[str], times: int) -> list[Figure]:
    """The same page as a person sees it, and as somebody does who was given a link."""
    address = _choose(client, days, sections)
    drawn, anew, first, again = [], [], [], []
    for _ in range(times):
        # What both workers hold of the diary, and every drawing, is out of date then.
        client.save_episode()
        anew.append(_page(client, address).total)
        drawn.append(median_ms(lambda: _page(client, address), 1))
        shared = _share(client, address)
        first.append(_page(client, shared).total)
        again.append(median_ms(lambda shared=shared: _page(client, shared), 1))
    what = f"Page of {days} days, all but the list"
    return [
        Figure(f"{what}, right after a write", statistics.median(anew), DRAWN_MS, "ms"),
        Figure(f"{what}, seen again", statistics.median(drawn), PAGE_MS, "ms"),
        Figure("The same by a new share link, first opening", statistics.median(first), DRAWN_MS, "ms"),
        Figure("The same by a share link, opened again", statistics.median(again), PAGE_MS, "ms"),
    ]


def _page(client: Client, address: str) -> Answer:
    answer = client.get(address)
    if answer.status != 200 or answer.text.count("<svg") < 6:
        raise RuntimeError(f"{address} is no page with charts: {answer.status}")
    return answer


def _share(client: Client, address: str) -> str:
    """The address of a new link to what is chosen there."""
    form = client.get(address.replace("/report/", "/share/new/", 1)).text
    kept = {
        name: unescape(re.search(rf'<input[^>]* name="{name}" value="([^"]*)"', form)[1])
        for name in ("first", "last", "shows")
    }
    answer = client.post("/share/new/", {**kept, "uid": str(uuid.uuid4()), "days": "1"})
    made = re.search(r'id="share-address"[^>]* value="[^"]*(/s/[^"]+)"', answer.text)
    if not made:
        raise RuntimeError(f"no link was made: {answer.status}")
    # The tap that opens it; what is measured is the page behind it.
    client.post(made[1], {})
    return made[1]


def _choose(client: Client, days: int, sections: list[str]) -> str:
    """The address of the page of the last so many days, all of page 1 and these sections ticked from now on."""
    first = dt.date.today() - dt.timedelta(days=days - 1)
    chosen = {
        "window": "chosen",
        "first": first.isoformat(),
        "parts": list(PAGE_ONE),
        "sections": sections,
        "notes": "on",
        "paper": "a4",
    }
    answer = client.post("/report/", chosen)
    if answer.status != 302:
        raise RuntimeError(f"the choice for the page was not kept: {answer.status}")
    return answer.headers["Location"].partition("#")[0]


def main(arguments: list[str]) -> int:
    smoke = "--smoke" in arguments
    days, times = (20, 1) if smoke else (DAYS, 5)
    title = f"The doctor's page, {days * 10:,} entries in {days:,} days, {times} of each"
    return report(print_table(title, measure(days, times)), smoke)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
