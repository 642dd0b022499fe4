"""What is known of a day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.diaries import MONDAY, Entry, at, days, make_diary
from tracker.analysis.coverage import STATES, day_states
from tracker.days import DayStarts
from tracker.vocabulary.day import CLEAR, CONTINUED, PAUSED, SPASM, UNANSWERED


def states(diary, period=None):
    coverage = day_states(diary, period or diary.period)
    return [STATES[place] for place in coverage.state]


def test_worked_example():
    diary = make_diary(
        Entry(at(0)), Entry(at(2)), period=days(4), answers={2: "none", 3: "none"}, today=MONDAY + dt.timedelta(3)
    )
    assert states(diary) == [SPASM, UNANSWERED, SPASM, CLEAR]


def test_empty_diary_asks_for_nothing():
    coverage = day_states(make_diary(period=days(7)), days(7))
    assert (coverage.asked, coverage.answered) == (0, 0)


def test_unanswered_day_is_never_clear():
    assert CLEAR not in states(make_diary(Entry(at(0)), period=days(30)))


def test_entry_overrides_the_answer():
    assert states(make_diary(Entry(at(0)), period=days(1), answers={0: "none"})) == [SPASM]


def test_unlisted_spasms_make_a_spasm_day():
    assert states(make_diary(period=days(1), answers={0: "unlisted"})) == [SPASM]


def test_listed_without_an_entry_says_nothing_of_that_day():
    assert states(make_diary(Entry(at(0)), period=days(2), answers={1: "listed"})) == [SPASM, UNANSWERED]


@pytest.mark.parametrize(("hours", "state"), [(8.99, CLEAR), (9, CONTINUED)])
def test_an_entry_that_runs_an_hour_into_the_next_day_continues_it(hours, state):
    # From 20:00 to 05:00 is nine hours; the next day starts at 04:00.
    assert states(make_diary(Entry(at(0, 20), hours=hours), period=days(2), answers={1: "none"}))[1] == state


def test_an_entry_can_continue_over_several_days_and_into_the_period():
    diary = make_diary(Entry(at(0, 20), hours=24 * 3), period=days(5))
    assert states(diary, days(4, first=1)) == [CONTINUED, CONTINUED, CONTINUED, UNANSWERED]


def test_a_spasm_on_a_continued_day_makes_it_a_spasm_day():
    assert states(make_diary(Entry(at(0, 20), hours=20), Entry(at(1, 18)), period=days(2)))[1] == SPASM


def test_pause_is_not_asked_for_but_an_entry_in_it_shows():
    diary = make_diary(Entry(at(0)), Entry(at(2)), period=days(4), paused=[(1, 2)])
    coverage = day_states(diary, days(4))
    assert (states(diary), coverage.is_asked.tolist()) == (
        [SPASM, PAUSED, SPASM, UNANSWERED],
        [True, False, False, True],
    )


def test_days_before_the_first_entry_and_after_today_are_not_asked_for():
    diary = make_diary(Entry(at(2)), period=days(7), today=MONDAY + dt.timedelta(4))
    assert day_states(diary, days(7)).is_asked.tolist() == [False, False, True, True, False, False, False]


@pytest.mark.parametrize(
    ("log", "is_asked"),
    [
        ({}, False),
        ({"answers": {3: "none"}}, True),
        ({"answers": {3: "unlisted"}}, True),
        ({"paused": ((3, 3),)}, False),
    ],
    ids=["nothing yet", "clear", "spasms", "paused"],
)
def test_today_is_asked_for_once_something_is_known_of_it(log, is_asked):
    diary = make_diary(Entry(at(0)), period=days(4), today=at(3).date(), **log)
    coverage = day_states(diary, days(4))
    assert coverage.is_asked.tolist() == [True, True, True, is_asked]
    assert coverage.is_today_open == (not log)
    assert coverage.unanswered == 2


def test_a_pause_up_to_yesterday_is_not_all_of_the_days():
    diary = make_diary(Entry(at(0)), period=days(3), paused=((0, 1),), today=at(2).date())
    assert not day_states(diary, days(3)).is_all_paused


def test_filter_has_no_influence_on_states():
    entries = [Entry(at(0)), Entry(at(1), matches=False)]
    filtered = make_diary(*entries, period=days(3), answers={2: "none"}, is_filtered=True)
    assert (states(filtered), day_states(filtered, days(3)).has_match.tolist()) == (
        [SPASM, SPASM, CLEAR],
        [True, False, False],
    )


def test_day_start_hour_holds_from_its_date_on():
    starts = DayStarts(((MONDAY + dt.timedelta(1), 0),))
    # To 02:00 of Tuesday: two hours into a day that starts at midnight, and before one that starts at four.
    assert states(make_diary(Entry(at(0, 20), hours=6), period=days(2), starts=starts))[1] == CONTINUED


def test_period_outside_of_what_is_loaded_is_an_error():
    with pytest.raises(ValueError, match="not within"):
        day_states(make_diary(Entry(at(0)), period=days(3)), days(4))


@given(
    st.dictionaries(st.integers(0, 40), st.sampled_from(["none", "listed", "unlisted"])),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 23)), max_size=20),
)
def test_answered_and_unanswered_days_make_up_the_asked_ones(answers, moments):
    diary = make_diary(*(Entry(at(*moment)) for moment in moments), period=days(42), answers=answers)
    coverage = day_states(diary, days(42))
    assert coverage.answered + coverage.unanswered == coverage.asked <= 42


def test_days_are_all_paused_only_if_none_was_asked_for():
    paused = make_diary(Entry(at(3)), period=days(10), paused=[(0, 9)])
    assert day_states(paused, days(10)).is_all_paused
    some = make_diary(Entry(at(3)), period=days(10), paused=[(0, 8)])
    assert not day_states(some, days(10)).is_all_paused
    assert not day_states(make_diary(period=days(10)), days(10)).is_all_paused
