"""What Trends begins with: how often, beside the days before and beside what is usual. Pure.

Put together from comparison, frequency and usual; nothing is counted here.
"""

from dataclasses import dataclass

from tracker.analysis.comparison import Comparison, compared_with_before, days_before
from tracker.analysis.frequency import Headline, headline
from tracker.analysis.results import TooLittle, UsualRange, nothing_there
from tracker.analysis.usual import usual_spasm_days, with_earlier_stretches
from tracker.days import Period
from tracker.diary import Diary


@dataclass(frozen=True, slots=True)
class Finding:
    """One period at a glance."""

    headline: Headline
    compared: Comparison | TooLittle
    usual: UsualRange | TooLittle
    """Of spasm days in 28."""


def finding(diary: Diary, period: Period) -> Finding | TooLittle:
    """How often in the period, before it, and usually?

    Parameters: a diary with `days_for_a_finding(period)` loaded; the period.
    Too little: nothing logged and nothing answered in the period.
    """
    top = headline(diary, period)
    if not top.entries and not top.of:
        return nothing_there(diary)
    return Finding(top, compared_with_before(diary, period), usual_spasm_days(diary, period))


def days_for_a_finding(period: Period) -> Period:
    """The days that must be loaded for it."""
    before, earlier = days_before(period), with_earlier_stretches(period)
    return Period(min(before.first, earlier.first), period.last) if before else earlier
