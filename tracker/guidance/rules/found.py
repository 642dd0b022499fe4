"""From a pattern that holds to what a rule found."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tracker.analysis.patterns.pattern import Pattern
from tracker.guidance.rules.rule import Found

_NO_VALUES: Mapping[str, object] = MappingProxyType({})


def by_days(pattern: Pattern, least_days: int, values: Mapping[str, object] = _NO_VALUES) -> Iterator[Found]:
    """What a pattern found, if it holds; as strong as its days are many. At its threshold, and never below, it is 1.

    Example: on 6 days, from 3 on: 2.
    """
    if pattern.holds:
        yield of_pattern(pattern, max(1.0, len(pattern.on) / least_days), values=values)


def of_pattern(
    pattern: Pattern,
    strength: float,
    *,
    about: str = "",
    values: Mapping[str, object] = _NO_VALUES,
    factors: tuple[str, ...] = (),
) -> Found:
    """The pattern's counts, entries and days."""
    return Found(pattern.n, pattern.of, strength, about, values, pattern.episodes, pattern.on, factors)
