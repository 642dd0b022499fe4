"""What the person suspects often enough to be worth a word: an opinion, counted. Pure; whether it holds is asked
elsewhere (analysis/factors.py), and what is said may not pass that over.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext_lazy as _

from tracker.analysis.patterns.entries import at_onset, in_regions, says_onset, says_what_is_suspected, suspecting
from tracker.analysis.patterns.pattern import Pattern, window
from tracker.analysis.patterns.thresholds import MONTH_DAYS, SUSPECTED_DAYS, SUSPECTED_SHARE
from tracker.diary import Diary
from tracker.vocabulary.areas import LEGS, regions_of
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.terms import NONE_OF_THESE, is_own_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspected(Pattern):
    """Entries that suspect something."""

    factors: tuple[str, ...]
    """The codes that were looked for: any one of them counts."""


def suspected(
    diary: Diary,
    today: dt.date,
    *,
    name: str,
    factors: tuple[str, ...],
    regions: Collection[str] = (),
    onsets: tuple[str, ...] = (),
) -> Suspected:
    """Is one of these factors suspected on several days, and in a good part of the entries that answered?

    Parameters: the pattern's name; the factors; the regions that it is about (none: all); onsets that say the same.
    Returns entries that suspect it, of those that answered: with a factor, or "none of these" (or, where onsets are
    given, with an onset).
    Example: "stress" in 6 of 9 answered entries on five days: holds, 6 of 9.
    """
    month = window(diary, today, MONTH_DAYS)
    counted = month.has_spasm & in_regions(diary, regions) if regions else month.has_spasm
    says, answered = suspecting(diary, *factors), says_what_is_suspected(diary)
    if onsets:
        says, answered = says | at_onset(diary, *onsets), answered | says_onset(diary)
    return month.entries(
        name,
        counted & says,
        counted & answered,
        least_days=SUSPECTED_DAYS,
        share=SUSPECTED_SHARE,
        kind=Suspected,
        factors=factors,
        method=_("Entries where you suspected it, out of those where you answered."),
        caveat=_("Your own opinion, not a finding. The thresholds are ours. A clinician has not reviewed them yet."),
    )


def _rule(name: str, *factors: str, regions: Collection[str] = (), onsets: tuple[str, ...] = ()) -> partial[Suspected]:
    return partial(suspected, name=name, factors=factors, regions=regions, onsets=onsets)


def of_factor(code: str) -> partial[Suspected]:
    """The rule of one factor: "suspected-stress"."""
    return _rule(f"suspected-{code}", code)


SINGLE_RULES = tuple(of_factor(code) for code in FACTORS if code != NONE_OF_THESE)
"""One for every factor of the vocabulary."""

JOINT_RULES = (
    _rule("hard-or-more-exercise", "hard-exercise", "sudden-increase"),
    _rule(
        "legs-fluid-heat-effort",
        *("little-fluid", "hot-weather", "hard-exercise", "fluid-loss"),
        regions=regions_of(LEGS),
    ),
    _rule(
        "same-muscles-for-long",
        *("long-same-position", "poor-posture", "awkward-sleep", "repetitive-work"),
        onsets=("computer", "sitting", "driving"),
    ),
    _rule("overworked-lower-back", "overuse", regions=frozenset({"lower-back"})),
)
"""Several factors that say one thing, or a factor at one place."""


def own_rules(diary: Diary) -> tuple[partial[Suspected], ...]:
    """One for every factor of the person's own that the diary names."""
    return tuple(of_factor(code) for code in diary.suspects.codes if is_own_code(code))
