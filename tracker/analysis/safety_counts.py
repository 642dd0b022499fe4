"""What entries say that safety asks about: the chest and its two lines, and every warning sign. Pure.

Which places the two lines are asked for is the guidance's business and comes as an argument, so that what is counted
is what was asked. The answers to the one-tap questions are counted in follow_up_counts.py.

Private entries count. What they alone say is left out, though: a line for it would tell of them by itself.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import in_period
from tracker.analysis.patterns.entries import at_onset, in_regions, noticed, says_onset, says_what_was_noticed
from tracker.analysis.patterns.thresholds import (
    ACTIVITY_WINDOW_DAYS,
    AREAS_FOR_WIDESPREAD,
    DAYS_AN_AREA,
    FUNCTION_DAYS,
    FUNCTION_WINDOW_DAYS,
    LIMITED_FROM,
    MONTH_DAYS,
    NERVE_DAYS,
    TWISTING_DAYS,
    TWISTING_MINUTES,
    WALKING_DAYS,
)
from tracker.days import Period
from tracker.diary import IMPACT_CODES, KIND_CODES, NOT_ANSWERED, REGION_CODES, SAFETY_CODES, SIDE_CODES, Diary
from tracker.vocabulary.areas import AREAS, EVERYWHERE, LEGS, regions_of
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import RegionSide

ALARM_SIGNS = ("chest-pressure", "breathing-difficulty", "sweating-faint-sick")
"""Wherever the spasm was."""
CHEST_SIGNS = (*ALARM_SIGNS, "pain-spreads")
"""In the chest area: elsewhere pain that spreads is ordinary."""
SWOLLEN_OR_WARM = ("swelling", "warmth-color-change")
FALL, WEAKNESS, NUMBNESS, NOTICED_BLACKOUT = "fell-or-nearly", "weakness", "numbness", "blackout"
PALE, NOTICED_DARK_URINE, FEVER, TWISTING = "pale-blue-cold", "dark-urine", "fever", "twisting-posture"

ALARM_ELSEWHERE, SWOLLEN, HAD_TO_STOP, ON_WALKING = "alarm-elsewhere", "swollen-or-warm", "had-to-stop", "on-walking"
NOTICED_SIGNS = (
    *("bladder-bowel-or-saddle-numbness", NOTICED_BLACKOUT, PALE, SWOLLEN, NOTICED_DARK_URINE, FEVER),
    *(WEAKNESS, NUMBNESS, FALL, TWISTING),
)
"""Signs that are ticked as noticed, the most pressing first; SWOLLEN is either of SWOLLEN_OR_WARM."""
SAID_IF_ABSENT = (FALL, WEAKNESS, NUMBNESS)
"""Signs that are worth a word where nobody ticked them."""
ONCE_IS_ENOUGH = frozenset({"bladder-bowel-or-saddle-numbness", NOTICED_BLACKOUT, NOTICED_DARK_URINE, ALARM_ELSEWHERE})
"""Signs of which one entry raises a card, whatever else it says."""
ENOUGH_DAYS = {
    WEAKNESS: (NERVE_DAYS, MONTH_DAYS),
    NUMBNESS: (NERVE_DAYS, MONTH_DAYS),
    TWISTING: (TWISTING_DAYS, MONTH_DAYS),
    HAD_TO_STOP: (FUNCTION_DAYS, FUNCTION_WINDOW_DAYS),
    ON_WALKING: (WALKING_DAYS, ACTIVITY_WINDOW_DAYS),
}
"""Days with the sign, of so many in a row, from which it raises a card: as the patterns have it."""
_TWITCH = KIND_CODES.index("twitch")
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """Entries that gave one answer to a question."""

    answer: str
    """Its code."""
    n: int
    on: tuple[dt.date, ...]
    """Days of those that are not private, ascending, each once."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A warning sign: in how many entries, of those that say whether it was there."""

    code: str
    n: int
    of: int
    on: tuple[dt.date, ...] = ()
    """Days of those that are not private, ascending, each once."""
    times: tuple[int, ...] = ()
    """How many of them there are on each of these days."""
    is_raised: bool = False
    """It raised a card by itself, once or on enough days; a card that an answer raises has its own count."""


@dataclass(frozen=True, slots=True)
class Widespread:
    """Spasms, twitches apart, in several areas of the body within 28 days; from entries that are not private."""

    areas: tuple[str, ...]
    """Codes of vocabulary/areas.py: those with spasms on enough days, at the time when they were the most."""
    everywhere: int
    """Entries of the period that say "widespread"."""


@dataclass(frozen=True, slots=True)
class SafetyCounts:
    """What the entries of a period say, as far as safety is concerned."""

    n: int
    """Entries in the period."""
    of: int
    """Entries that say what else was noticed: the denominator of NOTICED_SIGNS."""
    chest: int
    """Entries in one of the places for which the two lines are asked."""
    chest_of: int
    """Those of them that say what else was noticed."""
    chest_signs: int
    """Those of these that tick pressure, breathlessness, sweating or spreading."""
    answers: tuple[AnswerCount, ...]
    """To the two lines, by answer, yes first; only those that were given."""
    signs: tuple[Sign, ...]
    """Those that came up, the most pressing first: NOTICED_SIGNS and, with denominators of their own, ALARM_ELSEWHERE,
    HAD_TO_STOP and ON_WALKING (a leg, twitches apart; of those that say how they began)."""
    widespread: Widespread | None
    """None if spasms were not widespread."""
    absent: tuple[str, ...]
    """Those of SAID_IF_ABSENT that no entry ticks of the `absent_of` that say what was noticed and are not private."""
    absent_of: int
    impact_of: int
    """Entries that say whether something had to stop; 0 also where private entries alone say that it had to."""
    method: LazyText = _("Entries with a sign, out of those that say what else was noticed.")
    caveat: LazyText = _("Entries without that answer may have had the sign, too.")

    def answered(self, answer: str) -> AnswerCount:
        """The entries with that answer; none is a count of 0."""
        return next((one for one in self.answers if one.answer == answer), AnswerCount(answer, 0, ()))

    def sign(self, code: str) -> Sign | None:
        """The sign, if it came up."""
        return next((one for one in self.signs if one.code == code), None)


def safety_counts(
    diary: Diary, period: Period, chest: Collection[RegionSide], back: Collection[RegionSide] = ()
) -> SafetyCounts:
    """How many entries name the chest, or a sign that is a reason to see a doctor?

    Parameters: a diary with the period loaded; the period; the places (region, side) for which the two lines about the
    chest are asked, and those in which fever raises a card by itself.
    Example: 41 entries in the left chest, 38 say what was noticed and none ticks pressure, one answered "not sure" on
    12 May: chest 41, chest_signs 0 of 38, answers ("not-sure", 1, 12 May).
    Nothing is assumed of entries that left a question open: they are in no count and in no denominator.
    """
    rows, listed = in_period(diary.episodes.day, period), ~diary.provenance.is_private
    says, in_chest = rows & says_what_was_noticed(diary), _in_places(diary, chest)
    impact = diary.details.impact
    says_impact, stopped = rows & (impact != NOT_ANSWERED), rows & (impact == IMPACT_CODES.index("had-to-stop"))
    is_spasm = rows & (diary.details.kind != _TWITCH)
    in_leg = is_spasm & in_regions(diary, regions_of(LEGS))

    def count_listed(rows: np.ndarray) -> int:
        return int(rows.sum()) if (rows & listed).any() else 0

    counted = [(ALARM_ELSEWHERE, says & ~in_chest & noticed(diary, *ALARM_SIGNS), says)]
    for code in NOTICED_SIGNS:
        ticks = SWOLLEN_OR_WARM if code == SWOLLEN else (code,)
        counted.append((code, says & noticed(diary, *ticks), says))
    counted.append((HAD_TO_STOP, stopped, says_impact))
    counted.append((ON_WALKING, in_leg & at_onset(diary, "walking"), in_leg & says_onset(diary)))
    in_back = _in_places(diary, back)
    signs = (
        Sign(
            code,
            count_listed(with_sign),
            int(of.sum()),
            days_of(diary, with_sign),
            times_of(diary, with_sign),
            _is_raised(diary, code, with_sign & listed, in_back, period),
        )
        for code, with_sign, of in counted
    )
    is_chest_listed = bool(count_listed(rows & in_chest))
    return SafetyCounts(
        n=int(rows.sum()),
        of=int(says.sum()),
        chest=count_listed(rows & in_chest),
        chest_of=int((says & in_chest).sum()) if is_chest_listed else 0,
        chest_signs=count_listed(says & in_chest & noticed(diary, *CHEST_SIGNS)),
        answers=_answers(diary, rows),
        signs=tuple(sign for sign in signs if sign.n),
        widespread=_widespread(diary, is_spasm & listed, period),
        absent=tuple(code for code in SAID_IF_ABSENT if not (says & listed & noticed(diary, code)).any()),
        absent_of=int((says & listed).sum()),
        impact_of=int(says_impact.sum()) if count_listed(stopped) or not stopped.any() else 0,
    )


def _is_raised(diary: Diary, code: str, rows: np.ndarray, in_back: np.ndarray, period: Period) -> bool:
    """Whether these entries raised a card by the sign alone."""
    if code in ONCE_IS_ENOUGH:
        return bool(rows.any())
    if code == FEVER:
        return bool((rows & in_back).any())
    if code not in ENOUGH_DAYS or not rows.any():
        return False
    if code == TWISTING and (rows & (diary.episodes.duration >= TWISTING_MINUTES * _MINUTE)).any():
        return True
    on = diary.episodes.day[rows]
    if code in {WEAKNESS, NUMBNESS}:
        either = in_period(diary.episodes.day, period) & ~diary.provenance.is_private
        on = diary.episodes.day[either & noticed(diary, WEAKNESS, NUMBNESS)]
    if code == HAD_TO_STOP:
        limits = diary.limits
        much = in_period(limits.day, period) & (limits.level >= LIMITED_FROM)
        on = np.concatenate([on, limits.day[much]])
    return _are_close(np.unique(on), *ENOUGH_DAYS[code])


def _are_close(on: np.ndarray, least: int, within: int) -> bool:
    """Whether so many of these days, ascending, lie within so many days in a row."""
    return bool((on[least - 1 :] - on[: len(on) - least + 1] < within).any()) if len(on) >= least else False


def _in_places(diary: Diary, places: Collection[RegionSide]) -> np.ndarray:
    """Entries in at least one of these places, shape (entries,)."""
    sides = len(SIDE_CODES)
    wanted = [REGION_CODES.index(region) * sides + SIDE_CODES.index(side) for region, side in places]
    marks, is_there = diary.marks, np.zeros(len(diary.episodes), bool)
    # A region that this version does not know is -1 and lands below every place.
    is_there[marks.episode[np.isin(marks.region.astype(np.int64) * sides + marks.side, wanted)]] = True
    return is_there


def _answers(diary: Diary, rows: np.ndarray) -> tuple[AnswerCount, ...]:
    given = ((answer, rows & (diary.provenance.chest_answer == place)) for place, answer in enumerate(SAFETY_CODES))
    answers = (count_answer(diary, answer, which) for answer, which in given)
    return tuple(one for one in answers if one)


def count_answer(diary: Diary, answer: str, rows: np.ndarray) -> AnswerCount | None:
    """The entries of a mask as those that gave an answer; None if none of them may be listed."""
    on = days_of(diary, rows)
    return AnswerCount(answer, int(rows.sum()), on) if on else None


def days_of(diary: Diary, rows: np.ndarray) -> tuple[dt.date, ...]:
    """Days of those entries of a mask that may be listed, ascending, each once."""
    on = np.unique(diary.episodes.day[rows & ~diary.provenance.is_private]).tolist()
    return tuple(dt.date.fromordinal(one) for one in on)


def times_of(diary: Diary, rows: np.ndarray) -> tuple[int, ...]:
    """How many of those entries of a mask that may be listed there are on each of `days_of`."""
    return tuple(np.unique(diary.episodes.day[rows & ~diary.provenance.is_private], return_counts=True)[1].tolist())


def _widespread(diary: Diary, rows: np.ndarray, period: Period) -> Widespread | None:
    """The same rule as in patterns/areas.py, in any 28 days of the period."""
    everywhere = rows & in_regions(diary, {EVERYWHERE})
    masks = [everywhere, *(rows & in_regions(diary, regions_of(area)) for area in AREAS)]
    on = np.zeros((len(masks), len(period)), np.int64)
    for place, mask in enumerate(masks):
        on[place, diary.episodes.day[mask] - period.first.toordinal()] = 1
    before = np.pad(on.cumsum(axis=1), ((0, 0), (MONTH_DAYS, 0)))
    # Of each day: the days of the 28 that end with it.
    is_enough = before[:, MONTH_DAYS:] - before[:, :-MONTH_DAYS] >= DAYS_AN_AREA
    areas = is_enough[1:].sum(axis=0)
    most = int(areas.argmax())
    several = areas[most] >= AREAS_FOR_WIDESPREAD
    if not (several or is_enough[0].any()):
        return None
    affected = tuple(area for area, enough in zip(AREAS, is_enough[1:, most], strict=True) if enough and several)
    return Widespread(areas=affected, everywhere=int(everywhere.sum()))
