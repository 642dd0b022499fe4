"""Each day's worst value, and the middle of the days per week, month or year. Pure; what the value is, others say."""

from typing import TypedDict

import numpy as np

from tracker.analysis.bins import BY_MONTH, BY_QUARTER, BY_WEEK, BY_YEAR, Bins, bins
from tracker.days import Period
from tracker.diary import Diary

LEAST_DAYS_FOR_A_MEDIAN = 3
MOST_SINGLE_DAYS = 400
"""With more days than this, months or quarters stand for them where everybody reads."""
LONGEST_BY_WEEK_DAYS = 45
LONGEST_BY_MONTH_DAYS, LONGEST_BY_QUARTER_DAYS = 830, 7400
_DAY = 86400


class MiddleOfDays(TypedDict):
    """Median and quartiles of the days' worst values, as the fields that results call so."""

    median: float
    low: float
    high: float
    bins: Bins
    bin_days: np.ndarray
    bin_low: np.ndarray
    bin_median: np.ndarray
    bin_high: np.ndarray


def unit_for_medians(period: Period) -> str:
    """The unit in which medians of days are said: weeks in a short period, then months, quarters, years."""
    if len(period) <= LONGEST_BY_WEEK_DAYS:
        return BY_WEEK
    if len(period) <= LONGEST_BY_MONTH_DAYS:
        return BY_MONTH
    return BY_QUARTER if len(period) <= LONGEST_BY_QUARTER_DAYS else BY_YEAR


def worst_of_days(day: np.ndarray, value: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The days that occur, ascending, and the highest value of each. Values are not below 0."""
    days, place = np.unique(day, return_inverse=True)
    worst = np.zeros(len(days))
    np.maximum.at(worst, place, value)
    return days, worst


def quartiles_by_bin(cut: Bins, place: np.ndarray, worst: np.ndarray) -> np.ndarray:
    """Days, lower quartile, median and upper quartile of every bin, shape (4, bins).

    Parameters: the bins; the bin of every day, ascending; the worst value of every day.
    Quartiles are nan where fewer than LEAST_DAYS_FOR_A_MEDIAN days have a value.
    """
    table = np.full((4, len(cut)), np.nan)
    table[0] = np.bincount(place, minlength=len(cut))
    # `place` ascends with the days, so the worst values of a bin stand in one piece.
    ends = np.cumsum(table[0]).astype(int)
    for n, (start, end) in enumerate(zip([0, *ends], ends, strict=False)):
        if end - start >= LEAST_DAYS_FOR_A_MEDIAN:
            table[1:, n] = np.percentile(worst[start:end], (25, 50, 75))
    return table


def middle_of_days(period: Period, unit: str | None, day: np.ndarray, worst: np.ndarray) -> MiddleOfDays:
    """Median and quartiles of the days' worst values, altogether and by bin, as the fields that results call so.

    Parameters: the period; WEEK, MONTH or YEAR (None: chosen by its length); shapes (days,): day ordinals, ascending,
    and the worst value of each.
    """
    cut = bins(period, unit or unit_for_medians(period))
    low, median, high = np.percentile(worst, (25, 50, 75))
    by_bin = quartiles_by_bin(cut, cut.place[day - period.first.toordinal()], worst)
    return {
        "median": float(median),
        "low": float(low),
        "high": float(high),
        "bins": cut,
        "bin_days": by_bin[0].astype(np.int64),
        "bin_low": by_bin[1],
        "bin_median": by_bin[2],
        "bin_high": by_bin[3],
    }


def days_with_time(diary: Diary, period: Period, rows: np.ndarray) -> np.ndarray:
    """When the entries of these rows began, as day ordinals with the wall clock as a fraction: for drawing."""
    episodes = diary.episodes
    wall = (episodes.started + episodes.offset)[rows] % _DAY / _DAY
    began: np.ndarray = episodes.day[rows] + (wall - diary.starts.hour_on(period.last) / 24) % 1
    return began
