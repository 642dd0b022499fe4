"""Patterns that count only together. Pure."""

import datetime as dt

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.areas import widespread
from tracker.analysis.patterns.how_often import going_on_for_weeks, often
from tracker.analysis.patterns.pattern import PARTS, Pattern
from tracker.diary import Diary


def often_for_weeks(diary: Diary, today: dt.date) -> Pattern:
    """Are spasms often, and do they go on for weeks?"""
    return _all_hold("often-for-weeks", often(diary, today), going_on_for_weeks(diary, today))


def often_widespread_for_weeks(diary: Diary, today: dt.date) -> Pattern:
    """Are spasms often, widespread, and do they go on for weeks: all three, as source 4 names them?"""
    parts = often(diary, today), widespread(diary, today), going_on_for_weeks(diary, today)
    return _all_hold("often-widespread-for-weeks", *parts)


def _all_hold(name: str, *parts: Pattern) -> Pattern:
    """The patterns as one: it holds if every one of them does. Entries and days are those of all of them."""
    held = sum(part.holds for part in parts)
    return Pattern(
        name=name,
        holds=held == len(parts),
        n=held,
        of=len(parts),
        unit=PARTS,
        days=max(part.days for part in parts),
        # The longest window holds nearly all; of entries in a pause, which only some patterns count, the rest follow.
        episodes=tuple(dict.fromkeys(key for part in sorted(parts, key=_longest_first) for key in part.episodes)),
        on=tuple(np.unique([day for part in parts for day in part.on]).astype(int).tolist()),
        method=_("Several patterns at once. All of them must be true."),
    )


def _longest_first(part: Pattern) -> int:
    return -part.days
