"""The doctor's page on the screen and in the browser's print: each block with its template, charts drawn inline."""

import hashlib
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe

from tracker.report import choice
from tracker.report.content import Block, Bullets, Chart, Heading, Line, NumberLines, Report, Section, TableBlock
from tracker.report.page_one import BACKGROUND
from tracker.views.drawings import drawing_key, kept

TEMPLATES = {
    Heading: "heading",
    Line: "line",
    NumberLines: "numbers",
    Bullets: "bullets",
    Chart: "chart",
    TableBlock: "table",
}
"""Names of the templates in tracker/report/, by kind of block."""
PAIRS = ((choice.QUESTIONS, choice.NEW), (choice.WHERE, BACKGROUND), (choice.WEEKS, choice.RELIEF))
"""Sections of page 1 that stand beside each other where there is room, if both are there."""

MOST_AT_FULL_SIZE = 1_500
"""Characters of page 1, its numbers apart, that a sheet of paper holds in letters of full size."""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block with the template that shows it."""

    block: Block
    template: str
    drawings: tuple[SafeString, ...] = ()
    """Of a chart: on wide and on narrow paper; a small one once."""


@dataclass(frozen=True, slots=True)
class ShownSection:
    code: str
    heading: str
    blocks: tuple[ShownBlock, ...]


@dataclass(frozen=True, slots=True)
class ShownReport:
    """The page as its template takes it."""

    report: Report
    rows: tuple[tuple[ShownSection, ...], ...] = field(default=())
    """Page 1: rows of one or two sections, all in their order."""
    further: tuple[ShownSection, ...] = field(default=())
    is_dense: bool = False
    """Page 1 says so much that its letters are smaller in print."""


def shown(report: Report, *key) -> ShownReport:
    """The page for its template. `key`: all that its charts depend on, under which their drawings are kept."""
    return ShownReport(
        report=report,
        rows=tuple(tuple(_section(one, key) for one in row) for row in _rows(report.page_one)),
        further=tuple(_section(one, key) for one in report.further),
        is_dense=sum(map(_characters, report.page_one)) > MOST_AT_FULL_SIZE,
    )


def _characters(section: Section) -> int:
    """About how much a section says."""
    total = 0
    for block in section.blocks:
        match block:
            case Line():
                total += len(block.label) + len(block.words)
            case Bullets():
                total += sum(map(len, block.items))
            case Chart():
                total += len(block.reading)
    return total


def _rows(sections: tuple[Section, ...]) -> list[list[Section]]:
    """Sections in their order, those that belong beside each other as two."""
    rows: list[list[Section]] = []
    for section in sections:
        if rows and len(rows[-1]) == 1 and (rows[-1][0].code, section.code) in PAIRS:
            rows[-1].append(section)
        else:
            rows.append([section])
    return rows


def _section(section: Section, key: tuple) -> ShownSection:
    return ShownSection(section.code, section.heading, tuple(_block(block, key) for block in section.blocks))


def _block(block: Block, key: tuple) -> ShownBlock:
    drawings = _drawings(block, key) if isinstance(block, Chart) else ()
    return ShownBlock(block, f"tracker/report/{TEMPLATES[type(block)]}.html", drawings)


def _drawings(chart: Chart, key: tuple) -> tuple[SafeString, ...]:
    """The chart for both widths, made once for all that it depends on."""
    # The marks and the words of the reading follow what is ticked and named, which no version of the diary tells.
    told = hashlib.sha256(repr((chart.marks, chart.reading)).encode()).hexdigest()
    papers = ("small",) if chart.is_small else ("wide", "narrow")
    return tuple(
        # Made by matplotlib and cleaned of everything that a page may not hold; words in it are escaped.
        mark_safe(kept(drawing_key("report", *key, chart.name, told, paper), lambda paper=paper: _svg(chart, paper)))
        for paper in papers
    )


def _svg(chart: Chart, paper: str) -> str:
    from tracker.charts.render import inline_svg
    from tracker.charts.theme import PAPERS, WIDE
    from tracker.report.drawings import drawn

    sheet = drawn(chart, PAPERS.get(paper, WIDE))
    return inline_svg(sheet, f"report-{chart.name}-{paper}", has_links=False)
