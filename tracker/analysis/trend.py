"""Described, without a verdict: how each day's worst value moved, and how two windows of them differ. Pure.

The days come from severity.py (`worst_day`, `worst`) and duration.py (`longest_day`, `longest`).
"""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.results import FEW_DAYS, TooLittle
from tracker.vocabulary.lazy_text import LazyText

LEAST_TREND_DAYS = 8
MOST_DAYS_IN_FULL = 1000


@dataclass(frozen=True, slots=True)
class Slope:
    """The middle slope between all pairs of days."""

    n: int
    """Days with a value."""
    per_30_days: float
    low: float
    high: float
    """Quartiles of the slopes between pairs of days: how unlike they are, not how sure the middle one is."""
    method: LazyText = _("Median slope between pairs of days (Theil-Sen), using each day’s worst value.")
    caveat: LazyText = _("A description, not a judgment. Bad days come in runs.")


@dataclass(frozen=True, slots=True)
class Shift:
    """Two windows of daily worst values, compared by rank."""

    before: tuple[float, float, float]
    after: tuple[float, float, float]
    """Lower quartile, median, upper quartile."""
    n: int
    """Days with a value in `after`."""
    of: int
    """Days with a value in `before`."""
    share_higher: float
    """Of all pairs of a day after and a day before, in how many the later one was worse; ties count half."""
    method: LazyText = _("Each day’s worst value, compared by rank (Mann-Whitney).")
    caveat: LazyText = _("A description, not a judgment. Days are not independent of each other.")


def slope(day: np.ndarray, value: np.ndarray) -> Slope | TooLittle:
    """By how much did the worst of a day rise or fall in 30 days?

    Parameters: arrays of shape (days,): day ordinals, each once, and the worst value of each; in any order.
    Beyond 1,000 days only pairs that are a multiple of some days apart in the row are used, every day among them.
    Example: 2, 3, 4, … on days one after the other: 30 per 30 days.
    Source: Sen 1968. Too little: fewer than 8 days.
    """
    if len(day) < LEAST_TREND_DAYS:
        return TooLittle(FEW_DAYS, len(day))
    order = np.argsort(day)
    day, value = day[order].astype(float), value[order].astype(float)
    step = -(-(len(day) ** 2) // MOST_DAYS_IN_FULL**2)
    lags = range(step, len(day), step)
    slopes = np.concatenate([(value[lag:] - value[:-lag]) / (day[lag:] - day[:-lag]) for lag in lags])
    low, middle, high = 30 * np.percentile(slopes, (25, 50, 75))
    return Slope(len(day), float(middle), float(low), float(high))


def shift(before: np.ndarray, after: np.ndarray) -> Shift | TooLittle:
    """Were the worst values of the later days higher or lower than those of the earlier ones?

    Parameters: the worst value of each day, shapes (days before,) and (days after,), in any order.
    Example: 2, 4 before and 3, 5 after: of four pairs the later day is worse in three, 0.75.
    Source: Mann & Whitney 1947. Without their test: the days of one person are not independent of each other, and it
    would find a change far too often.
    Too little: fewer than 8 days in either.
    """
    fewest = min(len(before), len(after))
    if fewest < LEAST_TREND_DAYS:
        return TooLittle(FEW_DAYS, fewest)
    pairs, wins = len(before) * len(after), _wins(before, after)
    return Shift(_quartiles(before), _quartiles(after), len(after), len(before), wins / pairs)


def _quartiles(values: np.ndarray) -> tuple[float, float, float]:
    low, middle, high = np.percentile(values, (25, 50, 75))
    return float(low), float(middle), float(high)


def _wins(before: np.ndarray, after: np.ndarray) -> float:
    """Of all pairs, in how many the later day was higher; ties count half. This is Mann and Whitney's U."""
    ascending = np.sort(before)
    lower, not_higher = np.searchsorted(ascending, after, "left"), np.searchsorted(ascending, after, "right")
    return float((lower + not_higher).sum()) / 2
