"""Is it getting better: one fixed window of days against another. Pure.

Only spasm days get a verdict; every other measure is described. Windows are chosen by the caller, before looking.
"""

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.bins import DAY
from tracker.analysis.frequency import Headline, frequency, headline
from tracker.analysis.results import TooLittle, nothing_there
from tracker.days import Period
from tracker.diary import Diary

WEEK_DAYS = 7
LEAST_WEEKS = 3
WIDEST_SHARE_GAP = 0.15
INTERVAL_LEVEL = 0.95

MORE, FEWER, NO_CLEAR_CHANGE, NO_VERDICT = "more", "fewer", "no-clear-change", "no-verdict"
SHARES_DIFFER, NO_SPASM_DAYS, FEW_WEEKS, NO_SPREAD = "shares-differ", "no-spasm-days", "few-weeks", "no-spread"


@dataclass(frozen=True, slots=True)
class RateRatio:
    """Events per answered day after, divided by those before."""

    ratio: float
    low: float
    high: float
    """95 % interval."""
    dispersion: float
    """How much more the weeks differ than counts of independent events would: Pearson's chi-square / df."""
    n: int
    """Weeks, of both windows together."""
    df: int


@dataclass(frozen=True, slots=True)
class Change:
    """Spasm days in two windows, with a verdict; entries, described."""

    before: Headline
    after: Headline
    spasm_days: RateRatio | None
    """None where `because` says so."""
    verdict: str
    """MORE, FEWER, NO_CLEAR_CHANGE or NO_VERDICT."""
    because: str
    """Why there is no verdict: a reason of frequency.py that holds for either window, SHARES_DIFFER, NO_SPASM_DAYS,
    FEW_WEEKS, NO_SPREAD (every week the same); else ""."""
    method: str = _("rate ratio of weekly sums per answered day; its interval follows how much the weeks differ")
    caveat: str = _("people book visits in bad weeks, so some improvement afterwards is expected")

    @property
    def n(self) -> int:
        """Spasm days of both windows."""
        return self.before.n + self.after.n

    @property
    def of(self) -> int:
        """Answered days of both windows."""
        return self.before.of + self.after.of


def change(diary: Diary, before: Period, after: Period) -> Change | TooLittle:
    """Were there more or fewer spasm days than before?

    Parameters: a diary with both periods loaded; the two windows, each fixed in advance, `before` the earlier one.
    Returns counts of both, and a verdict unless the windows cannot be compared: too little answered in either, the
    answered shares more than 15 points apart, no spasm day in either.
    Example: 20 of 56 days, then 10 of 56, even weeks: ratio 0.50.
    Assumes that a week says little about the next one; days within a week may depend on each other.
    Raises ValueError if the windows overlap.
    """
    if before.last >= after.first:
        raise ValueError(f"the windows overlap: {before}, {after}")
    tops = headline(diary, before), headline(diary, after)
    if not any(top.entries or top.of for top in tops):
        return nothing_there(diary)
    weeks = [_weeks(diary, window) for window in (before, after)]
    because = _incomparable(*tops) or _too_few(weeks)
    ratio = None if because else rate_ratio(*weeks[0], *weeks[1])
    if ratio is not None and not ratio.dispersion > 1e-12:
        ratio, because = None, NO_SPREAD
    return Change(before=tops[0], after=tops[1], spasm_days=ratio, verdict=_verdict(ratio), because=because)


def rate_ratio(events_before, days_before, events_after, days_after) -> RateRatio:
    """The ratio of two rates from weekly sums, with an interval that lets weeks differ more than chance alone.

    Parameters: arrays of shape (weeks,): events of each week, its answered days (none of them 0).
    Quasi-Poisson with the answered days as offset: the dispersion is Pearson's chi-square over weeks - 2, the
    interval takes the t distribution with as many degrees of freedom. Equals a Poisson GLM with scale="X2".
    Raises ValueError without an event in either, or with fewer than three weeks altogether.
    Source: McCullagh & Nelder, Generalized Linear Models (1989), ch. 6.
    """
    groups = [(np.asarray(events_before), np.asarray(days_before)), (np.asarray(events_after), np.asarray(days_after))]
    sums = [float(events.sum()) for events, _days in groups]
    weeks = sum(len(events) for events, _days in groups)
    df = weeks - 2
    if min(sums) <= 0 or df < 1:
        raise ValueError(f"no ratio from {sums[0]:.0f} and {sums[1]:.0f} events in {weeks} weeks")
    rates = [total / float(days.sum()) for total, (_events, days) in zip(sums, groups, strict=True)]
    squares = 0.0
    for rate, (events, days) in zip(rates, groups, strict=True):
        squares += float(((events - rate * days) ** 2 / (rate * days)).sum())
    dispersion = squares / df
    # Here, not above: loading the distributions costs memory that most pages do not need.
    from scipy.special import stdtrit

    middle = log(rates[1] / rates[0])
    reach = float(stdtrit(df, (1 + INTERVAL_LEVEL) / 2)) * sqrt(dispersion * (1 / sums[0] + 1 / sums[1]))
    return RateRatio(exp(middle), exp(middle - reach), exp(middle + reach), dispersion, weeks, df)


def _weeks(diary: Diary, window: Period) -> tuple[np.ndarray, np.ndarray]:
    """Spasm days and answered days of each seven days from the window's start; weeks without an answer left out."""
    days = frequency(diary, window, DAY)
    if isinstance(days, TooLittle):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    starts = np.arange(0, len(window), WEEK_DAYS)
    spasm_days, answered = (np.add.reduceat(column, starts) for column in (days.spasm_days, days.answered_days))
    return spasm_days[answered > 0], answered[answered > 0]


def _incomparable(before: Headline, after: Headline) -> str:
    """Why the two windows cannot be compared, if they cannot."""
    because = before.no_rate_because or after.no_rate_because
    if because:
        return because
    if abs(before.of / before.asked - after.of / after.asked) > WIDEST_SHARE_GAP:
        return SHARES_DIFFER
    return "" if before.n and after.n else NO_SPASM_DAYS


def _too_few(weeks) -> str:
    return FEW_WEEKS if min(len(answered) for _spasm_days, answered in weeks) < LEAST_WEEKS else ""


def _verdict(ratio: RateRatio | None) -> str:
    if ratio is None:
        return NO_VERDICT
    if ratio.low > 1:
        return MORE
    return FEWER if ratio.high < 1 else NO_CLEAR_CHANGE
