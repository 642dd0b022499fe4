"""How page 1 lies on paper, the same in each output: what stands beside what, and how large its letters may be."""

from typing import TypeAlias

from tracker.report import choice
from tracker.report.content import Report, ReportSection
from tracker.report.page_one import BACKGROUND

Codes: TypeAlias = tuple[str, ...]
"""Of the sections of one column."""

ROWS: tuple[tuple[Codes, Codes], ...] = (
    ((choice.QUESTIONS_PART, BACKGROUND), (choice.NEW_PART,)),
    ((choice.WHERE_PART,), (choice.WEEKS_PART, choice.RELIEF_PART)),
)
"""Sections of page 1 that stand in two columns, if something of both is there; the others have a row of their own."""
LEFT_SHARE = 0.46
"""Of the width, for the left of two columns."""
SIZES = (10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5)
LARGE_SIZES = (14, 13.5, 13, 12.5, 12, 11.5, 11, 10.5, *SIZES)
"""Letters of page 1 in points: the largest are taken with which it is one page. So in large print a page 1 that says
much has smaller letters than what follows it."""
PIXEL = 0.062
"""Of a drawing, as a share of the letters' size: the letters in it are about four fifths of those beside it."""


def rows_of(sections: tuple[ReportSection, ...]) -> list[list[list[ReportSection]]]:
    """Rows of one or two columns of sections, all in their order."""
    rows: list[list[list[ReportSection]]] = []
    column_of: dict[str | None, tuple[tuple[Codes, ...] | None, Codes | None]]
    column_of = {code: (row, column) for row in ROWS for column in row for code in column}
    for section in sections:
        row, column = column_of.get(section.code, (None, None))
        last = rows[-1][-1][-1].code if rows else None
        last_row, last_column = column_of.get(last, (None, None))
        if row is None or row is not last_row:
            rows.append([[section]])
        elif column is last_column:
            rows[-1][-1].append(section)
        else:
            rows[-1].append([section])
    return rows


def sizes_of(report: Report) -> tuple[float, ...]:
    """Letters to try for page 1 in points, the largest first."""
    return LARGE_SIZES if report.is_large else SIZES
