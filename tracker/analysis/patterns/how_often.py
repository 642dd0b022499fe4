"""How often: many spasm days, spasms for weeks, and spells with a quiet time between. Pure."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.pattern import WEEKS, Pattern
from tracker.analysis.patterns.thresholds import (
    MONTH_DAYS,
    OFTEN_DAYS,
    QUIET_DAYS,
    SPELLS,
    SPELLS_WINDOW_DAYS,
    WEEKS_LOOKED_AT,
    WEEKS_WITH_SPASMS,
)
from tracker.analysis.patterns.window import window
from tracker.diary import Diary
from tracker.vocabulary.day import CONTINUED

_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Spells(Pattern):
    """Spasm days in spells."""

    spells: int
    """Stretches of spasm days with a quiet time between one and the next."""


def often(diary: Diary, today: dt.date) -> Pattern:
    """Are there spasms on many days?

    Returns spasm days of the answered days.
    Example: spasms on 9 days, clear on 11, 8 not answered: holds, 9 of 20.
    """
    month = window(diary, today, MONTH_DAYS)
    coverage, is_spasm = month.spasm_days()
    return month.counted_days(
        "often",
        is_spasm,
        month.has_spasm,
        holds=is_spasm.sum() >= OFTEN_DAYS,
        of=coverage.answered,
        method=_("Spasm days, out of the days answered. Days with only twitches are not included."),
        kind=Pattern,
    )


def going_on_for_weeks(diary: Diary, today: dt.date) -> Pattern:
    """Has there been a spasm in nearly all of the last weeks?

    A week here is seven days, the last one ends today. Returns weeks with a spasm day, of those with an answered day.
    Example: one spasm a week, but none in the third: holds, 5 of 6.
    """
    weeks = window(diary, today, WEEKS_LOOKED_AT * _WEEK_DAYS)
    coverage, is_spasm = weeks.spasm_days()
    with_spasm, answered = (
        days.reshape(WEEKS_LOOKED_AT, _WEEK_DAYS).any(axis=1) for days in (is_spasm, coverage.is_answered)
    )
    return weeks.counted_days(
        "going-on-for-weeks",
        is_spasm,
        weeks.has_spasm,
        holds=with_spasm.sum() >= WEEKS_WITH_SPASMS,
        n=with_spasm.sum(),
        of=answered.sum(),
        unit=WEEKS,
        method=_(
            "Weeks with a spasm, out of those with an answered day. A week is seven days, and the last one ends today."
        ),
        kind=Pattern,
    )


def again_after_quiet(diary: Diary, today: dt.date) -> Spells:
    """Have spasms come again after a quiet time of answered days, with the last one in the last four weeks?

    Quiet days are answered ones that are neither spasm days nor continued. Days in between that were not answered are
    passed over: they make no quiet time and break none.
    Returns spasm days of the answered days.
    Example: three spasm days, then 15 clear days, then one spasm day: two spells.
    """
    days = window(diary, today, SPELLS_WINDOW_DAYS)
    coverage, is_spasm = days.spasm_days()
    is_quiet = coverage.is_answered & ~is_spasm & ~coverage.in_state(CONTINUED)
    spasm_days = np.flatnonzero(is_spasm)
    quiet_between = np.diff(np.cumsum(is_quiet)[spasm_days])
    spells = int((quiet_between >= QUIET_DAYS).sum()) + bool(len(spasm_days))
    return days.counted_days(
        "again-after-quiet",
        is_spasm,
        days.has_spasm,
        kind=Spells,
        holds=spells >= SPELLS and is_spasm[-MONTH_DAYS:].any(),
        of=coverage.answered,
        spells=spells,
        method=_("Spasm days, out of the days answered. A spell ends with enough quiet answered days in a row."),
    )
