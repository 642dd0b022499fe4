"""Writes of a day: one tap confirms a clear one, and takes that back."""

import datetime as dt

from tracker.models import Day, Episode
from tracker.selectors.person import Person
from tracker.services.day_revisions import DAY
from tracker.services.revisions import keep_revision
from tracker.services.versions import diary_write, renew_data_version
from tracker.vocabulary.day import DAYS_BACK, NONE


class DayNotOpenError(ValueError):
    """The day lies ahead or too far back to be answered."""


class DayHasEntriesError(ValueError):
    """Entries of that day say otherwise: an episode always overrides."""


def is_day_open(person: Person, date: dt.date, now: dt.datetime) -> bool:
    """True for today and the seven days before it: those can be answered."""
    today = person.today(now)
    return today - dt.timedelta(days=DAYS_BACK) <= date <= today


def confirm_clear(person: Person, date: dt.date, *, now: dt.datetime) -> Day:
    """Answers "no spasm" for the day. Raises DayNotOpenError, DayHasEntriesError."""
    if not is_day_open(person, date, now):
        raise DayNotOpenError(date)
    with diary_write(person.owner):
        if Episode.objects.of(person.owner).filter(day=date).exists():
            raise DayHasEntriesError(date)
        day, is_new = Day.objects.get_or_create(
            owner=person.owner,
            date=date,
            defaults={"time_zone": person.time_zone, "answer": NONE, "answered_at": now.replace(microsecond=0)},
        )
        if not is_new and day.answer == NONE:
            return day
        if not is_new:
            if day.answer:
                keep_revision(person.owner, DAY, day, now=now)
            # An answer that was in time stays so when it is changed.
            day.answer, day.answered_at = NONE, day.answered_at or now.replace(microsecond=0)
            day.unlisted_count, day.unlisted_worst = "", None
            day.save()
        renew_data_version(person.owner)
    return day


def withdraw_clear(person: Person, date: dt.date, *, now: dt.datetime) -> bool:
    """Takes a "no spasm" back; the day is unanswered again, and its answer kept as a revision. False if there was
    none."""
    with diary_write(person.owner):
        day = Day.objects.of(person.owner).filter(date=date, answer=NONE).first()
        if day is None:
            return False
        keep_revision(person.owner, DAY, day, now=now)
        day.answer, day.answered_at = "", None
        day.save()
        renew_data_version(person.owner)
    return True
