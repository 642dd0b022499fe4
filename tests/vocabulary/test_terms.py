"""Codes: their shape, their order, and a person's own ones."""

import re

import pytest

from tracker.vocabulary import day, episodes, factors, relief
from tracker.vocabulary.regions import GROUPS, REGIONS, SIDES, allows_side
from tracker.vocabulary.terms import Term, Vocabulary, is_own_code, own_code, own_label

ALL = [
    episodes.KINDS,
    episodes.ONSETS,
    episodes.IMPACTS,
    episodes.SORENESS,
    episodes.NOTICED,
    factors.FACTORS,
    relief.RELIEF,
    relief.EFFECTS,
    day.DAY_STATES,
    day.CHECK_IN_ANSWERS,
    REGIONS,
    SIDES,
]


@pytest.mark.parametrize("vocabulary", ALL)
def test_codes_are_kebab_case_and_have_labels(vocabulary):
    for code, term in vocabulary.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert str(term.label)


def test_a_code_named_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        Vocabulary(Term("a", "A"), Term("a", "B"))


def test_a_label_is_the_persons_own_spelling_first():
    own = {"x-hot-tea": "Hot tea!", "heat": "not this"}
    assert relief.RELIEF.label("x-hot-tea", own) == "Hot tea!"
    assert relief.RELIEF.label("x-hot-tea") == "hot tea"
    assert relief.RELIEF.label("heat", own) == "heat"


@pytest.mark.parametrize(("code", "text"), [("heat", ""), ("medication", "a = b: c"), ("x-hot-tea", "")])
def test_a_remedy_as_one_word_reads_back(code, text):
    key = relief.remedy_key(code, text)
    assert (relief.remedy_of_key(key), relief.is_remedy_key(key)) == ((code, text), True)


def test_regions_stand_in_a_group_and_have_known_sides():
    for region in REGIONS.values():
        assert region.group in GROUPS
        assert region.sides
        assert set(region.sides) <= {"", *SIDES}


@pytest.mark.parametrize(
    ("region", "side", "allowed"),
    [
        ("calf", "left", True),
        ("calf", "both", True),
        ("calf", "middle", False),
        ("calf", "", False),
        ("lower-back", "middle", True),
        ("widespread", "", True),
        ("widespread", "left", False),
        ("other", "", True),
        ("other", "middle", True),
        ("tail", "left", False),
    ],
)
def test_which_sides_a_region_has(region, side, allowed):
    assert allows_side(region, side) is allowed


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Long drive!", "x-long-drive"),
        ("  Kälte & Wind ", "x-kälte-wind"),
        ("咖啡", "x-咖啡"),
        ("!!!", ""),
        ("", ""),
        ("a_b", "x-a-b"),
    ],
)
def test_own_words_become_a_code(words, code):
    assert own_code(words) == code
    assert code == "" or is_own_code(code)


def test_an_own_code_is_cut_to_its_length():
    assert is_own_code(own_code("very " * 40))


@pytest.mark.parametrize("code", ["x-", "x--a", "coffee", "x-a b", "x-a-", "x-" + "a" * 60])
def test_what_is_no_own_code(code):
    assert not is_own_code(code)


def test_an_own_code_reads_as_words():
    assert own_label("x-long-drive") == "long drive"
    assert factors.FACTORS.label("x-long-drive") == "long drive"


def test_own_codes_sort_after_the_vocabulary():
    codes = sorted(["x-b", "stress", "x-a", "overuse"], key=factors.FACTORS.sort_key)
    assert codes == ["overuse", "stress", "x-a", "x-b"]


@pytest.mark.parametrize(("number", "band"), [(0, "none"), (1, "mild"), (3, "mild"), (4, "moderate"), (6, "moderate")])
def test_bands_of_intensity(number, band):
    assert episodes.intensity_band(number) == band


@pytest.mark.parametrize("number", [7, 10])
def test_seven_and_more_is_severe(number):
    assert episodes.intensity_band(number) == "severe"


def test_signs_offered_first_fit_the_region():
    assert "torso-front" in episodes.noticed_groups("breathing-difficulty")
    assert "leg" not in episodes.noticed_groups("breathing-difficulty")
    assert set(episodes.noticed_groups("weakness")) == set(episodes.noticed_groups("none")) == set(GROUPS)


def test_every_sign_is_offered_first_somewhere():
    assert [code for code in episodes.NOTICED if not episodes.noticed_groups(code)] == []
