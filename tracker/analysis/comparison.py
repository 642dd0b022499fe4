"""This window beside the one before, described and never judged. Pure.

A verdict that is computed anew every day is wrong at some time within a year in nearly every diary in which nothing
changes, so there is none: not of days, not of ratings. Put together from what the other charts show (frequency,
timing, severity, duration, trend), so that no number is counted in two ways. The windows are chosen by the caller,
before looking.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import counted_days, day_states, in_period, shares_differ
from tracker.analysis.daily import LEAST_DAYS_FOR_A_MEDIAN
from tracker.analysis.duration import Durations, durations
from tracker.analysis.factor_days import HARD_LIMITED
from tracker.analysis.frequency import (
    LEAST_ANSWERED_DAYS,
    LEAST_ANSWERED_SHARE,
    USUAL_DAYS,
    Headline,
    headline,
    touches_beginning,
)
from tracker.analysis.landmarks import starts_at_visit
from tracker.analysis.results import NO_DAYS_BEFORE, NO_LIMITED, NO_SLEEP, OF_WHOLE_DAYS, TooLittle, nothing_there
from tracker.analysis.severity import Severity, severity
from tracker.analysis.timing import broken_sleep
from tracker.analysis.trend import Shift, Slope, shift, slope
from tracker.days import ONE_DAY, Period
from tracker.diary import Diary
from tracker.vocabulary.lazy_text import LazyText

Windows: TypeAlias = tuple[tuple[Period, Headline], tuple[Period, Headline]]
"""The earlier window and the later one, with their spasm days."""
Daily = TypeVar("Daily", Severity, Durations)
"""A result about each day's worst value."""
_Side = TypeVar("_Side", covariant=True)

YEAR_DAYS = 365
FALL_DAYS, FALL_AFTER_VISIT_PERCENT = 30, (12, 28)
"""By how much spasm days fall after a visit in the middle of simulated diaries in which nothing changed."""
DAYS_AFTER_VISIT = 60
"""From so many days on, that the visit was booked in a bad week has no part in what they show."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """Days of one window on which something held, of those that say whether it did."""

    n: int
    of: int
    open: int
    """Answered days that leave it open: in neither of the two."""
    may_be_share: bool
    """Whether the two may be drawn as a share: enough days, and enough of those asked, say it."""


@dataclass(frozen=True, slots=True)
class BrokenSleepChange:
    """Days with a spasm in sleep, or one that woke the person, in both windows."""

    before: DayCount
    after: DayCount
    method: LazyText = _(
        "A day counts if a spasm woke you or began in your sleep. The hours before your day "
        "starts belong to the day before."
    )
    caveat: LazyText = _(
        "A clear day counts as a day without broken sleep. A day with a spasm and without that answer is not counted "
        "either way."
    )


@dataclass(frozen=True, slots=True)
class LimitedDays:
    """How much spasms limited the days of one window, as said in the check-in."""

    days: DayCount
    """Days limited 2 (somewhat) or more, of the asked days of which the person said how much."""
    median: float | None
    """0 (not at all) to 4 (completely), over these days; None if it was never said."""


@dataclass(frozen=True, slots=True)
class Limited:
    """Limited days in both windows."""

    before: LimitedDays
    after: LimitedDays
    method: LazyText = _("Days when you were limited “somewhat” or more, out of the days when you answered that.")
    caveat: LazyText = _("On days without that answer, you may have been limited more or less than this.")


@dataclass(frozen=True, slots=True)
class WorstOfDays:
    """The worst value of each day of one window: ratings 0 to 10, or durations in seconds."""

    n: int
    """Days with a value."""
    of: int
    """Days with a spasm (in a filtered diary, with an entry that matches), those in pauses too."""
    low: float | None
    median: float | None
    high: float | None
    """Median and quartiles; None with fewer than three days."""
    worst: float


class InBoth(Protocol[_Side]):
    """One measure in both windows."""

    @property
    def before(self) -> _Side: ...
    @property
    def after(self) -> _Side: ...


@dataclass(frozen=True, slots=True)
class Described:
    """One window by itself: what a comparison says of it, where there is nothing to compare it with."""

    days: Period
    top: Headline
    """Spasm days and entries."""
    broken_sleep: DayCount
    limited: LimitedDays | TooLittle
    intensity: WorstOfDays | TooLittle


@dataclass(frozen=True, slots=True)
class Worst:
    """The worst value of each day, in both windows."""

    before: WorstOfDays | TooLittle
    after: WorstOfDays | TooLittle
    shift: Shift | TooLittle
    """How the days of both compare by rank; too little with fewer than eight days in either."""
    method: LazyText
    caveat: LazyText


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two windows, side by side."""

    before_days: Period
    after_days: Period
    before: Headline
    after: Headline
    """Spasm days and entries of both."""
    broken_sleep: BrokenSleepChange | TooLittle
    """Nights woken, by day."""
    limited: Limited | TooLittle
    intensity: Worst | TooLittle
    """Each day's worst rating, 0 to 10."""
    duration: Worst | TooLittle
    """Each day's longest entry, seconds."""
    slope: Slope | TooLittle
    """How the worst rating moved within the later window, per 30 days."""
    is_filtered: bool
    touches_beginning: bool
    """The earlier window holds some of the diary's first days: people begin one in a bad spell."""
    begins_at_visit: bool
    """The later window begins at a visit, and is short enough for that to matter: visits are booked in bad weeks."""
    is_answered: bool = False
    """A look that was fixed in advance has a verdict on these days (answered.py)."""
    method: LazyText = _("Two periods of equal length, one right before the other.")
    caveat: LazyText = _("A description, not a judgment. Over less than a year, a difference is often chance.")

    @property
    def n(self) -> int:
        """Spasm days of both windows."""
        return self.before.n + self.after.n

    @property
    def of(self) -> int:
        """Answered days of both windows."""
        return self.before.of + self.after.of

    @property
    def entries(self) -> tuple[int, int]:
        """Entries before and after, those in pauses too."""
        return self.before.entries, self.after.entries

    @property
    def in_days(self) -> int:
        """The one denominator in which the spasm days of both are said: the length of a window, 30 at most."""
        return min(len(self.after_days), USUAL_DAYS)

    @property
    def is_often_chance(self) -> bool:
        """There is a difference, over so few days that it says little, and no look that says more."""
        is_short = len(self.after_days) < YEAR_DAYS and not self.is_answered
        return is_short and not self.has_all_paused and self._differ

    @property
    def _differ(self) -> bool:
        """Both windows have known days, and what is said of them is not the same: of 0 and 0 there is no difference."""
        here, there = self.after, self.before
        if not (here.of and there.of):
            return False
        if here.no_rate_reason or there.no_rate_reason:
            # Counts are said, with what they are of.
            return here.n != there.n or (bool(here.n) and here.of != there.of)
        return here.n * there.of != there.n * here.of

    @property
    def has_all_paused(self) -> bool:
        """One of the windows is a pause: there is no difference to speak of."""
        return self.before.is_all_paused or self.after.is_all_paused


def comparison(diary: Diary, before: Period, after: Period) -> Comparison | TooLittle:
    """How does a window stand beside the one before?

    Parameters: a diary with both windows loaded; the windows, fixed in advance, `before` the earlier one.
    Returns spasm days and entries of both, broken sleep, limited days, the worst rating and the longest entry of each
    day. Each part carries its own n and denominators, or says what is missing. None of them is judged.
    Example: 14 spasm days of 28, then 9 of 27: about 14 in 28, then about 9 in 28.
    Too little: a window that begins before the diary does (`have`: days of the diary before the later window), and
    windows without an entry and without an answer. Raises ValueError if the windows overlap.
    """
    if before.last >= after.first:
        raise ValueError(f"the windows overlap: {before}, {after}")
    if diary.first_on is None:
        return nothing_there(diary)
    if before.first < diary.first_on:
        return no_days_before(diary, after)
    before = counted_days_before(diary, before, after)
    tops = headline(diary, before), headline(diary, after)
    if not any(top.entries or top.of for top in tops):
        return nothing_there(diary)
    windows = (before, tops[0]), (after, tops[1])
    ratings = severity(diary, before), severity(diary, after)
    lengths = durations(diary, before), durations(diary, after)
    return Comparison(
        before_days=before,
        after_days=after,
        before=tops[0],
        after=tops[1],
        broken_sleep=_broken_sleep(diary, windows),
        limited=_limited(diary, windows),
        intensity=_worst(ratings, _worst_rating, windows),
        duration=_worst(lengths, _longest, windows),
        slope=ratings[1] if isinstance(ratings[1], TooLittle) else slope(ratings[1].worst_day, ratings[1].worst),
        is_filtered=diary.is_filtered,
        touches_beginning=touches_beginning(diary, before),
        begins_at_visit=len(after) < DAYS_AFTER_VISIT and starts_at_visit(diary, after),
    )


def counted_days_before(diary: Diary, before: Period, after: Period) -> Period:
    """Of the earlier window, as many days as count in the later one: without its first while today does not count."""
    days_less = len(after) - len(counted_days(diary, after))
    return Period(min(before.first + days_less * ONE_DAY, before.last), before.last)


def compared_with_before(diary: Diary, period: Period) -> Comparison | TooLittle:
    """The period against the equally long stretch right before it."""
    before = days_before(period)
    return comparison(diary, before, period) if before else no_days_before(diary, period)


def days_before(period: Period) -> Period | None:
    """The stretch before; None where the calendar itself does not reach back that far."""
    return period.before() if period.first.toordinal() > len(period) else None


def described(diary: Diary, window: Period) -> Described:
    """How was one window, counted as in a comparison?

    Parameters: a diary with the window loaded; the window.
    Example: a spasm on 9 of 26 answered days, sleep broken on 4 of 20 that say, worst ratings 5 in the median.
    """
    top = headline(diary, window)
    return Described(
        days=window,
        top=top,
        broken_sleep=_sleep_days(diary, window, top),
        limited=TooLittle(OF_WHOLE_DAYS) if diary.is_filtered else _limited_days(diary, window, top),
        intensity=_worst_of(severity(diary, window), _worst_rating, top),
    )


def has_shares_apart(before: Headline, after: Headline) -> bool:
    """Whether one window was answered so much less that it may be the answering that changed."""
    if before.is_all_paused or after.is_all_paused:
        return False
    return shares_differ((before.of, before.asked), (after.of, after.asked))


def no_days_before(diary: Diary, after: Period) -> TooLittle:
    """That the diary does not reach back far enough, with the days that it has before the window."""
    if diary.first_on is None:
        return nothing_there(diary)
    return TooLittle(NO_DAYS_BEFORE, max(0, (after.first - diary.first_on).days))


def _broken_sleep(diary: Diary, windows: Windows) -> BrokenSleepChange | TooLittle:
    before, after = (_sleep_days(diary, window, top) for window, top in windows)
    if not (before.of or after.of):
        return TooLittle(NO_SLEEP, before.open + after.open)
    return BrokenSleepChange(before, after)


def _sleep_days(diary: Diary, window: Period, top: Headline) -> DayCount:
    sleep = broken_sleep(diary, day_states(diary, window))
    return _count(sleep.n, sleep.of, sleep.open, top)


def _limited(diary: Diary, windows: Windows) -> Limited | TooLittle:
    """What the check-ins say of days is about all spasms, so a filter that asks for some of them has no part in it."""
    if diary.is_filtered:
        return TooLittle(OF_WHOLE_DAYS)
    before, after = (_limited_days(diary, window, top) for window, top in windows)
    if not (before.days.of or after.days.of):
        return TooLittle(NO_LIMITED)
    return Limited(before, after)


def _limited_days(diary: Diary, window: Period, top: Headline) -> LimitedDays:
    limits, coverage = diary.limits, day_states(diary, window)
    rows = in_period(limits.day, window)
    place, level = limits.day[rows] - window.first.toordinal(), limits.level[rows]
    is_open = coverage.is_answered.copy()
    is_open[place] = False
    # As with spasm days, what was said of a paused day is not counted.
    level = level[coverage.is_asked[place]]
    count = _count(int((level >= HARD_LIMITED).sum()), len(level), int(is_open.sum()), top)
    return LimitedDays(count, float(np.median(level)) if len(level) else None)


def _count(n: int, of: int, open_days: int, top: Headline) -> DayCount:
    """The rule of frequency.py for rates, held also by the days that say what is counted here."""
    is_enough = of >= LEAST_ANSWERED_DAYS and of >= LEAST_ANSWERED_SHARE * top.asked
    return DayCount(n, of, open_days, may_be_share=is_enough and not top.no_rate_reason)


def _worst(
    results: tuple[Daily | TooLittle, Daily | TooLittle], values_of: Callable[[Daily], np.ndarray], windows: Windows
) -> Worst | TooLittle:
    """Two results of severity.py (its worst ratings) or of duration.py (its longest entries), side by side."""
    known = [result for result in results if not isinstance(result, TooLittle)]
    if not known:
        # What the later window lacks, unless it has nothing at all and the earlier one says more.
        lacking = [result for result in results if isinstance(result, TooLittle)]
        return max(reversed(lacking), key=lambda result: result.have)
    parts = [_worst_of(result, values_of, top) for result, (_window, top) in zip(results, windows, strict=True)]
    values = [np.zeros(0) if isinstance(result, TooLittle) else values_of(result) for result in results]
    return Worst(parts[0], parts[1], shift(values[0], values[1]), known[-1].method, known[-1].caveat)


def _worst_of(
    result: Daily | TooLittle, values_of: Callable[[Daily], np.ndarray], top: Headline
) -> WorstOfDays | TooLittle:
    """One window's daily worst; without quartiles where there are too few days."""
    if isinstance(result, TooLittle):
        return result
    values = values_of(result)
    low, median, high = result.low, result.median, result.high
    if len(values) < LEAST_DAYS_FOR_A_MEDIAN:
        return WorstOfDays(len(values), top.n + top.outside, None, None, None, float(values.max()))
    return WorstOfDays(len(values), top.n + top.outside, low, median, high, float(values.max()))


def _worst_rating(rated: Severity) -> np.ndarray:
    return rated.worst


def _longest(lasted: Durations) -> np.ndarray:
    return lasted.longest
