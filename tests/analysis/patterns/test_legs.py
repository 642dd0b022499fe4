"""Spasms in the legs."""

import pytest

from tests.analysis.patterns.logs import ago, each, found, ordinal
from tracker.analysis.patterns.legs import legs

CALF, HAND = (("calf", "left"),), (("hand", "left"),)


def test_worked_example():
    result = found(legs, *each([27, 3], regions=CALF), ago(2, regions=HAND), ago(1))
    assert (result.holds, result.n, result.of, result.episodes) == (True, 2, 3, (1, 2))
    assert result.on == (ordinal(27), ordinal(3))


@pytest.mark.parametrize("days_ago", [[3], [28, 3]])
def test_one_day_in_28_is_not_enough(days_ago):
    assert not found(legs, *each(days_ago, regions=CALF)).holds


def test_twitches_are_no_spasms():
    assert found(legs, *each([1, 2], regions=CALF, kind="twitch")).n == 0
