"""The doctor's page as data for page.typ: which sections stand beside each other, how wide columns are. No typesetting.

All of it can be written as JSON; every text is without what cannot be printed, and may be broken into lines.
"""

import re
import statistics
import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tracker.report.columns import LEFT_SHARE, PIXEL, rows_of, sizes_of
from tracker.report.content import (
    FINDING_TONE,
    Block,
    Bullets,
    ChartBlock,
    Fact,
    FactList,
    Heading,
    NumberLines,
    Paragraph,
    PlannedComparison,
    Report,
    ReportSection,
    TableBlock,
)
from tracker.report.drawings import drawing
from tracker.report.words import ELLIPSIS, held_together, plain

FURTHER_SIZE, LARGE_FURTHER_SIZE = 9, 14
MOST_CHARACTERS_SET, CELL_CHARACTERS = 1_000_000, 300
"""A table with more characters than that has its cells cut to so many: some thousand pages help nobody."""

_LONG_WORD, _PIECE = re.compile(r"\S{25,}"), 8
_MAY_BREAK, _ISOLATED = "\u200b", ("\u2068", "\u2069")
_NUMBER = re.compile(r"[\d.,]+")
_NARROWEST, _WIDEST, _AROUND = 8, 34, 4
"""Of columns, in letters; no head needs more than the former. And the room around them."""
_OF_A_LINE = ("label", "now", "now_note", "before", "before_note", "caveat", "key")
_SHORT = 10
"""Letters of a column that is as wide as it needs, so that neither its head nor a length of time is broken."""


def document_of(report: Report) -> dict[str, object]:
    """The whole page, ready for the typesetter.

    `rows` are page 1, each of one or two columns of sections, and `sizes` the letters to try for it; `further` follows.
    """
    language, _sign, region = report.language.partition("-")
    return {
        "title": _printable(report.title),
        "whose": _printable(report.whose),
        "language": language,
        "region": region if len(region) == 2 else None,
        "paper": report.paper,
        "foot": _printable(report.foot),
        "foot_size": 9 if report.is_large else 7,
        # Translators move the numbers to where their language has them.
        "pages": _("Page {n} of {of}"),
        "missing_glyphs": _("This file’s fonts lack some characters, which print as boxes."),
        "sizes": sizes_of(report),
        "further_size": LARGE_FURTHER_SIZE if report.is_large else FURTHER_SIZE,
        "pixel": PIXEL,
        "left_share": LEFT_SHARE,
        "rows": [
            [[_section(one, report, is_beside=len(row) > 1) for one in column] for column in row]
            for row in rows_of(report.page_one)
        ],
        "further": [_section(one, report) for one in report.further],
    }


def _section(section: ReportSection, report: Report, *, is_beside: bool = False) -> dict[str, object]:
    return {
        "code": section.code,
        "heading": _printable(section.heading),
        "blocks": [_block(block, is_large=report.is_large, is_beside=is_beside) for block in section.blocks],
    }


def _block(block: Block, *, is_large: bool, is_beside: bool) -> dict[str, object]:
    match block:
        case Heading():
            return {"kind": "heading", "words": _printable(block.words)}
        case Paragraph():
            words = _printable(block.words)
            return {
                "kind": "line",
                "words": held_together(words) if block.tone == FINDING_TONE else words,
                "label": _printable(block.label),
                "tone": block.tone,
            }
        case NumberLines():
            lines = [
                {name: held_together(_printable(getattr(line, name))) for name in _OF_A_LINE} for line in block.lines
            ]
            return {
                "kind": "numbers",
                "rests_on": _printable(block.rests_on),
                "now": _printable(block.now),
                "before": _printable(block.before),
                "lines": lines,
            }
        case Bullets():
            return {
                "kind": "bullets",
                "items": [_printable(item) for item in block.items],
                "is_numbered": block.is_numbered,
            }
        case FactList():
            return {
                "kind": "facts",
                "heads": [_printable(head) for head in block.heads],
                "rows": [_fact(fact) for fact in block.rows],
            }
        case ChartBlock():
            drawn = drawing(block, is_large=is_large, is_beside=is_beside)
            return {
                "kind": "chart",
                "title": _printable(block.title),
                "reading": held_together(_printable(block.reading)),
                "svg": drawn.svg,
                "width": drawn.width,
                "facts": [_fact(fact) for fact in block.facts],
                "is_small": block.is_small,
                "is_beside": is_beside,
            }
        case TableBlock():
            return _table(block)
        case PlannedComparison():
            return {
                "kind": "compared",
                "subject": held_together(_printable(block.subject)),
                "result": held_together(_printable(block.result)),
                "figures": [[_printable(label), held_together(_printable(number))] for label, number in block.figures],
            }
    raise TypeError(f"no block of the doctor's page: {block!r}")


def _fact(fact: Fact) -> dict[str, object]:
    words = {name: held_together(_printable(getattr(fact, name))) for name in ("place", "label", "value", "note")}
    return words | {"is_missing": fact.is_missing}


def _table(block: TableBlock) -> dict[str, object]:
    rows: Sequence[Sequence[str]] = block.rows
    note = block.note
    if sum(len(cell) for row in rows for cell in row) > MOST_CHARACTERS_SET:
        rows = [[cell if len(cell) <= CELL_CHARACTERS else _cut(cell) for cell in row] for row in rows]
        words = _("Long texts are cut short here. The CSV file has them in full.")
        note = f"{note} {words}".strip()
    return {
        "kind": "table",
        "headers": [_printable(header) for header in block.headers],
        "columns": [_column(header, [row[n] for row in rows]) for n, header in enumerate(block.headers)],
        "rows": [[_printable(cell) for cell in row] for row in rows],
        "note": _printable(note),
    }


def _cut(cell: str) -> str:
    return cell[: CELL_CHARACTERS - len(ELLIPSIS)].rstrip() + ELLIPSIS


def _column(header: str, cells: list[str]) -> dict[str, object]:
    """How wide it is beside the others, by what it usually holds; whether all of it is short, and whether numbers."""
    filled = [cell for cell in cells if cell]
    lengths = [len(cell) for cell in filled]
    usual = statistics.quantiles(lengths, n=10)[-1] if len(filled) > 1 else sum(lengths)
    return {
        "weight": min(max(usual, min(len(header), _NARROWEST)), _WIDEST) + _AROUND,
        "is_short": max(len(header), *lengths, 0) <= _SHORT,
        "is_number": bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled),
    }


def _printable(text: str) -> str:
    """The text as it is printed. A word without end may break, but not between a letter and its accent.

    A line in a script that runs from the right does so by itself, whatever the direction of the page.
    """
    printed = _LONG_WORD.sub(_with_breaks, plain(text))
    if printed.isascii() or not any(unicodedata.bidirectional(one) in {"R", "AL"} for one in printed):
        return printed
    return "\n".join(f"{_ISOLATED[0]}{line}{_ISOLATED[1]}" for line in printed.split("\n"))


def _with_breaks(match: re.Match[str]) -> str:
    word, pieces, start = match.group(), [], 0
    for end in range(_PIECE, len(word)):
        belongs = unicodedata.combining(word[end]) or word[end] in "\u200d\ufe0f" or word[end - 1] == "\u200d"
        if end - start >= _PIECE and not belongs:
            pieces.append(word[start:end])
            start = end
    return _MAY_BREAK.join([*pieces, word[start:]])
