"""Every safety rule where it fires and where it just does not; the chest in proportion, as a table."""

import pytest

from tracker.guidance.conditions import CARD_CONDITIONS, EntryFacts
from tracker.guidance.engine import cards_to_raise, safety_for_entry, two_lines_question
from tracker.guidance.loader import load_library

LIBRARY = load_library()
HEART, NUMB, LEG = "heart-or-lungs", "saddle-numbness", "swollen-warm-leg"
CALF = (("calf", "left"),)
CHEST = (("chest", "middle"),)


def safety(regions=(), **facts):
    facts["noticed"] = frozenset(facts.get("noticed", ()))
    return safety_for_entry(EntryFacts(regions=regions, **facts), LIBRARY)


def keys(found):
    return [card.entry.key for card in found.cards]


@pytest.mark.parametrize(
    ("place", "asks"),
    [
        (("chest", "left"), True),
        (("chest", "right"), True),
        (("chest", "both"), True),
        (("chest", "middle"), True),
        (("upper-back", "left"), True),
        (("upper-back", "both"), True),
        (("upper-back", "right"), False),
        (("upper-back", "middle"), False),
        (("shoulder", "left"), True),
        (("shoulder", "both"), True),
        (("shoulder", "right"), False),
        (("shoulder-top", "left"), False),
        (("jaw-face", "left"), True),
        (("jaw-face", "both"), True),
        (("jaw-face", "right"), False),
        (("jaw-face", "middle"), False),
        (("ribs-side", "left"), True),
        (("ribs-side", "right"), True),
        (("breathing-muscles", ""), True),
        (("mid-back", "left"), False),
        (("upper-abdomen", "left"), False),
        (("calf", "left"), False),
    ],
)
def test_the_two_lines_are_asked_in_the_chest_and_beside_it(place, asks):
    found = safety((place,), intensity=5)
    assert found.asks_two_lines is asks
    assert found.cards == ()


@pytest.mark.parametrize(
    ("facts", "is_shown"),
    [
        # A chest wall spasm that is known: the two lines, answered with no, and saved.
        ({"chest_signs": "no", "intensity": 6, "duration_minutes": 9.9}, False),
        ({"chest_signs": "", "intensity": 6}, False),
        ({"chest_signs": "yes"}, True),
        ({"chest_signs": "not-sure"}, True),
        ({"chest_signs": "no", "intensity": 7}, True),
        ({"chest_signs": "no", "intensity": 10}, True),
        ({"chest_signs": "no", "duration_minutes": 10}, True),
        ({"chest_signs": "no", "is_first_chest_entry": True}, True),
        ({"chest_signs": "no", "noticed": ["chest-pressure"]}, True),
        ({"chest_signs": "no", "noticed": ["breathing-difficulty"]}, True),
        ({"chest_signs": "no", "noticed": ["sweating-faint-sick"]}, True),
        ({"chest_signs": "no", "noticed": ["tenderness", "stiffness"]}, False),
        ({"chest_signs": "no", "noticed": ["none"]}, False),
    ],
)
def test_the_chest_in_proportion(facts, is_shown):
    found = safety(CHEST, **facts)
    assert keys(found) == ([HEART] if is_shown else [])
    assert found.asks_two_lines
    assert found.takes_self_care_off is is_shown


@pytest.mark.parametrize("place", [("ribs-side", "left"), ("breathing-muscles", ""), ("upper-back", "left")])
def test_beside_the_chest_strength_and_length_alone_show_no_card(place):
    found = safety((place,), intensity=9, duration_minutes=30, chest_signs="no")
    assert found.asks_two_lines
    assert found.cards == ()


@pytest.mark.parametrize("place", [("ribs-side", "left"), ("shoulder", "left"), ("jaw-face", "both")])
@pytest.mark.parametrize("answer", ["yes", "not-sure"])
def test_beside_the_chest_the_answer_shows_the_card(place, answer):
    assert keys(safety((place,), chest_signs=answer)) == [HEART]


def test_being_the_first_chest_entry_means_nothing_elsewhere():
    assert safety(CALF, is_first_chest_entry=True).cards == ()


@pytest.mark.parametrize("sign", ["chest-pressure", "breathing-difficulty", "sweating-faint-sick"])
def test_a_grave_sign_shows_the_card_wherever_the_spasm_was(sign):
    assert keys(safety(CALF, noticed=[sign])) == [HEART]
    assert keys(safety((), noticed=[sign])) == [HEART]


def test_a_calf_cramp_of_9_shows_nothing_alarming():
    found = safety(CALF, kind="cramp", intensity=9, duration_minutes=4, noticed=["tenderness", "weakness", "stiffness"])
    assert found.cards == ()
    assert not found.asks_two_lines
    assert not found.takes_self_care_off


def test_nothing_said_shows_nothing():
    found = safety()
    assert (found.asks_two_lines, found.cards) == (False, ())


@pytest.mark.parametrize(
    ("regions", "noticed", "is_shown"),
    [
        (CALF, ["swelling", "warmth-color-change"], True),
        ((("thigh-back", "right"),), ["swelling", "warmth-color-change", "tenderness"], True),
        (CALF, ["swelling"], False),
        (CALF, ["warmth-color-change"], False),
        ((("forearm-inner", "left"),), ["swelling", "warmth-color-change"], False),
        ((), ["swelling", "warmth-color-change"], False),
    ],
)
def test_a_swollen_warm_leg_is_urgent(regions, noticed, is_shown):
    found = safety(regions, noticed=noticed)
    assert keys(found) == ([LEG] if is_shown else [])
    assert found.takes_self_care_off is is_shown


def test_numbness_between_the_legs_is_an_emergency():
    found = safety((("lower-back", "middle"),), noticed=["bladder-bowel-or-saddle-numbness"])
    assert keys(found) == [NUMB]
    assert found.takes_self_care_off


def test_plain_numbness_in_the_back_is_not():
    assert safety((("lower-back", "middle"),), noticed=["numbness"]).cards == ()


def test_the_gravest_card_comes_first():
    signs = ["swelling", "warmth-color-change", "breathing-difficulty", "bladder-bowel-or-saddle-numbness"]
    assert keys(safety(CALF, noticed=signs)) == [HEART, NUMB, LEG]


def test_a_card_says_what_raised_it():
    card = safety(CHEST, intensity=8, duration_minutes=12).cards[0]
    assert card.reasons == (
        "It is in the chest, and its worst moment was 7 or more.",
        "It is in the chest, and it lasted 10 minutes or more.",
    )


@pytest.mark.parametrize("condition", CARD_CONDITIONS.values(), ids=lambda condition: condition.name)
def test_every_part_of_every_condition_can_fire(condition):
    assert condition.never_because() == []
    for when in condition.whens:
        facts = EntryFacts(
            regions=tuple(sorted(when.places))[:1],
            noticed=when.noticed,
            chest_signs=min(when.answers, default=""),
            intensity=when.intensity_from,
            duration_minutes=when.minutes_from,
            is_first_chest_entry=when.first_chest,
        )
        assert when.says in condition.reasons(facts)


def test_a_form_can_carry_every_card_and_the_question():
    assert [card.entry.key for card in cards_to_raise(LIBRARY)] == [HEART, NUMB, LEG]
    assert two_lines_question(LIBRARY).startswith("Is it tight")
