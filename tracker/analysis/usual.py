"""The usual range: what the person's own earlier stretches of four weeks were like. Pure.

A description, and no verdict on the present: which stretches are looked at is fixed by where the period begins.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from tracker.analysis.daily import LEAST_DAYS_FOR_A_MEDIAN
from tracker.analysis.frequency import headline
from tracker.analysis.results import FEW_STRETCHES, TooLittle, UsualRange
from tracker.analysis.severity import Severity, severity
from tracker.days import ONE_DAY, Period
from tracker.diary import Diary

STRETCH_DAYS = 28
LEAST_STRETCHES = 8
MOST_STRETCHES = 26
"""Two years: what was usual before that need not be usual now, and no more has to be read."""


def earlier_stretches(diary: Diary, period: Period) -> Iterator[Period]:
    """Stretches of STRETCH_DAYS right before the period, the latest first, none before the diary began."""
    last = period.first - ONE_DAY
    for _n in range(MOST_STRETCHES):
        if diary.first_on is None or (last - diary.first_on).days + 1 < STRETCH_DAYS:
            return
        stretch = Period(last - (STRETCH_DAYS - 1) * ONE_DAY, last)
        if stretch.first < diary.period.first:
            return
        yield stretch
        last = stretch.first - ONE_DAY


def with_earlier_stretches(period: Period) -> Period:
    """The days that must be loaded to say what was usual before the period."""
    days = min(MOST_STRETCHES * STRETCH_DAYS, period.first.toordinal() - 1)
    return Period(period.first - days * ONE_DAY, period.last)


def usual_spasm_days(diary: Diary, period: Period) -> UsualRange | TooLittle:
    """How many spasm days in 28 were usual before the period?

    Parameters: a diary with `with_earlier_stretches(period)` loaded; the period.
    Returns the quartiles, over earlier stretches for which a rate may be said, of spasm days in 28 of the answered
    days. Example: 2, 4, 4, 5, 6, 6, 8 and 9 spasm days in eight stretches, all answered: 4 to 6.5.
    Assumes of unanswered days that they were like the answered ones of their stretch. Too little: fewer than
    LEAST_STRETCHES (`have`: how many there are).
    """
    rates = (headline(diary, stretch).in_days(STRETCH_DAYS) for stretch in earlier_stretches(diary, period))
    return _middle_half(rate.rate for rate in rates if rate is not None)


def severity_beside_usual(diary: Diary, period: Period) -> Severity | TooLittle:
    """The ratings of the period, with the range that was usual before it where that can be said.

    The middle of a few days differs from that of STRETCH_DAYS by chance alone, so it is not put beside them.
    """
    rated = severity(diary, period)
    if isinstance(rated, TooLittle) or len(period) < STRETCH_DAYS or len(rated.worst_day) < LEAST_DAYS_FOR_A_MEDIAN:
        return rated
    usual = usual_strength(diary, period)
    return rated if isinstance(usual, TooLittle) else replace(rated, usual=usual)


def usual_strength(diary: Diary, period: Period) -> UsualRange | TooLittle:
    """How strong was a typical spasm day in the stretches before the period?

    Parameters: as for `usual_spasm_days`.
    Returns the quartiles of the stretches' medians of each day's worst number. A stretch counts if a rate may be said
    of it, and if three of its days have a number.
    """
    medians = []
    for stretch in earlier_stretches(diary, period):
        if headline(diary, stretch).no_rate_reason:
            continue
        rated = severity(diary, stretch)
        if not isinstance(rated, TooLittle) and len(rated.worst_day) >= LEAST_DAYS_FOR_A_MEDIAN:
            medians.append(rated.median)
    return _middle_half(medians)


def _middle_half(values: Iterable[float]) -> UsualRange | TooLittle:
    known = list(values)
    if len(known) < LEAST_STRETCHES:
        return TooLittle(FEW_STRETCHES, len(known))
    low, high = np.percentile(known, (25, 75)).tolist()
    return UsualRange(len(known), low, high)
