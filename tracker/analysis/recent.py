"""The last days side by side: what is known of each, how strong its worst was, how many entries it has. Pure."""

from dataclasses import dataclass

import numpy as np

from tracker.analysis.calendar import worst_of_days
from tracker.analysis.coverage import Coverage, day_states, in_period
from tracker.days import Period
from tracker.diary import Diary

BUSY_FROM = 3
"""More entries than this on an average day, and a day's worst number alone no longer informs."""
LEAST_DAYS_FOR_USUAL = 7


@dataclass(frozen=True, slots=True)
class RecentLog:
    """The days of a period. Arrays of shape (days,), from the period's first day on."""

    coverage: Coverage
    worst: np.ndarray
    """Highest number of the day, 0 to 10; nan without one."""
    entries: np.ndarray
    spasms: np.ndarray
    """In the day's entries; one entry may stand for several."""
    strengths: tuple[tuple[int | None, ...], ...]
    """The number of each entry of the day, the strongest first; None, at the end, for one without."""
    is_busy: bool
    """More than BUSY_FROM entries a day, of the days that are answered or in a pause."""
    usual: tuple[int, int] | None
    """Middle half of the entries a day, on answered days: pauses are no part of a rate. The last day of the period is
    left out, as it is not over, and so are days with spasms that were not logged one by one. None for few days."""
    usual_days: int
    """On how many days that rests."""
    left_out_days: int
    """Answered days before the last whose number is not known, since spasms were not logged one by one."""


def recent_log(diary: Diary, period: Period) -> RecentLog:
    """What is known of every one of the last days?

    Parameters: a diary with the period loaded; the period, today last.
    Example: entries of 3 and 7 on Monday, nothing on Tuesday: worst 7 and nan, 2 and 0 entries.
    Assumes nothing of unanswered days: they are in none of the averages.
    """
    coverage = day_states(diary, period)
    rows = in_period(diary.episodes.day, period)
    place = diary.episodes.day[rows] - period.first.toordinal()
    entries = np.bincount(place, minlength=len(period))
    known = coverage.is_answered | (coverage.is_paused & (entries > 0))
    is_counted = coverage.is_answered & ~coverage.is_unlisted
    earlier = entries[:-1][is_counted[:-1]]
    strengths: list[list[float]] = [[] for _ in range(len(period))]
    for day, strength in zip(place.tolist(), diary.episodes.intensity[rows].tolist(), strict=True):
        strengths[day].append(strength)
    return RecentLog(
        coverage=coverage,
        worst=worst_of_days(diary, period),
        entries=entries,
        spasms=np.bincount(place, weights=diary.episodes.count[rows], minlength=len(period)).astype(np.int64),
        strengths=tuple(_strongest_first(each) for each in strengths),
        is_busy=bool(known.any()) and entries[known].mean() > BUSY_FROM,
        usual=_usual(earlier),
        usual_days=len(earlier),
        left_out_days=int((coverage.is_answered & coverage.is_unlisted)[:-1].sum()),
    )


def _strongest_first(strengths: list[float]) -> tuple[int | None, ...]:
    rated = sorted((int(each) for each in strengths if not np.isnan(each)), reverse=True)
    return (*rated, *[None] * (len(strengths) - len(rated)))


def _usual(counts: np.ndarray) -> tuple[int, int] | None:
    if len(counts) < LEAST_DAYS_FOR_USUAL:
        return None
    low, high = np.percentile(counts, (25, 75))
    return round(low), round(high)
