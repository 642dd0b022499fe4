"""A region in words always says its side."""

import pytest

from tracker.vocabulary.regions import BOTH, LEFT, MIDDLE, REGIONS, RIGHT, mark_words, your_words
from tracker.vocabulary.regions_words import ON_A_SIDE


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (("calf", LEFT), "left calf"),
        (("calf", BOTH), "both calves"),
        (("lower-back", MIDDLE), "lower back, middle"),
        (("lower-back", BOTH), "lower back, both sides"),
        (("thigh-front", RIGHT), "right thigh, front"),
        (("whole-leg", LEFT), "whole left leg"),
        (("band-around",), "band around the torso"),
        (("other", "", "eyebrow"), "eyebrow"),
        (("other", LEFT, "eyebrow"), "eyebrow, left"),
        (("other",), "somewhere else"),
        (("other", RIGHT), "somewhere else, right"),
    ],
)
def test_marks_in_words(mark, words):
    assert mark_words(*mark) == words


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (("calf", LEFT), "your left calf"),
        (("chest", MIDDLE), "the middle of your chest"),
        (("calf", BOTH), "both calves"),
        (("widespread",), "widespread"),
        (("other", "", "eyebrow"), "eyebrow"),
    ],
)
def test_marks_said_to_the_person(mark, words):
    assert your_words(*mark) == words


def test_every_region_that_must_have_a_side_has_words_for_each():
    sides = {code: len(words) for code, words in ON_A_SIDE.items()}
    assert sides == {code: len(region.sides) for code, region in REGIONS.items() if region.has_sides}


def test_left_says_left_and_right_says_right():
    on_the_left = {region: mark_words(region, LEFT) for region in ON_A_SIDE}
    assert [words for words in on_the_left.values() if "left" not in words or "right" in words] == []
    on_the_right = {region: mark_words(region, RIGHT) for region in ON_A_SIDE}
    assert on_the_right == {region: words.replace("left", "right") for region, words in on_the_left.items()}


def test_no_two_marks_share_their_words():
    marks = [(code, side) for code, region in REGIONS.items() for side in region.sides]
    assert len({mark_words(*mark) for mark in marks}) == len(marks)


def test_an_unknown_region_reads_as_its_code():
    assert your_words("x-left-ear", LEFT) == "left ear, left"
