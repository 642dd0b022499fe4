"""Each day's worst value, and the middle of the days per week, month or year. Pure; what the value is, others say."""

import numpy as np

from tracker.analysis.bins import MONTH, WEEK, YEAR, Bins
from tracker.days import Period

LEAST_DAYS_FOR_A_MEDIAN = 3
LONGEST_BY_WEEK_DAYS = 45
LONGEST_BY_MONTH_DAYS = 7400


def unit_for_medians(period: Period) -> str:
    """The unit in which medians of days are said: weeks in a short period, months, years in a very long one."""
    if len(period) <= LONGEST_BY_WEEK_DAYS:
        return WEEK
    return MONTH if len(period) <= LONGEST_BY_MONTH_DAYS else YEAR


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
