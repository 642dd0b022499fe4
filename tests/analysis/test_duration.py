"""How long: known durations, each day's longest, and what is left out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.duration import CLASS_EDGES, durations
from tracker.analysis.results import EMPTY_DIARY, NO_DURATION, TooLittle


def result_of(*entries, period=None, **more):
    period = period or days(60)
    return durations(make_diary(*entries, period=period, **more), period)


def lasting(day, minutes, hour=12):
    return Entry(at(day, hour), seconds=60 * minutes)


def test_worked_example():
    # Monday 1 and 4 minutes, Tuesday 2, Thursday 10: the longest of the days are 4, 2 and 10.
    result = result_of(lasting(0, 1), lasting(0, 4, 20), lasting(1, 2), lasting(3, 10))
    assert (result.longest / 60).tolist() == [4, 2, 10]
    assert (result.median / 60, result.low / 60, result.high / 60) == (4, 3, 7)


def test_ongoing_and_unknown_are_left_out_and_counted_apart():
    result = result_of(lasting(0, 1), Entry(at(1)), Entry(at(2)), Entry(at(3), is_ongoing=True))
    assert (result.n, result.of, result.unknown, result.ongoing, result.left_out) == (1, 4, 2, 1, 3)


def test_entry_of_no_length_is_kept():
    assert result_of(lasting(0, 0)).seconds.tolist() == [0]


def test_no_median_of_a_month_with_two_days():
    result = result_of(lasting(0, 1), lasting(1, 1), *(lasting(day, 5) for day in (31, 32, 33)))
    assert np.array_equal(result.bin_median, [np.nan, 300], equal_nan=True)


def test_density_holds_every_known_duration():
    result = result_of(lasting(0, 0), lasting(1, 1), lasting(2, 60 * 24 * 30), Entry(at(3)))
    assert result.density.sum() == result.n
    assert result.density[0, CLASS_EDGES.index(60)] == 1


@given(st.sets(st.integers(0, 59)))
def test_answers_have_no_influence(answered):
    plain = result_of(lasting(0, 1), lasting(9, 4), lasting(30, 2))
    more = result_of(lasting(0, 1), lasting(9, 4), lasting(30, 2), answers=dict.fromkeys(answered, "none"))
    assert (plain.median, plain.low, plain.high, plain.n) == (more.median, more.low, more.high, more.n)


def test_too_little():
    assert result_of() == TooLittle(EMPTY_DIARY)
    assert result_of(Entry(at(0)), Entry(at(1), is_ongoing=True)) == TooLittle(NO_DURATION, 2)


def test_private_is_said_of_the_entries_whose_length_is_known():
    result = result_of(Entry(at(0)), Entry(at(1), seconds=60, is_private=True), lasting(2, 2))
    assert (result.seconds.tolist(), result.is_private.tolist()) == ([60, 120], [True, False])
