"""The next 7 days: the shortest range that holds 8 in 10 of the person's own weeks."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.next_week import NextWeek, days_for_next_week, next_week, shortest_range
from tracker.analysis.results import EMPTY_DIARY, FEW_WEEKS, OF_WHOLE_DAYS, TooLittle

WEEKS = [0] * 10 + [1] * 6 + [2] * 4 + [4, 4, 6, 6, 6, 6]
"""Spasm days of 26 weeks, the oldest first: 0 to 2 holds 20, which is too few; 0 to 4 holds 22."""


def diary(weeks=WEEKS, unanswered=(), **options):
    """Today is the day after the last week; spasms on its first days."""
    entries = [Entry(at(7 * week + day)) for week, n in enumerate(weeks) for day in range(n)]
    known = {(entry.at.date() - days(1).first).days for entry in entries}
    answers = {day: "none" for day in range(7 * len(weeks)) if day not in {*known, *unanswered}}
    period = days(7 * len(weeks) + 1)
    log = {"period": period, "today": period.last, "answers": answers, "first_on": days(1).first} | options
    return make_diary(*entries, **log)


def literal(counts):
    """Every range, the shortest first, of these the one that holds most, then the lowest."""
    ranges = [(low, high) for low in range(8) for high in range(low, 8)]
    held = {pair: sum(pair[0] <= n <= pair[1] for n in counts) for pair in ranges}
    enough = [pair for pair in ranges if 10 * held[pair] >= 8 * len(counts)]
    low, high = min(enough, key=lambda pair: (pair[1] - pair[0], -held[pair], pair[0]))
    return low, high, held[low, high]


def test_worked_example():
    result = next_week(diary())
    assert result == NextWeek(0, 4, 22, 26, is_every_week=True)


@given(st.lists(st.integers(0, 7), min_size=1, max_size=60))
@settings(deadline=None)
def test_it_is_the_shortest_that_holds_enough(counts):
    assert shortest_range(np.array(counts)) == literal(counts)


def test_exactly_8_in_10_is_enough():
    assert shortest_range(np.array([1] * 8 + [5, 7])) == (1, 1, 8)
    assert shortest_range(np.array([1] * 7 + [3, 5, 7])) == (1, 3, 8)


def test_a_week_with_two_days_open_does_not_count():
    quiet_week = range(7 * 3, 7 * 4)
    assert next_week(diary([2, *WEEKS], unanswered=list(quiet_week)[5:6])).weeks == 27
    result = next_week(diary([2, *WEEKS], unanswered=list(quiet_week)[5:]))
    assert (result.weeks, result.is_every_week) == (26, False)


def test_weeks_without_answers_before_the_first_that_counts_are_no_gap():
    result = next_week(diary([0, *WEEKS], unanswered=range(7)))
    assert (result.weeks, result.is_every_week) == (26, True)


@given(st.sets(st.integers(0, 181)))
@settings(max_examples=40, deadline=None)
def test_unanswered_days_say_nothing_but_that_their_week_lacks_them(open_days):
    """Entries apart, a day left open has no influence but on whether its week counts."""
    clear = {day for day in open_days if day % 7 >= WEEKS[day // 7]}
    result = next_week(diary(unanswered=clear))
    kept = [n for week, n in enumerate(WEEKS) if sum(day // 7 == week for day in clear) <= 1]
    if len(kept) < 26:
        assert result == TooLittle(FEW_WEEKS, len(kept))
    else:
        assert (result.low, result.high, result.held) == literal(kept)


def test_a_paused_week_does_not_count():
    assert next_week(diary(paused=((0, 6),))) == TooLittle(FEW_WEEKS, 25)


def test_today_is_in_no_week():
    result = next_week(diary())
    entry = Entry(at(26 * 7))
    log = diary()
    log.source.entries  # noqa: B018
    with_today = make_diary(
        *log.source.entries, entry, period=days(183), answers=log.source.answered, first_on=days(1).first
    )
    assert next_week(with_today) == result


def test_a_year_at_most():
    # Bad weeks of the year before are not what is usual now.
    assert next_week(diary([7] * 60 + [0] * 52)) == NextWeek(0, 0, 52, 52, is_every_week=True)
    assert days_for_next_week(days(1).first) == days(365, -364)
    assert days_for_next_week(dt.date(1, 1, 5)).first == dt.date(1, 1, 1)


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (diary(WEEKS[1:]), TooLittle(FEW_WEEKS, 25)),
        (diary([]), TooLittle(FEW_WEEKS, 0)),
        (make_diary(period=days(300)), TooLittle(EMPTY_DIARY)),
        (diary(is_filtered=True), TooLittle(OF_WHOLE_DAYS)),
    ],
)
def test_too_little(log, expected):
    assert next_week(log) == expected


def test_a_spasm_in_a_pause_of_one_day_is_one_that_the_week_had():
    """With the other six days answered the week counts, and "no spasm day" would be false of it."""
    paused = [(7 * week, 7 * week) for week in range(26)]
    assert next_week(diary([1] * 26, paused=paused)) == NextWeek(1, 1, 26, 26, is_every_week=True)
