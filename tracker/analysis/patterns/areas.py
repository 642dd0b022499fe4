"""In how much of the body: several areas of it, and the back. Pure. vocabulary/areas.py says what is in which area."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import in_regions, says_where
from tracker.analysis.patterns.pattern import AREAS as AREAS_COUNTED
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.thresholds import AREAS_FOR_WIDESPREAD, BACK_DAYS, DAYS_AN_AREA, MONTH_DAYS
from tracker.analysis.patterns.window import window
from tracker.diary import Diary
from tracker.vocabulary.areas import AREAS, BACK_AND_BUTTOCK, EVERYWHERE, regions_of

BACK_REGIONS = regions_of(BACK_AND_BUTTOCK) - {"buttock"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas(Pattern):
    """Areas of the body with spasms."""

    areas: tuple[str, ...]
    """Codes of vocabulary/areas.py: those with spasms on enough days."""
    everywhere_days: int
    """Days with an entry that says "widespread"."""


def widespread(diary: Diary, today: dt.date) -> Areas:
    """Are there spasms in several areas, on more than one day each, or "widespread" on more than one day?

    Returns the areas with spasms on enough days, of the five.
    Example: calf on four days, lower back on two, hand on one: 2 of 5, does not hold.
    """
    month = window(diary, today, MONTH_DAYS)
    everywhere = month.has_spasm & in_regions(diary, {EVERYWHERE})
    everywhere_days = len(month.days_of(everywhere))
    found, rows = [], everywhere
    for area in AREAS:
        there = month.has_spasm & in_regions(diary, regions_of(area))
        if len(month.days_of(there)) >= DAYS_AN_AREA:
            found.append(area)
            rows = rows | there
    return month.pattern(
        "widespread",
        rows,
        kind=Areas,
        holds=len(found) >= AREAS_FOR_WIDESPREAD or everywhere_days >= DAYS_AN_AREA,
        n=len(found),
        of=len(AREAS),
        unit=AREAS_COUNTED,
        areas=tuple(found),
        everywhere_days=everywhere_days,
        method=_("Areas of the body with spasms on several days. “Widespread” is counted separately."),
    )


def back(diary: Diary, today: dt.date) -> Pattern:
    """Were there spasms in the upper, middle or lower back, on several days?

    Returns entries that name the back, of those that say where. The back of the neck is not in it.
    """
    month = window(diary, today, MONTH_DAYS)
    return month.entries(
        "back",
        month.has_spasm & in_regions(diary, BACK_REGIONS),
        month.has_spasm & says_where(diary),
        least_days=BACK_DAYS,
        method=_("Entries that name the back, out of those with a place."),
        kind=Pattern,
    )
