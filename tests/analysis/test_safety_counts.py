"""Falls, weakness, the chest and its two lines, counted from entries alone."""

import datetime as dt

import pytest

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.safety_counts import Answered, safety_counts

CHEST = {("chest", "left"), ("chest", "both"), ("upper-back", "left"), ("breathing-muscles", "")}
LEGS = {("calf", "left"), ("calf", "right")}
MONTH = days(30)


def counts(*entries):
    return safety_counts(make_diary(*entries, period=days(60)), MONTH, CHEST, LEGS)


def chest(day, *noticed, place=("chest", "left"), **more):
    return Entry(at(day), regions=(place,), noticed=noticed, **more)


def test_worked_example():
    entries = [chest(day, "none") for day in range(3)]
    found = counts(*entries, chest(3), chest(4, "weakness", "chest-pressure", chest_answer="not-sure"))
    assert (found.n, found.of, found.chest, found.chest_of, found.chest_signs) == (5, 4, 5, 4, 1)
    assert (found.falls, found.weak_or_numb) == (0, 1)
    assert found.answers == (Answered("not-sure", 1, (dt.date(2026, 6, 5),)),)
    assert found.answered("yes") == Answered("yes", 0, ())


def test_an_entry_with_both_counts_once():
    found = counts(chest(0, "weakness", "numbness"), Entry(at(1), noticed=("numbness", "fell-or-nearly")))
    assert (found.weak_or_numb, found.falls, found.of) == (2, 1, 2)


def test_what_was_left_open_is_in_no_denominator():
    assert (counts(chest(0)).of, counts(chest(0)).chest_of) == (0, 0)


@pytest.mark.parametrize(
    ("place", "is_chest"),
    [(("chest", "right"), False), (("upper-back", "left"), True), (("upper-back", "right"), False)],
)
def test_the_places_are_those_that_are_given(place, is_chest):
    assert counts(chest(0, place=place)).chest == is_chest


def test_an_entry_in_two_of_the_places_is_one():
    assert counts(Entry(at(0), regions=(("chest", "left"), ("upper-back", "left")))).chest == 1


def test_pain_that_spreads_elsewhere_is_not_the_chest():
    leg = [chest(0, sign, place=("calf", "left")) for sign in ("pain-spreads", "breathing-difficulty")]
    found = counts(*leg, chest(1, "pain-spreads"))
    assert (found.chest_signs, found.elsewhere) == (1, 1)


def test_a_swollen_leg_needs_both_signs_and_a_leg():
    both = ("swelling", "warmth-color-change")
    entries = [chest(0, *both, place=("calf", "left")), chest(1, "swelling", place=("calf", "left")), chest(2, *both)]
    assert counts(*entries).swollen_legs == 1


def test_saddle_numbness_counts_wherever_it_was():
    assert counts(chest(0, "bladder-bowel-or-saddle-numbness", place=("calf", "left"))).saddle == 1


def test_private_entries_count_without_their_day():
    hidden = chest(1, chest_answer="yes", is_private=True)
    shown = [chest(day, chest_answer="yes") for day in (3, 3)]
    assert counts(hidden, *shown).answered("yes") == Answered("yes", 3, (dt.date(2026, 6, 4),))


def test_other_days_are_not_counted():
    found = counts(chest(30, "weakness", "chest-pressure", chest_answer="yes"))
    assert (found.n, found.of, found.chest, found.chest_signs, found.weak_or_numb, found.answers) == (0, 0, 0, 0, 0, ())


@pytest.mark.parametrize(
    ("signs", "place", "name"),
    [
        (("bladder-bowel-or-saddle-numbness",), ("calf", "left"), "saddle"),
        (("swelling", "warmth-color-change"), ("calf", "left"), "swollen_legs"),
        (("chest-pressure",), ("calf", "left"), "elsewhere"),
    ],
)
def test_a_line_that_private_entries_alone_would_bring_is_not_told(signs, place, name):
    private, other = chest(0, *signs, place=place, is_private=True), chest(1, *signs, place=place)
    assert getattr(counts(private), name) == 0
    assert getattr(counts(private, other), name) == 2
