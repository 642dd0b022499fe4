"""Weakness and numbness, a twisted posture, and twitches alone. Pure.

Several muscles at once are common in cramps and are not looked at here.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import followed_up, noticed, says_what_was_noticed
from tracker.analysis.patterns.pattern import OF_ENTRIES, Pattern, window
from tracker.analysis.patterns.thresholds import MONTH_DAYS, NERVE_DAYS, TWISTING_DAYS, TWISTING_MINUTES
from tracker.diary import Diary

STILL_THERE, ONE_SIDE = "still-there", "one-side"
"""The safety questions about weakness. To whom has a nerve illness they ask whether it is new, or worse than known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nerves(Pattern):
    """Entries with weakness or numbness."""

    weakness: int
    numbness: int
    """Entries with each of them; one can name both."""


def weakness_or_numbness(diary: Diary, today: dt.date) -> Nerves:
    """Was there weakness or numbness beside a spasm, on more than one day?

    Weakness counts beside a twitch too, numbness does not. Returns such entries, of those that say what else was
    noticed.
    Example: numbness in 3 of the 18 entries that answered, on two days: holds, 3 of 18.
    """
    return _nerves(diary, today, "weakness-or-numbness", np.ones(len(diary.episodes), bool))


def new_weakness_or_numbness(diary: Diary, today: dt.date) -> Nerves:
    """The same, of entries alone for which a safety question was answered "yes": still there, new, or worse.

    For people who know weakness or numbness from a nerve illness: what is as always says nothing to them.
    """
    is_new = followed_up(diary, STILL_THERE, "yes") | followed_up(diary, ONE_SIDE, "yes")
    return _nerves(diary, today, "new-weakness-or-numbness", is_new)


def _nerves(diary: Diary, today: dt.date, name: str, which: np.ndarray) -> Nerves:
    month = window(diary, today, MONTH_DAYS)
    weak = which & month.has_entry & noticed(diary, "weakness")
    numb = which & month.has_spasm & noticed(diary, "numbness")
    return month.entries(
        name,
        weak | numb,
        (weak | month.has_spasm) & says_what_was_noticed(diary),
        least_days=NERVE_DAYS,
        kind=Nerves,
        weakness=int(weak.sum()),
        numbness=int(numb.sum()),
        method=_("Entries with weakness or numbness, out of those that say what else was noticed."),
    )


_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Twisting(Pattern):
    """Entries with a twisted posture."""

    long: int
    """Those of them that lasted long enough to count alone."""


def twisting_posture(diary: Diary, today: dt.date) -> Twisting:
    """Was the body twisted into a posture on more than one day, or once for long?

    Returns such entries, of those that say what else was noticed.
    """
    month = window(diary, today, MONTH_DAYS)
    rows = month.has_spasm & noticed(diary, "twisting-posture")
    # One without an end is not counted as long: after days it is rather forgotten than still there.
    long = int((rows & (diary.episodes.duration >= TWISTING_MINUTES * _MINUTE)).sum())
    return month.entries(
        "twisting-posture",
        rows,
        month.has_spasm & says_what_was_noticed(diary),
        least_days=TWISTING_DAYS,
        kind=Twisting,
        **({"holds": True} if long else {}),
        long=long,
        method=_("Entries with a twisted posture, out of those that say what else was noticed."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Twitches(Pattern):
    """Entries that are twitches."""

    weak: int
    """Those of them with weakness."""


def twitches_only(diary: Diary, today: dt.date) -> Twitches:
    """Are all entries of the last 28 days twitches?

    An entry that leaves the kind open is none, nor is a spasm that was not listed. Returns twitches of the entries.
    """
    month = window(diary, today, MONTH_DAYS)
    twitches = month.has_entry & ~month.has_spasm
    _coverage, is_spasm_day = month.spasm_days()
    return month.pattern(
        "twitches-only",
        twitches,
        kind=Twitches,
        holds=twitches.any() and not month.has_spasm.any() and not is_spasm_day.any(),
        n=twitches.sum(),
        of=month.has_entry.sum(),
        unit=OF_ENTRIES,
        weak=int((twitches & noticed(diary, "weakness")).sum()),
        method=_("Twitches, out of all entries. An entry without a kind counts as a spasm."),
    )
