"""Every number on the doctor's page is the one on Trends for the same days: over diaries as uneven as people's are."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from tests.html import Element, read_page
from tests.views import report_diaries
from tests.views.report_numbers import OnReport, OnTrends, differences
from tracker.charts.registry import CHARTS, Chart
from tracker.models import Day, Pause
from tracker.pages.charts import ChartTable
from tracker.pages.report_blocks import ReportChart
from tracker.pages.trends import TrendsChart
from tracker.pages.trends_sections import ON_TRENDS
from tracker.report.choice import FURTHER, PAGE_ONE, ReportChoice
from tracker.services.report import remember_choice

pytestmark = pytest.mark.django_db

EVERYTHING = ReportChoice(parts=frozenset(PAGE_ONE), sections=frozenset(FURTHER), with_notes=True)
WINDOWS = ("window=30", "window=90", "window=365", "window=visit", "from=2026-04-20&to=2026-05-31", "window=7")
SEEDS = range(16)
ALONE, COMPARED = 3, 0
"""Seeds of diaries without and with days before the window."""
COUNTED = {
    "who": r"([\d,]+) of [\d,]+ days? answered",
    "numbers": r"([\d,]+) of [\d,]+",
    "finding": r"Spasms on ([\d,]+) of",
    "where": r"(?:^|Of )([\d,]+)(?=$| entr)",
    "weeks": r"Logged: ([\d,]+)",
    "relief": r"([\d,]+) of [\d,]+",
    "suspected": r"([\d,]+) of [\d,]+",
    "factors": r"(?:Based on(?: up to)?|The log has|answers on at most) ([\d,]+) (?:days|evening)",
    "hours": r"^([\d,]+)$",
    "durations": r"^([\d,]+)$",
    "charts": r"^([\d,]+)$",
}
"""Some of the counts of each section, as its pieces of text have them."""
PART = {"HX-Request": "true"}


@pytest.fixture
def undrawn(monkeypatch):
    """Both pages without drawings, which take a second a page: in its place the doctor's page has the table of what
    it would draw, and Trends nothing."""
    monkeypatch.setattr(Chart, "draw", lambda *_what: None)
    monkeypatch.setattr(TrendsChart, "inline", lambda *_what: "")

    def as_table(chart, size):
        if size == "narrow":
            return ""
        result = chart.block.result
        result = replace(result, landmarks=()) if getattr(result, "landmarks", ()) else result
        table = CHARTS[chart.block.name].words.table(result, lambda **_narrowed: "")
        return render_to_string("tracker/trends_table.html", {"part": ChartTable("", table)})

    monkeypatch.setattr(ReportChart, "_svg", as_table)


def both(client, owner, query: str) -> tuple[OnReport, OnTrends, str]:
    """The doctor's page, by the way to it on Trends, and Trends for these days; and the page as it is sent."""
    remember_choice(owner, EVERYTHING.as_data())
    ways = read_page(client.get(f"/trends/?{query}")).all("a[href^='/report/']", "Doctor’s summary")
    # An empty diary has no way there.
    page = client.get(ways[0]["href"] if ways else "/report/")
    readings, tables, parts = {}, {}, {}
    for chart in ON_TRENDS:
        response = client.get(f"/trends/{chart}/?{query}&look=detail", headers=PART)
        assert response.status_code == 200
        part = read_page(response)
        readings[chart] = part.one(".chart-reading").text if part.has(".chart-reading") else ""
        table = read_page(client.get(f"/trends/{chart}/table/?{query}", headers=PART))
        tables[chart], parts[chart] = table.rows, f"{part.text} {table.text}"
    return OnReport.of(read_page(page)), OnTrends(readings, tables, parts), page.content.decode()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_is_the_one_on_trends(alice, alice_client, monkeypatch, undrawn, seed):
    monkeypatch.setattr(timezone, "now", lambda: report_diaries.NOW)
    report_diaries.fill(alice, seed)
    page, on_trends, markup = both(alice_client, alice, WINDOWS[seed % len(WINDOWS)])
    assert differences(page, on_trends) == {}
    assert report_diaries.SECRET not in markup


def test_how_limited_days_were_is_counted_where_nothing_is_compared(alice, alice_client, monkeypatch, undrawn):
    """Trends says it beside the days before alone, so this is counted by hand."""
    monkeypatch.setattr(timezone, "now", lambda: report_diaries.NOW)
    report_diaries.fill(alice, ALONE)
    page, on_trends, _markup = both(alice_client, alice, "window=90")
    assert on_trends.tables["comparison"] == []
    said = [day for day in Day.objects.of(alice).exclude(limited=None) if not is_paused(alice, day.date)]
    hard = [day for day in said if day.limited >= 2]
    assert len(said) > len(hard) > 0
    assert page.measures[2][1] == f"{len(hard)} of {len(said)}"


def is_paused(owner, date) -> bool:
    pauses = Pause.objects.filter(owner=owner, from_on__lte=date)
    return pauses.exclude(to_on__lt=date).exists()


def test_the_demo_account_says_the_same_on_both(monkeypatch, undrawn):
    call_command("demo", verbosity=0)
    demo, client = get_user_model().objects.get(username="demo"), Client()
    client.force_login(demo)
    for query in ("window=30", "window=90"):
        page, on_trends, _markup = both(client, demo, query)
        assert differences(page, on_trends) == {}
    # Its story has what the generated diaries lack: a factor that is linked.
    assert page.items("factors")


def test_another_number_would_be_told(alice, alice_client, monkeypatch, undrawn):
    """What is compared is what is read: one more of anything on the page, and it is no longer the same."""
    monkeypatch.setattr(timezone, "now", lambda: report_diaries.NOW)
    report_diaries.fill(alice, COMPARED)
    page, on_trends, _markup = both(alice_client, alice, "window=30")
    assert on_trends.tables["comparison"]
    for code, pattern in COUNTED.items():
        told = [(count, differences(page, on_trends) != {}) for count in one_more(page.sections[code], pattern)]
        assert told, code
        assert [count for count, is_told in told if not is_told] == [], code
    assert differences(page, on_trends) == {}


def one_more(section: Element, pattern: str) -> Iterator[str]:
    """Each of the counts of a section, which reads one more of it for as long as it is looked at."""
    for element in section.elements:
        for n, text in enumerate(element.children):
            if not isinstance(text, str):
                continue
            words = " ".join(text.split())
            for count in re.finditer(pattern, words):
                more = int(count[1].replace(",", "")) + 1
                element.children[n] = f"{words[: count.start(1)]}{more}{words[count.end(1) :]}"
                yield count[0]
                element.children[n] = text
