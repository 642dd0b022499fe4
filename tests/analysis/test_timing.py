"""At what time, and on which weekday."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.results import EMPTY_DIARY, TooLittle
from tracker.analysis.timing import timing
from tracker.days import DayStarts


def test_night_stands_in_the_row_of_the_day_before():
    result = timing(make_diary(Entry(at(1, 3, 10)), period=days(7)), days(7))
    assert (result.counts[0, 3], result.counts.sum()) == (1, 1)


def test_clock_is_that_of_the_entrys_own_zone():
    # 03:10 in Tokyo and 03:10 in Berlin are both 3 o'clock.
    entries = [Entry(at(1, 3, 10), offset=9 * 3600), Entry(at(2, 3, 10), offset=7200)]
    assert timing(make_diary(*entries, period=days(7)), days(7)).by_hour[3] == 2


def test_rows_carry_the_days_that_were_answered():
    diary = make_diary(Entry(at(0)), period=days(14), answers={7: "none", 8: "none"})
    result = timing(diary, days(14))
    assert (result.answered_days.tolist(), result.asked_days.tolist()) == ([2, 1, 0, 0, 0, 0, 0], [2] * 7)


def test_broken_sleep_is_counted_in_answered_days():
    entries = [
        Entry(at(0, 23), at_onset="asleep"),
        Entry(at(0, 23, 30), woke="yes"),
        Entry(at(1, 23), woke="yes"),
        Entry(at(2, 12), at_onset="walking"),
        Entry(at(3, 12)),
    ]
    result = timing(make_diary(*entries, period=days(7), answers={4: "none"}), days(7))
    assert (result.broken_sleep_days, result.sleep_unknown_days, result.of_days) == (2, 1, 5)


def test_peak_is_the_fullest_stretch_of_three_hours_around_midnight_too():
    hours = [23, 23, 0, 0, 1, 1, 12, 15]
    entries = [Entry(at(day, hour)) for day, hour in enumerate(hours)]
    result = timing(make_diary(*entries, period=days(9)), days(9))
    assert (result.peak_from, result.peak_n) == (23, 6)


def test_no_peak_with_few_entries():
    assert timing(make_diary(Entry(at(0)), period=days(1)), days(1)).peak_from is None


def test_no_peak_when_two_stretches_tie():
    entries = [Entry(at(day, hour)) for day, hour in enumerate([2, 3, 4, 2, 14, 15, 16, 14])]
    assert timing(make_diary(*entries, period=days(9)), days(9)).peak_from is None


@pytest.mark.parametrize(("hours", "peak_from"), [([1, 2], 0), ([2], 1), ([22, 0], 22), ([23, 0], 22)])
def test_stretches_that_share_an_hour_are_one_time_of_day(hours, peak_from):
    # All in two hours: the three hours that begin one earlier are as full, and no other time of day is meant.
    entries = [Entry(at(1 + n, hours[n % len(hours)])) for n in range(10)]
    result = timing(make_diary(*entries, period=days(12)), days(12))
    assert (result.peak_from, result.peak_n) == (peak_from, 10)


def test_rows_begin_at_the_day_start_that_holds_at_the_end():
    diary = make_diary(Entry(at(0)), period=days(3), starts=DayStarts(((at(2).date(), 6),)))
    assert timing(diary, days(3)).day_starts_at == 6


def test_empty_diary_has_no_times():
    assert timing(make_diary(period=days(3)), days(3)) == TooLittle(EMPTY_DIARY)


@given(st.lists(st.tuples(st.integers(1, 27), st.integers(0, 23)), min_size=1, max_size=30), st.integers(1, 28))
def test_unanswered_days_move_no_count(moments, more):
    entries = [Entry(at(*moment)) for moment in moments]
    short, long = (timing(make_diary(*entries, period=days(n)), days(n)) for n in (29, 29 + more))
    assert (short.counts == long.counts).all()
    assert (short.of_days, short.broken_sleep_days) == (long.of_days, long.broken_sleep_days)


def test_entry_on_a_clock_change_keeps_its_wall_clock():
    # 02:30 came twice in Berlin on 25 October 2026; both stand at 2 o'clock.
    entries = [Entry(dt.datetime(2026, 10, 25, 2, 30), offset=offset) for offset in (7200, 3600)]
    period = days(200)
    assert timing(make_diary(*entries, period=period), period).by_hour[2] == 2
