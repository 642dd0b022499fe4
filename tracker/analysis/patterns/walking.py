"""A leg that cramps on walking and eases on standing still. Pure."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import at_onset, followed_up, has_helped, in_regions, used, with_uses
from tracker.analysis.patterns.pattern import ENTRIES, Pattern
from tracker.analysis.patterns.thresholds import ACTIVITY_WINDOW_DAYS, WALKING_DAYS
from tracker.analysis.patterns.window import window
from tracker.diary import Diary
from tracker.vocabulary.areas import LEGS, regions_of

EASES = "eases-standing"
"""The safety question that asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walking(Pattern):
    """Entries of a leg on walking. `n` of `of` are those that eased."""

    eases: bool
    """Some entry says that it eases on standing still, and none says later that it does not."""


def leg_on_walking(diary: Diary, today: dt.date) -> Walking:
    """Did a leg cramp on walking on enough days, and does some entry say that standing still eases it?

    It eases where the question was answered "yes", or rest is rated slightly, moderately or greatly. A "no" to the
    question silences what entries before it said, and its own. Few people rate anything, so one entry is enough.
    Returns the entries of a leg on walking that eased, of all of them; it rests on all of them.
    Example: five on walking, on five days, one "yes": holds, 1 of 5.
    """
    days = window(diary, today, ACTIVITY_WINDOW_DAYS)
    rows = days.has_spasm & in_regions(diary, regions_of(LEGS)) & at_onset(diary, "walking")
    rested = with_uses(diary, used(diary, {"rest"}) & has_helped(diary))
    stays = rows & followed_up(diary, EASES, "no")
    eased = rows & (rested | followed_up(diary, EASES, "yes")) & ~stays
    eases = _latest(eased) > _latest(stays)
    return days.pattern(
        "leg-on-walking",
        rows,
        kind=Walking,
        holds=eases and len(days.days_of(rows)) >= WALKING_DAYS,
        n=eased.sum(),
        of=rows.sum(),
        unit=ENTRIES,
        eases=eases,
        method=_("Leg entries while walking that eased on standing still, out of all leg entries while walking."),
    )


def _latest(rows: np.ndarray) -> int:
    """The place of the last of these entries; -1 if there is none."""
    return int(np.flatnonzero(rows)[-1]) if rows.any() else -1
