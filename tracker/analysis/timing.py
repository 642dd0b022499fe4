"""When: the hour of the onset by weekday, with the days they rest on, and how often sleep was broken. Pure.

Counted in days: a bad morning with ten spasms is one day. A time of day is named only where chance alone would seldom
give so full a one; nothing else is tested, since repeated onsets of one person are not independent of each other.
"""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import Coverage, day_states, in_period
from tracker.analysis.results import TooLittle, nothing_there
from tracker.days import Period
from tracker.diary import NOT_ANSWERED, ONSET_CODES, Diary
from tracker.vocabulary.day import CONTINUED
from tracker.vocabulary.episodes import INTENSITY_MAX
from tracker.vocabulary.lazy_text import LazyText

PEAK_HOURS = 3
LEAST_IN_A_PEAK = (
    *((8, 5), (10, 6), (12, 6), (15, 7), (20, 8), (25, 9), (30, 10), (40, 13), (50, 15), (60, 16), (80, 20)),
    *((100, 24), (150, 32), (200, 40), (300, 55), (400, 70)),
)
"""(days with an onset, least of them in the fullest three hours): simulated, so that onsets at random hours reach it in
few diaries. Without it three hours are named from pure chance in two diaries of three."""
LEAST_DAYS_FOR_A_PEAK, MOST_DAYS_FOR_A_PEAK = LEAST_IN_A_PEAK[0][0], LEAST_IN_A_PEAK[-1][0]
_HOUR, _DAY = 3600, 86400


@dataclass(frozen=True, slots=True)
class Timing:
    """Onsets by the clock."""

    n: int
    """Days with an entry."""
    entries: int
    """Entries in the period."""
    counts: np.ndarray
    """Shape (7, 24): days with an onset, by weekday of the person's day (Monday first) and hour of the wall clock (0
    first). A day with onsets in several hours counts in each."""
    by_strength: np.ndarray
    """Shape (24, 11): days with an onset at each hour that has a number, by the worst number in it."""
    answered_days: np.ndarray
    """Shape (7,): answered days that fall on each weekday; the denominators of the rows. In a filtered diary those of
    which it is known whether they match."""
    asked_days: np.ndarray
    """Shape (7,): asked days that fall on each weekday."""
    day_starts_at: int
    """Hour at which the person's day starts at the end of the period: where a row of the table begins."""
    peak_from: int | None
    """First of the PEAK_HOURS hours in which the most days had their first onset; None with too few days, where chance
    alone may well give as many, or if two stretches apart tie. It is named only if it holds by each day's last onset,
    too: of several onsets at random hours the first lies early in the day, and the last late."""
    peak_n: int
    broken_sleep_days: int
    """Days with an entry that came in sleep or woke the person."""
    sleep_unknown_days: int
    """Answered days with spasms of which none is known to have come in sleep, and one may have: not in `of_days`."""
    of_days: int
    """Answered days that say whether sleep was broken."""
    is_filtered: bool
    method: LazyText = _("Local time where the spasm began. Each row starts at the hour your day starts.")
    caveat: LazyText = _("It counts days, not entries. A few bad days can look like a pattern.")

    @property
    def by_hour(self) -> np.ndarray:
        """Shape (24,): days by hour of the wall clock."""
        days: np.ndarray = self.counts.sum(axis=0)
        return days


@dataclass(frozen=True, slots=True)
class BrokenSleep:
    """Days on which a spasm came in sleep or woke the person; the night until the day starts is the day before."""

    n: int
    """Answered days with such an entry."""
    open: int
    """Answered days with spasms of which none is known to have come in sleep, and one may have."""
    of: int
    """Answered days that say it: the one denominator in which this is told, on every page."""


def timing(diary: Diary, period: Period) -> Timing | TooLittle:
    """At what time of day, and on which weekdays?

    Parameters: a diary with the period loaded; the period.
    Returns days with an onset by weekday and hour, with the answered days of each weekday, and on how many of the days
    that say it sleep was broken.
    Example: a cramp at 03:10 on the night after Monday stands in Monday's row at 3, since the day starts at 4.
    Assumes the clock of the zone where the entry was: a 3 am cramp stays at 3 am after travel and clock changes.
    """
    episodes = diary.episodes
    rows = in_period(episodes.day, period)
    if not rows.any():
        return nothing_there(diary)
    coverage = day_states(diary, period)
    day = episodes.day[rows]
    hour = (episodes.started + episodes.offset)[rows] % _DAY // _HOUR
    counts = np.zeros((7, 24), np.int64)
    each = np.unique(day * 24 + hour)
    np.add.at(counts, (_weekday(each // 24), each % 24), 1)
    days_weekday = _weekday(period.first.toordinal() + np.arange(len(period)))
    peak_from, peak_n = _peak(*_first_and_last_onsets(day, episodes.started[rows], hour))
    sleep = broken_sleep(diary, coverage)
    return Timing(
        n=len(np.unique(day)),
        entries=int(rows.sum()),
        counts=counts,
        by_strength=_by_strength(day * 24 + hour, episodes.intensity[rows]),
        answered_days=np.bincount(days_weekday[coverage.is_known], minlength=7),
        asked_days=np.bincount(days_weekday[coverage.is_asked], minlength=7),
        day_starts_at=diary.starts.hour_on(period.last),
        peak_from=peak_from,
        peak_n=peak_n,
        broken_sleep_days=sleep.n,
        sleep_unknown_days=sleep.open,
        of_days=sleep.of,
        is_filtered=diary.is_filtered,
    )


def _by_strength(hour_of_day: np.ndarray, intensity: np.ndarray) -> np.ndarray:
    """Shape (24, 11): hours of days by hour of the clock and the worst number in them; those without one are left out.

    `hour_of_day`: of every entry, the day's ordinal times 24 plus the hour.
    """
    rated = ~np.isnan(intensity)
    hours, place = np.unique(hour_of_day[rated], return_inverse=True)
    worst = np.zeros(len(hours), np.int64)
    np.maximum.at(worst, place, intensity[rated].astype(np.int64))
    levels = INTENSITY_MAX + 1
    flat = np.bincount(hours % 24 * levels + worst, minlength=24 * levels)
    return flat.reshape(24, levels)


def _first_and_last_onsets(day: np.ndarray, started: np.ndarray, hour: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Twice the shape (24,): days by the hour of their first onset, and by that of their last one."""
    order = np.lexsort((started, day))
    _days, first, entries = np.unique(day[order], return_index=True, return_counts=True)
    in_order = hour[order]
    return np.bincount(in_order[first], minlength=24), np.bincount(in_order[first + entries - 1], minlength=24)


def _weekday(ordinal: np.ndarray) -> np.ndarray:
    """0 for Monday: ordinal 1 was one."""
    return (ordinal - 1) % 7


def least_in_a_peak(days: int) -> int | None:
    """How many of so many days the fullest three hours must hold to be named; None if no number of them is enough.

    Between two rows of the table the next one holds, which asks for more.
    """
    if days < LEAST_DAYS_FOR_A_PEAK:
        return None
    return next((least for most_days, least in LEAST_IN_A_PEAK if days <= most_days), None)


def _peak(by_first: np.ndarray, by_last: np.ndarray) -> tuple[int | None, int]:
    """First hour of the fullest stretch of PEAK_HOURS, around midnight too, and the days that began in it.

    Parameters: shapes (24,), days by the hour of their first onset and of their last one. Both must fill the stretch as
    the table asks: by the first alone, three onsets a day at random hours name the first hours of the day for certain.
    """
    stretches, of_last = _stretches(by_first), _stretches(by_last)
    most, least = int(stretches.max()), least_in_a_peak(int(by_first.sum()))
    if least is None or most < least:
        return None, most
    tied = np.flatnonzero(stretches == most)
    for first in tied.tolist():
        # Stretches that share an hour are one time of day: the one in their middle stands for them.
        if ((tied - first) % 24 < PEAK_HOURS).all():
            middle = int(tied[np.argsort((tied - first) % 24)][(len(tied) - 1) // 2])
            return (middle if of_last[middle] >= least else None), most
    return None, most


def _stretches(by_hour: np.ndarray) -> np.ndarray:
    """Shape (24,): days in the PEAK_HOURS hours from each hour on."""
    days: np.ndarray = np.sum([np.roll(by_hour, -n) for n in range(PEAK_HOURS)], axis=0)
    return days


def broken_sleep(diary: Diary, coverage: Coverage) -> BrokenSleep:
    """On how many days was sleep broken?

    Parameters: a diary with the period loaded; its day states.
    Example: woken on Monday, awake on Tuesday, not said on Wednesday, clear on Thursday: 1 of 3, 1 open.
    Spasms that were not listed one by one leave the question open, and so do, in a filtered diary, entries that leave
    open what is asked for.
    """
    period, is_answered = coverage.period, coverage.is_answered
    rows = in_period(diary.episodes.day, period)
    woke, at_onset = diary.onsets.woke[rows], diary.onsets.at_onset[rows]
    place = diary.episodes.day[rows] - period.first.toordinal()
    says_yes = (woke == 1) | (at_onset == ONSET_CODES.index("asleep"))
    # Awake in any other way answers the question as well as "no" does.
    is_open = ~says_yes & (woke == NOT_ANSWERED) & (at_onset == NOT_ANSWERED)
    # Nobody was asked whether a spasm that ran on from the day before woke them again.
    open_days = coverage.is_unlisted | (coverage.open_entries > 0) | coverage.in_state(CONTINUED)
    yes_days = np.zeros(len(period), bool)
    yes_days[place[says_yes]] = True
    open_days[place[is_open]] = True
    open_days &= is_answered & ~yes_days
    n_open = int(open_days.sum())
    return BrokenSleep(n=int((yes_days & is_answered).sum()), open=n_open, of=coverage.answered - n_open)
