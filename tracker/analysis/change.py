"""Did spasm days change? Verdicts on two windows that were fixed in advance, taken once. Pure.

A verdict that is computed anew every day is wrong at some time within a year in nearly every diary in which nothing
changes. So there are only these looks: a year against the year before, and 90 days against the 90 before a change that
was marked before anybody could know what followed. Everything shorter is described (comparison.py).
"""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from tracker.analysis.change_figures import LOOK_FIGURES, LookFigures
from tracker.analysis.coverage import Coverage, day_states, shares_differ
from tracker.analysis.frequency import headline, touches_beginning
from tracker.analysis.landmarks import starts_at_visit
from tracker.analysis.results import NO_DAYS_BEFORE
from tracker.days import ONE_DAY, Period
from tracker.diary import Diary

YEAR_LOOK_DAYS, MARKED_LOOK_DAYS = 365, 90
_TERMS = {YEAR_LOOK_DAYS: 8, MARKED_LOOK_DAYS: 4}
"""Cosines that the variance of a window is estimated from, by its length."""
_CONFIDENCE = 0.975

VERDICT_FEWER, VERDICT_MORE, VERDICT_UNCLEAR = "fewer", "more", "unclear"
SHARES_APART, NO_SPASM_DAY = "shares-apart", "no-spasm-day"
"""Why there is no verdict, beside the reasons why there is no rate (frequency.py) and NO_DAYS_BEFORE."""

MARK_DAYS = 7
"""A change can be marked until so many days after it. People note a new medicine at the weekend; and after a week, at
least 82 of the 90 days that decide are still ahead (bench/change.py measures what marking by the first week does)."""
COMPLETE_AFTER_DAYS = 2
"""A window is complete so many days after its last one: what is logged later than that counts as entered later."""
MOST_IN_A_YEAR = 2

MARKED_LATE, MARKED_EARLY_IN_DIARY, MARKS_OVERLAP = "late", "early-in-diary", "overlap"
"""Why a change cannot be marked."""


@dataclass(frozen=True, slots=True)
class WindowDays:
    """What is known of each day of a window: flags of shape (days,)."""

    is_asked: np.ndarray
    is_answered: np.ndarray
    is_spasm: np.ndarray
    """Counts on answered days alone."""

    def __len__(self) -> int:
        return len(self.is_asked)

    @property
    def spasm_days(self) -> int:
        """Answered days with a spasm."""
        return int((self.is_spasm & self.is_answered).sum())


@dataclass(frozen=True, slots=True)
class RateRatio:
    """Spasm days in the later window for each one in the earlier, with a 95 % interval."""

    ratio: float
    low: float
    high: float

    @property
    def side(self) -> str:
        """VERDICT_FEWER or VERDICT_MORE if the interval leaves 1 out, else VERDICT_UNCLEAR."""
        return VERDICT_FEWER if self.high < 1 else VERDICT_MORE if self.low > 1 else VERDICT_UNCLEAR


@dataclass(frozen=True, slots=True)
class WindowCounts:
    """One window in numbers."""

    days: Period
    n: int
    """Spasm days."""
    of: int
    """Answered days."""
    asked: int
    in_pauses: int = 0
    """Spasm days in pauses: in none of the other counts."""

    @property
    def paused(self) -> int:
        """Days on which nothing was asked."""
        return len(self.days) - self.asked


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of two windows."""

    side: str
    """VERDICT_FEWER, VERDICT_MORE or VERDICT_UNCLEAR."""
    ratio: RateRatio | None
    """Over answered days. None if a window has no spasm day, or if nothing may be judged."""
    if_quiet: RateRatio | None
    """The same if every unanswered day was clear: the verdict must hold there, too."""
    depends_on_pauses: bool = False
    """The sides differ once what was logged in pauses is counted, so that none is said: a pause may hold the bad days,
    and it can be set when they are over."""


@dataclass(frozen=True, slots=True)
class ChangeLook:
    """A look, as it is stored."""

    before: WindowCounts
    after: WindowCounts
    verdict: Verdict
    why_none: str
    """Why nothing may be judged; "" if something may."""
    touches_beginning: bool
    """The earlier window holds some of the diary's first days: people begin one in a bad spell."""
    begins_at_visit: bool
    """People see a doctor in bad weeks."""
    figures: LookFigures
    """How often such looks are wrong, and how often they find a change, as it was known when this one was taken."""


def windows_around(on: dt.date, days: int = MARKED_LOOK_DAYS) -> tuple[Period, Period]:
    """So many days right before this day, and as many from it on."""
    after = Period(on, on + (days - 1) * ONE_DAY)
    return after.before(), after


def is_complete(after: Period, today: dt.date) -> bool:
    """Whether a look at a window that ends like this may be taken."""
    return today > after.last + COMPLETE_AFTER_DAYS * ONE_DAY


def why_not_marked(on: dt.date, today: dt.date, first_on: dt.date | None, others: Iterable[dt.date]) -> str:
    """Why a change on this day cannot have a look at the 90 days before and after it; "" if it can.

    Parameters: its day; the day on which it is marked; the first day of the diary; the days of other marked changes.
    MARKED_LATE: what followed is partly known. MARKED_EARLY_IN_DIARY: the diary has no 90 days before it.
    MARKS_OVERLAP: its windows share days with those of another one, or it would be the third within a year.
    """
    if today > on + MARK_DAYS * ONE_DAY:
        return MARKED_LATE
    if first_on is None or windows_around(on)[0].first < first_on:
        return MARKED_EARLY_IN_DIARY
    return MARKS_OVERLAP if overlapping(on, others) else ""


def overlapping(on: dt.date, others: Iterable[dt.date]) -> list[dt.date]:
    """Of the days of other marked changes, those beside which there can be no look at this one."""
    days = sorted(others)
    near = [other for other in days if abs((on - other).days) < 2 * MARKED_LOOK_DAYS]
    in_order = sorted([*days, on])
    for first, last in zip(in_order, in_order[MOST_IN_A_YEAR:], strict=False):
        if first <= on <= last and (last - first).days < YEAR_LOOK_DAYS:
            near += [day for day in days if first <= day <= last]
    return sorted(set(near))


def change_look(diary: Diary, before: Period, after: Period) -> ChangeLook:
    """Were there fewer or more spasm days in the later window?

    Parameters: an unfiltered diary with both windows loaded; the windows, 365 or 90 days each, fixed in advance.
    Returns the counts of both, and a verdict if one may be said: rates may be said of both windows, answered shares
    differ by 15 points at most, there is a spasm day, and it is the same with the days in pauses of which something is
    known.
    Example: 55 spasm days of 88 answered, then 24 of 89: fewer, ratio 0.43, 0.25 to 0.74.
    Assumes that a stretch of days is like the others of its window; not that days are independent of each other: the
    variance is measured over slow waves (cosines) of each window, so that bad spells widen the interval.
    """
    coverages = [day_states(diary, window) for window in (before, after)]
    first, second = (_counts(coverage) for coverage in coverages)
    why_none = _why_none(diary, first, second)
    return ChangeLook(
        before=first,
        after=second,
        verdict=Verdict(VERDICT_UNCLEAR, None, None) if why_none else _verdict(*coverages),
        why_none=why_none,
        touches_beginning=touches_beginning(diary, before),
        begins_at_visit=starts_at_visit(diary, after),
        figures=LOOK_FIGURES[len(after)],
    )


def _counts(coverage: Coverage) -> WindowCounts:
    in_pauses = int((coverage.is_match & coverage.is_paused).sum())
    return WindowCounts(coverage.period, _asked_days(coverage).spasm_days, coverage.answered, coverage.asked, in_pauses)


def _asked_days(coverage: Coverage) -> WindowDays:
    answered = coverage.is_answered
    return WindowDays(coverage.is_asked, answered, coverage.is_match & answered)


def _days_with_pauses(coverage: Coverage) -> WindowDays:
    """The same, and the days in pauses of which something is known."""
    answered = coverage.is_answered | (coverage.is_paused & coverage.is_told)
    return WindowDays(coverage.is_asked | answered, answered, coverage.is_match & answered)


def _verdict(before: Coverage, after: Coverage) -> Verdict:
    verdict = judged(_asked_days(before), _asked_days(after))
    with_pauses = judged(_days_with_pauses(before), _days_with_pauses(after))
    if verdict.side == with_pauses.side:
        return verdict
    return replace(verdict, side=VERDICT_UNCLEAR, depends_on_pauses=True)


def _why_none(diary: Diary, before: WindowCounts, after: WindowCounts) -> str:
    if diary.first_on is None or before.days.first < diary.first_on:
        return NO_DAYS_BEFORE
    for part in (before, after):
        if reason := headline(diary, part.days).no_rate_reason:
            return reason
    if shares_differ((before.of, before.asked), (after.of, after.asked)):
        return SHARES_APART
    return "" if before.n or after.n else NO_SPASM_DAY


def judged(before: WindowDays, after: WindowDays) -> Verdict:
    """The verdict on two windows of one length (365 or 90 days), at least one of them with a spasm day.

    A window without one is judged as if it had one, on its middle day, and has no ratio.
    """
    lacking = [window for window in (before, after) if not window.spasm_days]
    first, second = _with_a_spasm_day(before), _with_a_spasm_day(after)
    ratio, if_quiet = rate_ratio(first, second), rate_ratio(_all_asked(first), _all_asked(second))
    side = ratio.side if ratio.side == if_quiet.side else VERDICT_UNCLEAR
    return Verdict(side, None, None) if lacking else Verdict(side, ratio, if_quiet)


def _with_a_spasm_day(window: WindowDays) -> WindowDays:
    if window.spasm_days:
        return window
    middle = np.arange(len(window)) == len(window) // 2
    return WindowDays(window.is_asked | middle, window.is_answered | middle, middle)


def _all_asked(window: WindowDays) -> WindowDays:
    """As if every unanswered day had been clear."""
    return WindowDays(window.is_asked, window.is_asked, window.is_spasm & window.is_answered)


def rate_ratio(before: WindowDays, after: WindowDays) -> RateRatio:
    """How many spasm days there are in the later window for each one in the earlier, by answered days.

    Parameters: two windows of one length (365 or 90 days), each with a spasm day.
    Returns the ratio of the shares of answered days and its 95 % interval: on the log scale, with the dispersion of
    both windows (1 − share at least, as for independent days), by Student's t with two degrees for each cosine.
    """
    # Here alone: every page loads this module, and hardly one takes a look.
    from scipy.special import stdtrit

    terms = _TERMS[len(after)]
    sums, answered = (before.spasm_days, after.spasm_days), (before.is_answered.sum(), after.is_answered.sum())
    shares = [n / of for n, of in zip(sums, answered, strict=True)]
    spread = [
        long_run_variance(window.is_answered, window.is_spasm, terms) / share
        for window, share in zip((before, after), shares, strict=True)
    ]
    dispersion = max(sum(spread) / 2, 1 - sum(sums) / float(sum(answered)))
    error = math.sqrt(dispersion * (1 / sums[0] + 1 / sums[1]))
    middle, reach = math.log(shares[1] / shares[0]), float(stdtrit(2 * terms, _CONFIDENCE)) * error
    return RateRatio(math.exp(middle), math.exp(middle - reach), math.exp(middle + reach))


def long_run_variance(is_answered: np.ndarray, is_spasm: np.ndarray, terms: int) -> float:
    """The variance of spasm days for each answered day that the slowest `terms` cosines of a window show.

    Days that are alike give r(1 − r); bad spells of some days give more.
    """
    days = len(is_answered)
    known = is_answered.astype(float)
    spasm = (is_spasm & is_answered).astype(float)
    answered = known.sum()
    rest = known * (spasm - spasm.sum() / answered)
    waves = np.arange(1, terms + 1)[:, None] * (np.arange(days) + 0.5) / days
    sums = math.sqrt(2 / days) * np.cos(np.pi * waves) @ rest
    return float(days / answered * np.mean(sums**2))
