"""How long: every known duration, each day's longest, and the middle of the days per week or month. Pure.

Durations run over many powers of ten, so they are looked at on a log axis and by medians; they are never averaged.
"""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.bins import Bins
from tracker.analysis.coverage import in_period
from tracker.analysis.daily import days_with_time, middle_of_days, worst_of_days
from tracker.analysis.results import NO_DURATION, TooLittle, nothing_there
from tracker.days import Period
from tracker.diary import Diary
from tracker.vocabulary.lazy_text import LazyText

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
CLASS_EDGES = (
    0,
    10,
    30,
    *(n * _MINUTE for n in (1, 2, 5, 10, 20)),
    *(n * _HOUR for n in (0.5, 1, 2, 4, 8)),
    *(n * _DAY for n in (1, 3)),
)
"""Seconds at which the classes of durations begin; each ends where the next begins, the last one never."""


@dataclass(frozen=True, slots=True)
class Durations:
    """Durations over time, in seconds."""

    n: int
    """Entries of which it is known how long they lasted."""
    of: int
    """Entries in the period."""
    ongoing: int
    """Entries that still go on: left out until they are ended."""
    unknown: int
    """Ended entries of which nobody knows how long they lasted: left out."""
    day: np.ndarray
    """Shape (n,): ordinal of the day of every such entry, ascending."""
    moment: np.ndarray
    """Shape (n,): the same with the wall clock as a fraction of a day, for drawing."""
    seconds: np.ndarray
    """Shape (n,): 0 or more."""
    is_private: np.ndarray
    """Shape (n,): of an entry that is counted for others, and not shown to them by itself."""
    longest_day: np.ndarray
    """Shape (days,): ordinals of the days with any known duration, ascending."""
    longest: np.ndarray
    """Shape (days,): the longest of each."""
    longest_worst: np.ndarray
    """Shape (days,): the highest number of each of these days; nan without one."""
    median: float
    low: float
    high: float
    """Median and quartiles of the daily longest."""
    bins: Bins
    bin_days: np.ndarray
    """Shape (bins,): days with a known duration."""
    bin_median: np.ndarray
    bin_low: np.ndarray
    bin_high: np.ndarray
    """Shape (bins,): median and quartiles of the daily longest; nan with too few days (see daily)."""
    density: np.ndarray
    """Shape (bins, classes): entries by bin and class of CLASS_EDGES."""
    is_filtered: bool
    method: LazyText = _("Median and quartiles of each day’s longest entry.")
    caveat: LazyText = _("Entries still going on or of unknown length are left out, so the longest may be missing.")

    @property
    def left_out(self) -> int:
        return self.ongoing + self.unknown


def durations(diary: Diary, period: Period, unit: str | None = None) -> Durations | TooLittle:
    """How long did the spasms last, and how did that change?

    Parameters: a diary with the period loaded; the period; WEEK, MONTH or YEAR (chosen by the period's length).
    Returns every known duration, each day's longest, and its median and quartiles per bin.
    Example: 1 and 4 minutes on Monday, 2 on Tuesday, 10 on Thursday: longest 4, 2, 10; median 4 minutes.
    Assumes nothing of entries that go on or have no end: they are counted as left out. An entry counts for the day on
    which it started, with its whole length.
    """
    episodes = diary.episodes
    rows = in_period(episodes.day, period)
    of, ongoing = int(rows.sum()), int((rows & episodes.is_ongoing).sum())
    if not of:
        return nothing_there(diary)
    known = rows & ~np.isnan(episodes.duration)
    day, seconds = episodes.day[known], np.maximum(episodes.duration[known], 0)
    if not len(day):
        return TooLittle(NO_DURATION, of)

    longest_day, longest = worst_of_days(day, seconds)
    middle = middle_of_days(period, unit, longest_day, longest)
    return Durations(
        n=len(day),
        of=of,
        ongoing=ongoing,
        unknown=of - len(day) - ongoing,
        day=day,
        moment=days_with_time(diary, period, known),
        seconds=seconds,
        is_private=diary.provenance.is_private[known],
        longest_day=longest_day,
        longest=longest,
        longest_worst=_worst_of(longest_day, episodes.day[rows], episodes.intensity[rows]),
        density=_density(middle["bins"], day - period.first.toordinal(), seconds),
        is_filtered=diary.is_filtered,
        **middle,
    )


def _worst_of(days: np.ndarray, day: np.ndarray, intensity: np.ndarray) -> np.ndarray:
    """The highest number on each of these days (ascending), of entries by day; nan where there is none."""
    worst = np.full(len(days), np.nan)
    place = np.minimum(np.searchsorted(days, day), len(days) - 1)
    is_there = days[place] == day
    np.fmax.at(worst, place[is_there], intensity[is_there])
    return worst


def _density(cut: Bins, days_in: np.ndarray, seconds: np.ndarray) -> np.ndarray:
    classes = len(CLASS_EDGES)
    which = np.searchsorted(CLASS_EDGES, seconds, side="right") - 1
    return np.bincount(cut.place[days_in] * classes + which, minlength=len(cut) * classes).reshape(len(cut), classes)
