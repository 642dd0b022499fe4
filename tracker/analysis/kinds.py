"""Which kinds of entries there were: twitches, spasms, cramps and jerks told apart. Pure."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import in_period
from tracker.analysis.results import TooLittle, nothing_there
from tracker.days import Period
from tracker.diary import KIND_CODES, NOT_ANSWERED, Diary
from tracker.vocabulary.lazy_text import LazyText


@dataclass(frozen=True, slots=True)
class KindsOfEntries:
    """Entries by kind. The counts, `not_stated` and `withheld` add up to `n`."""

    n: int
    """Entries in the period."""
    days: int
    """Days on which they began."""
    counts: tuple[tuple[str, int], ...]
    """(kind, entries), the most frequent first."""
    not_stated: int
    withheld: int
    """Entries of kinds that private entries alone name: counted, not named to others."""
    method: LazyText = _("Entries by kind. One entry has one kind.")
    caveat: LazyText = _("An entry without a kind is counted separately.")

    @property
    def only(self) -> str:
        """The kind of all entries, "" if they are of several or leave it open."""
        return self.counts[0][0] if self.counts and self.counts[0][1] == self.n else ""


def kinds_of_entries(diary: Diary, period: Period) -> KindsOfEntries | TooLittle:
    """Were they twitches, spasms or cramps?

    Parameters: a diary with the period loaded; the period.
    Example: 18 cramps, 4 spasms and 2 entries without a kind on 21 days: n 24, not_stated 2.
    """
    rows = in_period(diary.episodes.day, period)
    if not rows.any():
        return nothing_there(diary)
    kind, listed = diary.details.kind, ~diary.provenance.is_private
    of_kind = [(code, rows & (kind == place)) for place, code in enumerate(KIND_CODES)]
    counts = [(code, int(which.sum())) for code, which in of_kind if (which & listed).any()]
    counts.sort(key=lambda count: -count[1])
    n, not_stated = int(rows.sum()), int((rows & (kind == NOT_ANSWERED)).sum())
    return KindsOfEntries(
        n=n,
        days=len(np.unique(diary.episodes.day[rows])),
        counts=tuple(counts),
        not_stated=not_stated,
        withheld=n - not_stated - sum(count for _code, count in counts),
    )
