"""What entries say that safety asks about: falls, weakness, the chest and its two lines. From entries alone. Pure.

Which places the two lines are asked for is the guidance's business and comes as an argument, so that what is counted
is what was asked.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import in_period
from tracker.analysis.patterns.entries import noticed, says_what_was_noticed
from tracker.days import Period
from tracker.diary import REGION_CODES, SAFETY_CODES, SIDE_CODES, Diary

Place = tuple[str, str]
"""(region code, side); "" is no side."""
ALARM_SIGNS = ("chest-pressure", "breathing-difficulty", "sweating-faint-sick")
"""Wherever the spasm was."""
CHEST_SIGNS = (*ALARM_SIGNS, "pain-spreads")
"""In the chest area: elsewhere pain that spreads is ordinary."""
LEG_SIGNS = ("swelling", "warmth-color-change")
SADDLE_SIGN = "bladder-bowel-or-saddle-numbness"
FALL = "fell-or-nearly"
NERVE_SIGNS = ("weakness", "numbness")


@dataclass(frozen=True, slots=True)
class Answered:
    """Entries that gave one answer to the two lines."""

    answer: str
    """yes, not-sure or no."""
    n: int
    on: tuple[dt.date, ...]
    """Days of those that are not private, ascending, each once."""


@dataclass(frozen=True, slots=True)
class SafetyCounts:
    """What the entries of a period say, as far as safety is concerned."""

    n: int
    """Entries in the period."""
    of: int
    """Entries that say what else was noticed: the denominator of the signs."""
    falls: int
    """Entries with a fall, or nearly one."""
    weak_or_numb: int
    chest: int
    """Entries in one of the places for which the two lines are asked."""
    chest_of: int
    """Those of them that say what else was noticed."""
    chest_signs: int
    """Those of these that tick pressure, breathlessness, sweating or spreading."""
    elsewhere: int
    """Entries outside these places that tick pressure, breathlessness or sweating.

    This count, like the two below, is 0 where private entries alone say so: it would tell of these by itself.
    """
    answers: tuple[Answered, ...]
    """By answer, yes first; only those that were given."""
    saddle: int
    """Entries with bladder or bowel trouble, or numb between the legs."""
    swollen_legs: int
    """Entries in a leg with both swelling and warm or discolored skin."""
    method: str = _("entries that tick a sign, of those that say what else was noticed")
    caveat: str = _("entries that left it open may have had it too")

    def answered(self, answer: str) -> Answered:
        """The entries with that answer; none is a count of 0."""
        return next((one for one in self.answers if one.answer == answer), Answered(answer, 0, ()))


def safety_counts(diary: Diary, period: Period, chest: Collection[Place], legs: Collection[Place]) -> SafetyCounts:
    """How many entries name falls, weakness or numbness, the chest, or a sign that raises a safety card?

    Parameters: a diary with the period loaded; the period; the places (region, side) for which the two lines about the
    chest are asked, and those that are a leg.
    Example: 41 entries in the left chest, 38 say what was noticed and none ticks pressure, one answered "not sure" on
    12 May: chest 41, chest_signs 0 of 38, answers ("not-sure", 1, 12 May).
    Nothing is assumed of entries that left a question open: they are in no count and in no denominator.
    """
    rows = in_period(diary.episodes.day, period)
    says = rows & says_what_was_noticed(diary)
    in_chest = _in_places(diary, chest)
    is_leg_sign = np.logical_and.reduce([noticed(diary, sign) for sign in LEG_SIGNS])

    def told(found: np.ndarray) -> int:
        return int(found.sum()) if (found & ~diary.provenance.is_private).any() else 0

    return SafetyCounts(
        n=int(rows.sum()),
        of=int(says.sum()),
        falls=int((says & noticed(diary, FALL)).sum()),
        weak_or_numb=int((says & noticed(diary, *NERVE_SIGNS)).sum()),
        chest=int((rows & in_chest).sum()),
        chest_of=int((says & in_chest).sum()),
        chest_signs=int((says & in_chest & noticed(diary, *CHEST_SIGNS)).sum()),
        elsewhere=told(says & ~in_chest & noticed(diary, *ALARM_SIGNS)),
        answers=_answers(diary, rows),
        saddle=told(says & noticed(diary, SADDLE_SIGN)),
        swollen_legs=told(says & is_leg_sign & _in_places(diary, legs)),
    )


def _in_places(diary: Diary, places: Collection[Place]) -> np.ndarray:
    """Entries in at least one of these places, shape (entries,)."""
    sides = len(SIDE_CODES)
    wanted = [REGION_CODES.index(region) * sides + SIDE_CODES.index(side) for region, side in places]
    marks, found = diary.marks, np.zeros(len(diary.episodes), bool)
    # A region that this version does not know is -1 and lands below every place.
    found[marks.episode[np.isin(marks.region.astype(np.int64) * sides + marks.side, wanted)]] = True
    return found


def _answers(diary: Diary, rows: np.ndarray) -> tuple[Answered, ...]:
    how, day, found = diary.provenance, diary.episodes.day, []
    for place, answer in enumerate(SAFETY_CODES):
        given = rows & (how.chest_answer == place)
        if given.any():
            on = np.unique(day[given & ~how.is_private]).tolist()
            found.append(Answered(answer, int(given.sum()), tuple(dt.date.fromordinal(one) for one in on)))
    return tuple(found)
