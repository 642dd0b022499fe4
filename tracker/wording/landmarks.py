"""Visits and changes of treatment in words: for tables, and as short labels on charts. No computing."""

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.analysis.bins import Bins
from tracker.analysis.landmarks import LANDMARK_BEGAN, LANDMARK_ENDED, LANDMARK_VISIT, Landmark
from tracker.formatting import facts_words, short_date_words


def mark_words(mark: Landmark) -> str:
    """One mark as a table says it: "Visit: Dr. Kim", "Baclofen 10 mg: began"."""
    if mark.what == LANDMARK_VISIT:
        return _("Visit: %(whom)s") % {"whom": mark.words} if mark.words else _("Visit")
    words = _("%(treatment)s started") if mark.what == LANDMARK_BEGAN else _("%(treatment)s ended")
    return words % {"treatment": mark.words}


class Marked(Protocol):
    """A result in bins, with the visits and changes of its days."""

    @property
    def bins(self) -> Bins: ...
    @property
    def landmarks(self) -> Sequence[Landmark]: ...


def bin_marks(result: Marked, place: int) -> str:
    """The marks of one bin as the cell of a table, with their dates; a dash for none."""
    first, last = result.bins.bounds(place)
    within = [mark for mark in result.landmarks if first <= mark.on <= last]
    return facts_words(f"{short_date_words(mark.on)}: {mark_words(mark)}" for mark in within) or "–"


def marks_header() -> str:
    """The head of that column."""
    return _("Visits and changes")


def short_words(marks: Sequence[Landmark]) -> tuple[str, str]:
    """What stands beside the shape: with whom, or what changed; and how many more there are. The shape alone says
    that it was a visit."""
    first = min(marks, key=lambda mark: (mark.what != LANDMARK_VISIT, mark.what != LANDMARK_BEGAN))
    others = len({mark.words for mark in marks} - {first.words})
    words = first.words
    if first.what == LANDMARK_ENDED:
        words = pgettext("a label on a chart", "%(treatment)s, ended") % {"treatment": first.words}
    return words, f" +{others}" if others and words else ""
