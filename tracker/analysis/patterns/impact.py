"""What spasms kept from being done. Pure. Asked for, never derived from intensity: 9 of 10 for a minute is ordinary."""

import datetime as dt

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import in_period
from tracker.analysis.patterns.pattern import DAYS, Pattern
from tracker.analysis.patterns.thresholds import FUNCTION_DAYS, FUNCTION_WINDOW_DAYS, LIMITED_FROM
from tracker.analysis.patterns.window import window
from tracker.diary import IMPACT_CODES, NOT_ANSWERED, Diary

_HAD_TO_STOP = IMPACT_CODES.index("had-to-stop")


def unable_to_function(diary: Diary, today: dt.date) -> Pattern:
    """Did something have to stop, or was the day limited a lot, on several of the last days?

    Returns such days, of the days on which either question was answered.
    Example: had to stop on Monday and Tuesday, Thursday limited 3 of 4, Friday limited 1: 3 of 4, holds.
    """
    days = window(diary, today, FUNCTION_WINDOW_DAYS)
    impact, limits = diary.details.impact, diary.limits
    had_to_stop = days.has_spasm & (impact == _HAD_TO_STOP)
    says_impact = days.has_spasm & (impact != NOT_ANSWERED)
    is_limit = in_period(limits.day, days.period)
    much_limited = limits.day[is_limit & (limits.level >= LIMITED_FROM)]
    on = np.union1d(days.days_of(had_to_stop), much_limited)
    return days.pattern(
        "unable-to-function",
        had_to_stop,
        holds=len(on) >= FUNCTION_DAYS,
        n=len(on),
        of=len(np.union1d(days.days_of(says_impact), limits.day[is_limit])),
        on=on,
        unit=DAYS,
        method=_("Days when you had to stop, or were limited a lot, out of those that say."),
        kind=Pattern,
    )
