"""Writes of a day's answers: the evening check-in, and the taps that confirm clear days and take them back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.models import Day, DayFactor, DayFactorBefore, Episode
from tracker.selectors.check_in import open_days
from tracker.selectors.person import Person
from tracker.services.day_revisions import DAY, answers_of, day_as_data
from tracker.services.derived import whole_second
from tracker.services.revisions import is_edit, keep_revision
from tracker.services.versions import diary_write, renew_data_version
from tracker.vocabulary.day import DAYS_BACK, NONE, UNLISTED


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person said of a day this time. "" and None: not answered, which leaves what was said before."""

    answer: str = ""
    unlisted_count: str = ""
    unlisted_worst: int | None = None
    factors: Mapping[str, bool] = field(default_factory=dict)
    limited: int | None = None
    note: str = ""
    private: bool = False


def save_check_in(person: Person, date: dt.date, said: Said, *, now: dt.datetime) -> Day | None:
    """Stores what was said of the day. None if nothing was said and nothing is stored of it.

    The time of the first answer stays when the answer is changed later: an answer before the deadline is on time,
    whatever happens next. Changing a stored value keeps the day as it was as a revision. Raises DayNotOpenError.
    """
    if not is_day_open(person, date, now):
        raise DayNotOpenError(date)
    kept_at, now = now, whole_second(now)
    with diary_write(person.owner):
        day = Day.objects.of(person.owner).filter(date=date).first()
        if day is None:
            if said == Said(private=said.private):
                return None
            day = Day(owner=person.owner, date=date, time_zone=person.time_zone)
        before = day_as_data(day) if day.pk else None
        _say(day, said, now)
        day.save()
        _save_factors(day, said.factors, now)
        if before and is_edit(answers_of(before), answers_of(day_as_data(day))):
            keep_revision(person.owner, DAY, day, now=kept_at, snapshot=before)
        renew_data_version(person.owner)
    return day


def _say(day: Day, said: Said, now: dt.datetime) -> None:
    if said.answer:
        has_same_details = day.answer == UNLISTED == said.answer
        if not has_same_details:
            day.unlisted_count, day.unlisted_worst = "", None
        if said.answer == UNLISTED:
            day.unlisted_count = said.unlisted_count or day.unlisted_count
            day.unlisted_worst = day.unlisted_worst if said.unlisted_worst is None else said.unlisted_worst
        day.answer, day.answered_at = said.answer, day.answered_at or now
    if said.limited is not None:
        day.limited_at = now if day.limited is None else day.limited_at
        day.limited = said.limited
    day.note, day.private = said.note, said.private


def _save_factors(day: Day, said: Mapping[str, bool], now: dt.datetime) -> None:
    there = {row.code: row for row in day.factors.all()}
    for code, is_yes in said.items():
        row = there.get(code)
        if row is None:
            DayFactor.objects.create(day=day, code=code, is_yes=is_yes, first_answered_at=now)
        elif row.is_yes != is_yes:
            DayFactorBefore.objects.create(factor=row, was_yes=row.is_yes, until=now)
            row.is_yes, row.changed_at = is_yes, now
            row.save(update_fields=["is_yes", "changed_at"])


def withdraw_check_in(person: Person, date: dt.date, *, now: dt.datetime) -> bool:
    """Takes the day's answers back, as if it had not been asked; its note stays. False if there were none.

    They are kept as a revision, and can be brought back for 30 days.
    """
    with diary_write(person.owner):
        day = Day.objects.of(person.owner).filter(date=date).first()
        if day is None or not (day.answer or day.limited is not None or day.factors.exists()):
            return False
        keep_revision(person.owner, DAY, day, now=now)
        day.factors.all().delete()
        day.answer, day.answered_at = "", None
        day.limited, day.limited_at = None, None
        day.unlisted_count, day.unlisted_worst = "", None
        if day.note:
            day.save()
        else:
            day.delete()
        renew_data_version(person.owner)
    return True


def confirm_clear_since(person: Person, first: dt.date, last: dt.date, *, now: dt.datetime) -> list[dt.date]:
    """Answers "no spasm" for every open day from `first` to `last`, and returns them. Days with an entry, an answer
    or a pause are left as they are."""
    now = whole_second(now)
    with diary_write(person.owner):
        dates = [date for date in open_days(person, first, person.today(now)) if date <= last]
        for date in dates:
            Day.objects.update_or_create(
                owner=person.owner,
                date=date,
                defaults={"answer": NONE, "answered_at": now},
                create_defaults={"time_zone": person.time_zone, "answer": NONE, "answered_at": now},
            )
        if dates:
            renew_data_version(person.owner)
    return dates
