"""Soreness that stays."""

import pytest

from tests.analysis.patterns.logs import ago, each, pattern_of
from tracker.analysis.patterns.muscle import lasting_soreness


def test_worked_example():
    result = pattern_of(
        lasting_soreness,
        *each([5, 1], soreness="next-day"),
        *each([4, 3], soreness="hours"),
        ago(2),
    )
    assert (result.holds, result.n, result.of, result.longer) == (False, 2, 4, 0)


@pytest.mark.parametrize("soreness", ["next-day", "2-3-days"])
def test_the_next_morning_on_three_days(soreness):
    assert pattern_of(lasting_soreness, *each([1, 2, 3], soreness=soreness)).holds
    assert not pattern_of(lasting_soreness, *each([1, 2], soreness=soreness), ago(2, 18, soreness=soreness)).holds


def test_longer_than_three_days_once():
    result = pattern_of(lasting_soreness, ago(27, soreness="longer"))
    assert (result.holds, result.n, result.of, result.longer) == (True, 1, 1, 1)
    assert not pattern_of(lasting_soreness, ago(28, soreness="longer")).holds


def test_some_hours_are_ordinary():
    assert not pattern_of(lasting_soreness, *each(range(20), soreness="hours")).holds


def test_twitches_stay_out():
    result = pattern_of(lasting_soreness, *each(range(4), kind="twitch", soreness="longer"))
    assert (result.holds, result.of, result.longer) == (False, 0, 0)
