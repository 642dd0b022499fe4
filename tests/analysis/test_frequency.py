"""How often."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.diaries import MONDAY, Entry, at, days, make_diary
from tracker.analysis.bins import BY_DAY, BY_MONTH, BY_WEEK, BY_YEAR, bins, unit_for
from tracker.analysis.frequency import LOW_SHARE, NO_CLEAR_DAY, InDays, frequency, headline
from tracker.analysis.results import EMPTY_DIARY, FEW_DAYS, NO_ENTRIES, NO_MATCH, TooLittle
from tracker.days import Period


def answered(first: int, last: int, answer="none") -> dict:
    return dict.fromkeys(range(first, last + 1), answer)


def test_headline_of_the_methods_page():
    # 30 days asked for: spasm on 9, clear on 17, nothing known of 4.
    diary = make_diary(*(Entry(at(day)) for day in range(9)), period=days(30), answers=answered(9, 25))
    top = headline(diary, days(30))
    assert (top.n, top.of, top.unknown, top.asked, top.highest, top.no_rate_reason) == (9, 26, 4, 30, 13, "")


def test_rate_rests_on_answered_days():
    diary = make_diary(Entry(at(0)), Entry(at(0, 18)), Entry(at(1)), period=days(20), answers=answered(2, 19))
    assert headline(diary, days(20)).entry_rate.rate == pytest.approx(30 * 3 / 20)


def test_entries_carry_the_range_that_missing_days_allow():
    """Three entries on two days, 18 clear, 10 not answered: 3 in 20; 3 to 3 + 10 x 1.5 in 30."""
    diary = make_diary(Entry(at(0)), Entry(at(0, 18)), Entry(at(1)), period=days(30), answers=answered(2, 19))
    top = headline(diary, days(30))
    assert top.entry_rate == InDays(pytest.approx(4.5), 3, 18, 30)


def test_without_entries_an_unknown_day_may_have_had_one():
    top = headline(make_diary(period=days(30), answers=answered(0, 19)), days(30))
    assert top.entry_rate == InDays(0, 0, 10, 30)


@pytest.mark.parametrize(
    ("entries", "answers", "why"),
    [
        (3, answered(3, 12), FEW_DAYS),
        (14, {}, LOW_SHARE),
        (26, {}, NO_CLEAR_DAY),
        (13, answered(13, 20), ""),
    ],
)
def test_no_rate_where_it_could_mislead(entries, answers, why):
    diary = make_diary(*(Entry(at(day)) for day in range(entries)), period=days(30), answers=answers)
    top = headline(diary, days(30))
    assert (top.no_rate_reason, top.entry_rate is None) == (why, bool(why))


def test_a_clear_day_outside_of_the_period_counts_as_ever_confirmed():
    diary = make_diary(*(Entry(at(day)) for day in range(14)), period=days(14), clear_before=True)
    assert headline(diary, days(14)).no_rate_reason == ""


def test_days_that_only_say_spasm_have_no_rate_however_clear_other_days_are():
    """Spasms on 19 of 30 days and no evening answered would be "30 in 30"."""
    diary = make_diary(*(Entry(at(day)) for day in range(19)), period=days(60), answers=answered(30, 59))
    assert headline(diary, days(30)).no_rate_reason == NO_CLEAR_DAY
    assert headline(diary, days(30, 30)).no_rate_reason == ""
    one_clear = make_diary(*(Entry(at(day)) for day in range(19)), period=days(30), answers=answered(29, 29))
    assert headline(one_clear, days(30)).no_rate_reason == ""
    in_a_pause = make_diary(
        *(Entry(at(day)) for day in range(19)), period=days(30), answers=answered(29, 29), paused=[(29, 29)]
    )
    assert headline(in_a_pause, days(30)).no_rate_reason == NO_CLEAR_DAY


def test_bursts_count_as_one_entry_with_many_spasms():
    top = headline(make_diary(Entry(at(0), count=12), Entry(at(1)), period=days(2)), days(2))
    assert (top.entries, top.spasms) == (2, 13)


def test_pauses_stay_out_of_the_rate_and_are_said():
    diary = make_diary(Entry(at(0)), Entry(at(3)), period=days(6), answers=answered(1, 1), paused=[(2, 4)])
    top = headline(diary, days(6))
    assert (top.n, top.of, top.asked, top.outside, top.entries) == (1, 2, 3, 1, 2)


def test_filtered_days_without_a_match_are_not_clear_but_known():
    entries = [Entry(at(0)), Entry(at(1), matches=False)]
    top = headline(make_diary(*entries, period=days(4), answers={2: "none"}, is_filtered=True), days(4))
    assert (top.n, top.of, top.unknown, top.highest) == (1, 3, 1, 2)


def test_filtered_unlisted_spasms_may_or_may_not_match():
    diary = make_diary(Entry(at(0)), period=days(2), answers={1: "unlisted"}, is_filtered=True)
    top = headline(diary, days(2))
    assert (top.n, top.of, top.unknown) == (1, 1, 1)


def test_an_entry_that_leaves_open_what_the_filter_asks_for_is_unknown():
    """A match, another entry, one that leaves it open, one of each kind on a day, and a clear day: 2 of 4, up to 3."""
    entries = [
        *(Entry(at(0)), Entry(at(1), matches=False), Entry(at(2), matches=None)),
        *(Entry(at(3), matches=None), Entry(at(3, 13))),
    ]
    top = headline(make_diary(*entries, period=days(5), answers={4: "none"}, is_filtered=True), days(5))
    assert (top.n, top.of, top.unknown, top.highest) == (2, 4, 1, 3)


def test_open_entries_of_a_known_day_may_still_match():
    """20 days: 2 entries that match, one of 18 clear days short; a third entry beside them leaves it open."""
    entries = [Entry(at(0)), Entry(at(0, 13), matches=None), Entry(at(1))]
    answers = answered(2, 18)
    top = headline(make_diary(*entries, period=days(20), answers=answers, is_filtered=True), days(20))
    # 2 in 19 known days; of 20 at least 2, at most 2, one more of the open entry and one of the unanswered day.
    assert top.entry_rate == InDays(pytest.approx(60 / 19), 3, 6, 30)


@pytest.mark.parametrize("stated", [0.9, 0.8])
def test_the_range_of_a_filter_holds_the_truth(stated):
    """Half of the spasms are cramps, and some leave the kind open: the true share lies in the range, always."""
    rng = np.random.default_rng(7)
    for _ in range(30):
        spasm, cramp, says = rng.random((3, 60)) < np.array([[0.4], [0.5], [stated]])
        entries = [
            Entry(at(day), matches=bool(cramp[day]) if says[day] else None) for day in np.flatnonzero(spasm).tolist()
        ]
        answers = {day: "none" for day in range(60) if not spasm[day]}
        top = headline(make_diary(*entries, period=days(60), answers=answers, is_filtered=True), days(60))
        assert top.n <= (spasm & cramp).sum() <= top.highest


def test_weeks_start_on_monday_and_carry_their_days():
    # Six asked days in the first week: one spasm day with two entries, three clear, two unknown. In the second, nothing
    # is known of today yet.
    diary = make_diary(
        Entry(at(1)), Entry(at(1, 20)), Entry(at(8)), period=days(14), answers=answered(2, 4), today=at(9).date()
    )
    result = frequency(diary, days(14), BY_WEEK)
    assert [day.isoformat() for day in result.bins.starts] == ["2026-06-01", "2026-06-08"]
    assert [
        column.tolist()
        for column in (
            result.entries,
            result.spasm_days,
            result.other_days,
            result.unknown_days,
            result.answered_days,
            result.asked_days,
        )
    ] == [[2, 1], [1, 1], [3, 0], [2, 1], [4, 1], [6, 2]]


def test_continued_days_are_neither_spasm_nor_clear():
    result = frequency(make_diary(Entry(at(0, 20), hours=20), period=days(7)), days(7), BY_WEEK)
    assert (result.spasm_days.tolist(), result.continued_days.tolist(), result.other_days.tolist()) == ([1], [1], [0])


def test_entry_in_the_night_of_a_clock_change_stands_on_its_day():
    # 29 March 2026, 03:30 summer time in Berlin: still the day that began on the 28th.
    period = Period(dt.date(2026, 3, 28), dt.date(2026, 3, 29))
    diary = make_diary(Entry(dt.datetime(2026, 3, 29, 3, 30)), period=period)
    assert frequency(diary, period, BY_DAY).entries.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("diary", "missing"),
    [
        (make_diary(period=days(7)), EMPTY_DIARY),
        (make_diary(period=days(7), first_on=MONDAY - dt.timedelta(30)), NO_ENTRIES),
        (make_diary(period=days(7), first_on=MONDAY - dt.timedelta(30), is_filtered=True), NO_MATCH),
    ],
)
def test_nothing_there_says_why(diary, missing):
    assert frequency(diary, days(7)) == TooLittle(missing)


def test_a_diary_of_clear_days_alone_is_drawn():
    assert frequency(make_diary(period=days(7), answers=answered(0, 6)), days(7)).other_days.sum() == 7


@pytest.mark.parametrize(
    ("length", "unit"), [(7, BY_DAY), (31, BY_DAY), (32, BY_WEEK), (365, BY_WEEK), (3650, BY_MONTH), (9000, BY_YEAR)]
)
def test_unit_follows_the_length(length, unit):
    assert unit_for(days(length)) == unit


@pytest.mark.parametrize("unit", [BY_DAY, BY_WEEK, BY_MONTH, BY_YEAR])
def test_bins_cover_every_day_once(unit):
    period = Period(dt.date(2023, 12, 30), dt.date(2025, 3, 2))
    cut = bins(period, unit)
    spans = [cut.bounds(place) for place in range(len(cut))]
    covered = [day for first, last in spans for day in Period(first, last)]
    assert covered == list(period)
    assert all(first <= day <= last for day, (first, last) in zip(period, (spans[p] for p in cut.place), strict=True))


moments = st.lists(st.tuples(st.integers(1, 27), st.integers(0, 23)), min_size=1, max_size=25)


@given(moments, st.randoms(use_true_random=False))
def test_order_of_rows_has_no_influence(given_moments, random):
    shuffled = random.sample(given_moments, len(given_moments))
    one, two = (
        frequency(make_diary(*(Entry(at(*m)) for m in rows), period=days(28)), days(28), BY_WEEK)
        for rows in (given_moments, shuffled)
    )
    assert (one.headline, one.entries.tolist()) == (two.headline, two.entries.tolist())


@given(moments, st.sets(st.integers(0, 27)))
def test_unanswered_days_change_nothing_but_coverage_and_ranges(given_moments, clear):
    """The same diary asked for four more weeks, of which nothing is known."""
    entries = [Entry(at(*moment)) for moment in given_moments]
    answers = dict.fromkeys(clear, "none")
    short = headline(make_diary(*entries, period=days(28), answers=answers), days(28))
    long = headline(make_diary(*entries, period=days(56), answers=answers), days(56))
    assert (short.n, short.of, short.entries, short.spasms) == (long.n, long.of, long.entries, long.spasms)
    assert (long.unknown, long.asked) == (short.unknown + 28, short.asked + 28)
