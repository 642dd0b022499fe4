"""How often: many spasm days, spasms for weeks, more than before, and spells with a quiet time between. Pure."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.pattern import OF_PATTERNS, OF_WEEKS, Pattern, window
from tracker.analysis.patterns.places import widespread
from tracker.analysis.patterns.thresholds import (
    MONTH_DAYS,
    MORE_DAYS,
    MORE_SHARE,
    OFTEN_DAYS,
    QUIET_DAYS,
    SPELLS,
    SPELLS_WINDOW_DAYS,
    WEEKS_LOOKED_AT,
    WEEKS_WITH_SPASMS,
)
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
        unit=OF_WEEKS,
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
        method=_("Spasm days, out of the days answered. A spell ends after enough quiet answered days in a row."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class More(Pattern):
    """Spasm days of the last four weeks, of the answered ones."""

    before_n: int
    """Spasm days of the four weeks before."""
    before_of: int
    """Of so many answered days."""
    first: int
    """Ordinal of the first of the last four weeks' days."""


def more_spasm_days(diary: Diary, today: dt.date) -> More:
    """Are there more spasm days than in the four weeks before: some days more, and a good part more?

    Only where those days belong to the diary: each was asked for (none before its first day, none in a pause), and
    something was answered. Returns spasm days of the answered days of the last four weeks.
    Example: 4 spasm days before, 7 now: holds. 6 before, 9 now: holds. 8 before, 11 now: does not.
    """
    month = window(diary, today, MONTH_DAYS)
    coverage, is_spasm = month.spasm_days()
    earlier = window(diary, month.period.before().last, MONTH_DAYS)
    covered_before, was_spasm = earlier.spasm_days()
    n, before = int(is_spasm.sum()), int(was_spasm.sum())
    is_known = covered_before.is_asked.all() and covered_before.answered > 0
    return month.counted_days(
        "more-spasm-days",
        is_spasm,
        month.has_spasm,
        kind=More,
        holds=is_known and n - before >= MORE_DAYS and n >= MORE_SHARE * before,
        of=coverage.answered,
        before_n=before,
        before_of=covered_before.answered,
        first=month.period.first.toordinal(),
        method=_("Spasm days in the last four weeks, out of the days answered, compared with the four weeks before."),
    )


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
        unit=OF_PATTERNS,
        days=max(part.days for part in parts),
        # The longest window holds nearly all; of entries in a pause, which only some patterns count, the rest follow.
        episodes=tuple(dict.fromkeys(key for part in sorted(parts, key=_longest_first) for key in part.episodes)),
        on=tuple(np.unique([day for part in parts for day in part.on]).astype(int).tolist()),
        method=_("Several patterns at once. All of them must apply."),
    )


def _longest_first(part: Pattern) -> int:
    return -part.days
