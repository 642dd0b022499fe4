"""What may set spasms off: every factor that the articles name has a fact, and it rests on the sources that name it."""

import pytest

from tracker.guidance.loader import load_library

LIBRARY = load_library()
FACTS = [entry for entry in LIBRARY.entries.values() if entry.topic == "causes"]


@pytest.mark.parametrize(
    ("factor", "sources"),
    [
        ("overuse", {1, 2, 3, 4, 5}),
        ("hard-exercise", {2, 3, 5}),
        ("overstretching", {1}),
        ("long-same-position", {3, 5}),
        ("repetitive-work", {1, 5}),
        ("poor-posture", {5}),
        ("awkward-sleep", {5}),
        ("little-rest", {3}),
        ("little-fluid", {3, 4, 5}),
        ("hot-weather", {5}),
        ("fluid-loss", {5}),
        ("injury-strain", {2, 3, 4}),
        ("low-minerals", {1, 3, 4, 5}),
        # Source 1 says "stress" as well and means strain on a muscle, so it does not count here.
        ("stress", {3}),
    ],
)
def test_a_factor_is_told_with_the_sources_that_name_it(factor, sources):
    matches = [entry for entry in FACTS if factor in entry.factors]
    assert {number for entry in matches for number in entry.source_numbers} == sources


@pytest.mark.parametrize("factor", ["little-fluid", "hot-weather", "fluid-loss"])
def test_a_lack_of_fluid_is_never_told_without_the_caution_for_heart_and_kidneys(factor):
    matches = [entry for entry in FACTS if factor in entry.factors]
    assert matches
    for entry in matches:
        assert any({"heart-failure", "kidney-failure"} <= set(each.conditions) for each in entry.cautions), entry.key


def test_the_sources_differ_about_what_comes_first():
    sides = LIBRARY.disagreements["main-cause"].sides
    assert [{each.source for each in side.citations} for side in sides] == [{1}, {2, 5}, {4}]


def test_the_sources_differ_about_twitches():
    sides = LIBRARY.disagreements["twitch-or-spasm"].sides
    assert [{each.source for each in side.citations} for side in sides] == [{1}, {3}]


def test_what_is_said_of_a_twitch_is_for_twitches_and_shows_the_disagreement():
    entry = LIBRARY.entries["what-a-twitch-is"]
    assert entry.kinds == ("twitch",)
    assert entry.disagreements == ("twitch-or-spasm",)


def test_a_twitch_is_annoying_and_does_not_hurt():
    side = LIBRARY.disagreements["twitch-or-spasm"].sides[0]
    for text in (LIBRARY.entries["what-a-twitch-is"].text, side.says):
        assert "usually just annoying and doesn’t hurt" in text
