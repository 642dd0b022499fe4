"""What spasms keep from being done, and nights that they break. Pure."""

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import in_period
from tracker.analysis.patterns.entries import at_onset, in_regions, says_where
from tracker.analysis.patterns.pattern import OF_DAYS, OF_NIGHTS, Pattern, window
from tracker.analysis.patterns.thresholds import (
    FUNCTION_DAYS,
    FUNCTION_WINDOW_DAYS,
    LIMITED_FROM,
    MONTH_DAYS,
    NIGHT_CALF_NIGHTS,
    NIGHT_CALF_SHARE,
    WOKEN_NIGHTS,
)
from tracker.days import NIGHT_START_HOUR
from tracker.diary import IMPACT_CODES, NOT_ANSWERED, Diary

_HOUR, _DAY = 3600, 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class Calf(Pattern):
    """Entries of the night in a calf."""

    nights: int


def nights_of(diary: Diary, rows: np.ndarray) -> np.ndarray:
    """The nights of these entries, each once, as days since 1970 of their evenings; see days.night_of."""
    wall = (diary.episodes.started + diary.episodes.offset)[rows]
    return np.unique((wall - NIGHT_START_HOUR * _HOUR) // _DAY)


def woken(diary: Diary, today: dt.date) -> Pattern:
    """Did spasms wake the person in many nights?

    Only "woke: yes" counts; an entry that began in sleep and leaves the question open does not.
    Returns such nights, of the nights with an entry that says yes or no. The days of a window hold its nights: one
    that is cut off at an end counts as what is in it.
    Example: awake at 23:30 and again at 03:10: one night.
    """
    month = window(diary, today, MONTH_DAYS)
    woke = diary.onsets.woke
    rows = month.has_spasm & (woke == 1)
    nights = len(nights_of(diary, rows))
    return month.pattern(
        "woken",
        rows,
        holds=nights >= WOKEN_NIGHTS,
        n=nights,
        of=len(nights_of(diary, month.has_spasm & (woke != NOT_ANSWERED))),
        unit=OF_NIGHTS,
        method=_("Nights, from noon to noon, when a spasm woke you, out of the nights you answered."),
        kind=Pattern,
    )


def night_calf(diary: Diary, today: dt.date) -> Calf:
    """Do calves cramp at night: in several nights, and in a good part of the entries of the night?

    An entry of the night began in sleep or woke the person, whatever the clock says.
    Returns entries of the night in a calf, of those that say where. Example: "4 of your 9 entries of the night".
    """
    month = window(diary, today, MONTH_DAYS)
    at_night = month.has_spasm & ((diary.onsets.woke == 1) | at_onset(diary, "asleep"))
    rows = at_night & in_regions(diary, {"calf"})
    nights = len(nights_of(diary, rows))
    pattern = month.entries(
        "night-calf",
        rows,
        at_night & says_where(diary),
        least_days=0,
        share=NIGHT_CALF_SHARE,
        kind=Calf,
        nights=nights,
        method=_(
            "Of the entries that woke you or began in your sleep, those in a calf. Entries without a place are "
            "left out."
        ),
    )
    return pattern if nights >= NIGHT_CALF_NIGHTS else replace(pattern, holds=False)


_HAD_TO_STOP = IMPACT_CODES.index("had-to-stop")


def unable_to_function(diary: Diary, today: dt.date) -> Pattern:
    """Did something have to stop, or was the day limited a lot, on several of the last days?

    Returns such days, of the days on which either question was answered.
    Example: had to stop on Monday and Tuesday, Thursday limited 3 of 4, Friday limited 1: 3 of 4, holds.
    """
    days = window(diary, today, FUNCTION_WINDOW_DAYS)
    impact, limits = diary.details.impact, diary.limits
    had_to_stop = days.has_spasm & (impact == _HAD_TO_STOP)
    says_impact = days.has_spasm & (impact != NOT_ANSWERED)
    is_limit = in_period(limits.day, days.period)
    much_limited = limits.day[is_limit & (limits.level >= LIMITED_FROM)]
    on = np.union1d(days.days_of(had_to_stop), much_limited)
    return days.pattern(
        "unable-to-function",
        had_to_stop,
        holds=len(on) >= FUNCTION_DAYS,
        n=len(on),
        of=len(np.union1d(days.days_of(says_impact), limits.day[is_limit])),
        on=on,
        unit=OF_DAYS,
        method=_("Days when you had to stop, or were limited a lot, out of the days when you answered that."),
        kind=Pattern,
    )
