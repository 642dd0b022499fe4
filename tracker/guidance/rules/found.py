"""From a pattern that holds to what a rule found."""

from collections.abc import Iterator

from tracker.analysis.patterns.pattern import Pattern
from tracker.guidance.rules.rule import Found


def by_days(pattern: Pattern, least_days: int, **details) -> Iterator[Found]:
    """What a pattern found, if it holds; as strong as its days are many. At its threshold, and never below, it is 1.

    Example: on 6 days, from 3 on: 2.
    """
    if pattern.holds:
        yield of_pattern(pattern, max(1.0, len(pattern.on) / least_days), **details)


def of_pattern(pattern: Pattern, strength: float, **details) -> Found:
    """The pattern's counts, entries and days."""
    return Found(pattern.n, pattern.of, strength, episodes=pattern.episodes, on=pattern.on, **details)
