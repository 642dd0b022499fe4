"""What is said beside a condition of the profile: the tie once, links to the rest, cautions and what they are for."""

import pytest

from tracker.guidance.loader import load_library
from tracker.guidance.profile import words_for
from tracker.guidance.schema import Caution, Entry, Library
from tracker.vocabulary.conditions import CONDITIONS

LIBRARY = load_library()
WITHOUT_A_TIE = ("osteoporosis", "joint-replacement")
"""Asked for because they change what may be stretched; no article ties them to spasms."""


def entry(key, conditions=(), cautions=(), **fields):
    fields = {"origin": "sources", "role": "fact", "topic": "conditions"} | fields
    return Entry(key=key, title=key, text=key, conditions=tuple(conditions), cautions=tuple(cautions), **fields)


def library(*entries):
    return Library("en", {}, {each.key: each for each in entries}, {})


def test_every_condition_of_the_profile_has_its_tie():
    ties = {code: words_for([code], LIBRARY)[code].tie for code in CONDITIONS if code not in WITHOUT_A_TIE}
    assert [code for code, tie in ties.items() if not (tie and tie.citations)] == []
    assert [code for code, tie in ties.items() if code not in tie.entry.conditions] == []


@pytest.mark.parametrize("code", WITHOUT_A_TIE)
def test_a_condition_that_no_source_names_has_cautions_alone(code):
    words = words_for([code], LIBRARY)[code]
    assert words.tie is None and words.cautions


def test_the_tie_comes_from_the_topic_of_conditions_and_the_lowest_rank():
    result = library(
        entry("test", ["anemia"], topic="tests", rank=1),
        entry("later", ["anemia"], rank=200),
        entry("first", ["anemia"], rank=50),
    )
    words = words_for(["anemia"], result)["anemia"]
    assert words.tie.entry.key == "first"
    assert [each.key for each in words.more] == ["later", "test"]


def test_an_entry_is_shown_once():
    result = library(entry("both", ["diabetes", "stroke"]), entry("one", ["diabetes"]))
    words = words_for(["diabetes", "stroke"], result)
    assert words["diabetes"].tie.entry.key == "both"
    assert words["stroke"].tie is None
    assert [each.key for each in words["diabetes"].more] == ["one"]


def test_a_card_is_not_shown_beside_a_condition():
    assert words_for(["stroke"], library(entry("card", ["stroke"], role="card")))["stroke"].tie is None


def test_a_caution_is_shown_once_with_all_entries_that_carry_it():
    how_much = Caution("Ask how much you may drink.", ("heart-failure",))
    result = library(
        entry("water", cautions=[how_much]),
        entry("tea", cautions=[how_much]),
        entry("juice", cautions=[Caution("For others.", ("diabetes",))]),
    )
    (caution,) = words_for(["heart-failure"], result)["heart-failure"].cautions
    assert (caution.text, [each.key for each in caution.entries]) == (how_much.text, ["water", "tea"])


def test_a_caution_that_another_says_with_more_is_left_out():
    result = library(
        entry("water", cautions=[Caution("Ask how much you may drink.", ("heart-failure",))]),
        entry("food", cautions=[Caution("Ask how much you may drink, and eat.", ("heart-failure",))]),
    )
    texts = [caution.text for caution in words_for(["heart-failure"], result)["heart-failure"].cautions]
    assert texts == ["Ask how much you may drink, and eat."]


@pytest.mark.parametrize("code", ["heart-failure", "kidney-failure"])
def test_heart_and_kidneys_never_read_drink_more(code):
    words = words_for([code], LIBRARY)[code]
    assert any("how much you may drink" in caution.text for caution in words.cautions)
    shown = " ".join([words.tie.entry.text, words.tie.entry.what_to_do, *(each.text for each in words.cautions)])
    assert "drink more" not in shown.lower()


@pytest.mark.parametrize("code", ["als", "multiple-sclerosis", "parkinsons", "stroke", "dystonia"])
def test_a_rare_illness_is_put_into_proportion(code):
    assert "most spasms come from overuse" in words_for([code], LIBRARY)[code].tie.entry.text.lower()


def test_nothing_named_is_nothing_shown():
    assert words_for([], LIBRARY) == {}
