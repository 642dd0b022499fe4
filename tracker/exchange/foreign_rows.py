"""A row of another app before the person said what its words mean, and the means to read one.

An app is described by an `AppFormat`; each stands in a module of `apps`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.utils.translation import gettext as _

from tracker.exchange.errors import CellError
from tracker.exchange.foreign import ASK_SEVERITY
from tracker.records.relief import ReliefUse
from tracker.vocabulary.episodes import ENTRY_NOTE_LENGTH, INTENSITY_MAX, INTENSITY_MIN
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.relief import RELIEF_TEXT_LENGTH, REMEDY_MEDICATION

_Value = TypeVar("_Value")
_NO_MEDICINE = frozenset({"no medication", "none"})
"""What apps write among medicines if there was none."""


@dataclass(frozen=True, slots=True)
class ForeignWord:
    """A word whose meaning is asked: its topic, its column, and, of a remedy, how well it worked."""

    topic: str
    heading: str
    text: str
    effect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignRow:
    """What an app tells of one spasm."""

    start: datetime
    """What the clocks showed, or an instant where the app says how far they are from UTC."""
    start_column: str = ""
    end: datetime | None = None
    end_column: str = ""
    duration: timedelta | None = None
    is_clock_known: bool = True
    """False if the time of day is ours, because the app has none: no change of clocks is held against it."""
    offset: timedelta | None = None
    """How far the clocks were ahead of UTC, by the app; the start is what they showed all the same."""
    offset_column: str = ""
    intensity: int | None = None
    """A rating that surely is one of 0 to 10."""
    kind: str = ""
    words: tuple[ForeignWord, ...] = ()
    medicines: tuple[ReliefUse, ...] = ()
    note: str = ""
    rest: tuple[tuple[str, str], ...] = ()
    """(heading, text) of what has no place in an entry."""


class ForeignCells:
    """The cells of one row by the name of their column, in small letters. A column that is missing is empty."""

    def __init__(self, places: dict[str, int], header: Sequence[str], cells: Sequence[str]):
        self._places, self._header, self._cells = places, header, cells

    def heading(self, name: str) -> str:
        """The column's name as the file writes it."""
        place = self._places.get(name)
        return name if place is None else self._header[place]

    def __getitem__(self, name: str) -> str:
        place = self._places.get(name)
        return "" if place is None else self._checked(place)

    def read(self, name: str, reader: Callable[[str], _Value]) -> _Value:
        """The value of a cell. Raises CellError with the column."""
        try:
            return reader(self[name])
        except CellError as error:
            raise CellError(error.code, error.message, error.column or self.heading(name)) from None

    def needed(self, name: str, reader: Callable[[str], _Value]) -> _Value:
        """The same of a cell that must not be empty."""
        if not self[name]:
            message = _("This cell is empty, and the row can’t be read without it.")
            raise CellError("needed", message, self.heading(name))
        return self.read(name, reader)

    def rest(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """(heading, text) of the cells with something in them, but for those of the columns named here."""
        used = {self._places[name] for name in names if name in self._places}
        texts = ((place, self._checked(place)) for place in range(len(self._cells)) if place not in used)
        return tuple((self._header[place], text) for place, text in texts if text)

    def _checked(self, place: int) -> str:
        cell = self._cells[place]
        if "\0" in cell:
            message = _("This contains a character (NUL) that can’t be saved. Remove it.")
            raise CellError("nul", message, self._header[place])
        if len(cell) > ENTRY_NOTE_LENGTH:
            message = _("This text has %(length)s characters. The limit is %(limit)s.")
            raise CellError(
                "too-long", message % {"length": len(cell), "limit": ENTRY_NOTE_LENGTH}, self._header[place]
            )
        return cell.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppFormat:
    """How the files of one app are known and read."""

    code: str
    name: LazyText
    mark: str = ""
    """What stands in a note before that which has no place in an entry, if it is not the name."""
    needs: frozenset[str]
    """Columns, in small letters, by which a header is known."""
    read: Callable[[ForeignCells, bool], ForeignRow]
    """The row of the cells; the flag: dates of two numbers and a year have the day first. Raises CellError."""
    subjects: Callable[[ForeignCells], tuple[str, ...]] | None = None
    """What a row is about, of a file that is about other things too."""
    subject_column: str = ""
    is_subject_a_place: bool = True
    """True if the name of a subject can say where the spasm was: Neck pain."""
    no_subject: LazyText = ""
    """Why a row that is about nothing is left out; without words it is taken."""
    not_chosen: LazyText = ""
    """Why a row is left out whose subject the person did not choose."""
    dates: tuple[str, ...] = ()
    """Columns whose dates may have the day or the month first."""

    def is_header(self, cells: Sequence[str]) -> bool:
        return self.needs <= {cell.lower() for cell in cells}


def is_filled(cells: ForeignCells, name: str) -> bool:
    """True for a cell with something in it that can be read."""
    try:
        return bool(cells[name])
    except CellError:
        return False


def listed_words(topic: str, cells: ForeignCells, name: str, between: str = ",", effect: str = "") -> list[ForeignWord]:
    """The words of a cell that is a list; `between` is a pattern."""
    text = cells[name]
    if not text:
        return []
    heading = cells.heading(name)
    parts = (part.strip() for part in re.split(between, text))
    return [ForeignWord(topic, heading, part, effect) for part in dict.fromkeys(parts) if part]


def listed_medicines(cells: ForeignCells, name: str, effect: str = "") -> tuple[list[ReliefUse], list[tuple[str, str]]]:
    """The medicines of a cell that is a list, and as (heading, text) what is none, or too long for a name."""
    taken: list[ReliefUse] = []
    others: list[tuple[str, str]] = []
    for part in filter(None, (part.strip() for part in cells[name].split(","))):
        if len(part) > RELIEF_TEXT_LENGTH or part.lower() in _NO_MEDICINE:
            others.append((cells.heading(name), part))
        else:
            taken.append(ReliefUse(REMEDY_MEDICATION, part, "", effect))
    return taken, others


def rating(cells: ForeignCells, name: str) -> tuple[int | None, list[ForeignWord]]:
    """A rating from 0 to 10 as a number; anything else as the word to ask about."""
    text = plain_number(cells[name])
    if text.isascii() and text.isdigit() and len(text) <= 2 and INTENSITY_MIN <= int(text) <= INTENSITY_MAX:
        return int(text), []
    return None, [ForeignWord(ASK_SEVERITY, cells.heading(name), text)] if text else []


def plain_number(text: str) -> str:
    """A number without a fraction of zero: 7 for 7.0 and 7,0. Any other text as it is."""
    whole, point, fraction = text.replace(",", ".").partition(".")
    return whole if point and whole.isdigit() and fraction and not fraction.strip("0") else text
