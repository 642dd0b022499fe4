"""Warning signs that take the health profile beside the entry: a medicine missed, a new one with fever, the belly in
pregnancy. Pure.

On which days the profile holds comes as periods; which places and how many make a card is the guidance's business and
comes as arguments. Private entries count, and a sign of theirs alone is None.
"""

from collections.abc import Collection, Sequence

import numpy as np

from tracker.analysis.coverage import in_period
from tracker.analysis.patterns.entries import (
    followed_up,
    in_regions,
    noticed,
    says_what_is_suspected,
    says_what_was_noticed,
    suspecting,
)
from tracker.analysis.safety_counts import Sign, days_of
from tracker.days import Period
from tracker.diary import Diary
from tracker.vocabulary.areas import AREAS, EVERYWHERE, regions_of
from tracker.vocabulary.follow_up import FOLLOW_UPS

SIGN_MISSED_MEDICINE, SIGN_NEW_MEDICINE_FEVER, SIGN_BELLY = (
    "missed-spasm-medicine",
    "new-medicine-fever",
    "belly-in-pregnancy",
)
PREGNANCY_SIGNS = "pregnancy-signs"
"""The safety question about the belly in pregnancy."""
_HOUR = 3600


def missed_medicine(diary: Diary, period: Period, taken: Collection[Period]) -> Sign | None:
    """How often was a medicine for the spasms suspected to have been missed?

    Parameters: a diary with the period loaded; the period; the days on which such a medicine is taken, or ended lately.
    Returns the entries that say so, of those that answered what was suspected.
    """
    rows = in_period(diary.episodes.day, period)
    return _sign(
        SIGN_MISSED_MEDICINE,
        diary,
        rows & _on(diary, taken) & suspecting(diary, "missed-medicine"),
        rows & says_what_is_suspected(diary),
    )


def new_medicine_fever(
    diary: Diary, period: Period, new: Collection[Period], *, least_areas: int, signs: Collection[str]
) -> Sign | None:
    """How often were spasms in many places, with fever, soon after a medicine or a dose was begun?

    Parameters: a diary with the period loaded; the period; the days on which a medicine is new; the areas of the body
    that are many places; the signs that count as fever.
    Returns such entries, of those that say what else was noticed.
    """
    rows = in_period(diary.episodes.day, period)
    areas = sum(in_regions(diary, regions_of(area)).astype(np.int64) for area in AREAS)
    in_many = (areas >= least_areas) | in_regions(diary, {EVERYWHERE}) | noticed(diary, "several-muscles-at-once")
    return _sign(
        SIGN_NEW_MEDICINE_FEVER,
        diary,
        rows & _on(diary, new) & in_many & noticed(diary, *signs),
        rows & says_what_was_noticed(diary),
    )


def belly_in_pregnancy(
    diary: Diary,
    period: Period,
    pregnant: Collection[Period],
    *,
    regions: Collection[str],
    least_entries: int,
    hours: int,
    burst_from: int,
) -> Sign | None:
    """How often did the belly cramp in pregnancy several times in a short while, with the question left open?

    Parameters: a diary with the period loaded; the period; the days of a pregnancy; the regions of the belly; so many
    entries within so many hours; so many spasms in a row in one entry.
    Returns such entries, of those of the belly in pregnancy. One of which the question was answered is counted with
    the answer instead.
    """
    belly = in_regions(diary, regions)
    rows = in_period(diary.episodes.day, period) & _on(diary, pregnant) & belly
    started = np.sort(diary.episodes.started[belly])
    first = np.searchsorted(started, diary.episodes.started - hours * _HOUR, "left")
    after = np.searchsorted(started, diary.episodes.started + hours * _HOUR, "right")
    several = (after - first >= least_entries) | (diary.episodes.count >= burst_from)
    answers: Sequence[str] = tuple(FOLLOW_UPS[PREGNANCY_SIGNS].answers)
    is_answered = np.logical_or.reduce([followed_up(diary, PREGNANCY_SIGNS, answer) for answer in answers])
    return _sign(SIGN_BELLY, diary, rows & several & ~is_answered, rows)


def _on(diary: Diary, periods: Collection[Period]) -> np.ndarray:
    """Entries on one of these days, shape (entries,)."""
    rows = np.zeros(len(diary.episodes), bool)
    for period in periods:
        rows |= in_period(diary.episodes.day, period)
    return rows


def _sign(code: str, diary: Diary, rows: np.ndarray, of: np.ndarray) -> Sign | None:
    on = days_of(diary, rows)
    return Sign(code, int(rows.sum()), int(of.sum()), on, is_raised=True) if on else None
