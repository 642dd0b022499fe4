"""Twitches and nothing else. Pure."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import noticed
from tracker.analysis.patterns.pattern import ENTRIES, Pattern
from tracker.analysis.patterns.thresholds import MONTH_DAYS
from tracker.analysis.patterns.window import window
from tracker.diary import Diary


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
        unit=ENTRIES,
        weak=int((twitches & noticed(diary, "weakness")).sum()),
        method=_("Twitches, out of all entries. An entry without a kind counts as a spasm."),
    )
