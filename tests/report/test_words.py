"""Phrases that several parts share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.change import MORE, Change, RateRatio
from tracker.analysis.comparison import DayCount, WorstOfDays
from tracker.analysis.frequency import headline
from tracker.analysis.regions import Place
from tracker.analysis.results import NO_RATING, TooLittle
from tracker.days import PartialDate
from tracker.report.material import ProfileRow
from tracker.report.words import (
    and_more,
    count_of_days_words,
    cut,
    days_words,
    is_cut,
    item_words,
    one_line,
    place_words,
    plain,
    verdict_words,
    worst_words,
)


@pytest.mark.parametrize(
    ("text", "most", "words"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("onetwothree", 6, "onetw…"),
        ("one\ntwo", 20, "one two"),
        ("abcde\u0301f", 6, "abcd…"),
        ("", 5, ""),
    ],
)
def test_cut(text, most, words):
    assert cut(text, most) == words


@given(st.text(), st.integers(5, 200))
def test_a_cut_text_is_one_line_of_at_most_so_many_characters(text, most):
    found = cut(text, most)
    assert len(found) <= most
    assert len(found.splitlines()) <= 1
    assert is_cut(text, most) == (found != plain(text))


def test_control_characters_and_those_that_turn_text_around_are_left_out():
    assert plain("a\x00b\x1b[1m\u202ec\u2069") == "ab[1mc"
    assert plain("one\r\ntwo\u2028three") == "one\ntwo\nthree"
    assert one_line("  שלום   👩‍👩‍👧 \n <b>#*_$ ") == "שלום 👩‍👩‍👧 <b>#*_$"


def test_more_items_are_said_with_where_they_are():
    assert and_more(["a", "b"], 0) == "a; b"
    assert and_more(["a", "b"], 4) == "a; b; and 4 more, see page 2"


def test_spasm_days_with_the_range_of_the_missing_ones():
    answers = dict.fromkeys(range(9, 26), "none")
    log = make_diary(*(Entry(at(day)) for day in range(9)), period=days(30), answers=answers)
    assert days_words(headline(log, days(30))) == "9 of 26 (4 unanswered: 9 to 13 of 30)"


def test_where_no_rate_may_be_said_there_is_no_share():
    log = make_diary(Entry(at(0)), Entry(at(5)), period=days(28), paused=[(5, 5)])
    assert days_words(headline(log, days(28))) == (
        "1 day, 1 of 27 answered (26 unanswered: 1 to 27 of 27), 1 more in pauses"
    )


def test_a_verdict_has_its_interval():
    top = headline(make_diary(Entry(at(0)), period=days(28)), days(28))
    ratio = RateRatio(1.62, 1.21, 2.14, 1.0, 8, 6)
    assert verdict_words(Change(top, top, ratio, MORE, "")) == "more: 1.6 times (95 % interval 1.2 to 2.1)"


@pytest.mark.parametrize(
    "because",
    ["few-days", "low-share", "no-clear-day", "shares-differ", "few-weeks", "no-spasm-days", "no-spread"],
)
def test_without_a_verdict_there_is_a_reason(because):
    top = headline(make_diary(Entry(at(0)), period=days(28)), days(28))
    words = verdict_words(Change(top, top, None, "no-verdict", because))
    assert words.startswith("no verdict: ") and len(words) > 20


def test_nothing_said_is_not_zero():
    assert count_of_days_words(DayCount(0, 0, 9, may_be_share=False)) == "not said"
    assert count_of_days_words(DayCount(0, 9, 2, may_be_share=False)) == "0 of 9"
    assert worst_words(TooLittle(NO_RATING, 3)) == "not rated"


def test_worst_of_days():
    assert worst_words(WorstOfDays(8, 9, 4, 5, 6, 8)) == "median 5, worst 8 (8 of 9)"
    assert worst_words(WorstOfDays(2, 9, None, None, None, 8)) == "worst 8 (2 of 9; a median takes three)"


def test_a_side_is_always_said():
    assert place_words(Place("calf", 14, 14, 0, 0, 0, 0)) == "left calf 14"
    assert place_words(Place("calf", 22, 14, 7, 1, 0, 0)) == "calf 22 (left 15, right 8)"
    assert place_words(Place("widespread", 3, 0, 0, 0, 0, 3)) == "widespread 3"


def test_a_profile_row_with_dose_and_dates():
    row = ProfileRow("medication", "magnesium", "300 mg", PartialDate(2026, 5), PartialDate(2026, 6, 2))
    assert item_words(row) == "magnesium, 300 mg (May 2026 to 2 June 2026)"
    assert item_words(ProfileRow("medication", "magnesium citrate", "300 mg"), 12) == "magnesium…"
    assert item_words(ProfileRow("spine-injury", "fall", since=PartialDate(2012))) == "fall (2012)"
