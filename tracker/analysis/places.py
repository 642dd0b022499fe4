"""Where: entries by region and side. Pure. A side is never dropped; "both" counts to the left and to the right."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import in_period
from tracker.analysis.results import NO_REGION, TooLittle, nothing_there
from tracker.days import Period
from tracker.diary import NOT_ANSWERED, REGION_CODES, SIDE_CODES, Diary
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import BOTH, LEFT, MIDDLE, NO_SIDE, RIGHT


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

    def on(self, side: str) -> int:
        """Entries that touch the side: those on both sides count to the left and to the right."""
        counts = {LEFT: self.left + self.both, RIGHT: self.right + self.both, BOTH: self.both}
        return counts.get(side, self.middle if side == MIDDLE else self.no_side)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the entries were, the most frequent region first."""

    n: int
    """Entries that say where."""
    of: int
    """Entries in the period."""
    places: tuple[Place, ...]
    is_filtered: bool
    method: LazyText = _(
        "Entries by place. One entry can name several places. “Both sides” counts on the left and on the right."
    )
    caveat: LazyText = _("Entries without a place are left out.")

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
    ranked = [
        Place(code, n, *(column[side][place] for side in (LEFT, RIGHT, BOTH, MIDDLE, NO_SIDE)))
        for place, (code, n) in enumerate(zip(REGION_CODES, entries.tolist(), strict=True))
        if n
    ]
    ranked.sort(key=lambda place: -place.entries)
    return Places(n=len(np.unique(episode)), of=of, places=tuple(ranked), is_filtered=diary.is_filtered)
