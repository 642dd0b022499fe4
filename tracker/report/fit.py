"""How large the letters of page 1 may be where nothing measures them: in a browser's print.

The PDF is measured by its typesetter. A browser is told one size, so its height is reckoned here from the number of
characters in each line, rather too high than too low: page 1 stays one page in both.
"""

import math
import unicodedata

from tracker.report.columns import LEFT_SHARE, PIXEL, rows_of, sizes_of
from tracker.report.content import (
    FINDING_TONE,
    Block,
    Bullets,
    ChartBlock,
    Fact,
    FactList,
    NumberLines,
    Paragraph,
    Report,
    ReportSection,
)

ROOM = {"a4": (184, 269), "us-letter": (190, 251)}
"""Width and height that print leaves of a sheet, in millimeters, without the foot (static/css/report-print.css)."""
CHART_SIZES = {
    ("body", False): (242, 285),
    ("body", True): (242, 285),
    ("weekly", False): (400, 155),
    ("weekly", True): (380, 155),
}
"""Pixels of the drawings of page 1, wide and high, by name and whether the print is large."""

_POINT = 0.3528
"""Millimeters."""
_LETTER, _WIDE_LETTER = 0.61, 1.05
"""Width of a letter in ems, in a wide font; of one that fills a square, as Chinese letters and emoji do."""
_LINE, _APART, _HEADING, _TITLE, _GUTTER = 1.27, 0.9, 1.4, 1.8, 1.8
"""Heights in ems: of a line, between sections, of their headings, of the page's; and the room between columns."""
_TITLE_LETTER, _WHOSE_LETTER = 1.75, 0.88
"""Letters of the page's title, and of what stands beside it where both have room, in those of the page."""
_FINDING = 1.25
"""Letters of the first sentence, in those of the page."""
_SPARE = 1.03


def letters_of(report: Report) -> float:
    """The size in points of page 1's letters in a browser's print: the largest of the sizes that leave it one page.

    Example: 10 for a page of three questions and two medicines, 7 with the longest of everything.
    The smallest, if none does.
    """
    sizes = sizes_of(report)
    width, height = ROOM[report.paper]
    return next((size for size in sizes if _height(report, width / _em(size)) * _em(size) <= height), sizes[-1])


def _em(size: float) -> float:
    return size * _POINT


def _height(report: Report, width: float) -> float:
    """Of page 1, in ems, on so many ems of width."""
    head = _TITLE_LETTER * _width(report.title) + _WHOSE_LETTER * _width(report.whose) + 1
    total = _TITLE + (_LINE if head > width else 0)
    for row in rows_of(report.page_one):
        left = LEFT_SHARE * width
        rooms = [width] if len(row) == 1 else [left - _GUTTER / 2, width - left - _GUTTER / 2]
        columns = zip(row, rooms, strict=True)
        total += max(
            sum(_section(section, room, len(row) > 1, report) for section in column) for column, room in columns
        )
    return total * _SPARE


def _section(section: ReportSection, room: float, is_beside: bool, report: Report) -> float:
    blocks = sum(_block(block, room, is_beside, report) for block in section.blocks)
    return _APART + (_HEADING if section.heading else 0) + blocks


def _block(block: Block, room: float, is_beside: bool, report: Report) -> float:
    match block:
        case Paragraph(tone=tone) if tone == FINDING_TONE:
            return _FINDING * _lines(block.words, room / _FINDING)
        case Paragraph():
            return _lines(f"{block.label}: {block.words}", room)
        case Bullets():
            return sum(_lines(item, room - 1.6) for item in block.items)
        case FactList(heads=heads):
            return (1.5 * _LINE if heads else 0) + sum(_fact(fact, room) for fact in block.rows)
        case NumberLines():
            left = LEFT_SHARE * room
            each = (room - left) / (2 if block.before else 1) - 1
            rows = 1.4 * _LINE
            for line in block.lines:
                now, before = f"{line.now} {line.now_note}", f"{line.before} {line.before_note}"
                label = f"{line.label}\n{line.key}" if line.key else line.label
                rows += max(_lines(label, left - 1), _lines(now, each), _lines(before, each)) + 0.45
                rows += _lines(line.caveat, room) if line.caveat else 0
            return rows
        case ChartBlock():
            wide, high = CHART_SIZES[block.name, report.is_large]
            drawn = min(wide * PIXEL, room)
            facts = sum(_fact(fact, room) for fact in block.facts)
            if block.is_small and not is_beside:
                return max(drawn * high / wide, facts + _lines(block.reading, room - drawn - 1)) + 0.6
            return drawn * high / wide + 0.6 + facts + _lines(block.reading, room)
    raise TypeError(f"no block of page 1: {block!r}")


def _fact(fact: Fact, room: float) -> float:
    """A row of a table of facts: what it is, and what belongs to it on the same line, beside its number."""
    left = room - (1 + _LETTER * len(fact.value) if fact.value else 0)
    return _lines(f"{fact.place}  {fact.label} {fact.note}", left) + 0.45


def _lines(text: str, room: float) -> float:
    """Height of a text in ems."""
    return _LINE * sum(max(1, math.ceil(_width(line) / max(room - 2, 5))) for line in text.split("\n"))


def _width(line: str) -> float:
    """In ems."""
    return sum(_WIDE_LETTER if unicodedata.east_asian_width(one) in "WF" else _LETTER for one in line)
