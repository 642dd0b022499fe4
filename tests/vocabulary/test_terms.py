"""Codes: their shape, their order, and a person's own ones."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.vocabulary import day, episodes, factors, relief
from tracker.vocabulary.regions import GROUPS, REGIONS, SIDES, allows_side
from tracker.vocabulary.terms import (
    OWN_WORDS_LENGTH,
    Term,
    Vocabulary,
    folded_word,
    is_own_code,
    own_code,
    own_code_among,
    own_label,
)

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
        ("Long drive!", "x-long-drive!"),
        ("  Kälte & Wind ", "x-kälte-&-wind"),
        ("咖啡", "x-咖啡"),
        ("पानी", "x-पानी"),
        ("पीना", "x-पीना"),
        ("<1 L water", "x-<1-l-water"),
        ("coffee -", "x-coffee-%2D"),
        ("50 % cream; tea: a=b", "x-50-%25-cream%3B-tea%3A-a%3Db"),
        ("tab\there", "x-tab%09here"),
        ("!!!", "x-!!!"),
        ("", ""),
        (" \u200b ", ""),
        ("a_b", "x-a_b"),
    ],
)
def test_own_words_become_a_code(words, code):
    assert own_code(words) == code
    assert code == "" or is_own_code(code)


def test_the_longest_words_fit_into_a_code():
    assert is_own_code(own_code("%" * OWN_WORDS_LENGTH))


def test_words_that_are_too_long_have_no_code():
    # A code that is cut would be the code of other words, too.
    assert own_code("very " * 40) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<1 L water", ">1 L water"),
        ("coffee +", "coffee -"),
        ("5 °C", "-5 °C"),
        ("C++", "C#"),
        ("पानी", "पीना"),
        ("น้ำ", "นำ"),
        ("a b", "a-b"),
        ("a%2Db", "a-b"),
        ("x²", "x2"),
    ],
)
def test_two_words_have_two_codes(one, other):
    assert own_code(one) != own_code(other)


@pytest.mark.parametrize(("one", "other"), [("Café", "cafe\u0301"), ("STRASSE", "straße"), ("ᾼ", "\u03b1\u0345")])
def test_case_and_the_two_ways_to_write_an_accent_are_one_word(one, other):
    assert own_code(one) == own_code(other)


_words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=OWN_WORDS_LENGTH)
_awkward = st.text(st.sampled_from("aA %:;=-_+#<>!éE\u0301ß\u0345ι्पाी²\u2028\t%25"), max_size=12)


@given(st.one_of(_words, _awkward))
def test_a_code_reads_back_as_its_words(words):
    code = own_code(words)
    if code:
        assert own_label(code) == folded_word(words)
        assert is_own_code(code)
        assert own_code(own_label(code)) == code
        assert not set(code) & set(";:= \t\n\r")
        assert code.split() == [code]


@given(_awkward, _awkward)
@example("पानी", "पीना")
@example("coffee +", "coffee -")
@example("É", "e\u0301")
def test_two_codes_are_the_same_only_for_the_same_word(one, other):
    if own_code(one) and own_code(other):
        assert (own_code(one) == own_code(other)) is (folded_word(one) == folded_word(other))


def test_a_word_that_is_there_keeps_the_code_it_has():
    # As stored by versions that wrote "Coffee +" and "Coffee -" alike.
    assert own_code_among("coffee +", {"x-coffee": "Coffee +"}) == "x-coffee"


def test_an_old_code_keeps_the_meaning_of_its_label():
    known = {"x-coffee": "Coffee +"}
    code = own_code_among("coffee", known)
    assert code not in known
    assert is_own_code(code)
    assert own_label(code) == "coffee"
    assert own_code_among("Coffee", known | {code: "coffee"}) == code


@pytest.mark.parametrize("code", ["x-coffee", "x-kälte-wind", "x-a-b", "x-" + "ä" * 46])
def test_codes_of_earlier_versions_are_still_codes(code):
    assert is_own_code(code)


@pytest.mark.parametrize(
    "code",
    [
        *("x-", "x--a", "coffee", "x-a b", "x-a-", "x-" + "a" * 160, "x-a;b", "x-a:b", "x-a=b", "x-%", "x-%2d"),
        *("x-%FF", "x-a%00", "x-a\u2028b", "x-%E2%80%8B"),
    ],
)
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
