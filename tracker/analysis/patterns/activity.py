"""The same place during the same activity, again and again. Pure."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import says_onset
from tracker.analysis.patterns.pattern import ENTRIES, Pattern
from tracker.analysis.patterns.thresholds import ACTIVITY_DAYS, ACTIVITY_SHARE, ACTIVITY_WINDOW_DAYS
from tracker.analysis.patterns.window import window
from tracker.diary import ONSET_CODES, REGION_CODES, SIDE_CODES, Diary
from tracker.vocabulary.areas import IN_NO_AREA

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

    found: tuple[SameActivity, ...]
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
    found, rows = [], np.zeros(len(onset), bool)
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
            found.append(SameActivity(region, side, ONSET_CODES[code], n, of, tuple(on.tolist()), keys))
            rows |= so
    found.sort(key=lambda same: (-len(same.on), -same.n))
    return days.pattern(
        "same-area-same-activity",
        rows,
        kind=Activities,
        holds=bool(found),
        n=found[0].n if found else 0,
        of=found[0].of if found else 0,
        unit=ENTRIES,
        found=tuple(found),
        method=_("Entries in one place and side that began the same way, out of those there that say how they began."),
    )
