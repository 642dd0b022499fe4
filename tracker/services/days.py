"""Writes of a day's answers: the evening check-in, and the taps that confirm clear days and take them back."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tracker.models import Day, DayFactor, DayFactorBefore, Episode
from tracker.selectors.check_in import open_days
from tracker.selectors.person import Person
from tracker.services.day_revisions import DAY_REVISION, answers_of, day_as_data, with_factors
from tracker.services.derived import whole_second
from tracker.services.evidence import factor_write
from tracker.services.revisions import keep_revision
from tracker.services.versions import renew_data_version
from tracker.vocabulary.day import DAYS_BACK, NONE, UNLISTED


class DayNotOpenError(ValueError):
    """The day lies ahead or too far back to be answered."""


class DayHasEntriesError(ValueError):
    """Entries of that day say otherwise: an episode always overrides."""


def is_day_open(person: Person, date: dt.date, now: dt.datetime) -> bool:
    """True for today and the seven days before it: those can be answered."""
    today = person.today(now)
    return today - dt.timedelta(days=DAYS_BACK) <= date <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAnswers:
    """What the person answers of a day this time. "" and None: not answered, which leaves what was answered before."""

    answer: str = ""
    unlisted_count: str = ""
    unlisted_worst: int | None = None
    factors: Mapping[str, bool] = field(default_factory=dict)
    limited: int | None = None
    note: str = ""
    private: bool = False


def confirm_clear(person: Person, date: dt.date, *, now: dt.datetime, said_at: dt.datetime | None = None) -> Day:
    """Answers "no spasm" for the day. Raises DayNotOpenError, DayHasEntriesError.

    `said_at`: when the person said so, if that was before now, without a network.
    """
    said_at = said_at or now
    if not is_day_open(person, date, said_at):
        raise DayNotOpenError(date)
    with factor_write(person, now):
        if Episode.objects.of(person.owner).filter(day=date).exists():
            raise DayHasEntriesError(date)
        day = _day_of(person, date)
        if day.answer == NONE and not _is_earlier(said_at, day.answered_at):
            return day
        if day.answer not in {"", NONE}:
            keep_revision(person.owner, DAY_REVISION, day, now=now)
        _set_answer(day, NONE, said_at, now)
        day.logged_by = person.logged_by
        day.save()
        renew_data_version(person.owner)
    return day


def confirm_clear_since(
    person: Person, first: dt.date, last: dt.date, *, now: dt.datetime, said_at: dt.datetime | None = None
) -> list[dt.date]:
    """Answers "no spasm" for every open day from `first` to `last`, and returns them. Days with an entry, an answer
    or a pause are left as they are. `said_at`: as for `confirm_clear`."""
    said_at = said_at or now
    with factor_write(person, now):
        dates = [date for date in open_days(person, first, person.today(said_at)) if date <= last]
        for date in dates:
            day = _day_of(person, date)
            _set_answer(day, NONE, said_at, now)
            day.logged_by = person.logged_by
            day.save()
        if dates:
            renew_data_version(person.owner)
    return dates


def withdraw_clear(person: Person, date: dt.date, *, now: dt.datetime) -> bool:
    """Takes a "no spasm" back; the day is unanswered again, and its answer kept as a revision. False if there was
    none."""
    with factor_write(person, now):
        day = Day.objects.of(person.owner).filter(date=date, answer=NONE).first()
        if day is None:
            return False
        keep_revision(person.owner, DAY_REVISION, day, now=now)
        _take_answer_back(day)
        day.save()
        renew_data_version(person.owner)
    return True


def withdraw_clear_days(person: Person, dates: Iterable[dt.date], *, now: dt.datetime) -> list[dt.date]:
    """Takes back "no spasm" for each of these days of which that is the answer, and returns them."""
    with factor_write(person, now):
        days = list(Day.objects.of(person.owner).filter(date__in=list(dates), answer=NONE).order_by("date"))
        for day in days:
            keep_revision(person.owner, DAY_REVISION, day, now=now)
            _take_answer_back(day)
            day.save()
        if days:
            renew_data_version(person.owner)
    return [day.date for day in days]


def save_check_in(
    person: Person, date: dt.date, answers: DayAnswers, *, now: dt.datetime, said_at: dt.datetime | None = None
) -> Day | None:
    """Stores what was answered of the day. None if nothing was answered and nothing is stored of it.

    Changing a stored value keeps the day as it was as a revision. `said_at`: as for `confirm_clear`; an answer that was
    given in time is on time, whenever it arrives. Raises DayNotOpenError.
    """
    said_at = said_at or now
    if not is_day_open(person, date, said_at):
        raise DayNotOpenError(date)
    with factor_write(person, now):
        day = _day_of(person, date)
        if not day.pk and answers == DayAnswers(private=answers.private):
            return None
        before = day_as_data(day) if day.pk else None
        _set_answers(day, answers, said_at, now)
        if before is None or before["answer"] != day.answer:
            day.logged_by = person.logged_by
        day.save()
        _save_factors(day, answers.factors, whole_second(said_at))
        if before and answers_of(before) != answers_of(day_as_data(day)):
            keep_revision(person.owner, DAY_REVISION, day, now=now, snapshot=before)
        renew_data_version(person.owner)
    return day


def keep_other_answers(
    person: Person, date: dt.date, answers: DayAnswers, *, now: dt.datetime, said_at: dt.datetime
) -> None:
    """Keeps answers that the person did not choose among the day's earlier versions; what is stored stays."""
    with factor_write(person, now):
        day = Day.objects.of(person.owner).filter(date=date).first()
        if day is None:
            return
        # The row itself is not saved.
        _set_answers(day, answers, said_at, now)
        snapshot = with_factors(day_as_data(day), answers.factors, whole_second(said_at))
        keep_revision(person.owner, DAY_REVISION, day, now=now, snapshot=snapshot)
        renew_data_version(person.owner)


def withdraw_check_in(person: Person, date: dt.date, *, now: dt.datetime) -> bool:
    """Takes the day's answers back, as if it had not been asked; its note stays. False if there were none.

    They are kept as a revision, and can be brought back for 30 days.
    """
    with factor_write(person, now):
        day = Day.objects.of(person.owner).filter(date=date).first()
        if day is None or not (day.answer or day.limited is not None or day.factors.exists()):
            return False
        keep_revision(person.owner, DAY_REVISION, day, now=now)
        day.factors.all().delete()
        _take_answer_back(day)
        day.limited, day.limited_at = None, None
        if day.note:
            day.save()
        else:
            day.delete()
        renew_data_version(person.owner)
    return True


def _day_of(person: Person, date: dt.date) -> Day:
    """The person's day, new and not stored yet if there is none."""
    stored = Day.objects.of(person.owner).filter(date=date).first()
    return stored or Day(owner=person.owner, date=date, time_zone=person.time_zone)


def _is_earlier(said_at: dt.datetime, stored: dt.datetime | None) -> bool:
    return stored is None or whole_second(said_at) < stored


def _set_answer(
    day: Day,
    answer: str,
    said_at: dt.datetime,
    now: dt.datetime,
    unlisted_count: str = "",
    unlisted_worst: int | None = None,
) -> None:
    """The one place where a day gets its answer. The time of the first one stays when it is changed later: an answer
    before the deadline is on time, whatever happens next, and however late it arrives."""
    if _is_earlier(said_at, day.answered_at):
        day.answered_at = whole_second(said_at)
    if not day.answer:
        day.arrived_at = now
    day.answer = answer
    day.unlisted_count, day.unlisted_worst = unlisted_count, unlisted_worst


def _take_answer_back(day: Day) -> None:
    day.answer, day.answered_at, day.logged_by = "", None, ""
    day.unlisted_count, day.unlisted_worst = "", None


def _set_answers(day: Day, answers: DayAnswers, said_at: dt.datetime, now: dt.datetime) -> None:
    if not day.pk:
        day.arrived_at = now
    if answers.answer == UNLISTED == day.answer:
        worst = day.unlisted_worst if answers.unlisted_worst is None else answers.unlisted_worst
        _set_answer(day, UNLISTED, said_at, now, answers.unlisted_count or day.unlisted_count, worst)
    elif answers.answer == UNLISTED:
        _set_answer(day, UNLISTED, said_at, now, answers.unlisted_count, answers.unlisted_worst)
    elif answers.answer:
        _set_answer(day, answers.answer, said_at, now)
    if answers.limited is not None:
        # NULL beside a value: with the answer.
        if day.limited is None or (day.limited_at and _is_earlier(said_at, day.limited_at)):
            day.limited_at = whole_second(said_at)
        day.limited = answers.limited
    day.note, day.private = answers.note, answers.private


def _save_factors(day: Day, answers: Mapping[str, bool], said_at: dt.datetime) -> None:
    stored = {row.code: row for row in day.factors.all()}
    for code, is_yes in answers.items():
        row = stored.get(code)
        if row is None:
            DayFactor.objects.create(day=day, code=code, is_yes=is_yes, first_answered_at=said_at)
        elif row.is_yes != is_yes:
            # An answer that arrives late changes nothing that held before another one was given.
            changed_at = max(said_at, row.first_answered_at, row.changed_at or said_at)
            DayFactorBefore.objects.create(factor=row, was_yes=row.is_yes, until=changed_at)
            row.is_yes, row.changed_at = is_yes, changed_at
            row.save(update_fields=["is_yes", "changed_at"])
        elif row.changed_at is None and said_at < row.first_answered_at:
            row.first_answered_at = said_at
            row.save(update_fields=["first_answered_at"])
