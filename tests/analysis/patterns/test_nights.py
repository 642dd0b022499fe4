"""Nights from noon to noon."""

import pytest

from tests.analysis.patterns.logs import ago, each, found
from tracker.analysis.patterns.nights import night_calf, woken

CALF, FOOT = (("calf", "left"),), (("foot-sole", "left"),)


@pytest.mark.parametrize(("nights", "holds"), [(8, True), (7, False)])
def test_woken_in_eight_nights(nights, holds):
    result = found(woken, *each(range(nights), woke="yes"), *each([20, 21], woke="no"), ago(22))
    assert (result.holds, result.n, result.of, result.unit) == (holds, nights, nights + 2, "nights")


def test_before_and_after_midnight_and_after_the_day_starts_are_one_night():
    assert found(woken, ago(1, 23, 30, woke="yes"), ago(0, 3, 10, woke="yes"), ago(0, 6, woke="yes")).n == 1


def test_noon_parts_the_nights():
    assert found(woken, ago(1, 11, 59, woke="yes"), ago(1, 12, woke="yes")).n == 2


def test_asleep_without_an_answer_is_not_woken():
    result = found(woken, *each(range(9), at_onset="asleep"))
    assert (result.holds, result.n, result.of) == (False, 0, 0)


def test_twitches_do_not_count_as_woken():
    assert found(woken, *each(range(9), kind="twitch", woke="yes")).n == 0


def test_four_of_nine_entries_of_the_night_in_a_calf():
    result = found(
        night_calf,
        *each(range(2), woke="yes", regions=CALF),
        *each(range(2, 4), at_onset="asleep", regions=CALF + FOOT),
        *each(range(4, 9), woke="yes", regions=FOOT),
        ago(9, woke="yes"),
        *each(range(10, 15), regions=CALF),
    )
    assert (result.holds, result.n, result.of, result.nights) == (True, 4, 9, 4)


@pytest.mark.parametrize(("others", "holds"), [(8, True), (9, False)])
def test_calf_in_a_third_of_the_entries(others, holds):
    entries = [*each(range(4), woke="yes", regions=CALF), *each(range(4, 4 + others), woke="yes", regions=FOOT)]
    assert found(night_calf, *entries).holds is holds


def test_calf_in_four_nights_not_four_entries():
    entries = [ago(1, 23, woke="yes", regions=CALF), ago(0, 2, woke="yes", regions=CALF), ago(3, 2, woke="yes")]
    more = each([5, 9], hour=2, woke="yes", regions=CALF)
    assert not found(night_calf, *entries, *more).holds
    assert found(night_calf, *entries, *more, ago(7, 2, woke="yes", regions=CALF)).holds


def test_three_nights_a_month_are_ordinary():
    assert not found(night_calf, *each([1, 10, 20], hour=3, woke="yes", regions=CALF)).holds
