"""What the doctor asks is complete; treatments are told and never advised; what one source alone names is framed."""

import re

import pytest

from tracker.guidance import schema
from tracker.guidance.loader import load_library
from tracker.guidance.schema import Citation

LIBRARY = load_library()
ENTRIES = list(LIBRARY.entries.values())
ASKED = [entry for entry in ENTRIES if entry.topic == "doctors" and schema.ENTRY_VISIT in entry.moments]
TREATMENTS = [entry for entry in ENTRIES if entry.topic == "treatments"]
ASKED_IN_THE_ARTICLES = [(1, 29), (3, 24), (3, 25), (4, 15), (4, 17), *((4, number) for number in range(19, 27))]


def whole(entry):
    return " ".join([entry.title, entry.text, entry.what_to_do, *(caution.text for caution in entry.cautions)])


def test_all_that_a_doctor_asks_or_looks_through_is_on_the_list():
    cited = {citation for entry in ASKED for citation in entry.citations}
    assert [place for place in ASKED_IN_THE_ARTICLES if Citation(*place) not in cited] == []


@pytest.mark.parametrize(
    ("citation", "questions"),
    [
        # symptoms, history, medicines, kinds of exercise, supplements
        ((1, 29), 5),
        # how strong, how often, what sets it off, lasting illnesses
        ((3, 25), 4),
        # how strong, since when, how often, an injury
        ((4, 17), 4),
    ],
)
def test_a_sentence_with_several_questions_is_as_many_entries(citation, questions):
    assert len([entry for entry in ASKED if Citation(*citation) in entry.citations]) == questions


def test_the_list_has_one_order_and_nothing_to_do_in_it():
    ranks = [entry.rank for entry in ASKED]
    assert ranks == sorted(set(ranks))
    assert {entry.role for entry in ASKED} == {schema.FACT}


def test_a_treatment_is_told_and_never_a_step():
    told = {entry.key: (entry.role, entry.care, entry.moments) for entry in TREATMENTS}
    assert told
    assert told == dict.fromkeys(told, (schema.FACT, schema.SELF_CARE, ()))


@pytest.mark.parametrize("key", ["pain-medicine", "muscle-relaxants"])
def test_a_medicine_is_what_a_doctor_may_prescribe(key):
    entry = LIBRARY.entries[key]
    assert "A doctor may prescribe" in entry.text
    assert entry.cautions


def test_injections_are_said_as_the_framing_wants():
    entry = LIBRARY.entries["injections"]
    framed = "A specialist may give injections that numb a muscle or keep it from tightening for a time."
    assert framed in entry.text
    assert [each.key for each in ENTRIES if "injection" in whole(each).lower()] == ["injections"]


@pytest.mark.parametrize("key", ["chiropractor", "acupuncture"])
def test_what_source_3_alone_names_stands_alone(key):
    assert LIBRARY.entries[key].source_numbers == (3,)


def test_no_care_card_sends_to_a_chiropractor_or_acupuncture():
    cards = [each for each in ENTRIES if each.care != schema.SELF_CARE]
    assert cards
    assert [card.key for card in cards if re.search("chiropract|acupunct", whole(card), re.IGNORECASE)] == []
    treatments = {"chiropractor", "acupuncture", "manual-therapy"}
    assert [card.key for card in cards if treatments & set(card.see_also)] == []


@pytest.mark.parametrize("key", ["chiropractor", "manual-therapy"])
def test_the_neck_needs_a_word_of_a_doctor_first(key):
    assert "your neck until a doctor says it is safe" in LIBRARY.entries[key].cautions[0].text


def test_weight_is_in_the_library_alone():
    entry = LIBRARY.entries["weight-and-the-back"]
    assert (entry.role, entry.care, entry.moments) == (schema.FACT, schema.SELF_CARE, ())
    assert not entry.conditions


def test_food_and_fluid_come_with_the_question_about_a_blood_test_and_the_caution():
    entry = LIBRARY.entries["food-and-fluid"]
    assert "whether a blood test makes sense" in entry.text
    assert {"heart-failure", "kidney-failure"} <= set(entry.cautions[0].conditions)


def test_sources_3_and_4_differ_about_whom_to_see_first():
    disagreement = LIBRARY.disagreements["whom-to-see-first"]
    assert [{each.source for each in side.citations} for side in disagreement.sides] == [{3}, {4}]


@pytest.mark.parametrize("key", ["a-plan-of-your-own", "what-a-first-visit-is-for"])
def test_physical_therapists_are_part_of_the_plan_of_source_4(key):
    entry = LIBRARY.entries[key]
    assert "physical therapists" in entry.text.lower()
    assert Citation(4, 34) in entry.citations
