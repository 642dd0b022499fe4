"""From bytes to rows of cells: encoding, delimiter, what stands above the header. Not what the cells mean.

A table is read from its file anew each time, a line at a time. The limits of an import are held here.
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from tracker.exchange.errors import RowError
from tracker.exchange.foreign import ImportRefused
from tracker.exchange.locked import is_locked
from tracker.formatting import number_words

IMPORT_MEGABYTES = 20
IMPORT_ROWS = 50_000
_MOST_COLUMNS = 200
_NAME_LENGTH = 200
_BLOCK = 1 << 16
BYTE_ORDER_MARK = "\ufeff"
_DELIMITERS = ",;\t|"
_LINES_ABOVE = 30
"""The header of an app is looked for in so many lines."""
_OTHER_PROGRAMS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")
"""Spreadsheets new and old, PDF, gzip."""
_NAMES_DELIMITER = "sep="
"""A first line that spreadsheets write and read: `sep=;`."""


class FileLines:
    """Lines without a byte order mark, and whether the last one that was read has no end."""

    def __init__(self, lines: Iterable[str]):
        self._lines, self.is_broken_off = lines, False

    def __iter__(self) -> Iterator[str]:
        mark = BYTE_ORDER_MARK
        for line in self._lines:
            self.is_broken_off = not line.endswith(("\r", "\n"))
            yield line.removeprefix(mark)
            mark = ""


def numbered_rows(lines: FileLines, delimiter: str = ",") -> Iterator[tuple[int, list[str] | RowError]]:
    """(first line, cells) of each row, the header too; a row that is not CSV is an error, and the last one."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            if lines.is_broken_off and line > 1:
                yield line, cut_error(line)
                return
            message = _(
                "This row is not valid CSV. Often a quotation mark is missing, or is not doubled inside a cell. "
                "Nothing after it could be read."
            )
            yield line, RowError(line, "", "not-csv", message)
            return


def cut_error(line: int) -> RowError:
    """The error for a file that ends in the middle."""
    message = _(
        "The file stops in the middle of its last line, so some of it may be missing. Export it again. "
        "If it is complete, add a line break at its end."
    )
    return RowError(line, "", "cut", message)


def cells_error(line: int, cells: int, columns: int) -> RowError:
    """The error for a row that has more cells than the header, or fewer."""
    message = _("This row has %(cells)s cells, the header has %(columns)s. Often a comma needs quotation marks.")
    return RowError(line, "", "cells", message % {"cells": cells, "columns": columns})


@dataclass(frozen=True, slots=True)
class FileRow:
    """The cells of a row, as many as the header has, and its first line in the file."""

    line: int
    cells: tuple[str, ...]


class FileTable:
    """A file of text whose header was recognized."""

    def __init__(self, file: BinaryIO, encoding: str, delimiter: str, lines_above: int):
        self._file, self._encoding, self._lines_above = file, encoding, lines_above
        self.delimiter = delimiter
        _line, header = next(numbered_rows(FileLines(self.lines()), delimiter), (1, []))
        self.header = () if isinstance(header, RowError) else tuple(cell.strip() for cell in header)

    @property
    def header_line(self) -> int:
        """The header's line in the file, counted from 1."""
        return self._lines_above + 1

    def lines(self) -> Iterator[str]:
        """The lines of text from the header on, with their ends."""
        return islice(_lines(self._file, self._encoding), self._lines_above, None)

    def rows(self) -> Iterator[FileRow | RowError]:
        """The rows below the header, without empty ones. After a row that is not CSV nothing follows."""
        rows = numbered_rows(FileLines(self.lines()), self.delimiter)
        next(rows, None)
        for line, cells in rows:
            line += self._lines_above
            if isinstance(cells, RowError):
                yield RowError(line, cells.column, cells.code, cells.message)
            elif not any(cells):
                continue
            elif len(cells) != len(self.header):
                yield cells_error(line, len(cells), len(self.header))
            else:
                yield FileRow(line, tuple(cells))


def open_table(file: BinaryIO, is_header: Callable[[Sequence[str]], bool]) -> FileTable:
    """The table in a file. Its header is the first line that `is_header` knows, else the first that is not empty.

    Raises ImportRefused for a file that is no text, that has no rows, or that is larger than what is taken.
    """
    encoding = _encoding(file)
    first_lines = [line.removeprefix(BYTE_ORDER_MARK) for line in islice(_lines(file, encoding), _LINES_ABOVE)]
    if not first_lines:
        # A byte order mark, and nothing behind it.
        raise _empty()
    delimiter, lines_above = _header_place(first_lines, is_header)
    table = FileTable(file, encoding, delimiter, lines_above)
    if not any(table.header):
        raise ImportRefused("empty", _("No table starts in this file. Its first line must name the columns."))
    _check_names(table.header)
    count = sum(1 for _row in islice(table.rows(), IMPORT_ROWS + 1))
    if not count:
        raise ImportRefused("no-rows", _("This file has column names but no rows. Choose another file."))
    if count > IMPORT_ROWS:
        message = _("This file has more than %(rows)s rows. Split it into smaller files and import one after another.")
        raise ImportRefused("too-many-rows", message % {"rows": number_words(IMPORT_ROWS)})
    return table


def _check_names(header: tuple[str, ...]) -> None:
    """Refuses what cannot be the names of columns: they are shown, asked about, and stored in notes."""
    if any("\0" in name for name in header):
        message = _("A column’s name contains a character (NUL) that can’t be saved. Remove it from the first line.")
        raise ImportRefused("nul", message)
    if len(header) > _MOST_COLUMNS or any(len(name) > _NAME_LENGTH for name in header):
        message = _("This does not look like a table with column names in its first line. Add a line with their names.")
        raise ImportRefused("no-names", message)


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        # "yield from" would close the text, and with it the file, when its reader stops early.
        for line in text:  # noqa: UP028
            yield line
    finally:
        if not file.closed:
            text.detach()


def _empty() -> ImportRefused:
    return ImportRefused("empty", _("This file is empty. Export it again, or choose another file."))


def _encoding(file: BinaryIO) -> str:
    file.seek(0, io.SEEK_END)
    if file.tell() > IMPORT_MEGABYTES << 20:
        message = _("This file is larger than %(limit)s MB. Split it into smaller files and import one after another.")
        raise ImportRefused("too-large", message % {"limit": IMPORT_MEGABYTES})
    file.seek(0)
    head = file.read(8)
    if not head:
        raise _empty()
    if is_locked(file):
        message = _("This is a locked diary from spasmlog. Choose it under “Restore from a file” instead.")
        raise ImportRefused("locked", message)
    if head.startswith(_OTHER_PROGRAMS):
        message = _(
            "This is not a CSV file. In a spreadsheet, use “Save as” and choose CSV. "
            "If it is a ZIP file from spasmlog, choose it under “Restore from a file” instead."
        )
        raise ImportRefused("not-text", message)
    for encoding in _candidates(head):
        if _is_in(file, encoding):
            return encoding
    message = _("This file is not text, or its characters can’t be read. Save it as CSV with the encoding UTF-8.")
    raise ImportRefused("encoding", message)


def _candidates(head: bytes) -> tuple[str, ...]:
    if head.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    # Headers begin with a letter of ASCII or a quotation mark, which UTF-16 writes with a zero beside it.
    if len(head) > 1 and head[1] == 0 != head[0]:
        return ("utf-16-le",)
    if len(head) > 1 and head[0] == 0 != head[1]:
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def _is_in(file: BinaryIO, encoding: str) -> bool:
    """True if the whole file can be read so."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _header_place(lines: list[str], is_header: Callable[[Sequence[str]], bool]) -> tuple[str, int]:
    """(delimiter, lines above the header)."""
    for place, line in enumerate(lines):
        for delimiter in _DELIMITERS:
            if is_header(_cells(line, delimiter)):
                return delimiter, place
    place = next((place for place, line in enumerate(lines) if line.strip()), 0)
    # A tab may be the delimiter.
    first = lines[place].strip(" \r\n")
    if first.lower() in {_NAMES_DELIMITER + delimiter for delimiter in _DELIMITERS}:
        return first[-1], place + 1
    return max(_DELIMITERS, key=lambda delimiter: len(_cells(first, delimiter))), place


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line that is a row by itself; none if it is not."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, strict=True), [])]
    except csv.Error:
        return []
