"""Phrases that several parts share."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.comparison import DayCount, WorstOfDays
from tracker.analysis.duration import durations
from tracker.analysis.frequency import headline
from tracker.analysis.kinds import KindsOfEntries
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
    kinds_words,
    one_line,
    place_words,
    plain,
    typical_duration_words,
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
    assert days_words(headline(log, days(30)), 30) == "about 10 in 30 (9 to 13; 9 of 26)"


def test_spasm_days_of_a_long_time_have_their_counts_beside_them():
    spasms = range(0, 90, 3)
    log = make_diary(
        *(Entry(at(day)) for day in spasms),
        period=days(90),
        answers={day: "none" for day in range(90) if day not in spasms},
    )
    assert days_words(headline(log, days(90)), 30) == "10 in 30 (30 of 90)"
    assert days_words(headline(log, days(28)), 28) == "10 in 28"


def test_where_no_rate_may_be_said_there_is_no_share():
    log = make_diary(Entry(at(0)), Entry(at(5)), period=days(28), paused=[(5, 5)])
    assert days_words(headline(log, days(28)), 28) == ("1 day, 1 of 27 answered (1 to 27 of 27), 1 more in pauses")


def test_nothing_said_is_not_zero():
    assert count_of_days_words(DayCount(0, 0, 9, may_be_share=False)) == "not said"
    assert count_of_days_words(DayCount(0, 9, 2, may_be_share=False)) == "0 of 9"
    assert worst_words(TooLittle(NO_RATING, 3)) == "not rated"


def test_worst_of_days():
    assert worst_words(WorstOfDays(8, 9, 4, 5, 6, 8)) == "median 5, worst 8 (8 of 9)"
    assert worst_words(WorstOfDays(2, 9, None, None, None, 8)) == "worst 8 (2 of 9 days rated; no median under 3)"


def test_a_side_is_always_said():
    assert place_words(Place("calf", 14, 14, 0, 0, 0, 0)) == "left calf 14"
    assert place_words(Place("lower-back", 3, 0, 0, 0, 3, 0)) == "lower back, middle 3"
    assert place_words(Place("widespread", 3, 0, 0, 0, 0, 3)) == "widespread 3"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("calf", 11, 10, 0, 1, 0, 0), "calf 11: left 10, right 0, both 1"),
        (Place("calf", 21, 14, 7, 0, 0, 0), "calf 21: left 14, right 7"),
        (Place("lower-back", 9, 0, 2, 3, 4, 0), "lower back 9: left 0, right 2, both 3, middle 4"),
        (Place("other", 6, 1, 0, 0, 0, 5), "somewhere else 6: left 1, right 0, no side 5"),
    ],
)
def test_sides_add_up_at_sight(place, words):
    assert place_words(place) == words
    total, *sides = re.findall(r"\d+", words)
    assert sum(map(int, sides)) == int(total)


def test_sides_that_one_entry_has_several_of_are_not_said():
    assert place_words(Place("other", 3, 3, 2, 0, 0, 0)) == "somewhere else 3"


def kinds(*counts, not_stated=0, withheld=0, days=21):
    n = sum(count for _kind, count in counts) + not_stated + withheld
    return KindsOfEntries(n=n, days=days, counts=counts, not_stated=not_stated, withheld=withheld)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (kinds(("twitch", 24)), "21 days, all twitches"),
        (kinds(("cramp", 1), days=1), "1 day, all cramps"),
        (kinds(("not-sure", 4), days=4), "4 days, not sure of the kind"),
        (kinds(("cramp", 18), ("spasm", 4), not_stated=2), "18 cramps, 4 spasms, 2 not stated"),
        (kinds(("spasm", 1), ("twitch", 1), ("jerk", 1)), "1 spasm, 1 twitch, 1 jerk"),
        (kinds(("cramp", 3), ("not-sure", 2), withheld=1), "3 cramps, 2 not sure, 1 private"),
        (kinds(not_stated=5), "5 not stated"),
    ],
)
def test_kinds_are_told_apart(found, words):
    assert kinds_words(found) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        ((120, 240, 300), "median 4 min (IQR 3–5), 3 of 4 entries with known end"),
        ((40, 240, 7200), "median 4 min (IQR 2 min–1 h 2 min), 3 of 4 entries with known end"),
        ((3,), "up to 3 s, 1 of 2 entries with known end"),
        ((120, 240), "up to 4 min, 2 of 3 entries with known end"),
    ],
)
def test_how_long_they_took(seconds, words):
    entries = [Entry(at(day), seconds=each) for day, each in enumerate((*seconds, None))]
    assert typical_duration_words(durations(make_diary(*entries, period=days(28)), days(28))) == words


def test_a_profile_row_with_dose_and_dates():
    row = ProfileRow("medication", "magnesium", "300 mg", PartialDate(2026, 5), PartialDate(2026, 6, 2))
    assert item_words(row) == "magnesium, 300 mg (May 2026 to 2 June 2026)"
    assert item_words(ProfileRow("medication", "magnesium citrate", "300 mg"), 12) == "magnesium…"
    assert item_words(ProfileRow("spine-injury", "fall", since=PartialDate(2012))) == "fall (2012)"
