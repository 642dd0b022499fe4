"""What the check-ins say of factors. A look is stored as it is taken, by the first write on a day on which it is due.

A page never stores one: until that write it shows what would be stored.
"""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import Error
from django.db.models import QuerySet

from tracker.analysis.factor_days import FIRST_DAYS, Outcome, check_ins_of
from tracker.analysis.factor_records import as_data, look_from_data, outcome_from_data, repeat_from_data
from tracker.analysis.factors import FactorAnalysis, Look, Repeat, factor_analysis
from tracker.analysis.results import EMPTY_DIARY, NO_FACTORS_ASKED, TooLittle
from tracker.days import Period, day_bounds
from tracker.models import DayFactor, FactorRecord, Preferences
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import first_day, load_diary
from tracker.selectors.person import Person, person_by_now
from tracker.services.change_looks import store_due_changes
from tracker.services.derived import whole_second
from tracker.services.versions import diary_write

log = logging.getLogger(__name__)
_OUTCOME, _LOOK, _REPEAT = FactorRecord.OUTCOME, FactorRecord.LOOK, FactorRecord.REPEAT


def factor_findings(person: Person, now: dt.datetime) -> FactorAnalysis | TooLittle:
    """What may be said of each factor, as of the start of the person's day. Stores nothing.

    Looks and repeats that are stored stay as they were taken, whatever was changed in the diary since. What is not
    stored yet follows the diary as it stands.
    """
    return _findings(person, _stored(person), now, None)


@contextmanager
def factor_write(person: Person, now: dt.datetime) -> Iterator[None]:
    """A `diary_write` of what looks rest on, entries and days: before it changes anything, looks that are due are
    stored, so that it cannot change what they say."""
    today = person.today(now)
    with diary_write(person.owner) as seen_to_on:
        # Once a day, as they rest on what was known at its start; and again if anything else wrote since.
        store_due_changes(person, now)
        is_seen_to = seen_to_on == today or store_due_looks(person, now)
        yield
        if is_seen_to:
            Preferences.objects.filter(owner=person.owner).exclude(looks_seen_to_on=today).update(
                looks_seen_to_on=today
            )


def factor_findings_at(person: Person, cut_off: dt.datetime) -> FactorAnalysis | TooLittle:
    """The same as it was said at an earlier instant (aware): nothing that was written down or looked at later counts.

    Stores nothing. What was deleted or changed since is gone or changed here too.
    """
    return _findings(person, _stored(person).filter(taken_at__lte=cut_off), cut_off, cut_off)


def _findings(
    person: Person, stored: QuerySet[FactorRecord], now: dt.datetime, logged_until: dt.datetime | None
) -> FactorAnalysis | TooLittle:
    today = person.today(now)
    begins = first_day(person.owner, logged_until)
    if begins is None:
        return TooLittle(EMPTY_DIARY)
    diary = load_diary(person, EpisodeFilter(), Period(min(begins, today), today), today, logged_until)
    if not diary.evenings.factors:
        return TooLittle(NO_FACTORS_ASKED)
    # As of the day's start, so that what is said stays the same until the person writes something.
    morning, _end = day_bounds(today, person.time_zone, person.starts)
    analysis = factor_analysis(
        check_ins_of(diary, morning.timestamp()),
        [look_from_data(row.data) for row in stored if row.kind == _LOOK],
        [repeat_from_data(row.data) for row in stored if row.kind == _REPEAT],
        next((outcome_from_data(row.data) for row in stored if row.kind == _OUTCOME), None),
    )
    return replace(analysis, words=diary.own_words.factors)


def _stored(person: Person) -> QuerySet[FactorRecord]:
    return FactorRecord.objects.filter(owner=person.owner)


def store_due_looks(person: Person, now: dt.datetime) -> bool:
    """Stores what is due; False if a look could not be taken. That keeps nobody from logging a spasm: only a database
    that fails stops a write. Call it in the transaction of a write, before that changes anything."""
    try:
        # What the request read of the person at its beginning may be out of date by now, and so may its diary.
        _store_due(person_by_now(person.owner), now)
    except Error:
        raise
    except Exception:
        log.exception("Person %s: the looks that are due could not be taken", person.owner.pk)
        return False
    return True


def _store_due(person: Person, now: dt.datetime) -> None:
    """Stores the looks, the repeats and the outcome that are due.

    Nothing that a page shows changes by it, so the data version stays.
    """
    # Asked before the whole diary is read; the answers of an imported diary need no setting.
    if not DayFactor.objects.filter(day__owner=person.owner).exists():
        return
    stored = _stored(person)
    analysis = _findings(person, stored, now, None)
    if not isinstance(analysis, TooLittle):
        known = {(row.kind, row.at, row.code) for row in stored}
        rows = _rows_of(person, analysis, whole_second(now))
        FactorRecord.objects.bulk_create(
            [row for row in rows if (row.kind, row.at, row.code) not in known], ignore_conflicts=True
        )


def _rows_of(person: Person, analysis: FactorAnalysis, taken_at: dt.datetime) -> list[FactorRecord]:
    """Everything that is stored of an analysis as of now."""
    results: list[tuple[str, int, str, Look | Repeat | Outcome]] = [
        (_LOOK, look.at, "", look) for look in analysis.looks
    ]
    results += [(_REPEAT, repeat.look, repeat.code, repeat) for repeat in analysis.repeats]
    if analysis.outcome.of >= FIRST_DAYS:
        results.append((_OUTCOME, 0, "", analysis.outcome))
    return [
        FactorRecord(owner=person.owner, kind=kind, at=at, code=code, taken_at=taken_at, data=as_data(result))
        for kind, at, code, result in results
    ]
