"""What the check-ins say of factors: looks are taken when they are due, and stored as they were said."""

import datetime as dt
from dataclasses import replace

from django.contrib.auth.models import User
from django.db.models import QuerySet

from tracker.analysis.factor_days import FIRST_DAYS, Outcome, check_ins_of
from tracker.analysis.factor_records import as_data, look_from_data, outcome_from_data, repeat_from_data
from tracker.analysis.factors import FactorAnalysis, Look, Repeat, factor_analysis
from tracker.analysis.results import EMPTY_DIARY, NO_FACTORS_ASKED, TooLittle
from tracker.days import Period, day_bounds
from tracker.models import FactorRecord
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import first_day, load_diary
from tracker.selectors.person import Person
from tracker.services.derived import whole_second
from tracker.services.storage import kept_if_possible

_OUTCOME, _LOOK, _REPEAT = FactorRecord.OUTCOME, FactorRecord.LOOK, FactorRecord.REPEAT
_Known = tuple[str, int, str]
"""What names a stored look, repeat or outcome: its kind, at which look, of which factor."""


def factor_findings(person: Person, now: dt.datetime) -> FactorAnalysis | TooLittle:
    """What may be said of each factor, as of the start of the person's day.

    Looks and repeats that are due are taken and stored; those that were stored stay as they were said, whatever was
    changed in the diary since. What is not stored yet follows the diary as it stands.
    """
    stored = _stored(person)
    analysis = _findings(person, stored, now, None)
    if not isinstance(analysis, TooLittle):
        _store(person, analysis, {(row.kind, row.at, row.code) for row in stored}, now)
    return analysis


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


def is_before_first_look(owner: User) -> bool:
    """True as long as nothing was said of the owner's factors. One query."""
    return not FactorRecord.objects.filter(owner=owner, kind=_LOOK).exists()


def _stored(person: Person) -> QuerySet[FactorRecord]:
    return FactorRecord.objects.filter(owner=person.owner)


def _store(person: Person, analysis: FactorAnalysis, known: set[_Known], now: dt.datetime) -> None:
    """Writes down what is new. Nothing that a page shows changes by it, so the data version stays."""
    results: list[tuple[_Known, Look | Repeat | Outcome]] = [((_LOOK, look.at, ""), look) for look in analysis.looks]
    results += [((_REPEAT, repeat.look, repeat.code), repeat) for repeat in analysis.repeats]
    if analysis.outcome.of >= FIRST_DAYS:
        results.append(((_OUTCOME, 0, ""), analysis.outcome))
    rows = [
        FactorRecord(owner=person.owner, kind=kind, at=at, code=code, taken_at=whole_second(now), data=as_data(each))
        for (kind, at, code), each in results
        if (kind, at, code) not in known
    ]
    # Where nothing can be written, the next page takes the look. Two pages that take the same look at once say the
    # same: the second is not stored.
    with kept_if_possible():
        FactorRecord.objects.bulk_create(rows, ignore_conflicts=True)
