"""Phrases that several parts share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.days import PartialDate
from tracker.report.material import ProfileRow
from tracker.report.words import (
    and_more,
    cut,
    is_cut,
    item_words,
    one_line,
    plain,
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
    result = cut(text, most)
    assert len(result) <= most
    assert len(result.splitlines()) <= 1
    assert is_cut(text, most) == (result != plain(text))


def test_control_characters_and_those_that_turn_text_around_are_left_out():
    assert plain("a\x00b\x1b[1m\u202ec\u2069") == "ab[1mc"
    assert plain("one\r\ntwo\u2028three") == "one\ntwo\nthree"
    assert one_line("  שלום   👩‍👩‍👧 \n <b>#*_$ ") == "שלום 👩‍👩‍👧 <b>#*_$"


def test_more_items_are_said_with_where_they_are():
    assert and_more(["a", "b"], 0) == "a; b"
    assert and_more(["a", "b"], 4) == "a; b; and 4 more, see page 2"


def test_a_profile_row_with_dose_and_dates():
    row = ProfileRow("medication", "magnesium", "300 mg", PartialDate(2026, 5), PartialDate(2026, 6, 2))
    assert item_words(row) == "magnesium, 300 mg (May 2026 to 2 June 2026)"
    assert item_words(ProfileRow("medication", "magnesium citrate", "300 mg"), 12) == "magnesium…"
    assert item_words(ProfileRow("spine-injury", "fall", since=PartialDate(2012))) == "fall (2012)"
