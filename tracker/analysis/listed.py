"""Which entries may be listed for others, and which words they bring along. Pure.

A private entry counts in every number, so that all pages say the same; what only private entries name (a place, a
remedy, a factor) is not named to others, and no private entry is chosen for a list.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tracker.analysis.coverage import in_period
from tracker.days import Period
from tracker.diary import NOT_ANSWERED, REGION_CODES, Diary


@dataclass(frozen=True, slots=True)
class Named:
    """What the entries of a period that are not private name."""

    regions: frozenset[str]
    factors: frozenset[str]
    remedies: Mapping[tuple[str, str], str]
    """Spelling by (code, text casefolded), as the first of these entries has it: "" for what has no text."""

    def remedy(self, code: str, text: str) -> str | None:
        """How an entry that is not private spells the remedy; None if none names it."""
        return self.remedies.get((code, text.casefold()))


def named(diary: Diary, period: Period) -> Named:
    """Which places, factors and remedies do the entries that are not private name?

    Parameters: a diary with the period loaded; the period.
    Example: "heat" in a private entry and in another one, "Ibuprofen" in the private one alone: heat.
    """
    may = may_be_listed(diary, period)
    marks, suspects, uses = diary.marks, diary.suspects, diary.uses
    region = marks.region[may[marks.episode] & (marks.region != NOT_ANSWERED)]
    factor = suspects.factor[may[suspects.episode]]
    remedies: dict[tuple[str, str], str] = {}
    for what in np.unique(uses.what[may[uses.episode]]).tolist():
        code, text = uses.things[what]
        remedies.setdefault((code, text.casefold()), text)
    return Named(
        regions=frozenset(REGION_CODES[place] for place in np.unique(region).tolist()),
        factors=frozenset(suspects.codes[place] for place in np.unique(factor).tolist()),
        remedies=remedies,
    )


def may_be_listed(diary: Diary, period: Period) -> np.ndarray:
    """Which entries of the period are not private, shape (entries,)."""
    may_be: np.ndarray = in_period(diary.episodes.day, period) & ~diary.provenance.is_private
    return may_be


def worst_keys(diary: Diary, period: Period, most: int) -> tuple[int, ...]:
    """Keys of the entries with the highest ratings that may be listed, the worst first and of equals the latest.

    Example: ratings 3, 9 (private), 7 and 7 with `most` 2: both with 7, the later one first.
    Entries without a rating are not chosen: nobody knows how strong they were.
    """
    rating = diary.episodes.intensity
    rows = np.flatnonzero(may_be_listed(diary, period) & ~np.isnan(rating))
    # Rows are in the order of time, so that of equals the later row comes first.
    order = np.lexsort((-rows, -rating[rows]))[:most]
    return tuple(diary.episodes.key[rows[order]].tolist())


def latest_keys(diary: Diary, period: Period, most: int) -> tuple[int, ...]:
    """Keys of the latest entries that may be listed, the latest first."""
    rows = np.flatnonzero(may_be_listed(diary, period))[::-1][:most]
    return tuple(diary.episodes.key[rows].tolist())
