"""The safety questions: their codes, what can be answered to each, and the signs that fit an entry."""

import pytest

from tracker.guidance.questions import CHEST_SIGNS_QUESTION, QUESTION_OF
from tracker.models import EpisodeFollowUp
from tracker.vocabulary.episodes import NOTICED, signs_to_offer
from tracker.vocabulary.follow_up import ALONE, FOLLOW_UPS, allows_answers
from tracker.vocabulary.regions import GROUPS, REGIONS
from tracker.vocabulary.terms import NONE_OF_THESE

pytestmark = pytest.mark.pure

DESIGNED = (
    *("easing", "still-hard", "still-there", "one-side", "more-swollen", "colder", "eases-standing"),
    *("fever-neck", "fever-belly", "locked", "heat-ill", "plan-known", "dysreflexia", "pregnancy-signs"),
)
"""Codes of the design: they are stored, and stand in files."""


# What can be answered


def test_the_questions_are_those_of_the_design():
    assert tuple(FOLLOW_UPS) == DESIGNED


@pytest.mark.parametrize("code", DESIGNED)
def test_every_answer_can_be_given_and_stored(code):
    longest = EpisodeFollowUp._meta.get_field("answer").max_length
    assert len(code) <= EpisodeFollowUp._meta.get_field("question").max_length
    for answer in FOLLOW_UPS[code].answers:
        assert allows_answers(code, [answer])
        assert len(answer) <= longest


@pytest.mark.parametrize("code", sorted({*DESIGNED} - {"locked", "pregnancy-signs", "colder"}))
def test_most_take_yes_no_or_not_sure(code):
    assert list(FOLLOW_UPS[code].answers) == ["yes", "no", "not-sure"]
    assert not FOLLOW_UPS[code].takes_several


@pytest.mark.parametrize(
    ("question", "answers", "allowed"),
    [
        ("easing", ["no"], True),
        ("easing", [], False),
        ("easing", ["yes", "no"], False),
        ("easing", ["yes", "not-sure"], False),
        ("easing", ["as-always"], False),
        ("colder", ["as-always"], True),
        ("easing", ["mouth"], False),
        ("locked", ["mouth"], True),
        ("locked", ["mouth", "new-medicine", "wound"], True),
        ("locked", ["mouth", "mouth"], True),
        ("locked", ["none"], True),
        ("locked", ["not-sure"], True),
        ("locked", ["none", "mouth"], False),
        ("locked", ["not-sure", "mouth"], False),
        ("locked", ["none", "not-sure"], False),
        ("locked", ["mouth", "bleeding"], False),
        ("locked", [], False),
        ("pregnancy-signs", ["bleeding", "fluid"], True),
        ("chest-signs", ["yes"], False),
        ("", ["yes"], False),
    ],
)
def test_which_answers_a_question_allows(question, answers, allowed):
    assert allows_answers(question, answers) is allowed


@pytest.mark.parametrize("code", ["locked", "pregnancy-signs"])
def test_ticks_come_with_both_that_stand_alone(code):
    assert FOLLOW_UPS[code].takes_several
    assert set(FOLLOW_UPS[code].answers) >= ALONE == {NONE_OF_THESE, "not-sure"}


def test_the_buttons_offer_every_answer_that_can_be_stored():
    for code, term in FOLLOW_UPS.items():
        assert sorted(QUESTION_OF[code].answers) == sorted(term.answers)
    assert set(QUESTION_OF[CHEST_SIGNS_QUESTION].answers) == {"yes", "not-sure", "no"}


# The signs that fit


def offered(*regions, **said):
    return signs_to_offer(regions, **said)


@pytest.mark.parametrize(
    ("region", "fits", "does_not"),
    [
        ("calf", {"swelling", "warmth-color-change", "pale-blue-cold", "fell-or-nearly"}, {"chest-pressure", "fever"}),
        ("hand", {"swelling", "pale-blue-cold"}, {"fell-or-nearly", "breathing-difficulty"}),
        ("chest", {"chest-pressure", "breathing-difficulty", "sweating-faint-sick"}, {"swelling"}),
        ("lower-back", {"bladder-bowel-or-saddle-numbness", "fever"}, {"swelling", "pale-blue-cold"}),
        ("jaw-face", {"twisting-posture", "fever"}, {"swelling", "chest-pressure"}),
    ],
)
def test_signs_fit_the_place(region, fits, does_not):
    result = set(offered(region))
    assert result >= fits | {"weakness", "numbness"}
    assert result.isdisjoint(does_not)


def test_two_places_bring_the_signs_of_both():
    assert {"swelling", "bladder-bowel-or-saddle-numbness"} <= set(offered("calf", "lower-back"))


def test_without_a_place_the_signs_are_those_of_the_whole_body():
    assert {"several-muscles-at-once", "dark-urine", "blackout"} <= set(offered())


@pytest.mark.parametrize("group", GROUPS)
def test_none_of_these_stands_last_and_each_sign_once(group):
    regions = [code for code, region in REGIONS.items() if region.group == group]
    result = offered(*regions, noticed=("swelling", "tenderness"))
    assert result[-1] == NONE_OF_THESE
    assert len(result) == len(set(result))
    assert set(result) <= set(NOTICED)


def test_none_stays_last_when_it_was_ticked():
    result = offered("calf", noticed=(NONE_OF_THESE,))
    assert (result.count(NONE_OF_THESE), result[-1]) == (1, NONE_OF_THESE)


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("thigh-front", {}),
        ("thigh-inner", {}),
        ("upper-arm-back", {}),
        ("whole-leg", {}),
        ("widespread", {}),
        ("calf", {"factors": ("hot-weather",)}),
        ("calf", {"factors": ("hard-exercise",)}),
        ("calf", {"soreness": "longer"}),
        ("calf", {"has_begun_medicine": True}),
    ],
)
def test_dark_urine_is_offered_where_a_muscle_may_have_suffered(region, said):
    assert "dark-urine" in offered(region, **said)


def test_dark_urine_is_not_offered_with_an_ordinary_calf():
    assert "dark-urine" not in offered("calf", factors=("stress",), soreness="2-3-days")


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ({}, False),
        ({"factors": ("hot-weather",)}, True),
        ({"factors": ("hard-exercise",)}, True),
        ({"has_spinal_cord_injury": True}, True),
    ],
)
def test_sweating_is_offered_in_a_leg_with_heat_effort_and_a_spinal_cord_injury(said, fits):
    assert ("sweating-faint-sick" in offered("calf", **said)) is fits


@pytest.mark.parametrize("region", ["buttock", "flank", "hip", "lower-back"])
def test_bladder_trouble_is_offered_all_around_the_lower_back(region):
    assert "bladder-bowel-or-saddle-numbness" in offered(region)


@pytest.mark.parametrize("region", ["neck-front", "neck-back", "neck-side"])
def test_a_twisted_posture_is_offered_at_the_neck(region):
    assert "twisting-posture" in offered(region)


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("hand", {"kind": "jerk"}),
        ("widespread", {}),
        ("hand", {"noticed": ("several-muscles-at-once",)}),
        ("calf", {"noticed": ("fell-or-nearly",)}),
    ],
)
def test_a_blackout_is_offered_with_jerks_many_places_and_falls(region, said):
    assert "blackout" in offered(region, **said)


def test_a_blackout_is_not_offered_with_a_cramp_in_the_hand():
    assert "blackout" not in offered("hand", kind="cramp")


def test_what_was_noticed_stands_first_also_where_it_does_not_fit():
    assert offered("calf", noticed=("chest-pressure", "tenderness"))[:2] == ["chest-pressure", "tenderness"]


def test_what_is_usual_is_offered_only_where_it_was_noticed():
    assert {"tenderness", "stiffness"}.isdisjoint(offered("calf", "lower-back"))
