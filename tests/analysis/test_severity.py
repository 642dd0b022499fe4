"""How strong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.diaries import MONDAY, Entry, at, days, make_diary
from tracker.analysis.bins import BY_MONTH, BY_QUARTER, BY_WEEK, BY_YEAR
from tracker.analysis.daily import unit_for_medians
from tracker.analysis.results import EMPTY_DIARY, NO_RATING, TooLittle
from tracker.analysis.severity import severity


def test_worked_example():
    entries = [Entry(at(0), 3), Entry(at(0, 20), 7), Entry(at(1), 5), Entry(at(3), 4)]
    result = severity(make_diary(*entries, period=days(7)), days(7))
    assert (result.worst.tolist(), result.median, result.low, result.high) == ([7, 5, 4], 5, 4.5, 6)


def test_quartiles_agree_with_numpy_by_month():
    rng = np.random.default_rng(5)
    ratings = rng.integers(0, 11, 60)
    entries = [Entry(at(day), int(rating)) for day, rating in enumerate(ratings)]
    result = severity(make_diary(*entries, period=days(61)), days(61))
    assert result.bins.unit == BY_MONTH
    assert result.bin_median.tolist() == [np.median(ratings[:30]), np.median(ratings[30:])]
    assert result.bin_high.tolist() == [np.percentile(ratings[:30], 75), np.percentile(ratings[30:], 75)]


def test_median_breaks_where_too_few_days_have_a_rating():
    entries = [Entry(at(day), 4) for day in (0, 1, 2, 7, 8, 14, 15, 16)]
    result = severity(make_diary(*entries, period=days(21)), days(21), BY_WEEK)
    assert np.isnan(result.bin_median).tolist() == [False, True, False]


def test_entries_without_a_rating_are_counted_and_left_out():
    result = severity(make_diary(Entry(at(0), None), Entry(at(1), 6), period=days(2)), days(2))
    assert (result.n, result.of, result.worst.tolist()) == (1, 2, [6])


def test_zero_is_a_rating():
    assert severity(make_diary(Entry(at(0), 0), period=days(1)), days(1)).worst.tolist() == [0]


def test_worst_of_unlisted_spasms_counts_for_its_day():
    diary = make_diary(Entry(at(0), 3), period=days(2), answers={0: ("unlisted", 8), 1: ("unlisted", 2)})
    result = severity(diary, days(2))
    assert (result.n, result.worst.tolist()) == (1, [8, 2])


def test_worst_of_unlisted_spasms_stays_out_of_a_filtered_diary():
    diary = make_diary(Entry(at(0), 3), period=days(1), answers={0: ("unlisted", 8)}, is_filtered=True)
    assert severity(diary, days(1)).worst.tolist() == [3]


def test_density_counts_entries_by_bin_and_rating():
    entries = [Entry(at(0), 3), Entry(at(1), 3), Entry(at(8), 10)]
    result = severity(make_diary(*entries, period=days(14)), days(14), BY_WEEK)
    assert (result.density[0, 3], result.density[1, 10], result.density.sum()) == (2, 1, 3)


def test_moment_is_the_place_within_the_persons_day():
    result = severity(make_diary(Entry(at(1, 3, 0)), period=days(2)), days(2))
    # 03:00 is the twenty-third hour of a day that started at 04:00 on Monday.
    assert result.moment[0] == pytest.approx(MONDAY.toordinal() + 23 / 24)


@pytest.mark.parametrize(
    ("diary", "result"),
    [
        (make_diary(period=days(3)), TooLittle(EMPTY_DIARY)),
        (make_diary(Entry(at(0), None), period=days(3)), TooLittle(NO_RATING, 1)),
    ],
)
def test_too_little_says_what_is_missing(diary, result):
    assert severity(diary, days(3)) == result


@given(
    st.lists(st.tuples(st.integers(0, 27), st.integers(0, 10)), min_size=1, max_size=25),
    st.dictionaries(st.integers(0, 27), st.just("none")),
)
def test_answers_without_a_number_have_no_influence(rated, answers):
    entries = [Entry(at(day), rating) for day, rating in rated]
    plain, answered = (
        severity(make_diary(*entries, period=days(28), answers=given_answers), days(28))
        for given_answers in ({}, answers)
    )
    assert (plain.median, plain.low, plain.high) == (answered.median, answered.low, answered.high)


def test_private_is_said_of_the_entries_that_are_rated():
    entries = [Entry(at(0), None), Entry(at(1), 6, is_private=True), Entry(at(2), 3)]
    result = severity(make_diary(*entries, period=days(3)), days(3))
    assert (result.rating.tolist(), result.is_private.tolist()) == ([6, 3], [True, False])


@pytest.mark.parametrize(
    ("length", "unit"),
    [(45, BY_WEEK), (46, BY_MONTH), (830, BY_MONTH), (831, BY_QUARTER), (7400, BY_QUARTER), (7401, BY_YEAR)],
)
def test_the_unit_follows_the_length_of_the_period(length, unit):
    assert unit_for_medians(days(length)) == unit
