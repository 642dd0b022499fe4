"""All patterns of a diary, and the names that may be asked for. Pure."""

import datetime as dt
from collections.abc import Callable

from tracker.analysis.patterns.daily_life import night_calf, unable_to_function, woken
from tracker.analysis.patterns.factors import JOINT_RULES, SINGLE_RULES, own_rules
from tracker.analysis.patterns.how_often import (
    again_after_quiet,
    going_on_for_weeks,
    more_spasm_days,
    often,
    often_for_weeks,
    often_widespread_for_weeks,
)
from tracker.analysis.patterns.medicines import first_spasm, missed_medicine_answered
from tracker.analysis.patterns.muscle import lasting_soreness
from tracker.analysis.patterns.nerves import (
    new_weakness_or_numbness,
    twisting_posture,
    twitches_only,
    weakness_or_numbness,
)
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.places import back, leg_on_walking, same_activity, widespread
from tracker.analysis.patterns.relief import disputed_during, relief_without_help
from tracker.analysis.patterns.thresholds import (
    ACTIVITY_WINDOW_DAYS,
    FIRST_SPASM_WINDOW_DAYS,
    MONTH_DAYS,
    RELIEF_WINDOW_DAYS,
    SPELLS_WINDOW_DAYS,
)
from tracker.diary import Diary

NEEDED_DAYS = max(RELIEF_WINDOW_DAYS, SPELLS_WINDOW_DAYS, FIRST_SPASM_WINDOW_DAYS, ACTIVITY_WINDOW_DAYS, 2 * MONTH_DAYS)
"""How many days, the last of them today, a diary must have loaded."""

PatternFunction = Callable[[Diary, dt.date], Pattern]

PATTERNS: dict[str, PatternFunction] = {
    "often": often,
    "widespread": widespread,
    "going-on-for-weeks": going_on_for_weeks,
    "often-for-weeks": often_for_weeks,
    "often-widespread-for-weeks": often_widespread_for_weeks,
    "unable-to-function": unable_to_function,
    "lasting-soreness": lasting_soreness,
    "same-area-same-activity": same_activity,
    "leg-on-walking": leg_on_walking,
    "weakness-or-numbness": weakness_or_numbness,
    "new-weakness-or-numbness": new_weakness_or_numbness,
    "twisting-posture": twisting_posture,
    "woken": woken,
    "more-spasm-days": more_spasm_days,
    "first-spasm": first_spasm,
    "relief-without-help": relief_without_help,
    "night-calf": night_calf,
    "disputed-relief-during": disputed_during,
    "twitches-only": twitches_only,
    "back": back,
    "again-after-quiet": again_after_quiet,
    "missed-medicine-check-in": missed_medicine_answered,
    **{rule.keywords["name"]: rule for rule in (*SINGLE_RULES, *JOINT_RULES)},
}
"""Every pattern that all diaries share, by name. A person's own factors add theirs: "suspected-x-…"."""


def patterns(diary: Diary, today: dt.date) -> tuple[Pattern, ...]:
    """Every pattern, those that do not hold too, in the order of PATTERNS, a person's own factors after.

    Parameters: a diary without a filter that has the last NEEDED_DAYS days up to today loaded; today.
    Raises ValueError for any other.
    """
    rules: tuple[PatternFunction, ...] = (*PATTERNS.values(), *own_rules(diary))
    return tuple(rule(diary, today) for rule in rules)
