"""In how much of the body."""

import pytest

from tests.analysis.patterns.logs import ago, each, found, ordinal
from tracker.analysis.patterns.areas import back, widespread

CALF, BACK, HAND = (("calf", "left"),), (("lower-back", "middle"),), (("hand", "right"),)


def test_three_areas_on_two_days_each_are_widespread():
    result = found(widespread, *each([0, 1], regions=CALF), *each([2, 3], regions=BACK), *each([4, 5], regions=HAND))
    assert (result.holds, result.n, result.of, result.unit) == (True, 3, 5, "areas")
    assert result.areas == ("back-and-buttock", "arms", "legs")
    assert (len(result.episodes), len(result.on)) == (6, 6)


def test_an_area_on_one_day_does_not_count():
    result = found(
        widespread, *each([0, 1], regions=CALF), *each([2, 3], regions=BACK), ago(4, regions=HAND), ago(4, 20)
    )
    assert (result.holds, result.areas, result.episodes) == (False, ("back-and-buttock", "legs"), (3, 4, 5, 6))


def test_one_entry_can_name_several_areas():
    assert found(widespread, *each([0, 1], regions=CALF + BACK + HAND)).holds


def test_neighbors_are_one_area():
    regions = (("neck-back", "left"), ("jaw-face", "left"), ("shoulder-top", "left"))
    assert found(widespread, *each([0, 1], regions=regions)).areas == ("head-and-neck",)


@pytest.mark.parametrize(("days", "holds"), [(2, True), (1, False)])
def test_everywhere_on_two_days(days, holds):
    result = found(widespread, *each(range(days), regions=(("widespread", ""),)))
    assert (result.holds, result.n, result.everywhere_days, len(result.episodes)) == (holds, 0, days, days)


def test_twitches_are_in_no_area():
    result = found(widespread, *each(range(9), kind="twitch", regions=(*CALF, *BACK, *HAND, ("widespread", ""))))
    assert (result.holds, result.n, result.everywhere_days) == (False, 0, 0)


def test_somewhere_else_is_no_area():
    assert found(widespread, *each([0, 1], regions=(("other", "left"),))).n == 0


def test_three_days_with_the_back():
    result = found(back, *each([27, 9, 8], regions=BACK), ago(1, regions=CALF), ago(0))
    assert (result.holds, result.n, result.of) == (True, 3, 4)
    assert result.on == tuple(ordinal(day) for day in (27, 9, 8))
    assert not found(back, *each([28, 9, 8], regions=BACK)).holds


@pytest.mark.parametrize("region", ["neck-back", "buttock"])
def test_neck_and_buttock_are_not_the_back(region):
    assert not found(back, *each(range(5), regions=((region, "left"),))).holds
