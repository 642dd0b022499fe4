"""More spasm days than in the four weeks before. A count and no verdict: it asks, it does not say "worse". Pure."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.thresholds import MONTH_DAYS, MORE_DAYS, MORE_SHARE
from tracker.analysis.patterns.window import window
from tracker.diary import Diary


@dataclass(frozen=True, slots=True, kw_only=True)
class More(Pattern):
    """Spasm days of the last four weeks, of the answered ones."""

    before_n: int
    """Spasm days of the four weeks before."""
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
        first=month.period.first.toordinal(),
        method=_("Spasm days in the last four weeks, out of the days answered, compared with the four weeks before."),
    )
