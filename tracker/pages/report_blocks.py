"""The doctor's page on the screen and in the browser's print: each block with its template, charts drawn inline."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from tracker.charts.registry import CHARTS
from tracker.pages.charts import PageChart
from tracker.report.columns import rows_of
from tracker.report.content import (
    QUIET_TONE,
    Block,
    Bullets,
    ChartBlock,
    FactList,
    Heading,
    NumberLines,
    Paragraph,
    PlannedComparison,
    Report,
    ReportSection,
    TableBlock,
)
from tracker.report.fit import letters_of
from tracker.report.words import held_together

if TYPE_CHECKING:
    from tracker.charts.theme import Canvas, Caption, Paper

_TEMPLATES = {
    Heading: "heading",
    Paragraph: "line",
    NumberLines: "numbers",
    Bullets: "bullets",
    FactList: "facts",
    ChartBlock: "chart",
    TableBlock: "table",
    PlannedComparison: "compared",
}
"""Names of the templates in tracker/report/, by kind of block."""
WIDTHS = {"wide": 720, "beside": 400, "narrow": 320}
LARGE_WIDTHS = {"wide": 600, "beside": 380, "narrow": 320}
"""Of drawings, in pixels: over the whole page, beside another section, on a phone. The fewer, the larger their letters.
"""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block with the template that shows it."""

    block: Block
    template: str
    drawings: tuple[SafeString, ...] = ()
    """Of a chart: wide and narrow; a small one once."""

    @property
    def rows(self) -> Iterator[tuple[tuple[str, str], ...]]:
        """Of a table: the cells of each row with the head of their column, which stands beside them on a phone."""
        table = self.block
        if not isinstance(table, TableBlock):
            return iter(())
        return (tuple(zip(table.headers, row, strict=True)) for row in table.rows)


@dataclass(frozen=True, slots=True)
class ShownSection:
    code: str
    heading: str
    blocks: tuple[ShownBlock, ...]


@dataclass(frozen=True, slots=True)
class ShownReport:
    """The page as its template takes it."""

    report: Report
    rows: tuple[tuple[tuple[ShownSection, ...], ...], ...] = field(default=())
    """Page 1: rows of one or two columns of sections, all in their order."""
    further: tuple[ShownSection, ...] = field(default=())
    letters: str = ""
    """Size of page 1's letters in print: "9-5" for nine and a half points."""

    @property
    def has_boxes(self) -> bool:
        """True if the PDF of this page would have boxes in place of signs that no font of this machine has."""
        from tracker.charts.fonts import is_lacking_in_pdf

        # The drawings of a page hold the same words as those of its PDF.
        return is_lacking_in_pdf("".join(_texts_in((self.report, self.rows, self.further))))


def shown_report(report: Report, depends_on: tuple[object, ...]) -> ShownReport:
    """The page for its template. `depends_on`: all that its charts depend on, but for what they are and say."""

    def sections(column: Iterable[ReportSection], is_beside: bool) -> tuple[ShownSection, ...]:
        return tuple(_section(one, depends_on, is_beside=is_beside, is_large=report.is_large) for one in column)

    return ShownReport(
        report=report,
        rows=tuple(tuple(sections(column, len(row) > 1) for column in row) for row in rows_of(report.page_one)),
        further=sections(report.further, False),
        letters=f"{letters_of(report):g}".replace(".", "-"),
    )


def _texts_in(part: object) -> Iterator[str]:
    """Every text of a page's part; not the results that its charts draw."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts_in(one)
    elif is_dataclass(part):
        for one in fields(part):
            if not (isinstance(part, ChartBlock) and one.name == "result"):
                yield from _texts_in(getattr(part, one.name))


def _section(
    section: ReportSection, depends_on: tuple[object, ...], *, is_beside: bool, is_large: bool
) -> ShownSection:
    blocks = tuple(_block(block, depends_on, is_beside=is_beside, is_large=is_large) for block in section.blocks)
    return ShownSection(section.code, section.heading, blocks)


def _held(block: Block) -> Block:
    """No line of a narrow screen ends within "8 of 25"."""
    if isinstance(block, Paragraph):
        return block if block.tone == QUIET_TONE else replace(block, words=held_together(block.words))
    if isinstance(block, NumberLines):
        notes = ("now_note", "before_note")
        lines = (replace(line, **{name: held_together(getattr(line, name)) for name in notes}) for line in block.lines)
        return replace(block, lines=tuple(lines))
    if isinstance(block, Bullets) and not block.is_numbered:
        return replace(block, items=tuple(held_together(item) for item in block.items))
    if isinstance(block, FactList):
        return replace(block, rows=tuple(replace(row, value=held_together(row.value)) for row in block.rows))
    return block


def _block(block: Block, depends_on: tuple[object, ...], *, is_beside: bool, is_large: bool) -> ShownBlock:
    drawings: tuple[SafeString, ...] = ()
    if isinstance(block, ChartBlock):
        sizes = ("small",) if block.is_small else ("beside" if is_beside else "wide", "narrow")
        chart = ReportChart(CHARTS[block.name], block, depends_on, is_large)
        drawings = tuple(chart.drawing(size) for size in sizes)
    return ShownBlock(_held(block), f"tracker/report/{_TEMPLATES[type(block)]}.html", drawings)


@dataclass(frozen=True)
class ReportChart(PageChart):
    """A chart of the doctor's page. Its result and its reading are made with the page, and come with the block."""

    block: ChartBlock
    page_depends_on: tuple[object, ...]
    is_large: bool

    @property
    def depends_on(self) -> tuple[object, ...]:
        # The marks and the words of the reading follow what is ticked and named, which no version of the diary tells.
        words = hashlib.sha256(repr((self.block.marks, self.block.reading)).encode()).hexdigest()
        return ("report", *self.page_depends_on, words, self.is_large)

    def draw(self, result: object, paper: "Paper", caption: "Caption | None" = None) -> "Canvas":
        from tracker.report.drawings import drawn

        return drawn(self.block, paper)

    def drawing(self, size: str) -> SafeString:
        """The drawing in one of the sizes of WIDTHS, or "small"."""
        # Only what inline() cleaned is in the cache.
        return mark_safe(self.cached(size, partial(self._svg, size)))

    def _svg(self, size: str) -> str:
        from tracker.charts.theme import Paper

        width = (LARGE_WIDTHS if self.is_large else WIDTHS).get(size, 0)
        paper = Paper("narrow" if size == "narrow" else "wide", width, is_for_others=True)
        return self.inline(self.block.result, paper, f"report-{self.block.name}-{size}")
