"""Weakness and numbness beside spasms. Pure.

Whether they stayed after the spasm is not asked for and cannot be told from an entry: what is raised has to ask it.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import noticed, says_what_was_noticed
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.thresholds import MONTH_DAYS, NERVE_DAYS
from tracker.analysis.patterns.window import window
from tracker.diary import Diary


@dataclass(frozen=True, slots=True, kw_only=True)
class Nerves(Pattern):
    """Entries with weakness or numbness."""

    weakness: int
    numbness: int
    """Entries with each of them; one can name both."""


def weakness_or_numbness(diary: Diary, today: dt.date) -> Nerves:
    """Was there weakness or numbness beside a spasm, on at least 2 of the last 28 days?

    Weakness counts beside a twitch too, numbness does not. Returns such entries, of those that say what else was
    noticed.
    Example: numbness in 3 of the 18 entries that answered, on two days: holds, 3 of 18.
    """
    month = window(diary, today, MONTH_DAYS)
    weak = month.has_entry & noticed(diary, "weakness")
    numb = month.has_spasm & noticed(diary, "numbness")
    return month.entries(
        "weakness-or-numbness",
        weak | numb,
        (weak | month.has_spasm) & says_what_was_noticed(diary),
        least_days=NERVE_DAYS,
        kind=Nerves,
        weakness=int(weak.sum()),
        numbness=int(numb.sum()),
        method=_("entries with weakness or numbness, of those that say what else was noticed"),
    )
