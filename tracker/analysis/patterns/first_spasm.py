"""The first spasm of a diary that is still young. Pure."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.thresholds import FIRST_SPASM_WINDOW_DAYS
from tracker.analysis.patterns.window import window
from tracker.diary import Diary


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSpasm(Pattern):
    """Spasm days, of the answered ones."""

    first: int
    """Ordinal of the diary's first spasm day; 0 if it is not within these days."""


def first_spasm(diary: Diary, today: dt.date) -> FirstSpasm:
    """Is the diary's very first spasm within the days looked at?

    Known only if the diary itself began in these days. Twitches are no spasms.
    """
    days = window(diary, today, FIRST_SPASM_WINDOW_DAYS)
    coverage, is_spasm = days.spasm_days()
    is_young = diary.first_on is not None and diary.first_on >= days.period.first
    holds = bool(is_young and is_spasm.any())
    return days.counted_days(
        "first-spasm",
        is_spasm,
        days.has_spasm,
        kind=FirstSpasm,
        holds=holds,
        of=coverage.answered,
        first=days.period.first.toordinal() + int(is_spasm.argmax()) if holds else 0,
        method=_("Spasm days of a diary that began in these days, out of the days answered."),
    )
