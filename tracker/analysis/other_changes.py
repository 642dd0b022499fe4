"""What else changed in the days after a change of treatment that was looked at. Pure; nothing is concluded."""

from collections.abc import Iterable
from dataclasses import replace

from tracker.days import ONE_DAY, Period
from tracker.diary import LANDMARK_BEGAN, LANDMARK_DOSE, LANDMARK_ENDED, OtherChange

__all__ = ["NAMED_CHANGES", "OtherChange", "other_changes"]

NAMED_CHANGES = 2
"""So many are named one by one, the rest is counted."""
DAYS_SHORTLY_BEFORE = 7
"""What changed so shortly before covers nearly the same days."""


def other_changes(changes: Iterable[OtherChange], after: Period, what: str, of: str) -> tuple[OtherChange, ...]:
    """What of these lies in the days after a change or DAYS_SHORTLY_BEFORE before it, that change left out: its own end
    and other doses first, then by date.

    Parameters: changes of treatment; the days from the change on; what changed and of which row, as looked at.
    What is known by its month counts if all of it lies in these days: else it may have been before or after.
    Example: magnesium from 3 June on, stopped on 20 June, a medicine from 12 June on: the stop, then the medicine.
    """
    known = tuple(changes)
    before = Period(after.first - DAYS_SHORTLY_BEFORE * ONE_DAY, after.first - ONE_DAY)
    its_own = _rows_of(known, what, of)
    others = [
        replace(change, is_its_own=_ends_one_of(change, its_own), is_before=change.date.last in before)
        for change in known
        if any(change.date.first in days and change.date.last in days for days in (before, after))
        and not _is_looked_at(change, after, what, of)
    ]
    return tuple(sorted(others, key=lambda other: (not other.is_its_own, other.date.first, other.words)))


def _is_looked_at(change: OtherChange, after: Period, what: str, of: str) -> bool:
    if change.what == LANDMARK_DOSE and (what, of) == (LANDMARK_ENDED, change.of_before):
        # The new dose may have begun a day after the old one ended.
        return change.date.last - after.first in (0 * ONE_DAY, ONE_DAY)
    begins = change.what in {what, LANDMARK_DOSE} if what == LANDMARK_BEGAN else change.what == what
    return begins and change.of == of and change.date.last == after.first


def _rows_of(changes: Iterable[OtherChange], what: str, of: str) -> set[str]:
    """The rows that what was looked at has from then on: its own, and those of its later doses."""
    next_of = {change.of_before: change.of for change in changes if change.what == LANDMARK_DOSE}
    row: str | None = next_of.get(of) if what == LANDMARK_ENDED else of
    rows: set[str] = set()
    while row and row not in rows:
        rows.add(row)
        row = next_of.get(row)
    return rows


def _ends_one_of(change: OtherChange, rows: set[str]) -> bool:
    if change.what == LANDMARK_DOSE:
        return change.of_before in rows
    return change.what == LANDMARK_ENDED and change.of in rows
