"""Where: several areas of the body, the back, one place at one activity, and a leg that cramps on walking. Pure.

vocabulary/areas.py says what is in which area.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import (
    at_onset,
    followed_up,
    has_helped,
    in_regions,
    says_onset,
    says_where,
    used,
    with_uses,
)
from tracker.analysis.patterns.pattern import OF_AREAS, OF_ENTRIES, Pattern, window
from tracker.analysis.patterns.thresholds import (
    ACTIVITY_DAYS,
    ACTIVITY_SHARE,
    ACTIVITY_WINDOW_DAYS,
    AREAS_FOR_WIDESPREAD,
    BACK_DAYS,
    DAYS_AN_AREA,
    MONTH_DAYS,
    WALKING_DAYS,
)
from tracker.diary import ONSET_CODES, REGION_CODES, SIDE_CODES, Diary
from tracker.vocabulary.areas import AREAS, BACK_AND_BUTTOCK, EVERYWHERE, IN_NO_AREA, LEGS, regions_of

NO_ACTIVITY = frozenset({"asleep", "resting", "waking-up", "other"})
"""Onsets that are no activity."""


@dataclass(frozen=True, slots=True)
class SameActivity:
    """One place, one activity."""

    region: str
    side: str
    onset: str
    n: int
    of: int
    """Entries there that began so, of those there that say how they began."""
    on: tuple[int, ...]
    episodes: tuple[int, ...]
    """Keys of these entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activities(Pattern):
    """Every place and activity that belong together, those on the most days first."""

    activities: tuple[SameActivity, ...]
    """`n` and `of` of the pattern are those of the first; none, if it does not hold."""


def same_activity(diary: Diary, today: dt.date) -> Activities:
    """Does the same place, on the same side, seize during the same activity?

    On enough days, and in most of the entries there that say how they began. The side is taken as
    it was written down: "both" is neither left nor right. Places that name no single one are left out.
    Example: the left calf while walking on 4 days and while standing on 2: holds, 4 of 6.
    """
    days = window(diary, today, ACTIVITY_WINDOW_DAYS)
    onset, marks = diary.onsets.at_onset, diary.marks
    says = days.has_spasm & says_onset(diary)
    named = ~np.isin(marks.region, [REGION_CODES.index(code) for code in IN_NO_AREA]) & (marks.region >= 0)
    named &= says[marks.episode]
    places = marks.region[named].astype(np.int64) * len(SIDE_CODES) + marks.side[named]
    # (place, entry), each pair once, as one number: counted together, since most of them come to nothing.
    place, entry = np.divmod(np.unique(places * len(onset) + marks.episode[named]), max(1, len(onset)))
    there, began_so = np.bincount(place), np.bincount(place * len(ONSET_CODES) + onset[entry])
    activities, rows = [], np.zeros(len(onset), bool)
    for pair in np.flatnonzero(began_so >= ACTIVITY_DAYS).tolist():
        each, code = divmod(pair, len(ONSET_CODES))
        n, of = int(began_so[pair]), int(there[each])
        if ONSET_CODES[code] in NO_ACTIVITY or n < ACTIVITY_SHARE * of:
            continue
        so = np.zeros(len(onset), bool)
        so[entry[(place == each) & (onset[entry] == code)]] = True
        on = days.days_of(so)
        if len(on) >= ACTIVITY_DAYS:
            region, side = REGION_CODES[each // len(SIDE_CODES)], SIDE_CODES[each % len(SIDE_CODES)]
            keys = tuple(diary.episodes.key[so].tolist())
            activities.append(SameActivity(region, side, ONSET_CODES[code], n, of, tuple(on.tolist()), keys))
            rows |= so
    activities.sort(key=lambda same: (-len(same.on), -same.n))
    return days.pattern(
        "same-area-same-activity",
        rows,
        kind=Activities,
        holds=bool(activities),
        n=activities[0].n if activities else 0,
        of=activities[0].of if activities else 0,
        unit=OF_ENTRIES,
        activities=tuple(activities),
        method=_(
            "Entries in the same place, on the same side, that began the same way. Those that don’t say how they "
            "began are left out."
        ),
    )


BACK_REGIONS = regions_of(BACK_AND_BUTTOCK) - {"buttock"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas(Pattern):
    """Areas of the body with spasms."""

    areas: tuple[str, ...]
    """Codes of vocabulary/areas.py: those with spasms on enough days."""
    everywhere_days: int
    """Days with an entry that says "widespread"."""


def widespread(diary: Diary, today: dt.date) -> Areas:
    """Are there spasms in several areas, on more than one day each, or "widespread" on more than one day?

    Returns the areas with spasms on enough days, of the five.
    Example: calf on four days, lower back on two, hand on one: 2 of 5, does not hold.
    """
    month = window(diary, today, MONTH_DAYS)
    everywhere = month.has_spasm & in_regions(diary, {EVERYWHERE})
    everywhere_days = len(month.days_of(everywhere))
    areas, rows = [], everywhere
    for area in AREAS:
        there = month.has_spasm & in_regions(diary, regions_of(area))
        if len(month.days_of(there)) >= DAYS_AN_AREA:
            areas.append(area)
            rows = rows | there
    return month.pattern(
        "widespread",
        rows,
        kind=Areas,
        holds=len(areas) >= AREAS_FOR_WIDESPREAD or everywhere_days >= DAYS_AN_AREA,
        n=len(areas),
        of=len(AREAS),
        unit=OF_AREAS,
        areas=tuple(areas),
        everywhere_days=everywhere_days,
        method=_("Areas of the body with spasms on several days. “Widespread” is counted separately."),
    )


def back(diary: Diary, today: dt.date) -> Pattern:
    """Were there spasms in the upper, middle or lower back, on several days?

    Returns entries that name the back, of those that say where. The back of the neck is not in it.
    """
    month = window(diary, today, MONTH_DAYS)
    return month.entries(
        "back",
        month.has_spasm & in_regions(diary, BACK_REGIONS),
        month.has_spasm & says_where(diary),
        least_days=BACK_DAYS,
        method=_("Entries that name the back, out of those with a place."),
        kind=Pattern,
    )


EASES = "eases-standing"
"""The safety question that asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walking(Pattern):
    """Entries of a leg on walking. `n` of `of` are those that eased."""

    eases: bool
    """Some entry says that it eases on standing still, and none says later that it does not."""


def leg_on_walking(diary: Diary, today: dt.date) -> Walking:
    """Did a leg cramp on walking on enough days, and does some entry say that standing still eases it?

    It eases where the question was answered "yes", or rest is rated slightly, moderately or greatly. A "no" to the
    question silences what entries before it said, and its own. Few people rate anything, so one entry is enough.
    Returns the entries of a leg on walking that eased, of all of them; it rests on all of them.
    Example: five on walking, on five days, one "yes": holds, 1 of 5.
    """
    days = window(diary, today, ACTIVITY_WINDOW_DAYS)
    rows = days.has_spasm & in_regions(diary, regions_of(LEGS)) & at_onset(diary, "walking")
    rested = with_uses(diary, used(diary, {"rest"}) & has_helped(diary))
    stays = rows & followed_up(diary, EASES, "no")
    eased = rows & (rested | followed_up(diary, EASES, "yes")) & ~stays
    eases = _latest(eased) > _latest(stays)
    return days.pattern(
        "leg-on-walking",
        rows,
        kind=Walking,
        holds=eases and len(days.days_of(rows)) >= WALKING_DAYS,
        n=eased.sum(),
        of=rows.sum(),
        unit=OF_ENTRIES,
        eases=eases,
        method=_(
            "Leg entries that began while you were walking and eased when you stood still, "
            "out of all that began while walking."
        ),
    )


def _latest(rows: np.ndarray) -> int:
    """The place of the last of these entries; -1 if there is none."""
    return int(np.flatnonzero(rows)[-1]) if rows.any() else -1
