"""What every pattern is: whether it holds, its counts, and the entries and days it rests on. Nothing is said here."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.lazy_text import LazyText

DAYS, NIGHTS, WEEKS, ENTRIES, USES, AREAS, PARTS = "days", "nights", "weeks", "entries", "uses", "areas", "patterns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One pattern, whether it holds or not. Rules of more than one number return a kind of their own."""

    name: str
    """Stable code."""
    holds: bool
    n: int
    of: int
    """`n` of `of`: both count `unit`. Days, nights, entries and uses that did not answer are in neither."""
    unit: str
    """DAYS, NIGHTS, WEEKS, ENTRIES, USES, AREAS or PARTS."""
    days: int
    """Length of the window that ends today."""
    episodes: tuple[int, ...]
    """Keys of the entries that were counted, the earliest first; also where it does not hold."""
    on: tuple[int, ...]
    """Ordinals of the days that were counted, ascending: those of the entries, and of what the check-in says."""
    method: LazyText
    caveat: LazyText = _(
        "The thresholds are ours. A clinician has not reviewed them yet. Unanswered questions are not counted."
    )
