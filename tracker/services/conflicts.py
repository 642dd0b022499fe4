"""Two tabs, one row: what a form shows beside what is stored by now, unit by unit. Pure: no query, no clock.

A form carries a mark, a short hash, of every value that it was drawn from. With it three states are known of each:
what it was, what it is now, and what was sent. Whoever changed something wins; if both did, the person chooses.

A unit is one value, or several that only make sense together, such as a start and its end.

Where one tap saves, nobody is asked to choose: places of both tabs are put together.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.records.regions import RegionMark, canonical_regions
from tracker.vocabulary.episodes import SAFETY_ANSWERS
from tracker.vocabulary.regions import BOTH as BOTH_SIDES
from tracker.vocabulary.regions import LEFT, RIGHT

KEEP_MINE, KEEP_STORED, KEEP_BOTH = "mine", "stored", "both"
Units = Mapping[str, tuple[str, ...]]
_Values = Mapping[str, Any]
"""By name: what a form cleaned, or what is stored."""
_MARK_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of a form: the values to save, and what there is to say of them."""

    values: dict[str, Any]
    conflicts: tuple[str, ...]
    """Units that both changed: the person has to choose."""
    taken: tuple[str, ...]
    """Units that only the other tab changed: they stay as they are stored."""
    marks: dict[str, str]
    """For drawing the form once more: after that, what is in conflict now counts as seen."""


def _plain(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")
    return repr(value)


def _mark(values: _Values, names: tuple[str, ...]) -> str:
    # Text may come back from a browser with other line ends.
    plain_values = [
        value.replace("\r\n", "\n") if isinstance(value := values.get(name), str) else value for name in names
    ]
    return hashlib.sha256(json.dumps(plain_values, default=_plain).encode()).hexdigest()[:_MARK_LENGTH]


def marks_of(values: _Values, units: Units) -> dict[str, str]:
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
    mine: _Values, stored: _Values, marks: Mapping[str, str], units: Units, choices: Mapping[str, str] | None = None
) -> Merged:
    """Merges a form with what is stored: each unit as it was sent, unless the form left it and another tab changed it.

    Parameters: the values that were sent, and those stored by now; the marks that the form was drawn with (a unit
    without one is taken to be up to date); which names make up a unit; by unit, what the person chose: KEEP_MINE,
    KEEP_STORED, or KEEP_BOTH, which joins two texts.

    Example: drawn from {"note": "a"}, stored by now {"note": "b"}, sent {"note": "c"}: the note is in conflict. Sent
    {"note": "a"}, it stays "b".
    """
    values, choices = dict(mine), choices or {}
    conflicts: list[str] = []
    taken: list[str] = []
    new_marks: dict[str, str] = {}
    for unit, names in units.items():
        was, there, sent = marks.get(unit), _mark(stored, names), _mark(mine, names)
        new_marks[unit] = was or there
        if was in {None, there}:
            values |= _chosen(mine, stored, names, choices.get(unit, KEEP_MINE))
        elif sent == was:
            values |= {name: stored.get(name) for name in names}
            if sent != there:
                taken.append(unit)
        elif sent != there:
            conflicts.append(unit)
            new_marks[unit] = there
    return Merged(values, tuple(conflicts), tuple(taken), new_marks)


def _chosen(mine: _Values, stored: _Values, names: tuple[str, ...], choice: str) -> dict[str, Any]:
    if choice == KEEP_STORED:
        return {name: stored.get(name) for name in names}
    if choice == KEEP_BOTH:
        return {name: _joined(stored.get(name), mine.get(name)) for name in names}
    return {name: mine.get(name) for name in names}


def _joined(stored: object, mine: object) -> object:
    if not (isinstance(stored, str) and isinstance(mine, str)) or stored in mine:
        return mine
    return f"{stored}\n\n{mine}"


RegionMarks = tuple[RegionMark, ...]


def merge_places(mine: RegionMarks, stored: RegionMarks, drawn: RegionMarks) -> tuple[RegionMarks, RegionMarks]:
    """(the places to save, those of them that only the other tab added): what I ticked and unticked, done to what is
    stored by now.

    Example: drawn with the left calf, stored by now left calf and left foot, sent both calves: both calves, left foot.
    """
    ticked, there, before = (_by_side(marks) for marks in (mine, stored, drawn))
    saved = (there - (before - ticked)) | (ticked - before)
    return canonical_regions(tuple(saved)), canonical_regions(tuple(saved - ticked))


def _by_side(marks: RegionMarks) -> set[RegionMark]:
    sides = {BOTH_SIDES: (LEFT, RIGHT)}
    return {RegionMark(each.region, side, each.text) for each in marks for side in sides.get(each.side, (each.side,))}


def merge_chest_signs(mine: str, stored: str, drawn: str) -> str:
    """The answer to save: mine if I gave one since the page was drawn; of two that were given, the graver one."""
    if mine in {"", drawn}:
        return stored
    return min((each for each in (mine, stored) if each), key=SAFETY_ANSWERS.sort_key) if stored != drawn else mine
