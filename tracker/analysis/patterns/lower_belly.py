"""Cramps of the lower belly that come and go. Pure. What they mean depends on the person, and is not said here."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import in_regions, says_where
from tracker.analysis.patterns.pattern import ENTRIES, Pattern
from tracker.analysis.patterns.thresholds import LOWER_BELLY_ENTRIES, LOWER_BELLY_WINDOW_DAYS
from tracker.analysis.patterns.window import window
from tracker.diary import Diary

LOWER_BELLY = frozenset({"lower-abdomen", "pelvis"})


def lower_belly(diary: Diary, today: dt.date) -> Pattern:
    """Were there spasms in the lower belly or the pelvis today or yesterday, two or more?

    Returns such entries, of those of the two days that say where. A burst that is one entry counts once.
    """
    days = window(diary, today, LOWER_BELLY_WINDOW_DAYS)
    rows = days.has_spasm & in_regions(diary, LOWER_BELLY)
    return days.pattern(
        "lower-belly",
        rows,
        holds=rows.sum() >= LOWER_BELLY_ENTRIES,
        n=rows.sum(),
        of=(days.has_spasm & says_where(diary)).sum(),
        unit=ENTRIES,
        method=_("entries since yesterday that name the lower belly or the pelvis, of those that say where"),
    )
