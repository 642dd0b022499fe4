"""Spasms that hold."""

import datetime as dt

import pytest

from tests.analysis.diaries import MONDAY
from tests.analysis.patterns.logs import ago, each, found
from tracker.analysis.patterns.letting_go import does_not_let_go, sustained
from tracker.days import DayStarts

NO_HELP = (("gentle-stretch", "", "during", "not-at-all"),)


@pytest.mark.parametrize(("seconds", "holds"), [(600, True), (599, False)])
def test_ten_minutes_that_nothing_eased(seconds, holds):
    result = found(does_not_let_go, ago(1, seconds=seconds, relief=NO_HELP))
    assert (result.holds, result.n, result.of, result.goes_on) == (holds, int(holds), 1, False)


def test_what_eased_has_let_go():
    relief = (*NO_HELP, ("heat", "", "after", "slightly"))
    assert not found(does_not_let_go, ago(0, seconds=720, relief=relief)).holds


@pytest.mark.parametrize("relief", [(), (("heat", "", "during", ""),)])
def test_over_and_nothing_rated_raises_nothing(relief):
    assert not found(does_not_let_go, ago(0, seconds=3600, relief=relief)).holds


def test_it_looks_at_today_and_yesterday():
    assert not found(does_not_let_go, ago(2, seconds=720, relief=NO_HELP)).holds


def test_one_that_goes_on_since_yesterday():
    result = found(does_not_let_go, ago(1, 22, is_ongoing=True), ago(1, 9, seconds=60))
    assert (result.holds, result.n, result.of, result.goes_on) == (True, 1, 2, True)


def test_one_that_goes_on_and_eases():
    assert not found(does_not_let_go, ago(1, 22, is_ongoing=True, relief=(("heat", "", "during", "moderately"),))).holds


def test_of_one_that_began_today_the_date_says_nothing():
    assert not found(does_not_let_go, ago(0, 5, is_ongoing=True)).holds


@pytest.mark.parametrize(("minute", "holds"), [(50, True), (51, False)])
def test_ten_minutes_until_today_began(minute, holds):
    # 03:50 of the calendar's today belongs to yesterday, which ends at 04:00.
    assert found(does_not_let_go, ago(0, 3, minute, is_ongoing=True)).holds is holds


def test_the_hour_at_which_a_day_starts_is_the_persons_own():
    starts = DayStarts(((MONDAY, 6),))
    assert found(does_not_let_go, ago(0, 5, 40, is_ongoing=True), starts=starts).holds
    assert not found(does_not_let_go, ago(0, 5, 55, is_ongoing=True), starts=starts).holds


def test_unknown_length_and_twitches_say_nothing():
    result = found(does_not_let_go, ago(0, relief=NO_HELP), ago(0, 13, seconds=900, kind="twitch", relief=NO_HELP))
    assert (result.holds, result.of) == (False, 0)


@pytest.mark.parametrize(("days", "holds"), [(3, True), (2, False)])
def test_cramps_are_sustained(days, holds):
    result = found(sustained, *each(range(days), kind="cramp"), ago(5, kind="spasm"), ago(6))
    assert (result.holds, result.n, result.of) == (holds, days, days + 1)


def test_long_spasms_are_sustained():
    assert found(sustained, *each(range(3), kind="spasm", seconds=600)).holds
    assert not found(sustained, *each(range(3), kind="spasm", seconds=590)).holds
    assert not found(sustained, *each(range(3), kind="twitch", seconds=600)).holds


def test_one_without_an_end_is_not_counted_as_long():
    result = found(sustained, *each(range(1, 9), is_ongoing=True))
    assert (result.holds, result.n, result.of) == (False, 0, 0)


def test_ten_minutes_are_a_matter_of_length_not_of_days():
    long = dt.timedelta(minutes=10).total_seconds()
    assert found(sustained, *(ago(0, hour, seconds=long) for hour in range(6, 12))).n == 6
    assert not found(sustained, *(ago(0, hour, seconds=long) for hour in range(6, 12))).holds
