"""At what time, and on which weekday."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.results import EMPTY_DIARY, TooLittle
from tracker.analysis.timing import least_in_a_peak, timing
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
    assert (result.broken_sleep_days, result.sleep_unknown_days, result.of_days) == (2, 1, 4)


def test_a_day_into_which_a_spasm_ran_does_not_say_how_one_slept():
    entries = [Entry(at(0, 20), woke="no", hours=50)]
    result = timing(make_diary(*entries, period=days(4), answers={3: "none"}), days(4))
    assert (result.broken_sleep_days, result.sleep_unknown_days, result.of_days) == (0, 2, 2)


MIDNIGHT = DayStarts(((at(0).date(), 0),))


def at_hours(hours, **options):
    """A day with one entry for each of these hours; the day begins at midnight."""
    entries = [Entry(at(day, hour)) for day, hour in enumerate(hours)]
    return timing(make_diary(*entries, period=days(len(hours)), starts=MIDNIGHT, **options), days(len(hours)))


def test_days_are_counted_not_entries():
    entries = [*(Entry(at(0, 9, minute)) for minute in range(0, 50, 5)), Entry(at(0, 11)), Entry(at(7, 9))]
    result = timing(make_diary(*entries, period=days(14)), days(14))
    assert (result.n, result.entries, result.counts[0, 9], result.counts[0, 11]) == (2, 12, 2, 1)


def test_peak_is_the_fullest_stretch_of_three_hours_around_midnight_too():
    result = at_hours([23, 23, 0, 0, 1, 1, 12, 15])
    assert (result.peak_from, result.peak_n) == (23, 6)


def test_many_onsets_of_one_day_count_once_for_the_peak():
    nights = [Entry(at(day, 2, minute)) for day in range(1, 9) for minute in range(0, 60, 10)]
    one_bad_morning = [Entry(at(9, 9, minute)) for minute in range(60)]
    result = timing(make_diary(*nights, *one_bad_morning, period=days(10), starts=MIDNIGHT), days(10))
    assert (result.peak_from, result.peak_n, result.n) == (1, 8, 9)


def test_hours_with_which_each_day_begins_are_not_named_if_it_ends_elsewhere():
    # Every day at 2 and at 9: by the first onset all of them are at 2, and the bars of both hours are alike.
    twice = [Entry(at(day, hour)) for day in range(1, 21) for hour in (2, 9)]
    result = timing(make_diary(*twice, period=days(22), starts=MIDNIGHT), days(22))
    assert (result.peak_from, result.by_hour[2], result.by_hour[9]) == (None, 20, 20)


@pytest.mark.parametrize("a_day", [2, 3, 5, 30])
def test_several_onsets_a_day_at_random_hours_are_no_time_of_day(a_day):
    """By the first onset alone, four of five such diaries named the hours in which the day begins."""
    rng, named = np.random.default_rng(a_day), 0
    for _diary in range(20):
        onsets = [Entry(at(day, int(hour))) for day in range(60) for hour in rng.integers(0, 24, a_day)]
        named += timing(make_diary(*onsets, period=days(60), starts=MIDNIGHT), days(60)).peak_from is not None
    assert named <= 1


def test_a_habit_is_named_although_other_onsets_lie_around_it():
    # Nine nights of twelve have one at 2 or 3 alone; on three more there is a second one in the afternoon.
    nights = [Entry(at(day, 2 + day % 2)) for day in range(1, 13)]
    others = [Entry(at(day, 15)) for day in (1, 5, 9)]
    result = timing(make_diary(*nights, *others, period=days(14), starts=MIDNIGHT), days(14))
    assert (result.peak_from, result.peak_n) == (1, 12)


@pytest.mark.parametrize(
    ("n", "least"),
    [(7, None), (8, 5), (9, 6), (10, 6), (12, 6), (13, 7), (31, 13), (40, 13), (41, 15), (400, 70), (401, None)],
)
def test_how_many_of_so_many_days_the_fullest_hours_must_hold(n, least):
    assert least_in_a_peak(n) == least


@pytest.mark.parametrize(("in_peak", "peak_from"), [(6, None), (7, 1)])
def test_three_hours_are_named_from_the_table_on(in_peak, peak_from):
    # 15 days: seven in the fullest three hours are needed. The others lie three hours and more apart.
    result = at_hours([2] * in_peak + [(6 + 2 * n) % 24 for n in range(15 - in_peak)])
    assert (result.n, result.peak_from) == (15, peak_from)


@pytest.mark.parametrize("n", [8, 9, 12, 19, 20, 35, 39, 40, 70, 100, 190, 250, 400])
def test_onsets_at_random_hours_are_seldom_called_a_time_of_day(n):
    """The table is ours to keep, not to trust: 2,000 diaries of chance alone."""
    rng = np.random.default_rng(n)
    by_hour = np.array([np.bincount(hours, minlength=24) for hours in rng.integers(0, 24, (2000, n))])
    fullest = sum(np.roll(by_hour, -shift, axis=1) for shift in range(3)).max(axis=1)
    assert (fullest >= least_in_a_peak(n)).mean() < 0.065


def test_no_peak_with_few_days():
    assert at_hours([2] * 7).peak_from is None


def test_no_peak_when_two_stretches_tie():
    assert at_hours([2, 3, 4, 2, 3, 14, 15, 16, 14, 15]).peak_from is None


@pytest.mark.parametrize(("hours", "peak_from"), [([1, 2], 0), ([2], 1), ([22, 0], 22), ([23, 0], 22)])
def test_stretches_that_share_an_hour_are_one_time_of_day(hours, peak_from):
    # All in two hours: the three hours that begin one earlier are as full, and no other time of day is meant.
    result = at_hours([hours[n % len(hours)] for n in range(10)])
    assert (result.peak_from, result.peak_n) == (peak_from, 10)


def test_a_filtered_diary_rests_on_the_days_of_which_it_is_known():
    entries = [Entry(at(0, 9), woke="yes"), Entry(at(7, 9), woke="yes", matches=None), Entry(at(14, 9), matches=False)]
    result = timing(make_diary(*entries, period=days(21), is_filtered=True), days(21))
    assert (result.answered_days[0], result.broken_sleep_days, result.sleep_unknown_days, result.of_days) == (
        2,
        1,
        1,
        2,
    )


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
    # 02:30 came twice in Berlin on 25 October 2026; both stand at 2 o'clock, and are of one day.
    entries = [Entry(dt.datetime(2026, 10, 25, 2, 30), offset=offset) for offset in (7200, 3600)]
    period = days(200)
    result = timing(make_diary(*entries, period=period), period)
    assert (result.entries, result.by_hour[2], result.by_hour.sum()) == (2, 1, 1)
