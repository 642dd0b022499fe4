"""What spasms keep from being done, and nights that they break."""

import pytest

from tests.analysis.patterns.logs import ago, each, ordinal, pattern_of
from tracker.analysis.patterns.daily_life import night_calf, unable_to_function, woken

CALF, FOOT = (("calf", "left"),), (("foot-sole", "left"),)


@pytest.mark.parametrize(("nights", "holds"), [(8, True), (7, False)])
def test_woken_in_eight_nights(nights, holds):
    result = pattern_of(woken, *each(range(nights), woke="yes"), *each([20, 21], woke="no"), ago(22))
    assert (result.holds, result.n, result.of, result.unit) == (holds, nights, nights + 2, "nights")


def test_before_and_after_midnight_and_after_the_day_starts_are_one_night():
    assert pattern_of(woken, ago(1, 23, 30, woke="yes"), ago(0, 3, 10, woke="yes"), ago(0, 6, woke="yes")).n == 1


def test_noon_parts_the_nights():
    assert pattern_of(woken, ago(1, 11, 59, woke="yes"), ago(1, 12, woke="yes")).n == 2


def test_asleep_without_an_answer_is_not_woken():
    result = pattern_of(woken, *each(range(9), at_onset="asleep"))
    assert (result.holds, result.n, result.of) == (False, 0, 0)


def test_twitches_do_not_count_as_woken():
    assert pattern_of(woken, *each(range(9), kind="twitch", woke="yes")).n == 0


def test_four_of_nine_entries_of_the_night_in_a_calf():
    result = pattern_of(
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
    assert pattern_of(night_calf, *entries).holds is holds


def test_calf_in_four_nights_not_four_entries():
    entries = [ago(1, 23, woke="yes", regions=CALF), ago(0, 2, woke="yes", regions=CALF), ago(3, 2, woke="yes")]
    more = each([5, 9], hour=2, woke="yes", regions=CALF)
    assert not pattern_of(night_calf, *entries, *more).holds
    assert pattern_of(night_calf, *entries, *more, ago(7, 2, woke="yes", regions=CALF)).holds


def test_three_nights_a_month_are_ordinary():
    assert not pattern_of(night_calf, *each([1, 10, 20], hour=3, woke="yes", regions=CALF)).holds


STOP = {"impact": "had-to-stop"}


def test_worked_example():
    result = pattern_of(unable_to_function, *each([4, 3], **STOP), ago(0), limited={1: 3, 0: 1})
    assert (result.holds, result.n, result.of) == (True, 3, 4)
    assert (result.on, len(result.episodes)) == ((ordinal(4), ordinal(3), ordinal(1)), 2)


@pytest.mark.parametrize(("level", "holds"), [(3, True), (4, True), (2, False)])
def test_limited_a_lot(level, holds):
    assert pattern_of(unable_to_function, *each([1, 2], **STOP), limited={0: level}).holds is holds


def test_both_on_one_day_are_one_day():
    result = pattern_of(unable_to_function, *each([0, 1], **STOP), limited={0: 4, 1: 4})
    assert (result.holds, result.n, result.of) == (False, 2, 2)


def test_it_looks_at_14_days():
    assert pattern_of(unable_to_function, *each([0, 5, 13], **STOP)).holds
    assert not pattern_of(unable_to_function, *each([0, 5, 14], **STOP)).holds
    assert not pattern_of(unable_to_function, *each([0, 5], **STOP), limited={14: 4}).holds


@pytest.mark.parametrize("impact", ["none", "some", ""])
def test_strong_spasms_alone_say_nothing(impact):
    result = pattern_of(unable_to_function, *each(range(9), impact=impact, intensity=10))
    assert (result.holds, result.n, result.of) == (False, 0, 9 if impact else 0)


def test_twitches_stay_out():
    assert pattern_of(unable_to_function, *each(range(5), kind="twitch", **STOP)).of == 0
