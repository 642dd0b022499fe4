"""Records as lines of CSV and back: header, quoting, line ends, and which line an error is on.

UTF-8, commas, line ends CR LF; a note keeps its own line ends byte for byte.
"""

import csv
import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from tracker.exchange.cells import neutralized, restored, shown
from tracker.exchange.columns import (
    DAY_COLUMN_NAMES,
    EPISODE_COLUMNS,
    Column,
    ValuesOf,
    day_columns,
    is_factor_column,
)
from tracker.exchange.errors import CellError, RowError
from tracker.exchange.future import not_in_the_future
from tracker.exchange.rows import day_record, episode_record
from tracker.exchange.tables import BYTE_ORDER_MARK, FileLines, cells_error, cut_error, numbered_rows
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord

_LINE_END = "\r\n"
_HEADER_LINE = 1
_BLOCK = 100
"""Records that are taken together: their cells are made a column at a time."""
_Record = TypeVar("_Record", EpisodeRecord, DayRecord)
_NO_ROW: tuple[int, list[str] | RowError] = (_HEADER_LINE, [])


class _Line:
    """What csv.writer writes to: hands the line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def write_episodes(records: Iterable[EpisodeRecord]) -> Iterator[str]:
    """episodes.csv line by line, the header first. Takes a hundred records at a time."""
    return _write(_by_field(records), EPISODE_COLUMNS)


def write_episode_values(blocks: Iterable[Mapping[str, Sequence[Any]]]) -> Iterator[str]:
    """The same of records that were never made: each block holds, by field, the value of each of some entries."""
    return _write((block.__getitem__ for block in blocks), EPISODE_COLUMNS)


def write_days(records: Iterable[DayRecord], factor_codes: Iterable[str]) -> Iterator[str]:
    """days.csv line by line, the header first; `factor_codes` are all that occur in the records.

    Raises ValueError for a record with a factor that has no column: it would be lost.
    """
    codes = set(factor_codes)
    return _write(_by_field(_with_columns_for_all(record, codes) for record in records), day_columns(codes))


def for_spreadsheets(pieces: Iterable[str]) -> Iterator[str]:
    """The same file for programs that read UTF-8 only behind a byte order mark."""
    yield BYTE_ORDER_MARK
    yield from pieces


def _with_columns_for_all(record: DayRecord, codes: set[str]) -> DayRecord:
    missing = {code for code, _is_yes in record.factors} - codes
    if missing:
        raise ValueError(f"{record.date} has factors without a column: {', '.join(sorted(missing))}")
    return record


def _by_field(records: Iterable[_Record]) -> Iterator[ValuesOf]:
    left = iter(records)
    while block := list(islice(left, _BLOCK)):
        yield partial(_values, block)


def _values(records: list[_Record], field: str) -> Iterable[Any]:
    return map(attrgetter(field), records)


def _write(blocks: Iterable[ValuesOf], columns: tuple[Column, ...]) -> Iterator[str]:
    write_row = csv.writer(_Line(), lineterminator=_LINE_END).writerow
    between = len(columns) - 1
    yield write_row([column.name for column in columns])
    for values_of in blocks:
        for cells in zip(*(neutralized(column.cells(values_of)) for column in columns), strict=True):
            line = ",".join(cells)
            # Most rows hold nothing to quote; joining them is four times faster than csv.writer and gives the same.
            if line.count(",") == between and not ('"' in line or "\n" in line or "\r" in line):
                yield line + _LINE_END
            else:
                yield write_row(cells)


def read_episodes(
    lines: Iterable[str], delimiter: str = ",", until: dt.datetime | None = None
) -> Iterator[EpisodeRecord | RowError]:
    """Records and errors of an episodes.csv, in the order of its rows.

    `lines` as an open file gives them that was opened with newline="" (only CR, LF and CR LF end a line). Columns are
    known by name and may stand in any order; those that are missing are taken as not answered. A row with an error
    gives its errors and no record. What comes after `until` has not happened yet: that is an error, too.
    """
    known = {column.name: column for column in EPISODE_COLUMNS}

    def record_of(values: dict[str, Any]) -> EpisodeRecord:
        return not_in_the_future(episode_record(values), until)

    return _read(lines, delimiter, known.get, EPISODE_COLUMNS, record_of, lambda record: record.uid, "id")


def read_days(
    lines: Iterable[str], delimiter: str = ",", until: dt.datetime | None = None
) -> Iterator[DayRecord | RowError]:
    """Like `read_episodes`, of a days.csv. The state is what it was when the file was written."""
    fixed = {column.name: column for column in day_columns(())}

    def column_of(name: str) -> Column | None:
        if name in DAY_COLUMN_NAMES:
            return fixed[name]
        return next(c for c in day_columns([name]) if c.name == name) if is_factor_column(name) else None

    def record_of(values: dict[str, Any]) -> DayRecord:
        return not_in_the_future(day_record(values), until)

    return _read(lines, delimiter, column_of, tuple(fixed.values()), record_of, lambda record: record.date, "date")


def _read(
    lines: Iterable[str],
    delimiter: str,
    column_of: Callable[[str], Column | None],
    expected: tuple[Column, ...],
    record_of: Callable[[dict[str, Any]], _Record],
    key_of: Callable[[_Record], Hashable],
    key_column: str,
) -> Iterator[_Record | RowError]:
    file = FileLines(lines)
    rows = numbered_rows(file, delimiter)
    _line, header = next(rows, _NO_ROW)
    if isinstance(header, RowError):
        yield header
        return
    named = [column_of(name.strip()) for name in header]
    errors = list(_header_errors(header, named, expected))
    if errors:
        yield from errors
        return
    # An unknown column was an error.
    columns = [column for column in named if column]
    first_lines: dict[Hashable, int] = {}
    line, cells = _HEADER_LINE, header
    for line, row in rows:
        if isinstance(row, RowError):
            yield row
            return
        cells = row
        if not any(cells):
            continue
        record, errors = _record(line, cells, columns, record_of)
        yield from errors
        if record is None:
            continue
        first = first_lines.setdefault(key_of(record), line)
        if first == line:
            yield record
        else:
            message = _("Line %(line)s has the same one. Remove one of the two rows.") % {"line": first}
            yield RowError(line, key_column, "duplicate", message)
    # Ours end with a line end. Other people's need not, and where their last row is whole it is taken as it is.
    if file.is_broken_off and (len(cells) != len(columns) or _is_as_written(columns, expected)):
        yield cut_error(line)


def _is_as_written(columns: list[Column], expected: tuple[Column, ...]) -> bool:
    """True if the columns are those of a file of ours, in its order."""
    return [column.name for column in columns if not is_factor_column(column.name)] == [c.name for c in expected]


def _header_errors(header: list[str], columns: list[Column | None], expected: tuple[Column, ...]) -> Iterator[RowError]:
    names = [name.strip() for name in header]
    if not any(names):
        yield RowError(_HEADER_LINE, "", "empty", _("The file is empty. Its first line names the columns."))
        return
    if len(names) == 1 and any(between in names[0] for between in ";\t"):
        message = _("The columns are not separated by commas. Save the file as CSV with commas.")
        yield RowError(_HEADER_LINE, "", "separator", message)
        return
    for place, (name, column) in enumerate(zip(names, columns, strict=True)):
        if column is None:
            message = _("There is no column “%(name)s”. Correct its name or remove it.") % {"name": shown(name)}
            yield RowError(_HEADER_LINE, shown(name), "unknown-column", message)
        elif name in names[:place]:
            message = _("The column “%(name)s” appears twice. Remove one.") % {"name": name}
            yield RowError(_HEADER_LINE, name, "column-twice", message)
    for column in expected:
        if column.is_required and column.name not in names:
            message = _("The column “%(name)s” is missing. No row can be read without it.") % {"name": column.name}
            yield RowError(_HEADER_LINE, column.name, "column-missing", message)


def _record(
    line: int, cells: list[str], columns: list[Column], record_of: Callable[[dict[str, Any]], _Record]
) -> tuple[_Record | None, list[RowError]]:
    """The record of a row, or None and what is wrong with it."""
    if len(cells) != len(columns):
        return None, [cells_error(line, len(cells), len(columns))]
    values: dict[str, Any] = {}
    errors: list[RowError] = []
    for column, cell in zip(columns, cells, strict=True):
        try:
            values[column.name] = _value(column, cell)
        except CellError as error:
            errors.append(RowError(line, column.name, error.code, error.message))
    if errors:
        return None, errors
    try:
        return record_of(values), []
    except CellError as error:
        return None, [RowError(line, error.column, error.code, error.message)]


def _value(column: Column, cell: str) -> Any:
    if "\0" in cell:
        raise CellError("nul", _("This contains a character (NUL) that can’t be saved. Remove it."))
    cell = restored(cell)
    if column.is_required and not cell.strip():
        raise CellError("needed", _("This cell is empty, and the row can’t be read without it."))
    return column.read(cell)
