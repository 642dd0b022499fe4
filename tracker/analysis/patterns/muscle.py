"""The muscle itself: soreness that stays. Pure."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.pattern import Pattern, window
from tracker.analysis.patterns.thresholds import MONTH_DAYS, SORE_LONGER_ENTRIES, SORE_NEXT_MORNING_DAYS
from tracker.diary import NOT_ANSWERED, SORENESS_CODES, Diary

_NEXT_DAY, _LONGER = SORENESS_CODES.index("next-day"), SORENESS_CODES.index("longer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Soreness(Pattern):
    """Entries that were still sore the next morning."""

    longer: int
    """Those of them that were sore for more than three days."""


def lasting_soreness(diary: Diary, today: dt.date) -> Soreness:
    """Was it sore for more than three days, or still the next morning on several days?

    Returns entries that were sore until the next day or longer, of those that say how long.
    Example: "until the next day" on Monday and Friday, "some hours" twice, once not answered: 2 of 4, does not hold.
    """
    month = window(diary, today, MONTH_DAYS)
    soreness = diary.details.soreness
    next_morning = month.has_spasm & (soreness >= _NEXT_DAY)
    longer = int((month.has_spasm & (soreness == _LONGER)).sum())
    return month.entries(
        "lasting-soreness",
        next_morning,
        month.has_spasm & (soreness != NOT_ANSWERED),
        least_days=SORE_NEXT_MORNING_DAYS,
        kind=Soreness,
        holds=True if longer >= SORE_LONGER_ENTRIES else None,
        longer=longer,
        method=_("Entries where you were sore until the next day or longer, out of those that say how long."),
    )
