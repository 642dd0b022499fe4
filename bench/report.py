"""Measures the doctor's page as PDF against its budgets: over the real server, ten entries a day.

python -m bench.report            ninety days, ten years with all charts, and the longest list
python -m bench.report --smoke    a short run that shows only that the measuring works
"""

import datetime as dt
import sys

from bench.client import Client, median_ms
from bench.server import served_diary
from bench.table import Figure, print_table, report
from bench.ten_years import DAYS
from tracker.report.choice import CHARTS, ENTRIES, FURTHER, PAGE_ONE, SUGGESTED

SHORT_MS, CHARTED_MS, LONG_MS, WORKER_MB = 500, 1_000, 2_000, 240
LIST_MS = 4_000
"""Two thousand rows are some seventy pages: one of them is read in more time than that."""


def measure(days: int, times: int) -> list[Figure]:
    """The figures for a diary of ten entries a day over so many days."""
    with served_diary(days) as served:
        client = Client(served)
        without_list = sorted({*FURTHER} - {ENTRIES})
        rows = (
            ("PDF of 90 days, as first suggested", 90, sorted(SUGGESTED.sections), SHORT_MS),
            ("PDF of 90 days, all but the list, six charts", 90, without_list, CHARTED_MS),
            ("PDF of all days, with charts", days, [CHARTS], LONG_MS),
            ("PDF of all days, all but the list", days, without_list, LONG_MS),
            ("PDF of all days, all of it, 2,000 entries", days, list(FURTHER), LIST_MS),
        )
        figures = [
            Figure(name, _pdf_ms(client, min(length, days), sections, times), budget, "ms")
            for name, length, sections, budget in rows
        ]
        figures.append(Figure("Memory of a worker afterwards", max(served.worker_megabytes()), WORKER_MB, "MB"))
        return figures


def _pdf_ms(client: Client, days: int, sections: list[str], times: int) -> float:
    """The median time of the file of the last so many days, all of page 1 and these sections ticked."""
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
    address = answer.headers["Location"].partition("#")[0].replace("/report/", "/report.pdf", 1)

    def ask():
        answer = client.get(address)
        if answer.headers["Content-Type"] != "application/pdf":
            raise RuntimeError(f"{address} is no PDF: {answer.status}")
        return answer

    return median_ms(ask, times, warm=2)


def main(arguments: list[str]) -> int:
    smoke = "--smoke" in arguments
    days, times = (20, 1) if smoke else (DAYS, 5)
    title = f"The doctor's page as PDF, {days * 10:,} entries in {days:,} days, {times} of each"
    return report(print_table(title, measure(days, times)), smoke)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
