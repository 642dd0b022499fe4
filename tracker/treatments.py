"""Rows of the health profile that are one treatment: a changed dose is an end and a beginning, and one act. Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar

from tracker.days import ONE_DAY, PartialDate
from tracker.vocabulary.folding import folded_text
from tracker.vocabulary.profile import TREATMENTS


class Treatment(Protocol):
    """A row, as far as it says what was taken or done, and when."""

    @property
    def kind(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def dose(self) -> str: ...
    @property
    def since(self) -> PartialDate | None: ...
    @property
    def until(self) -> PartialDate | None: ...


_Row = TypeVar("_Row", bound=Treatment)


def followers(rows: Sequence[_Row]) -> list[tuple[_Row, tuple[_Row, ...]]]:
    """Each row that ended, with those of the same kind and name that go on without a gap: they begin on the day of its
    end or on the day after. Both dates have to be known to the day. In the order of their dates.

    Example: Baclofen 5 mg until 4 December and baclofen 10 mg from 4 December on: the second follows the first.
    """
    ordered = sorted((row for row in rows if row.kind in TREATMENTS), key=_dates)
    pairs = []
    for place, row in enumerate(ordered):
        # What begins and ends on one day stands between those around it: nothing follows what is later than it.
        later = tuple(other for other in ordered[place + 1 :] if _goes_on(row, other) and is_same_treatment(row, other))
        if later:
            pairs.append((row, later))
    return pairs


def dose_changes(rows: Sequence[_Row]) -> list[tuple[_Row, _Row]]:
    """(before, after) of each changed dose, by date. Only where it is plain which dose became which, and both are said:
    not where one row was split in two, or two became one.

    Example: Baclofen 5 mg until 4 December, 10 mg from 4 December to 1 March, 15 mg from 2 March on: two changes.
    """
    pairs = [(row, later[0]) for row, later in followers(rows) if len(later) == 1 or _is_of_one_day(later[0])]
    times = Counter(id(later[0]) for _row, later in followers(rows))
    return [
        (before, after)
        for before, after in pairs
        if times[id(after)] == 1 and before.dose and after.dose and not is_same_dose(before, after)
    ]


def is_same_dose(row: Treatment, other: Treatment) -> bool:
    """True if both are said to be taken alike, however that is spelled."""
    return _folded(row.dose) == _folded(other.dose)


def is_same_treatment(row: Treatment, other: Treatment) -> bool:
    """True if both are of one kind and one name, however that is spelled."""
    return row.kind == other.kind and _folded(row.words) == _folded(other.words)


def _dates(row: Treatment) -> tuple[dt.date, dt.date]:
    return (row.since.first if row.since else dt.date.min, row.until.last if row.until else dt.date.max)


def _folded(words: str) -> str:
    return " ".join(folded_text(words).split())


def _goes_on(row: Treatment, other: Treatment) -> bool:
    if not (row.until and row.until.day and other.since and other.since.day):
        return False
    return other.since.first - row.until.first in (0 * ONE_DAY, ONE_DAY)


def _is_of_one_day(row: Treatment) -> bool:
    return row.since is not None and row.since == row.until
