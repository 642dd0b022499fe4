"""What the person suspected behind their entries: an opinion, counted. Pure; whether it holds is asked elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import in_period
from tracker.analysis.results import NO_FACTOR, TooLittle, nothing_there
from tracker.days import Period
from tracker.diary import Diary
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.terms import NONE_OF_THESE


@dataclass(frozen=True, slots=True)
class SuspectedTrigger:
    """One suspected factor: in how many entries it was named."""

    code: str
    entries: int


@dataclass(frozen=True, slots=True)
class SuspectedTriggers:
    """Suspected factors, the most frequent first."""

    n: int
    """Entries that answered: with a factor, or "none of these"."""
    of: int
    """Entries in the period."""
    none: int
    """Entries that answered "none of these"."""
    factors: tuple[SuspectedTrigger, ...]
    is_filtered: bool
    method: LazyText = _(
        "Entries that name a factor, out of those where you answered the question. One entry can name several."
    )
    caveat: LazyText = _("This is your opinion at the time, not a finding. Entries without an answer are left out.")
    words: Mapping[str, str] = field(default_factory=dict)
    """Labels of own codes, as the person spelled them."""


def suspected_triggers(diary: Diary, period: Period) -> SuspectedTriggers | TooLittle:
    """What did the person suspect, and how often?

    Parameters: a diary with the period loaded; the period.
    Returns entries by suspected factor, of the entries that answered.
    Example: "stress" twice, "none of these" once, one entry without an answer: stress in 2 of 3, n 3 of 4.
    Assumes nothing of entries without an answer: they are neither a yes nor "none of these".
    """
    rows = in_period(diary.episodes.day, period)
    of = int(rows.sum())
    if not of:
        return nothing_there(diary)
    suspects = diary.suspects
    inside = rows[suspects.episode]
    episode, factor = suspects.episode[inside], suspects.factor[inside]
    if not len(episode):
        return TooLittle(NO_FACTOR, of)
    counts = dict(zip(suspects.codes, np.bincount(factor, minlength=len(suspects.codes)).tolist(), strict=True))
    none = counts.pop(NONE_OF_THESE, 0)
    ranked = sorted((code for code in counts if counts[code]), key=lambda code: (-counts[code], FACTORS.sort_key(code)))
    return SuspectedTriggers(
        n=len(np.unique(episode)),
        of=of,
        none=none,
        factors=tuple(SuspectedTrigger(code, counts[code]) for code in ranked),
        is_filtered=diary.is_filtered,
        words=diary.own_words.factors,
    )
