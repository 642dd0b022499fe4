"""When: the hour of the onset by weekday, with the days they rest on, and how often sleep was broken. Pure.

Described, not tested: repeated onsets of one person are not independent, and tests on them raise false alarms.
"""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import Coverage, day_states, in_period
from tracker.analysis.results import TooLittle, nothing_there
from tracker.days import Period
from tracker.diary import NOT_ANSWERED, ONSET_CODES, Diary

PEAK_HOURS = 3
LEAST_ENTRIES_FOR_A_PEAK = 8
_HOUR, _DAY = 3600, 86400


@dataclass(frozen=True, slots=True)
class Timing:
    """Onsets by the clock."""

    n: int
    """Entries in the period."""
    counts: np.ndarray
    """Shape (7, 24): entries by weekday of the person's day (Monday first) and hour of the wall clock (0 first)."""
    answered_days: np.ndarray
    """Shape (7,): answered days that fall on each weekday; the denominators of the rows."""
    asked_days: np.ndarray
    """Shape (7,): asked days that fall on each weekday."""
    day_starts_at: int
    """Hour at which the person's day starts at the end of the period: where a row of the table begins."""
    peak_from: int | None
    """First of the PEAK_HOURS hours with the most entries; None with too few entries, or if two stretches apart tie."""
    peak_n: int
    broken_sleep_days: int
    """Answered days with an entry that came in sleep or woke the person."""
    sleep_unknown_days: int
    """Answered days with spasms of which none is known to have come in sleep, and one may have."""
    of_days: int
    """Answered days."""
    is_filtered: bool
    method: str = _("wall clock where the spasm began; a row is your day, from its starting hour")
    caveat: str = _("counts only, no test: a few bad days can make a pattern")

    @property
    def by_hour(self) -> np.ndarray:
        """Shape (24,): entries by hour of the wall clock."""
        return self.counts.sum(axis=0)


@dataclass(frozen=True, slots=True)
class BrokenSleep:
    """Days on which a spasm came in sleep or woke the person; the night until the day starts is the day before."""

    n: int
    """Answered days with such an entry."""
    open: int
    """Answered days with spasms of which none is known to have come in sleep, and one may have."""
    of: int
    """Answered days."""


def timing(diary: Diary, period: Period) -> Timing | TooLittle:
    """At what time of day, and on which weekdays?

    Parameters: a diary with the period loaded; the period.
    Returns entries by weekday and hour, with the answered days of each weekday, and on how many answered days sleep
    was broken.
    Example: a cramp at 03:10 on the night after Monday stands in Monday's row at 3, since the day starts at 4.
    Assumes the clock of the zone where the entry was: a 3 am cramp stays at 3 am after travel and clock changes.
    """
    episodes = diary.episodes
    rows = in_period(episodes.day, period)
    if not rows.any():
        return nothing_there(diary)
    coverage = day_states(diary, period)
    hour = (episodes.started + episodes.offset)[rows] % _DAY // _HOUR
    weekday = _weekday(episodes.day[rows])
    counts = np.bincount(weekday * 24 + hour, minlength=7 * 24).reshape(7, 24)
    days_weekday = _weekday(period.first.toordinal() + np.arange(len(period)))
    peak_from, peak_n = _peak(counts.sum(axis=0))
    sleep = broken_sleep(diary, coverage)
    return Timing(
        n=int(rows.sum()),
        counts=counts,
        answered_days=np.bincount(days_weekday[coverage.is_answered], minlength=7),
        asked_days=np.bincount(days_weekday[coverage.is_asked], minlength=7),
        day_starts_at=diary.starts.hour_on(period.last),
        peak_from=peak_from,
        peak_n=peak_n,
        broken_sleep_days=sleep.n,
        sleep_unknown_days=sleep.open,
        of_days=sleep.of,
        is_filtered=diary.is_filtered,
    )


def _weekday(ordinal: np.ndarray) -> np.ndarray:
    """0 for Monday: ordinal 1 was one."""
    return (ordinal - 1) % 7


def _peak(by_hour: np.ndarray) -> tuple[int | None, int]:
    """First hour of the fullest stretch of PEAK_HOURS, around midnight too, and its entries."""
    stretches = sum(np.roll(by_hour, -n) for n in range(PEAK_HOURS))
    most = int(stretches.max())
    if by_hour.sum() < LEAST_ENTRIES_FOR_A_PEAK:
        return None, most
    tied = np.flatnonzero(stretches == most)
    for first in tied.tolist():
        # Stretches that share an hour are one time of day: the one in their middle stands for them.
        if ((tied - first) % 24 < PEAK_HOURS).all():
            return int(tied[np.argsort((tied - first) % 24)][(len(tied) - 1) // 2]), most
    return None, most


def broken_sleep(diary: Diary, coverage: Coverage) -> BrokenSleep:
    """On how many days was sleep broken?

    Parameters: a diary with the period loaded; its day states.
    Example: woken on Monday, awake on Tuesday, not said on Wednesday, clear on Thursday: 1 of 4, 1 open.
    Spasms that were not listed one by one leave the question open.
    """
    period, is_answered = coverage.period, coverage.is_answered
    rows = in_period(diary.episodes.day, period)
    woke, at_onset = diary.onsets.woke[rows], diary.onsets.at_onset[rows]
    place = diary.episodes.day[rows] - period.first.toordinal()
    says_yes = (woke == 1) | (at_onset == ONSET_CODES.index("asleep"))
    # Awake in any other way answers the question as well as "no" does.
    is_open = ~says_yes & (woke == NOT_ANSWERED) & (at_onset == NOT_ANSWERED)
    yes_days, open_days = np.zeros(len(period), bool), coverage.is_unlisted.copy()
    yes_days[place[says_yes]] = True
    open_days[place[is_open]] = True
    open_days &= is_answered & ~yes_days
    return BrokenSleep(n=int((yes_days & is_answered).sum()), open=int(open_days.sum()), of=coverage.answered)
