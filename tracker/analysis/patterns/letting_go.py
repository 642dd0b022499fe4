"""How long a spasm holds: one that does not let go, and sustained ones. Pure."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import has_helped, is_rated, with_uses
from tracker.analysis.patterns.pattern import ENTRIES, Pattern
from tracker.analysis.patterns.thresholds import (
    LETTING_GO_MINUTES,
    LETTING_GO_WINDOW_DAYS,
    MONTH_DAYS,
    SUSTAINED_DAYS,
)
from tracker.analysis.patterns.window import Window, window
from tracker.diary import KIND_CODES, NOT_ANSWERED, Diary

_CRAMP = KIND_CODES.index("cramp")
_EPOCH = dt.date(1970, 1, 1).toordinal()
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding(Pattern):
    """Entries that did not let go."""

    goes_on: bool
    """One of them has no end yet."""


def is_long(of: Window, least: float) -> np.ndarray:
    """Spasms of the window that are over and lasted so many minutes or more, shape (entries,).

    One without an end stays out, as it does of all durations: after days it is rather forgotten than still there.
    """
    return of.has_spasm & (of.diary.episodes.duration >= least * _MINUTE)


def minutes_so_far(diary: Diary, today: dt.date) -> np.ndarray:
    """How many minutes each entry that goes on has lasted at the least, shape (entries,); 0 for the others.

    One of an earlier day has gone on until today began. Of one that began today the date says nothing yet: its minutes
    are counted while it runs, by what is said of one entry.
    """
    episodes = diary.episodes
    today_began = (today.toordinal() - _EPOCH) * _DAY + diary.starts.hour_on(today) * _HOUR
    so_far = np.maximum(today_began - (episodes.started + episodes.offset), 0) / _MINUTE
    return np.where(episodes.is_ongoing, so_far, 0)


def does_not_let_go(diary: Diary, today: dt.date) -> Holding:
    """Did a spasm of today or yesterday last 10 minutes or more without easing?

    Not easing: it still goes on and nothing that was done is rated as having helped; or it is over, and what was done
    is rated, and none of it helped. One that is over and of which nothing is rated has let go: it raises nothing.
    Returns such entries, of those of the two days whose length is known.
    Example: a cramp of 12 minutes, stretching "not at all": holds. The same with heat "slightly" besides: does not.
    """
    days = window(diary, today, LETTING_GO_WINDOW_DAYS)
    eased, rated = with_uses(diary, has_helped(diary)), with_uses(diary, is_rated(diary))
    so_far = minutes_so_far(diary, today)
    goes_on = days.has_spasm & (so_far >= LETTING_GO_MINUTES)
    rows = ~eased & (goes_on | (is_long(days, LETTING_GO_MINUTES) & rated))
    has_length = days.has_spasm & ((so_far > 0) | ~np.isnan(diary.episodes.duration))
    return days.pattern(
        "does-not-let-go",
        rows,
        kind=Holding,
        holds=rows.any(),
        n=rows.sum(),
        of=has_length.sum(),
        unit=ENTRIES,
        goes_on=bool((rows & goes_on).any()),
        method=_("long entries since yesterday that nothing eased, by your own rating, of those whose length is known"),
    )


def sustained(diary: Diary, today: dt.date) -> Pattern:
    """Did the muscle stay tight on at least 3 of 28 days: a cramp, or 10 minutes and more?

    Returns such entries, of those that say their kind or their length.
    """
    month = window(diary, today, MONTH_DAYS)
    kind = diary.details.kind
    known = (kind != NOT_ANSWERED) | ~np.isnan(diary.episodes.duration)
    return month.entries(
        "sustained",
        month.has_spasm & (kind == _CRAMP) | is_long(month, LETTING_GO_MINUTES),
        month.has_spasm & known,
        least_days=SUSTAINED_DAYS,
        method=_("cramps and long spasms, of the entries that say their kind or length"),
    )
