"""Thirty spasms a day, two a month, two a month without a check-in: every page makes sense for all of them."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.utils import timezone
from matplotlib.backends.backend_agg import FigureCanvasAgg

from tests.factories import ZONE
from tests.html import read_markup
from tests.personas import thirty_a_day, two_a_month
from tracker.analysis.factor_days import HARD_DAY
from tracker.analysis.factors import TOO_EARLY
from tracker.analysis.results import TooLittle
from tracker.charts.theme import NARROW, PAPERS, Canvas
from tracker.days import last_days
from tracker.models import DatedSetting, Preferences
from tracker.pages.trends_sections import ON_TRENDS
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import forget_diaries, load_diary
from tracker.selectors.person import person_of
from tracker.services.bulk import insert_records
from tracker.services.evidence import factor_findings
from tracker.wording import factors

TODAY = dt.date(2026, 6, 10)
EVENING = dt.datetime(2026, 6, 10, 17, tzinfo=dt.UTC)
"""19:00 in Berlin: nothing is answered yet today."""
DAYS = 100
PERSONAS = {
    "thirty": thirty_a_day(DAYS, TODAY),
    "two": two_a_month(DAYS, TODAY),
    "silent": two_a_month(DAYS, TODAY, has_check_ins=False),
}
MOST_BYTES = 300_000
RATE = "in 30 days"
SVG = "{http://www.w3.org/2000/svg}"

pytestmark = pytest.mark.django_db


def _stored(name: str, persona) -> int:
    owner = get_user_model().objects.create_user(name)
    Preferences.objects.create(owner=owner, time_zone=ZONE)
    begins = TODAY - dt.timedelta(days=DAYS - 1)
    DatedSetting.objects.create(owner=owner, name=DatedSetting.FACTORS, from_on=begins, value=" ".join(persona.asked))
    insert_records(owner, persona.episodes, persona.days, now=EVENING)
    return owner.pk


@pytest.fixture(scope="module")
def owners(django_db_setup, django_db_blocker):
    """Everybody's diary, read by all tests of this file and written by none."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {name: _stored(name, persona) for name, persona in PERSONAS.items()}
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def seen():
    """Pages that were fetched already: nothing is written here, so that they stay as they are."""
    return {}


@pytest.fixture
def pages(owners, seen, monkeypatch):
    """pages(who, address): what that person gets, on that evening."""
    monkeypatch.setattr(timezone, "now", lambda: EVENING)
    caches["drawings"].clear()
    forget_diaries()

    def get(who: str, address: str, **headers):
        key = who, address, *headers
        if key not in seen:
            client = Client(headers=headers)
            client.force_login(get_user_model().objects.get(pk=owners[who]))
            response = client.get(address)
            assert response.status_code == 200
            seen[key] = response.content.decode()
        return seen[key]

    return get


@pytest.fixture
def reading(pages):
    """reading(who, chart): the sentence over a chart of all days."""

    def said(who: str, chart: str, query: str = "?window=all&look=detail") -> str:
        part = pages(who, f"/trends/{chart}/{query}", **{"HX-Request": "true"})
        return read_markup(part).one(".chart-reading").text

    return said


# Every page and every chart


@pytest.mark.parametrize("who", PERSONAS)
@pytest.mark.parametrize(
    "address",
    ["/", "/diary/", "/diary/?last=1", "/diary/2026-06-09/", "/check-in/", "/check-in/2026-06-09/", "/trends/"],
)
def test_the_pages_open(pages, who, address):
    assert read_markup(pages(who, address)).one("h1").text


@pytest.mark.parametrize("who", PERSONAS)
@pytest.mark.parametrize("query", ["?window=all&look=detail", "?window=30&w=narrow&look=detail"])
@pytest.mark.parametrize("chart", ON_TRENDS)
def test_every_chart_is_drawn_small_enough_or_says_what_is_missing(pages, who, chart, query):
    part = pages(who, f"/trends/{chart}/{query}", **{"HX-Request": "true"})
    drawn = read_markup(part)
    assert drawn.has(".chart-reading") != drawn.has(".chart-empty")
    assert drawn.has("svg") == drawn.has(".chart-reading")
    assert len(part) <= MOST_BYTES


@pytest.mark.parametrize("who", PERSONAS)
@pytest.mark.parametrize("query", ["?window=all", "?window=30&w=narrow"])
@pytest.mark.parametrize("chart", ON_TRENDS)
def test_every_plain_chart_begins_with_its_finding_or_says_what_is_missing(pages, who, chart, query):
    part = pages(who, f"/trends/{chart}/{query}", **{"HX-Request": "true"})
    drawn = read_markup(part)
    assert drawn.has(".chart-empty") != any(drawn.has(css) for css in (".chart-drawing", ".finding-title", ".month"))
    assert len(part) <= MOST_BYTES


@pytest.mark.parametrize("who", PERSONAS)
@pytest.mark.parametrize("chart", ON_TRENDS)
def test_every_table_has_rows_or_says_that_there_is_nothing(pages, who, chart):
    table = read_markup(pages(who, f"/trends/{chart}/table/?window=90", **{"HX-Request": "true"}))
    assert table.has("tbody tr") != ("nothing to count yet" in table.text)


@pytest.mark.parametrize("who", ["thirty", "two"])
@pytest.mark.parametrize("chart", [chart for chart in ON_TRENDS if chart != "comparison"])
def test_every_chart_is_a_file(pages, who, chart):
    assert ET.fromstring(pages(who, f"/trends/{chart}.svg?window=all")).tag == f"{SVG}svg"


@pytest.mark.parametrize("who", PERSONAS)
@pytest.mark.parametrize("chart", ON_TRENDS)
def test_no_number_went_wrong(pages, who, chart):
    addresses = (f"/trends/{chart}/?window=all", f"/trends/{chart}/table/?window=90")
    text = " ".join(read_markup(pages(who, address, **{"HX-Request": "true"})).text for address in addresses)
    assert re.findall(r"\d", text) or "nothing to count yet" in text
    assert not re.findall(r"\bnan\b|\binf\b|\bNone\b|-0\b", text)


def overlapping(figure) -> list[tuple[str, str]]:
    """Pairs of words of the drawing that lie on each other, by a pixel or more both ways."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    words = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    axes_with_labels = [axis for axes in figure.axes if axes.axison for axis in (axes.xaxis, axes.yaxis)]
    words += [tick.label1 for axis in axes_with_labels for tick in axis.get_major_ticks()]
    shown = [word for word in words if word.get_visible() and word.get_text().strip()]
    boxes = [word.get_window_extent(renderer) for word in shown]
    return [
        (shown[a].get_text(), shown[b].get_text())
        for a, b in combinations(range(len(shown)), 2)
        if min(boxes[a].x1, boxes[b].x1) - max(boxes[a].x0, boxes[b].x0) > 1
        and min(boxes[a].y1, boxes[b].y1) - max(boxes[a].y0, boxes[b].y0) > 1
    ]


def test_words_on_each_other_are_seen():
    sheet = Canvas(NARROW, 100)
    sheet.text(10, 40, "Tuesday")
    sheet.text(30, 42, "Wednesday")
    sheet.text(200, 42, "Friday")
    assert overlapping(sheet.figure) == [("Tuesday", "Wednesday")]


@pytest.mark.parametrize("who", PERSONAS)
@pytest.mark.parametrize("chart", [name for name, chart in ON_TRENDS.items() if chart.analyze])
def test_no_words_lie_on_each_other(owners, who, chart):
    person, period = person_of(get_user_model().objects.get(pk=owners[who])), last_days(TODAY, DAYS // 2)
    drawer = ON_TRENDS[chart]
    result = drawer.analyze(load_diary(person, EpisodeFilter(), drawer.needs(period), TODAY), period)
    if not isinstance(result, TooLittle):
        found = [
            overlapping(drawer.draw(result, paper, lambda **_narrowed: "/diary/").figure) for paper in PAPERS.values()
        ]
        assert not [pair for pairs in found for pair in pairs]


# Thirty a day


def test_thirty_a_day_has_no_rate_since_no_clear_day_was_ever_confirmed(reading):
    said = reading("thirty", "weekly")
    assert (RATE in said, "Mark the days without a spasm." in said) == (False, True)


def test_thirty_a_day_counts_entries_and_spasms(reading):
    entries = len(PERSONAS["thirty"].episodes)
    assert re.search(rf"{entries:,} entries, about \d,\d{{3}} spasms", reading("thirty", "weekly"))


def test_thirty_a_day_is_all_spasm_days(reading):
    assert reading("thirty", "calendar").startswith(f"You had spasms on {DAYS} of the {DAYS} days you answered.")


def test_thirty_a_day_is_not_told_that_sleep_was_never_broken(reading):
    assert "It isn’t noted yet whether sleep was broken." in reading("thirty", "hours")


def test_thirty_a_day_is_asked_for_hard_days_and_every_sentence_says_so(owners, reading):
    found = factor_findings(person_of(get_user_model().objects.get(pk=owners["thirty"])), EVENING)
    named = "ard day (limited somewhat or more, or rated 8 or more)"
    table = factors.table(found, lambda **_narrowed: "/diary/")
    assert (found.outcome.kind, found.closed > 0) == (HARD_DAY, True)
    assert (named in reading("thirty", "factors"), named in table.note) == (True, True)


def test_two_a_month_is_told_at_the_start_that_it_may_take_long(owners, reading):
    found = factor_findings(person_of(get_user_model().objects.get(pk=owners["two"])), EVENING)
    assert {result.state for result in found.results} == {TOO_EARLY}
    assert "it may take longer than a year" in reading("two", "factors")


def test_thirty_a_day_are_one_page_of_the_diary_with_a_way_on(pages):
    page = read_markup(pages("thirty", "/diary/"))
    assert 5 <= len(page.all("a.entry")) <= 60
    assert page.one("a[rel=next]")["href"].startswith("?before=")


def test_thirty_a_day_has_all_of_a_days_entries_on_its_page(pages):
    assert len(read_markup(pages("thirty", "/diary/2026-06-09/")).all("a.entry")) == 30


# Two a month


def test_two_a_month_has_a_rate_with_its_days(reading):
    said = reading("two", "weekly")
    entries = len(PERSONAS["two"].episodes)
    assert re.match(rf"You had spasms on {entries} of the \d\d days you answered", said)
    assert RATE in said


def test_two_a_month_has_no_rate_over_a_week(reading):
    assert RATE not in reading("two", "weekly", "?window=7")


def test_two_a_month_are_too_few_for_a_time_of_day(reading):
    assert "too few to name a time of day" in reading("two", "hours")
    assert re.search(r"Sleep was broken on \d of \d\d days with an answer\.$", reading("two", "hours"))


def test_without_check_ins_there_are_counts_and_no_rate(reading):
    said = reading("silent", "weekly")
    assert (RATE in said, "It takes 14 answered days to say how often." in said) == (False, True)


def test_without_check_ins_no_day_is_clear(reading):
    n = len(PERSONAS["silent"].episodes)
    assert reading("silent", "calendar").startswith(f"You had spasms on {n} of the {n} days you answered")
