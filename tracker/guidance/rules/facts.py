"""What rules look at: the patterns of a diary, what the health profile says, and the verdicts on factors. Data only."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar, overload

from tracker.analysis.patterns.pattern import Pattern
from tracker.days import PartialDate

_NOTHING: Mapping[str, str] = MappingProxyType({})
_Kind = TypeVar("_Kind", bound=Pattern)

KNOWN_FROM_THE_NERVES = frozenset(
    {
        "stroke",
        "multiple-sclerosis",
        "als",
        "parkinsons",
        "spinal-cord-injury",
        "sciatica",
        "herniated-disc",
        "nerve-disorder",
    }
)
"""Conditions with which weakness or numbness may be known for long: what counts then is what is new or worse."""


@dataclass(frozen=True, slots=True)
class Medication:
    """One medicine that is taken today, in one dose."""

    name: str
    from_on: dt.date | None
    """The first day that the date can mean; None if it was not said."""
    precision: str
    """How well the date is known: "day", "month", "year", or ""."""
    for_spasms: bool = False
    is_new_dose: bool = False
    """It was taken before in another dose, until that date."""


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """What holds today by the health profile. What it does not say is not known, and raises nothing."""

    conditions: frozenset[str] = frozenset()
    """Codes of vocabulary/conditions.py."""
    is_pregnant: bool = False
    has_spine_injury: bool = False
    has_muscle_injury: bool = False
    """One of late, or of which no date is known (`guidance.thresholds.INJURY_DAYS`)."""
    medications: tuple[Medication, ...] = ()
    can_miss_spasm_medicine: bool = False
    """One is taken, or ended so lately that it can be missed (`guidance.thresholds.MISSED_FOR_DAYS`)."""
    spasms_began: PartialDate | None = None
    """When the spasms began; None if it was not said, or is not known."""

    @property
    def named(self) -> frozenset[str]:
        """All conditions, pregnancy too, whichever way the profile keeps it."""
        return self.conditions | {"pregnancy"} if self.is_pregnant else self.conditions

    @property
    def knows_nerve_signs(self) -> bool:
        """Weakness or numbness may be known for long."""
        return not self.conditions.isdisjoint(KNOWN_FROM_THE_NERVES)

    @property
    def must_ask_about_fluid(self) -> bool:
        """Drinking more can do harm: with heart failure, kidney disease or dialysis."""
        return not self.conditions.isdisjoint({"heart-failure", "kidney-failure"})


@dataclass(frozen=True, slots=True)
class Facts:
    """All that rules look at."""

    patterns: tuple[Pattern, ...]
    """All of them, as `analysis.patterns.registry.patterns` returns them."""
    profile: ProfileFacts = ProfileFacts()
    verdicts: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Factor code: what the factor analysis says of it, one of `analysis.factors.LINK_STATES`."""
    own_words: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """The person's own codes as they spelled them. Rules do not look at words; sentences are made with them."""
    directions: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """Factor code: "more" or "less", which way the link points; "" if it is too early."""
    are_of_hard_days: bool = False
    """The verdicts are on hard days, not on any spasm: for somebody with spasms on most days."""

    @overload
    def pattern(self, name: str) -> Pattern: ...
    @overload
    def pattern(self, name: str, kind: type[_Kind]) -> _Kind: ...
    def pattern(self, name: str, kind: type[Pattern] = Pattern) -> Pattern:
        """The pattern of this name and kind. Raises KeyError if it was not computed: a rule never goes without."""
        for pattern in self.patterns:
            if pattern.name == name and isinstance(pattern, kind):
                return pattern
        raise KeyError(f"the patterns hold no {name!r}")
