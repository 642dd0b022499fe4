"""What else began or ended in the days after a change of treatment that was looked at. Pure; nothing is concluded."""

from collections.abc import Iterable
from dataclasses import replace

from tracker.days import ONE_DAY, Period
from tracker.diary import LANDMARK_BEGAN, LANDMARK_ENDED, OtherChange

__all__ = ["NAMED_CHANGES", "OtherChange", "other_changes"]

NAMED_CHANGES = 2
"""So many are named one by one, the rest is counted."""
DAYS_SHORTLY_BEFORE = 7
"""What changed so shortly before covers nearly the same days."""


def other_changes(changes: Iterable[OtherChange], after: Period, what: str, of: str) -> tuple[OtherChange, ...]:
    """What of these lies in the days after a change or DAYS_SHORTLY_BEFORE before it, that change left out: its own end
    first, then by date.

    Parameters: changes of treatment; the days from the change on; what changed and of which row, as looked at.
    What is known by its month counts if all of it lies in these days: else it may have been before or after.
    Example: magnesium from 3 June on, stopped on 20 June, a medicine from 12 June on: the stop, then the medicine.
    """
    before = Period(after.first - DAYS_SHORTLY_BEFORE * ONE_DAY, after.first - ONE_DAY)
    inside = [
        change
        for change in changes
        if any(change.date.first in days and change.date.last in days for days in (before, after))
        and (change.what, change.of, change.date.last) != (what, of, after.first)
    ]
    others = [
        replace(
            change,
            ends_it=change.of == of and (what, change.what) == (LANDMARK_BEGAN, LANDMARK_ENDED),
            is_before=change.date.last in before,
        )
        for change in inside
    ]
    return tuple(sorted(others, key=lambda other: (not other.ends_it, other.date.first, other.words)))
