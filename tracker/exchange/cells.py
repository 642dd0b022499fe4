"""Single values as cells and back: instants, numbers, codes, yes and no, text that a spreadsheet would run.

A reader gets the cell's text and raises CellError; the writers never fail on a valid record.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Collection
from difflib import get_close_matches

from django.utils.translation import gettext as _

from tracker.days import UnknownZoneError, zone, zone_names, zone_or_utc
from tracker.exchange.errors import CellError
from tracker.formatting import comma_words, sentences_words
from tracker.vocabulary.episodes import NO, YES
from tracker.vocabulary.terms import Term, Vocabulary

_RUN_BY_SPREADSHEETS = frozenset("=+-@'\t\r")
"""A cell that starts with one of these is a formula to a spreadsheet, or looks like a cell made safe from that."""
_REWRITTEN = re.compile(r"\s*(?!\d{4}-)\d{1,4}([./-])\d{1,2}\1\d{1,4}\b")
"""How spreadsheets write dates after they opened a file: 3/1/2026 22:10, 01.03.26."""
_SHOWN_LENGTH = 40
_FEW = 6


def neutralized(cells: list[str]) -> list[str]:
    """The cells, with a leading apostrophe where a spreadsheet would run one (or where one is already)."""
    return ["'" + cell if cell and cell[0] in _RUN_BY_SPREADSHEETS else cell for cell in cells]


def restored(cell: str) -> str:
    """The cell without the one apostrophe that `neutralized` put before it."""
    return cell[1:] if cell.startswith("'") else cell


def shown(cell: str) -> str:
    """The cell as an error message quotes it."""
    return cell if len(cell) <= _SHOWN_LENGTH else cell[:_SHOWN_LENGTH] + "…"


def unknown_code(cell: str, known: Collection[str]) -> CellError:
    """The error for a word that is not a code, with the nearest one or, where there are few, all of them."""
    near = get_close_matches(cell.lower(), list(known), 1)
    if near:
        hint = _("Did you mean “%(code)s”?") % {"code": near[0]}
    elif len(known) <= _FEW:
        hint = _("The known codes are: %(codes)s.") % {"codes": comma_words(known)}
    else:
        hint = _("The list of codes is in the documentation.")
    words = _("“%(cell)s” is not a known code.") % {"cell": shown(cell)}
    return CellError("unknown-code", sentences_words([words, hint]))


def write_instant(instant: dt.datetime | None, zone_name: str) -> str:
    """ISO 8601 to the second with the offset that the clocks in the zone had; the fraction is cut."""
    return instant.astimezone(zone_or_utc(zone_name)).isoformat("T", "seconds") if instant else ""


def read_instant(cell: str) -> dt.datetime | None:
    """The instant in UTC; naive where the cell has no offset, to be settled with the row's zone. None if empty."""
    cell = cell.strip()
    if not cell:
        return None
    try:
        if len(cell) <= len("2026-01-01"):
            raise ValueError("a date alone")
        instant = dt.datetime.fromisoformat(cell).replace(microsecond=0)
        return instant.astimezone(dt.UTC) if instant.tzinfo else instant
    except (ValueError, OverflowError):
        if _REWRITTEN.match(cell):
            message = _(
                "“%(cell)s” is how a spreadsheet rewrites a time. Export the file again and bring it in before a "
                "spreadsheet saves it. Or format the column as text, and write 2026-06-10T03:15:00+02:00."
            )
            raise CellError("not-a-time", message % {"cell": shown(cell)}) from None
        message = _("“%(cell)s” is not a time. Write it like 2026-06-10T03:15:00+02:00.")
        raise CellError("not-a-time", message % {"cell": shown(cell)}) from None


def read_date(cell: str) -> dt.date:
    """The date of YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(cell.strip())
    except ValueError:
        if _REWRITTEN.match(cell):
            message = _(
                "“%(cell)s” is how a spreadsheet rewrites a date. Export the file again and bring it in before a "
                "spreadsheet saves it. Or format the column as text, and write 2026-06-10."
            )
            raise CellError("not-a-date", message % {"cell": shown(cell)}) from None
        message = _("“%(cell)s” is not a date. Write it like 2026-06-10.")
        raise CellError("not-a-date", message % {"cell": shown(cell)}) from None


def read_uid(cell: str) -> uuid.UUID:
    """The entry's own id."""
    try:
        return uuid.UUID(cell.strip())
    except ValueError:
        message = _("“%(cell)s” is not an id. Leave the ids of exported rows as they are; a new row needs a new UUID.")
        raise CellError("not-an-id", message % {"cell": shown(cell)}) from None


def read_zone(cell: str) -> str:
    """The name of an IANA time zone, "" if empty."""
    name = cell.strip()
    try:
        return name and zone(name).key
    except UnknownZoneError:
        near = get_close_matches(name, zone_names(), 1) or ["Europe/Berlin"]
        message = _("“%(cell)s” is not a time zone. Write it like %(zone)s.") % {"cell": shown(name), "zone": near[0]}
        raise CellError("unknown-zone", message) from None


def write_number(number: int | None) -> str:
    """A whole number, empty if not answered."""
    return "" if number is None else str(number)


def read_number(low: int, high: int | None = None) -> Callable[[str], int | None]:
    """A reader of whole numbers from `low` to `high`; None for an empty cell."""

    def read(cell: str) -> int | None:
        cell = cell.strip()
        if not cell:
            return None
        # int() would also take "1_0" and the digits of other scripts.
        if not (cell.isascii() and cell.isdigit() and len(cell) < 16):
            message = _("“%(cell)s” is not a whole number.") % {"cell": shown(cell)}
            raise CellError("not-a-number", message)
        number = int(cell)
        if number < low or (high is not None and number > high):
            message = _("%(number)s is not between %(low)s and %(high)s.")
            raise CellError("out-of-range", message % {"number": number, "low": low, "high": high})
        return number

    return read


def write_flag(flag: bool) -> str:
    """yes or no."""
    return YES if flag else NO


def read_flag(cell: str) -> bool | None:
    """yes or no; None for an empty cell."""
    word = cell.strip().lower()
    if word in {YES, NO, ""}:
        return {YES: True, NO: False, "": None}[word]
    message = _("“%(cell)s” should be yes, no, or empty.") % {"cell": shown(cell)}
    raise CellError("not-yes-or-no", message)


def read_code(vocabulary: Vocabulary[Term]) -> Callable[[str], str]:
    """A reader of one code of the vocabulary; "" for an empty cell."""

    def read(cell: str) -> str:
        code = cell.strip()
        if code and code not in vocabulary:
            raise unknown_code(code, vocabulary)
        return code

    return read


def read_text(length: int) -> Callable[[str], str]:
    """A reader of text up to `length` characters, taken as it stands."""

    def read(cell: str) -> str:
        if len(cell) > length:
            message = _("This text has %(length)s characters. The limit is %(limit)s.")
            raise CellError("too-long", message % {"length": len(cell), "limit": length})
        return cell

    return read
