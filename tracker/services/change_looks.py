"""Looks at change: taken once when their later window is complete, by the first write after that, and read back.

Nothing here is ever computed again: what was stored is what is shown, whatever was changed in the diary since.
"""

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import Error

from tracker.analysis.change import (
    COMPLETE_AFTER_DAYS,
    MARKED_LOOK_DAYS,
    YEAR_LOOK_DAYS,
    ChangeLook,
    change_look,
    is_complete,
    overlapping,
    windows_around,
)
from tracker.analysis.change_records import change_as_data, change_from_data
from tracker.analysis.landmarks import LANDMARK_DOSE, LANDMARK_ENDED
from tracker.analysis.other_changes import OtherChange, other_changes
from tracker.days import ONE_DAY, Period
from tracker.models import ChangeRecord, Preferences
from tracker.querysets import EpisodeFilter
from tracker.selectors.changes import DatedChange, called_by_dose, changes_named, marked_changes, treatment_changes
from tracker.selectors.diary import first_day, load_diary
from tracker.selectors.person import Person, person_by_now
from tracker.services.derived import whole_second
from tracker.services.versions import renew_data_version

log = logging.getLogger(__name__)

LOOKED_FOR_DAYS = 7
"""So often it is asked what may be due: entries that were added before the first one bring a year's look forward."""


@dataclass(frozen=True, slots=True)
class TakenLook:
    """A stored look."""

    what: str
    """A code of ChangeRecord."""
    on: dt.date
    """The first day of the later window."""
    taken_at: dt.datetime
    look: ChangeLook
    change: DatedChange | None
    """What it is about, as it is called by now, without its name if that is dated otherwise; None for a year, and if
    that was removed."""
    others: tuple[OtherChange, ...] = ()
    """What else changed in the days after it, as it is known by now; of a year, none is told."""

    @property
    def about(self) -> str:
        """What is said to have happened on that day: `what`, or a change of dose; "" for a visit that is dated
        otherwise or gone."""
        if self.change is not None and self.change.doses:
            return LANDMARK_DOSE
        is_there = self.change is not None and self.change.on == self.on
        return self.what if is_there or self.what != ChangeRecord.VISIT else ""


def taken_looks(owner: User, until: dt.datetime | None = None, *, for_others: bool = False) -> list[TakenLook]:
    """Every look that was taken (up to an instant), the latest first. Four queries at most.

    `for_others`: what else changed without what is private; nothing is said to have stopped that goes on in private.
    """
    rows = ChangeRecord.objects.filter(owner=owner).order_by("-on", "what", "of")
    taken = list(rows.filter(taken_at__lte=until) if until else rows)
    named = changes_named(owner, {row.of for row in taken if row.of})
    is_any_marked = any(row.what != ChangeRecord.YEAR for row in taken)
    changes = treatment_changes(owner, until, for_others=for_others) if is_any_marked else []
    return [_taken_look(row, named.get((row.what, row.of)), changes, for_others=for_others) for row in taken]


def _taken_look(
    row: ChangeRecord, change: DatedChange | None, changes: list[OtherChange], *, for_others: bool
) -> TakenLook:
    look = change_from_data(row.data)
    others = other_changes(changes, look.after.days, row.what, row.of) if row.what != ChangeRecord.YEAR else ()
    if change and change.on != row.on:
        # "Since you began it on" the day that was looked at would be false.
        change = replace(change, words="")
    elif change:
        change = called_by_dose(change, changes)
        if for_others and change.what == LANDMARK_ENDED and not change.doses and not _is_told(change, changes):
            change = replace(change, words="")
    return TakenLook(row.what, row.on, row.taken_at, look, change, others)


def _is_told(change: DatedChange, changes: list[OtherChange]) -> bool:
    return any((other.what, other.of) == (change.what, change.of) for other in changes)


def looks_ahead(owner: User) -> list[DatedChange]:
    """The marked changes whose look is still to be taken, by date. Three queries."""
    marked = marked_changes(owner)
    taken = _taken(owner) if marked else set()
    return [change for change in marked if (change.what, change.of, change.on) not in taken]


def days_looked_at(owner: User, but_of: str) -> list[dt.date]:
    """The days around which there is a look, taken or to be taken; those to be taken of one row left out."""
    taken = [on for what, _of, on in _taken(owner) if what != ChangeRecord.YEAR]
    return taken + [change.on for change in marked_changes(owner) if change.of != but_of]


def taken_on(change: DatedChange) -> dt.date:
    """The day from which on the look at a marked change can be taken."""
    return _complete_on(windows_around(change.on)[1])


def store_due_changes(person: Person, now: dt.datetime) -> None:
    """Stores the looks that are due. Call it in the transaction of a write of what they rest on (entries, days and
    pauses), before that changes anything. That a look cannot be taken keeps nobody from logging a spasm."""
    today = person.today(now)
    if person.changes_due_on and person.changes_due_on > today:
        return
    try:
        _store_due(person_by_now(person.owner), today, now)
    except Error:
        raise
    except Exception:
        log.exception("Person %s: the looks at change that are due could not be taken", person.owner.pk)


def _store_due(person: Person, today: dt.date, now: dt.datetime) -> None:
    owner = person.owner
    due_on, rows = today + LOOKED_FOR_DAYS * ONE_DAY, []
    for row in _wanted(owner, today):
        before, after = windows_around(row.on, YEAR_LOOK_DAYS if row.what == ChangeRecord.YEAR else MARKED_LOOK_DAYS)
        if not is_complete(after, today):
            due_on = min(due_on, _complete_on(after))
            continue
        diary = load_diary(person, EpisodeFilter(), Period(before.first, after.last), today)
        row.data, row.taken_at = change_as_data(change_look(diary, before, after)), whole_second(now)
        rows.append(row)
    if rows:
        ChangeRecord.objects.bulk_create(rows, ignore_conflicts=True)
        # Pages show them from now on.
        renew_data_version(owner)
    Preferences.objects.filter(owner=owner).update(changes_due_on=due_on)


def _wanted(owner: User, today: dt.date) -> Iterator[ChangeRecord]:
    """The looks that are not taken yet, without what they say: of the years that began, and of the marked changes."""
    begins, taken = first_day(owner), _taken(owner)
    if begins is None:
        return
    # The later year of the last look is the earlier one of the next.
    on = max([begins, *(on for what, _of, on in taken if what == ChangeRecord.YEAR)])
    while (on := on + YEAR_LOOK_DAYS * ONE_DAY) <= today:
        yield ChangeRecord(owner=owner, what=ChangeRecord.YEAR, on=on)
    marked = [on for what, _of, on in taken if what != ChangeRecord.YEAR]
    for change in marked_changes(owner):
        is_taken = (change.what, change.of, change.on) in taken
        # Restored rows may stand closer together than what is marked on a page.
        if not is_taken and not overlapping(change.on, marked):
            marked.append(change.on)
            yield ChangeRecord(owner=owner, what=change.what, of=change.of, on=change.on)


def _complete_on(after: Period) -> dt.date:
    return after.last + (COMPLETE_AFTER_DAYS + 1) * ONE_DAY


def _taken(owner: User) -> set[tuple[str, str, dt.date]]:
    return set(ChangeRecord.objects.filter(owner=owner).values_list("what", "of", "on"))
