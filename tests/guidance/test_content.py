"""The English content itself: what every entry must have, what no text may say, how plainly it is put."""

import re

import pytest

from tests.guidance.files import forbidden_phrasings
from tracker.guidance import schema
from tracker.guidance.loader import load_library
from tracker.guidance.proofing import wrong_with_entry_words
from tracker.guidance.questions import CHEST_SIGNS_QUESTION, SAFETY_QUESTIONS
from tracker.guidance.schema import Entry

LIBRARY = load_library()
ENTRIES = list(LIBRARY.entries.values())
CARDS = LIBRARY.cards()
READING_AGE_GRADE = 8
"""School grade of a thirteen-year-old."""


def passages(entry):
    """The passages that its citations lead to."""
    return [number for each in LIBRARY.cited(entry.citations) for number in each.numbers]


def test_every_citation_leads_to_a_passage():
    assert [entry.key for entry in ENTRIES if len(passages(entry)) != len(entry.citations)] == []


def test_an_entry_has_sources_or_says_that_it_has_none():
    assert [entry.key for entry in ENTRIES if bool(entry.citations) == entry.is_general_safety] == []
    safety = [entry for entry in ENTRIES if entry.is_general_safety]
    assert safety
    assert [entry.key for entry in safety if "not from the five articles" not in entry.origin_label] == []


def test_every_care_card_ends_with_what_to_do():
    assert CARDS
    assert [card.key for card in CARDS if len(card.what_to_do) <= 20] == []


def test_every_emergency_card_names_the_emergency_number():
    emergencies = [card for card in CARDS if card.care == schema.EMERGENCY]
    assert emergencies
    assert [card.key for card in emergencies if "{number}" not in card.what_to_do] == []


def test_what_the_chest_card_says_beyond_source_5_is_marked():
    card = LIBRARY.entries["heart-or-lungs"]
    assert card.source_numbers == (5,)
    assert "not from the five articles" in card.beyond_sources
    assert "not a muscle you can stretch" in card.text


def test_the_question_names_the_signs():
    question = next(each.text for each in SAFETY_QUESTIONS if each.code == CHEST_SIGNS_QUESTION)
    for sign in ("tight", "heavy", "squeezing", "arm", "jaw", "neck", "back", "breath", "sweating", "sick", "faint"):
        assert sign in question


def test_the_bandage_is_framed():
    entry = LIBRARY.entries["comfortable-wrap"]
    caution = " ".join(each.text for each in entry.cautions)
    assert "Source 2 alone" in entry.text
    assert entry.stands_alone
    for word in ("loose", "at night", "swollen", "numb", "cold", "blue", "does not treat bleeding"):
        assert word in caution
    assert any(each.is_general for each in entry.cautions)


@pytest.mark.parametrize("key", ["drink-something", "legs-and-fluid"])
def test_drinking_is_never_told_to_weak_hearts_or_kidneys_without_the_caution(key):
    assert any({"heart-failure", "kidney-failure"} <= set(each.conditions) for each in LIBRARY.entries[key].cautions)


@pytest.mark.parametrize("key", ["heat-or-cold-after", "ice-and-heat-in-turn"])
def test_heat_and_cold_come_with_the_caution_about_skin(key):
    caution = LIBRARY.entries[key].cautions[0]
    assert "first where your skin feels normal" in caution.text
    assert set(caution.conditions) == {"diabetes", "atherosclerosis"}
    assert caution.noticed == ("numbness",)


@pytest.mark.parametrize("key", ["drink-something", "legs-and-fluid"])
@pytest.mark.parametrize("condition", ["heart-failure", "kidney-failure"])
def test_with_weak_heart_or_kidneys_the_step_is_to_ask(key, condition):
    (caution,) = [each for each in LIBRARY.entries[key].cautions if each.concerns([condition], [])]
    assert caution.instead == "Ask your care team how much you may drink."


@pytest.mark.parametrize("key", ["heat-or-cold-after", "ice-and-heat-in-turn"])
@pytest.mark.parametrize(("conditions", "noticed"), [(["diabetes"], []), (["atherosclerosis"], []), ([], ["numbness"])])
def test_heat_and_cold_are_tried_first_where_skin_feels_normal(key, conditions, noticed):
    (caution,) = [each for each in LIBRARY.entries[key].cautions if each.concerns(conditions, noticed)]
    assert "first where your skin feels normal" in caution.instead


@pytest.mark.parametrize("sign", ["swelling", "warmth-color-change", "pale-blue-cold"])
@pytest.mark.parametrize(
    "key", ["stretch-gently", "heat-or-cold-after", "ice-and-heat-in-turn", "massage-after", "comfortable-wrap"]
)
def test_a_swollen_warm_or_cold_limb_is_left_alone(key, sign):
    assert [each.withhold for each in LIBRARY.entries[key].cautions if each.concerns([], [sign])] == [True]


@pytest.mark.parametrize("sign", ["weakness", "numbness", "fever"])
def test_a_weak_or_numb_muscle_is_not_stretched_nor_one_with_fever(sign):
    assert [each.withhold for each in LIBRARY.entries["stretch-gently"].cautions if each.concerns([], [sign])] == [True]


@pytest.mark.parametrize(
    ("condition", "region", "is_replaced"),
    [
        ("osteoporosis", "lower-back", True),
        ("osteoporosis", "calf", False),
        ("joint-replacement", "thigh-front", True),
        ("joint-replacement", "hand", False),
    ],
)
def test_brittle_bones_and_new_joints_are_stretched_only_as_shown(condition, region, is_replaced):
    cautions = LIBRARY.entries["stretch-gently"].cautions
    matches = [each.instead for each in cautions if each.concerns([condition], [], [region])]
    assert matches == ["Do only the stretches your physical therapist has shown you."] * is_replaced


@pytest.mark.parametrize("region", ["neck-front", "neck-back", "neck-side", "jaw-face", "eyelid", "breathing-muscles"])
def test_no_stretch_is_told_for_neck_face_and_breathing(region):
    assert not LIBRARY.entries["stretch-gently"].fits([region])


def test_sources_1_and_2_differ_about_heat_cold_and_massage():
    disagreement = LIBRARY.disagreements["heat-cold-massage-when"]
    assert [{each.source for each in side.citations} for side in disagreement.sides] == [{2}, {1}]


@pytest.fixture(scope="module")
def forbidden():
    return forbidden_phrasings()


@pytest.mark.parametrize(
    "text",
    [
        "You have got a pinched nerve.",
        "You probably have sciatica.",
        "This means you should worry.",
        "Stretching will help.",
        "It cures cramps.",
        "Massage always works.",
        "It is harmless.",
        "Do not worry about it.",
        "There is no need to see a doctor.",
        "Take magnesium.",
        "Take 300 mg of it.",
        "Stop your medicine.",
        "Drink more.",
        "Drink plenty of water.",
        "Stress is the cause of your cramps.",
        "It can be debilitating.",
        "It is a sign of something more serious.",
        "There is no reason to live with that pain.",
        "Lose a few pounds.",
    ],
)
def test_a_text_that_diagnoses_promises_prescribes_or_frightens_is_refused(forbidden, text):
    entry = Entry("x", "sources", "fact", "causes", "A title", text, citations=LIBRARY.entries["relax"].citations)
    assert any("forbidden" in reason for reason in wrong_with_entry_words(entry, forbidden))


@pytest.mark.parametrize(
    "text",
    [
        "Ask your doctor how much you may drink.",
        "Ask whether a blood test makes sense.",
        "It can be a clot in a vein.",
        "Have some water if you drank little.",
        "Source 5 says so, and source 2 does not.",
    ],
)
def test_a_text_that_is_put_with_care_passes(forbidden, text):
    entry = Entry("x", "sources", "fact", "causes", "A title", text, citations=LIBRARY.entries["relax"].citations)
    assert list(wrong_with_entry_words(entry, forbidden)) == []


def grade(text: str) -> float:
    """Flesch-Kincaid grade, syllables counted as groups of vowels (Kincaid 1975)."""
    sentences = max(1, len(re.findall(r"[.!?:](\s|$)", text)))
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())))) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_a_thirteen_year_old_can_read_it():
    grades = {entry.key: grade(f"{entry.text} {entry.what_to_do}") for entry in ENTRIES}
    assert {key: level for key, level in grades.items() if level > READING_AGE_GRADE} == {}
