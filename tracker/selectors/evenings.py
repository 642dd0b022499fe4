"""What the check-ins of a stretch of days said, as columns of a `Diary`. No computing of what it means."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tracker.days import DatedValue, Period, deadline_of, offset_seconds
from tracker.diary import ANSWER_CODES, NOT_ANSWERED, AnsweredDays, Evenings, FactorAnswers, Limits
from tracker.models import Day, DayFactor, DayFactorBefore, Episode
from tracker.querysets import DateOrdinal, DayQuerySet, EpochSeconds
from tracker.selectors.columns import columns_of, places, table
from tracker.vocabulary.day import LISTED
from tracker.vocabulary.factors import FACTORS


@dataclass(frozen=True, slots=True)
class WhichDays:
    """Whose days, of which stretch, and what of them may be seen."""

    owner: User
    period: Period
    until: dt.datetime | None = None
    """An instant: what was given after it is left out."""
    leaves_private_out: bool = False

    @property
    def days(self) -> DayQuerySet:
        """Those of the stretch. Without what is private, nor is there a day that was answered with “only these” where
        all of these are private: it would tell of them."""
        days = Day.objects.of(self.owner).filter(date__range=(self.period.first, self.period.last))
        if not self.leaves_private_out:
            return days
        entries = Episode.objects.of(self.owner).filter(day=OuterRef("date")).order_by()
        tells = Exists(entries.filter(private=True)) & ~Exists(entries.filter(private=False))
        return days.filter(private=False).exclude(Q(answer=LISTED) & tells)

    @property
    def answered(self) -> DayQuerySet:
        """Of these, those that were answered by then."""
        return self.days.answered_until(self.until)


def _factors_within(which: WhichDays) -> QuerySet[DayFactor]:
    # By the owner, not by their days' keys: a statement holds a few hundred of these at most.
    owner, period, until = which.owner, which.period, which.until
    rows = DayFactor.objects.filter(day__owner=owner, day__date__range=(period.first, period.last))
    if which.leaves_private_out:
        rows = rows.filter(day__private=False)
    return rows.filter(first_answered_at__lte=until).exclude(day__arrived_at__gt=until) if until else rows


def load_answers(which: WhichDays) -> AnsweredDays:
    """The answers to the check-in's question."""
    rows = which.answered.exclude(answer="")
    day, answer, worst = columns_of(rows.values_list(DateOrdinal(F("date")), "answer", "unlisted_worst"), 3)
    order = np.argsort(np.array(day, np.int64))
    return AnsweredDays(
        day=np.array(day, np.int64)[order],
        answer=places(answer, ANSWER_CODES)[order],
        unlisted_worst=np.array(worst, float)[order],  # None reads as nan
    )


def load_limits(which: WhichDays) -> Limits:
    """How much spasms limited the days of which that was said."""
    rows = which.days.limited_until(which.until)
    day, level = table(rows.values_list(DateOrdinal(F("date")), "limited"), 2)
    order = np.argsort(day)
    return Limits(day=day[order], level=level[order])


def load_factor_answers(which: WhichDays) -> FactorAnswers:
    """Every answer to a factor as it stands. One query."""
    rows = _factors_within(which)
    day, code, is_yes = columns_of(rows.values_list(DateOrdinal(F("day__date")), "code", "is_yes"), 3)
    codes = tuple(sorted(set(code), key=FACTORS.sort_key))
    order = np.argsort(np.array(day, np.int64), kind="stable")
    return FactorAnswers(
        day=np.array(day, np.int64)[order],
        factor=places(code, codes)[order],
        is_yes=np.array(is_yes, bool)[order],
        codes=codes,
    )


def load_evenings(which: WhichDays, deadlines: DatedValue[dt.time], asked: DatedValue[tuple[str, ...]]) -> Evenings:
    """When the check-ins were given, and the factors' answers as they stood at the deadline of each day.

    A factor that the person switched on is there even if it was never answered. With an instant `until`, what was
    answered or changed after it is as it was then, and so are the factors, by the last day of the period.
    """
    until = which.until
    rows = which.answered.exclude(answer="")
    key, day, answered_at, zone = columns_of(
        rows.values_list("pk", DateOrdinal(F("date")), EpochSeconds(F("answered_at")), "time_zone"), 4
    )
    order = np.argsort(np.array(day, np.int64))
    ends = [_deadline(date, name, deadlines) for date, name in zip(day, zone, strict=True)]
    deadline, offset = np.array(ends, np.int64).reshape(-1, 2).T
    known_until = deadline
    if until:
        known_until = np.minimum(deadline, int(until.timestamp()) + 1)
        asked = replace(asked, changes=tuple(change for change in asked.changes if change[0] <= which.period.last))
    factors, held = _held(which, np.array(key, np.int64), known_until, asked)
    return Evenings(
        day=np.array(day, np.int64)[order],
        answered_at=np.array(answered_at, np.int64)[order],
        deadline=deadline[order],
        offset=offset[order],
        held=held[order],
        factors=factors,
    )


# Kept from one reading to the next: the same thousands of days are asked for after every write.
@lru_cache(maxsize=16_384)
def _deadline(day: int, zone_name: str, deadlines: DatedValue[dt.time]) -> tuple[int, int]:
    """The deadline of the day with that ordinal, seconds since 1970 (UTC), and how far the clocks were ahead then."""
    end = deadline_of(dt.date.fromordinal(day), zone_name, deadlines)
    return int(end.timestamp()), offset_seconds(end, zone_name)


def _held(
    which: WhichDays, key: np.ndarray, deadline: np.ndarray, asked: DatedValue[tuple[str, ...]]
) -> tuple[tuple[str, ...], np.ndarray]:
    """Codes of the factors, and for every day the answer that each had just before its deadline, in seconds since 1970.

    What was first answered after the instant `until` is not there at all.
    """
    rows = _factors_within(which)
    own, of_day, codes, is_yes, first_at = columns_of(
        rows.values_list("pk", "day_id", "code", "is_yes", EpochSeconds(F("first_answered_at"))), 5
    )
    ever_asked = {code for _from, active in asked.changes for code in active}
    factors = tuple(sorted(ever_asked | set(codes), key=FACTORS.sort_key))
    row_of = {of: row for row, of in enumerate(key.tolist())}
    row = np.array([row_of.get(of, NOT_ANSWERED) for of in of_day], np.int64)
    ends = np.where(row >= 0, deadline[row], 0) if len(deadline) else np.zeros(len(row), np.int64)
    value = np.array(is_yes, np.int8)
    for place, was_yes in _earlier_values(which.owner, which.period, own, ends):
        value[place] = was_yes
    value = np.where(np.array(first_at, np.int64) < ends, value, NOT_ANSWERED)
    held = np.full((len(key), len(factors)), NOT_ANSWERED, np.int8)
    is_there = row >= 0
    held[row[is_there], places(codes, factors)[is_there]] = value[is_there]
    return factors, held


def _earlier_values(owner: User, period: Period, own: tuple[int, ...], until: np.ndarray) -> Iterable[tuple[int, bool]]:
    """(place in `own`, value) of the answers that were changed after their deadline: the value up to the first change
    after it is the one that held."""
    rows = DayFactorBefore.objects.filter(
        factor__day__owner=owner, factor__day__date__range=(period.first, period.last)
    )
    changed = columns_of(rows.values_list("factor_id", "was_yes", EpochSeconds(F("until")), "pk"), 4)
    place_of = {pk: place for place, pk in enumerate(own)}
    values: dict[int, bool] = {}
    for factor, was_yes, at, _pk in sorted(zip(*changed, strict=True), key=lambda row: (row[2], row[3])):
        place = place_of.get(factor)
        if place is not None and at >= until[place]:
            values.setdefault(place, was_yes)
    return values.items()
