"""The one way from a result to a chart on a page: result, drawing, cache, and what an answer holds.

A page says what is its own in a subclass: which result, whom it is for, where its links lead. `PageChart` is a cached
drawing, which is all that the doctor's page needs; `ChartWithTable` is a chart of Trends or of a day, with its reading,
its table, and its files. Views send what they return.
"""

import gzip
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from tracker.analysis.results import TooLittle
from tracker.charts.registry import Chart
from tracker.pages.drawing_cache import cache_key, from_cache
from tracker.vocabulary.lazy_text import LazyText
from tracker.wording.readers import PERSON
from tracker.wording.tables import how_counted

if TYPE_CHECKING:
    from tracker.charts.theme import Canvas, Caption, Paper
    from tracker.wording.tables import Link, Table

Content = TypeVar("Content")

FILES = {"svg": "image/svg+xml", "png": "image/png"}
"""Kinds of files that a chart can be saved as, with their media types."""
NARROWER_PAPERS = ("narrow", "medium")
"""Sizes that an address can ask for; without one it is the wide one."""
BOTH_PAPERS = ("wide", "narrow")
"""Sizes of a page that loads without JavaScript: nobody knows how wide it is, and the style sheet shows the one that
fits."""


@dataclass(frozen=True)
class PageChart(ABC):
    """One chart on one page."""

    chart: Chart[Any]

    @property
    @abstractmethod
    def depends_on(self) -> tuple[object, ...]:
        """The page's name and all that its chart depends on, besides which chart and what is made of it."""

    @abstractmethod
    def draw(self, result: Any, paper: "Paper", caption: "Caption | None" = None) -> "Canvas":
        """The result on that paper; with a caption where it stands alone."""

    def cached(self, rendering: str, make: Callable[[], Content]) -> Content:
        """What is made of this chart under that name, from the cache if it is there."""
        return from_cache(cache_key(*self.depends_on, self.chart.name, rendering), make)

    def inline(self, result: object, paper: "Paper", name: str) -> SafeString:
        """The drawing as a page holds it; `name` is its own on the page."""
        from tracker.charts.render import inline_svg

        # Made by matplotlib and cleaned of everything that a page may not hold; words in it are escaped.
        svg: str = inline_svg(self.draw(result, paper), name)
        return mark_safe(svg)


@dataclass(frozen=True, slots=True)
class ChartLinks:
    """Where a chart's parts are found, as addresses."""

    table: str
    files: Mapping[str, str]
    """By kind of FILES."""
    question: str
    """Where a question about it is written."""


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart as its template takes it."""

    code: str
    heading: LazyText
    title: str
    """The finding, where the page has no heading of its own for it."""
    subtitle: str
    """What one mark is."""
    sure: tuple[str, ...]
    """What it says in full, how it was counted, and what to keep in mind."""
    switch: tuple[tuple[str, str, str, bool], ...]
    """(code, label, address, whether it is this one) of charts that share one place; none with a single one."""
    drawings: list[SafeString]
    """One for each width."""
    links: ChartLinks
    has_boxes: bool
    """The picture to save lacks some characters of its words. That is said before it is saved."""


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The table behind a chart as its template takes it; without one, there is nothing to count."""

    heading: LazyText
    table: "Table | None"


class ChartWithTable(PageChart):
    """A chart for the person: its sentence, its drawing, the table behind it, and its files."""

    @abstractmethod
    def result(self) -> Any:
        """What its analysis returns, or TooLittle."""

    @abstractmethod
    def links(self) -> ChartLinks:
        """Its table, its files, and a question about it."""

    @property
    @abstractmethod
    def marks_link(self) -> "Link":
        """Where what is drawn or counted leads."""

    @abstractmethod
    def too_little_html(self, result: TooLittle) -> str:
        """What stands in place of a chart that has too little to show."""

    def reading(self, result: Any) -> str:
        """What is to be seen, in a few sentences."""
        return self.chart.words.reading(result, PERSON)

    @property
    def name_on_page(self) -> str:
        """What its ids begin with, so that no two parts of a page share one."""
        return self.chart.name

    def titles(self, result: Any) -> tuple[str, str]:
        """The finding and what one mark is; ("", "") where the page has a heading of its own."""
        return "", ""

    def switch(self) -> tuple[tuple[str, str, str, bool], ...]:
        """The charts that share one place with this one."""
        return ()

    def caption_lines(self, result: Any) -> tuple[str, ...]:
        """What a file says below its title."""
        return (self.reading(result),)

    def draw(self, result: Any, paper: "Paper", caption: "Caption | None" = None) -> "Canvas":
        return self.chart.draw(result, paper, self.marks_link, caption)

    # What answers hold.

    def part(self, width: str) -> bytes:
        """The chart in that width ("wide" or "narrow") as a part of a page, packed with gzip."""
        return self._packed(width, partial(self._html, (width,)))

    def html(self) -> SafeString:
        """The chart in both widths, for a page of its own."""
        return mark_safe(self.cached("both", partial(self._html, BOTH_PAPERS)))

    def table_part(self) -> bytes:
        """The table as a part of a page, packed with gzip."""
        return self._packed("table", self._table_html)

    def table_html(self) -> SafeString:
        """The table for a page of its own."""
        return mark_safe(self.cached("table", self._table_html))

    def file(self, kind: str) -> bytes:
        """The chart as a file of a kind of FILES; empty if there is too little to show."""
        return self.cached(kind, partial(self._file, kind))

    # How it is made.

    def _packed(self, rendering: str, make: Callable[[], str]) -> bytes:
        # Packed once, when it is made: packing takes longer than everything else that a ready chart needs.
        return self.cached(f"{rendering}.gz", lambda: gzip.compress(make().encode(), mtime=0))

    def _html(self, widths: tuple[str, ...]) -> str:
        from tracker.charts.fonts import is_lacking_in_picture
        from tracker.charts.theme import PAPERS

        result = self.result()
        if isinstance(result, TooLittle):
            return self.too_little_html(result)
        reading, name = self.reading(result), self.name_on_page
        title, subtitle = self.titles(result)
        drawings = [self.inline(result, PAPERS[width], f"{name}-{width}") for width in widths]
        has_boxes = is_lacking_in_picture("".join((reading, *drawings)))
        part = DrawnChart(
            code=name,
            heading=self.chart.title,
            title=title,
            subtitle=subtitle,
            sure=(reading, how_counted(result)),
            switch=self.switch(),
            drawings=drawings,
            links=self.links(),
            has_boxes=has_boxes,
        )
        return render_to_string("tracker/trends_drawing.html", {"part": part})

    def _table_html(self) -> str:
        result = self.result()
        if isinstance(result, TooLittle):
            return table_html(self.chart.title, None)
        return table_html(self.chart.title, self.chart.words.table(result, self.marks_link))

    def _file(self, kind: str) -> bytes:
        from tracker.charts.render import file_png, file_svg
        from tracker.charts.theme import WIDE, Caption

        result = self.result()
        if isinstance(result, TooLittle):
            return b""
        title, reading = self.chart.words.title(result), self.reading(result)
        sheet = self.draw(result, WIDE, Caption(title, self.caption_lines(result)))
        content: bytes
        if kind == "png":
            content = file_png(sheet, title=title, description=reading)
        else:
            content = file_svg(sheet, self.chart.name, title=title, description=reading)
        return content


def table_html(heading: LazyText, table: "Table | None") -> str:
    """The table behind a chart; without one, that there is nothing to count."""
    return render_to_string("tracker/trends_table.html", {"part": ChartTable(heading, table)})


def question_link(about: str, query: str = "") -> str:
    """Where a question is written about what this code names (question_origins.py); `query`: "?window=365"."""
    return f"{reverse('questions')}{query}{'&' if query else '?'}about={about}"
