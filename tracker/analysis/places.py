"""Where: entries by region and side. Pure. A side is never dropped; "both" counts to the left and to the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import in_period
from tracker.analysis.daily import LEAST_DAYS_FOR_A_MEDIAN, worst_of_days
from tracker.analysis.results import NO_REGION, TooLittle, nothing_there
from tracker.days import Period
from tracker.diary import NOT_ANSWERED, REGION_CODES, SIDE_CODES, Diary
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import BOTH, LEFT, MIDDLE, NO_SIDE, RIGHT, RegionSide


@dataclass(frozen=True, slots=True)
class Place:
    """One region: entries by the side that was written down."""

    region: str
    entries: int
    """Entries that name the region, each once."""
    left: int
    right: int
    both: int
    middle: int
    no_side: int
    typical: float | None = None
    """How strong it typically was there, on whatever side: as in Places."""

    def on(self, side: str) -> int:
        """Entries that touch the side: those on both sides count to the left and to the right."""
        counts = {LEFT: self.left + self.both, RIGHT: self.right + self.both, BOTH: self.both}
        return counts.get(side, self.middle if side == MIDDLE else self.no_side)


@dataclass(frozen=True, slots=True)
class PlaceOnSide:
    """One region on one side, and the entries that touch it."""

    region: str
    side: str
    entries: int


@dataclass(frozen=True, slots=True)
class Places:
    """Where the entries were, the most frequent region first."""

    n: int
    """Entries that say where."""
    of: int
    """Entries in the period."""
    places: tuple[Place, ...]
    is_filtered: bool
    typical: Mapping[RegionSide, float]
    """How strong it typically was, by region and side touched: the median of each day's worst rating there. Those with
    fewer than LEAST_DAYS_FOR_A_MEDIAN rated days are not in it."""
    method: LazyText = _(
        "Entries by place. One entry can name several places. “Both sides” counts on the left and on the right. "
        "Typical strength is the middle of each day’s worst rating, and needs 3 rated days."
    )
    caveat: LazyText = _("Entries without a place are left out.")

    @property
    def spots(self) -> tuple[PlaceOnSide, ...]:
        """Every region on every side that was touched, the most frequent first."""
        touched = (PlaceOnSide(place.region, side, place.on(side)) for place in self.places for side in _TOUCHED)
        return tuple(sorted((spot for spot in touched if spot.entries), key=lambda spot: -spot.entries))

    def on(self, region: str, side: str) -> int:
        """Entries in that region that touch that side; 0 for one that was never written down."""
        return next((place.on(side) for place in self.places if place.region == region), 0)


def places(diary: Diary, period: Period) -> Places | TooLittle:
    """In which parts of the body, and on which side?

    Parameters: a diary with the period loaded; the period.
    Returns entries by region with their sides.
    Example: the left calf twice and both calves once: 3 entries, left 3, right 1.
    """
    rows = in_period(diary.episodes.day, period)
    of = int(rows.sum())
    if not of:
        return nothing_there(diary)
    marks = diary.marks
    inside = rows[marks.episode] & (marks.region != NOT_ANSWERED)
    episode, region, side = marks.episode[inside], marks.region[inside], marks.side[inside]
    if not len(episode):
        return TooLittle(NO_REGION, of)
    # Several rows of one entry in one region and side ("other" in two places) are one entry there.
    by_side = np.bincount(
        np.unique((region.astype(np.int64) * len(SIDE_CODES) + side) + episode * 10_000) % 10_000,
        minlength=len(REGION_CODES) * len(SIDE_CODES),
    ).reshape(len(REGION_CODES), len(SIDE_CODES))
    entries = np.bincount(np.unique(region + episode * 10_000) % 10_000, minlength=len(REGION_CODES))
    column = {code: by_side[:, place].tolist() for place, code in enumerate(SIDE_CODES)}
    rated = ~np.isnan(diary.episodes.intensity[episode])
    typical = _Typical(diary, episode[rated], region[rated], side[rated])
    ranked = [
        Place(
            code,
            n,
            column[LEFT][place],
            column[RIGHT][place],
            column[BOTH][place],
            column[MIDDLE][place],
            column[NO_SIDE][place],
            typical.of(code, SIDE_CODES),
        )
        for place, (code, n) in enumerate(zip(REGION_CODES, entries.tolist(), strict=True))
        if n
    ]
    ranked.sort(key=lambda place: -place.entries)
    by_side_touched = {
        (place.region, touched): typical.of(place.region, written)
        for place in ranked
        for touched, written in _TOUCHED.items()
    }
    return Places(
        n=len(np.unique(episode)),
        of=of,
        places=tuple(ranked),
        is_filtered=diary.is_filtered,
        typical={which: value for which, value in by_side_touched.items() if value is not None},
    )


_TOUCHED = {LEFT: (LEFT, BOTH), RIGHT: (RIGHT, BOTH), MIDDLE: (MIDDLE,), NO_SIDE: (NO_SIDE,)}
"""By the side that is touched: the sides as they are written down."""


@dataclass(frozen=True, slots=True)
class _Typical:
    """The rated marks, row for row: entry, region and side."""

    diary: Diary
    episode: np.ndarray
    region: np.ndarray
    side: np.ndarray

    def of(self, region: str, sides: Sequence[str]) -> float | None:
        """The median of each day's worst rating in the region on any of these sides; None with too few days."""
        rows = (self.region == REGION_CODES.index(region)) & np.isin(self.side, [SIDE_CODES.index(s) for s in sides])
        episode = self.episode[rows]
        days, worst = worst_of_days(self.diary.episodes.day[episode], self.diary.episodes.intensity[episode])
        return float(np.median(worst)) if len(days) >= LEAST_DAYS_FOR_A_MEDIAN else None
