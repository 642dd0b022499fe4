"""Two tabs, one row: what a form shows beside what is stored by now, unit by unit. Pure: no query, no clock.

A form carries a mark, a short hash, of every value that it was drawn from. With it three states are known of each:
what it was, what it is now, and what was sent. Whoever changed something wins; if both did, the person chooses.

A unit is one value, or several that only make sense together, such as a start and its end.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

MINE, STORED, BOTH = "mine", "stored", "both"
Units = Mapping[str, tuple[str, ...]]
_MARK_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of a form: the values to save, and what there is to say of them."""

    values: dict
    conflicts: tuple[str, ...]
    """Units that both changed: the person has to choose."""
    taken: tuple[str, ...]
    """Units that only the other tab changed: they stay as they are stored."""
    marks: dict[str, str]
    """For drawing the form once more: after that, what is in conflict now counts as seen."""


def _plain(value):
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")
    return repr(value)


def _mark(values: Mapping, names: tuple[str, ...]) -> str:
    # Text may come back from a browser with other line ends.
    told = [value.replace("\r\n", "\n") if isinstance(value := values.get(name), str) else value for name in names]
    return hashlib.sha256(json.dumps(told, default=_plain).encode()).hexdigest()[:_MARK_LENGTH]


def marks_of(values: Mapping, units: Units) -> dict[str, str]:
    """The mark of each unit."""
    return {unit: _mark(values, names) for unit, names in units.items()}


def marks_as_text(marks: Mapping[str, str]) -> str:
    """Marks as a form carries them."""
    return " ".join(f"{unit}:{mark}" for unit, mark in marks.items())


def marks_from_text(text: str) -> dict[str, str]:
    """Marks as a form sent them; what is none is left out."""
    pairs = (part.partition(":") for part in text.split())
    return {unit: mark for unit, colon, mark in pairs if colon and len(mark) == _MARK_LENGTH}


def merge(
    mine: Mapping, stored: Mapping, marks: Mapping[str, str], units: Units, choices: Mapping[str, str] | None = None
) -> Merged:
    """Of every unit: mine, unless I left it as it was drawn and it is another one by now.

    Parameters: the values that were sent, and those stored by now; the marks that the form was drawn with (a unit
    without one is taken to be up to date); which names make up a unit; by unit, what the person chose: MINE, STORED,
    or BOTH, which joins two texts.

    Example: drawn from {"note": "a"}, stored by now {"note": "b"}, sent {"note": "c"}: the note is in conflict. Sent
    {"note": "a"}, it stays "b".
    """
    values, conflicts, taken, new_marks, choices = dict(mine), [], [], {}, choices or {}
    for unit, names in units.items():
        was, there, sent = marks.get(unit), _mark(stored, names), _mark(mine, names)
        new_marks[unit] = was or there
        if was in {None, there}:
            values |= _chosen(mine, stored, names, choices.get(unit, MINE))
        elif sent == was:
            values |= {name: stored.get(name) for name in names}
            if sent != there:
                taken.append(unit)
        elif sent != there:
            conflicts.append(unit)
            new_marks[unit] = there
    return Merged(values, tuple(conflicts), tuple(taken), new_marks)


def _chosen(mine: Mapping, stored: Mapping, names: tuple[str, ...], choice: str) -> dict:
    if choice == STORED:
        return {name: stored.get(name) for name in names}
    if choice == BOTH:
        return {name: _joined(stored.get(name), mine.get(name)) for name in names}
    return {name: mine.get(name) for name in names}


def _joined(stored, mine):
    if not (isinstance(stored, str) and isinstance(mine, str)) or stored in mine:
        return mine
    return f"{stored}\n\n{mine}"
