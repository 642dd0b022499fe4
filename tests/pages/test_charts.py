"""The one way of a chart: made once for all that it depends on, and again when that changes."""

import gzip
from dataclasses import dataclass, field
from xml.etree import ElementTree

import pytest

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.results import NO_ENTRIES, TooLittle
from tracker.charts.registry import CHARTS
from tracker.pages.charts import ChartLinks, ChartWithTable, question_link

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class NoChart(ChartWithTable):
    """A chart with too little to show, which counts how often its result was asked for."""

    version: int = 0
    results: list = field(default_factory=list)

    @property
    def depends_on(self):
        return ("a page", self.version)

    @property
    def marks_link(self):
        return lambda **_entries: ""

    def result(self):
        self.results.append(1)
        return TooLittle(NO_ENTRIES)

    def links(self):
        return ChartLinks(table="", files={}, question="")

    def too_little_html(self, result):
        return f"<p>{result.missing} {self.version}</p>"


@pytest.fixture
def chart(db):
    return NoChart(CHARTS["weekly"])


@pytest.mark.parametrize("make", ["html", "table_html"])
def test_it_is_made_once(chart, make):
    first = getattr(chart, make)()
    assert getattr(chart, make)() == first
    assert len(chart.results) == 1


def test_it_is_made_anew_for_another_version(chart):
    other = NoChart(chart.chart, version=1)
    assert (chart.html(), other.html()) == ("<p>no-entries 0</p>", "<p>no-entries 1</p>")


def test_two_charts_of_a_page_and_two_widths_of_a_chart_are_kept_apart(chart):
    for width in ("wide", "narrow"):
        chart.part(width)
    NoChart(CHARTS["calendar"], results=chart.results).part("wide")
    assert len(chart.results) == 3


def test_a_part_is_packed(chart):
    assert gzip.decompress(chart.part("wide")).decode() == "<p>no-entries 0</p>"
    assert b"nothing to count" in gzip.decompress(chart.table_part())


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_there_is_no_file_of_too_little(chart, kind):
    assert chart.file(kind) == b""


def test_a_question_about_a_chart_leads_back_to_its_days():
    assert question_link("chart:weekly", "?window=30").endswith("?window=30&about=chart:weekly")
    assert question_link("day:2026-06-10").endswith("?about=day:2026-06-10")


@dataclass(frozen=True)
class SomeChart(NoChart):
    """A chart of five entries in June, which notes what its files say above and below it."""

    captions: list = field(default_factory=list)

    def result(self):
        period = days(30)
        return self.chart.analyze(make_diary(*(Entry(at(day, 9)) for day in range(5)), period=period), period)

    def draw(self, result, paper, caption=None):
        self.captions.append(caption)
        return super().draw(result, paper, caption)


def test_a_file_says_its_title_and_what_is_to_be_seen_in_its_numbers(db):
    chart = SomeChart(CHARTS["hours"])
    content = chart.file("svg").decode()
    reading = chart.reading(chart.result())
    assert reading.startswith("There are entries on 5 days, too few to name a time of day.")
    title = "It is too early to name a time of day"
    assert [(caption.title, caption.lines) for caption in chart.captions] == [(title, (reading,))]
    drawing = ElementTree.fromstring(content)
    assert drawing.findtext(f"{SVG}title") == title
    assert drawing.findtext(f"{SVG}desc") == reading


def test_a_chart_inside_a_page_has_no_caption_of_its_own(db):
    chart = SomeChart(CHARTS["hours"])
    html = chart.html()
    assert chart.captions == [None, None]
    assert "There are entries on 5 days" in html
