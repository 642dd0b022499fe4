"""The tick "Compare the 90 days before and after" of a dated change: where it is offered, and why it can't be set."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from tracker.analysis.change import MARK_DAYS, why_not_marked
from tracker.days import ONE_DAY, PartialDate
from tracker.diary import LANDMARK_BEGAN, LANDMARK_ENDED, LANDMARK_VISIT
from tracker.selectors.diary import first_day
from tracker.selectors.person import Person
from tracker.services.change_looks import days_looked_at
from tracker.wording.change import not_marked_words, not_to_the_day_words


@dataclass(frozen=True, slots=True)
class MarkField:
    """A tick, and the field whose date it is about."""

    what: str
    tick: str
    date: str


MARKS_OF_ITEM = (
    MarkField(LANDMARK_BEGAN, "look_since", "since"),
    MarkField(LANDMARK_ENDED, "look_until", "until"),
)
MARKS_OF_VISIT = (MarkField(LANDMARK_VISIT, "look", "on"),)


def offered_marks(
    form: forms.Form, marks: tuple[MarkField, ...], stored: Mapping[str, Any] | None, today: dt.date
) -> tuple[forms.BoundField, ...]:
    """The ticks that can still be set, and those that are."""
    return tuple(form[mark.tick] for mark in marks if mark.tick in form.fields and _is_offered(mark, stored, today))


def _is_offered(mark: MarkField, stored: Mapping[str, Any] | None, today: dt.date) -> bool:
    on = _day(stored[mark.date]) if stored else None
    return on is None or bool(stored and stored[mark.tick]) or today <= on + MARK_DAYS * ONE_DAY


def marks_hold(
    form: forms.Form, marks: tuple[MarkField, ...], stored: Mapping[str, Any] | None, person: Person, today: dt.date
) -> bool:
    """Whether every tick of a valid form can be set; what keeps one from it stands beside it then.

    A tick that is stored with the same date was set in time.
    """
    cleaned, owner = form.cleaned_data, person.owner
    new = [mark for mark in marks if cleaned.get(mark.tick) and not _is_stored(mark, stored, cleaned)]
    if not new:
        return True
    others = days_looked_at(owner, str(cleaned["uid"]))
    others += [on for mark in marks if cleaned.get(mark.tick) and mark not in new and (on := _day(cleaned[mark.date]))]
    first_on = first_day(owner)
    for mark in new:
        on = _day(cleaned.get(mark.date))
        why = why_not_marked(on, today, first_on, others) if on else ""
        if on is None:
            form.add_error(mark.tick, forms.ValidationError(not_to_the_day_words(), "day"))
        elif why:
            form.add_error(mark.tick, forms.ValidationError(not_marked_words(why, on, first_on, others), why))
        else:
            others.append(on)
    return form.is_valid()


def _is_stored(mark: MarkField, stored: Mapping[str, Any] | None, cleaned: Mapping[str, Any]) -> bool:
    if not stored or not stored[mark.tick]:
        return False
    return _day(stored[mark.date]) == _day(cleaned.get(mark.date))


def _day(date: dt.date | PartialDate | None) -> dt.date | None:
    """The day, if it is known to the day."""
    if isinstance(date, PartialDate):
        return date.first if date.day else None
    return date
