"""Migraine Buddy: a list of ongoing things, an empty line, then an attack a row. Lists are separated by commas."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.exchange.cells import shown
from tracker.exchange.errors import CellError
from tracker.exchange.foreign import ASK_FACTOR, ASK_NOTICED, ASK_PLACE, ASK_RELIEF
from tracker.exchange.foreign_rows import (
    AppFormat,
    ForeignCells,
    ForeignRow,
    listed_medicines,
    listed_words,
    rating,
)
from tracker.exchange.local_times import read_duration, read_time
from tracker.records.relief import ReliefUse

_STARTED, _LASTED, _OFFSET = "started", "lasted", "start utc offset (min)"
_TYPES, _LEVEL, _NOTES = "attack types", "pain level", "notes"
_WORDS = {
    "pain positions": ASK_PLACE,
    "potential triggers": ASK_FACTOR,
    "symptoms": ASK_NOTICED,
}
_UNHELPFUL = "not-at-all"
_EFFECTS = {"helpful": "", "somewhat helpful": "", "unhelpful": _UNHELPFUL, "unsure": ""}
"""How much "helpful" is of five degrees, nobody knows: the word stays in the note."""
_MEDICINES = {f"{words} medication": effect for words, effect in _EFFECTS.items()}
_METHODS = {f"{words} non drug relief methods": effect for words, effect in _EFFECTS.items()}
_NOT_TAKEN = ("#", "end utc offset (min)", "geohash")
"""Where the person was, to a few meters, belongs in nobody's note."""
_USED = (
    *(_STARTED, _LASTED, _OFFSET, _TYPES, _LEVEL, _NOTES),
    *(*_WORDS, *_NOT_TAKEN),
    *(name for name, effect in (*_MEDICINES.items(), *_METHODS.items()) if effect),
)
_MOST_MINUTES = 15 * 60


def _read(cells: ForeignCells, is_day_first: bool) -> ForeignRow:
    intensity, words = rating(cells, _LEVEL)
    for name, topic in _WORDS.items():
        words += listed_words(topic, cells, name)
    medicines: list[ReliefUse] = []
    rest = [*cells.rest((*_USED, *_METHODS, *_MEDICINES))]
    for name, effect in _MEDICINES.items():
        taken, others = listed_medicines(cells, name, effect)
        medicines += taken
        # How well it worked is said by the name of the column.
        rest += [(cells.heading(name), use.text) for use in taken if not effect] + others
    for name, effect in _METHODS.items():
        words += listed_words(ASK_RELIEF, cells, name, effect=effect)
    return ForeignRow(
        start=cells.needed(_STARTED, lambda text: read_time(text, is_day_first=is_day_first)),
        start_column=cells.heading(_STARTED),
        duration=cells.read(_LASTED, read_duration) if cells[_LASTED] else None,
        end_column=cells.heading(_LASTED),
        offset=cells.read(_OFFSET, _read_minutes),
        offset_column=cells.heading(_OFFSET),
        intensity=intensity,
        words=tuple(words),
        medicines=tuple(medicines),
        note=cells[_NOTES],
        rest=tuple(rest),
    )


def _read_minutes(text: str) -> dt.timedelta | None:
    if not text:
        return None
    digits = text.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 5 and int(digits) <= _MOST_MINUTES):
        message = _("“%(cell)s” is not a number of minutes from UTC. Write it like 60 or -300, or leave it empty.")
        raise CellError("not-a-number", message % {"cell": shown(text)})
    return dt.timedelta(minutes=int(text))


MIGRAINE_BUDDY = AppFormat(
    code="migraine-buddy",
    name="Migraine Buddy",
    needs=frozenset({_STARTED, _LASTED, _LEVEL}),
    read=_read,
    subjects=lambda cells: (cells[_TYPES],) if cells[_TYPES] else (),
    subject_column=_TYPES,
    is_subject_a_place=False,
    not_chosen=gettext_lazy("You didn’t choose attacks of this type."),
    dates=(_STARTED,),
)
