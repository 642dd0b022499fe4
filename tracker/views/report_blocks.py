"""The doctor's page on the screen and in the browser's print: each block with its template, charts drawn inline."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import partial

from django.utils.safestring import SafeString, mark_safe

from tracker.report.columns import rows_of
from tracker.report.content import (
    Block,
    Bullets,
    ChartBlock,
    Heading,
    NumberLines,
    Paragraph,
    Report,
    ReportSection,
    TableBlock,
)
from tracker.report.fit import letters_of
from tracker.views.drawings import drawing_key, kept

TEMPLATES = {
    Heading: "heading",
    Paragraph: "line",
    NumberLines: "numbers",
    Bullets: "bullets",
    ChartBlock: "chart",
    TableBlock: "table",
}
"""Names of the templates in tracker/report/, by kind of block."""
WIDTHS = {"wide": 720, "beside": 490, "narrow": 320}
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


def shown(report: Report, *key: object) -> ShownReport:
    """The page for its template. `key`: all that its charts depend on, under which their drawings are kept."""

    def sections(column: Iterable[ReportSection], is_beside: bool) -> tuple[ShownSection, ...]:
        return tuple(_section(one, key, is_beside=is_beside, is_large=report.is_large) for one in column)

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


def _section(section: ReportSection, key: tuple[object, ...], *, is_beside: bool, is_large: bool) -> ShownSection:
    blocks = tuple(_block(block, key, is_beside=is_beside, is_large=is_large) for block in section.blocks)
    return ShownSection(section.code, section.heading, blocks)


def _block(block: Block, key: tuple[object, ...], *, is_beside: bool, is_large: bool) -> ShownBlock:
    drawings: tuple[SafeString, ...] = ()
    if isinstance(block, ChartBlock):
        papers = ("small",) if block.is_small else ("beside" if is_beside else "wide", "narrow")
        drawings = _drawings(block, key, papers, is_large=is_large)
    return ShownBlock(block, f"tracker/report/{TEMPLATES[type(block)]}.html", drawings)


def _drawings(
    chart: ChartBlock, key: tuple[object, ...], papers: tuple[str, ...], *, is_large: bool
) -> tuple[SafeString, ...]:
    """The chart for these papers, made once for all that it depends on."""
    # The marks and the words of the reading follow what is ticked and named, which no version of the diary tells.
    told = hashlib.sha256(repr((chart.marks, chart.reading)).encode()).hexdigest()
    return tuple(
        # Made by matplotlib and cleaned of everything that a page may not hold; words in it are escaped.
        mark_safe(
            kept(
                drawing_key("report", *key, chart.name, told, paper, is_large),
                partial(_svg, chart, paper, is_large=is_large),
            )
        )
        for paper in papers
    )


def _svg(chart: ChartBlock, paper: str, *, is_large: bool) -> str:
    from tracker.charts.render import inline_svg
    from tracker.charts.theme import Paper
    from tracker.report.drawings import drawn

    width = (LARGE_WIDTHS if is_large else WIDTHS).get(paper, 0)
    sheet = drawn(chart, Paper("narrow" if paper == "narrow" else "wide", width, is_for_others=True), is_short=is_large)
    svg: str = inline_svg(sheet, f"report-{chart.name}-{paper}")
    return svg
