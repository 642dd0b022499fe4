"""Spasms in the legs. Pure."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import in_regions, says_where
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.thresholds import DAYS_AN_AREA, MONTH_DAYS
from tracker.analysis.patterns.window import window
from tracker.diary import Diary
from tracker.vocabulary.areas import LEGS, regions_of


def legs(diary: Diary, today: dt.date) -> Pattern:
    """Were there spasms in a leg, on at least 2 of 28 days, as many as make it an area with spasms?

    Returns entries of 28 days that name a leg, of those that say where. Example: a calf on two days, a hand on one:
    holds, 2 of 3.
    """
    month = window(diary, today, MONTH_DAYS)
    return month.entries(
        "legs",
        month.has_spasm & in_regions(diary, regions_of(LEGS)),
        month.has_spasm & says_where(diary),
        least_days=DAYS_AN_AREA,
        method=_("entries that name a leg, of those that say where"),
    )
