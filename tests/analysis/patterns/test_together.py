"""Patterns that count only together."""

from tests.analysis.patterns.logs import each, found
from tracker.analysis.patterns.together import often_for_weeks, often_widespread_for_weeks

EVERYWHERE = (("widespread", ""),)
WEEKLY = [*range(8), 14, 21, 28]


def test_all_three():
    result = found(often_widespread_for_weeks, *each(WEEKLY, regions=EVERYWHERE))
    assert (result.holds, result.n, result.of, result.unit, result.days) == (True, 3, 3, "patterns", 42)
    assert (len(result.episodes), len(result.on)) == (11, 11)
    assert list(result.on) == sorted(result.on)


def test_two_of_three_are_not_all():
    result = found(often_widespread_for_weeks, *each(WEEKLY))
    assert (result.holds, result.n) == (False, 2)


def test_often_and_for_weeks_without_widespread():
    assert found(often_for_weeks, *each(WEEKLY)).holds
    assert not found(often_for_weeks, *each(range(8))).holds


def test_an_entry_is_named_once():
    keys = found(often_widespread_for_weeks, *each(WEEKLY, regions=EVERYWHERE)).episodes
    assert len(keys) == len(set(keys))
