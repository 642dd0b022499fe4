"""What helps: at most three steps, for the region first, in one order, with sources and disagreements."""

from dataclasses import replace

import pytest

from tracker.guidance.engine import _picked, help_for
from tracker.guidance.loader import load_library
from tracker.guidance.schema import STEP
from tracker.guidance.thresholds import STEPS_MAX
from tracker.vocabulary.regions import REGIONS

LIBRARY = load_library()


def steps(regions, moment="during"):
    return [advice.entry.key for advice in help_for(regions, moment, LIBRARY).steps]


def test_a_calf_during_a_cramp():
    assert steps(["calf"]) == ["stretch-gently", "legs-and-fluid", "rest-the-muscle"]


def test_a_lower_back_during_a_spasm():
    assert steps(["lower-back"]) == ["stretch-gently", "leave-the-position", "rest-the-muscle"]


def test_somewhere_general_steps_alone():
    assert steps(["forearm-inner"]) == ["stretch-gently", "rest-the-muscle", "drink-something"]


def test_nowhere_said_is_anywhere():
    assert steps([]) == ["stretch-gently", "rest-the-muscle", "drink-something"]


def test_an_eyelid_is_not_stretched():
    assert steps(["eyelid"]) == ["rest-the-muscle", "drink-something", "relax"]


@pytest.mark.parametrize("region", ["eyelid", "neck-back", "neck-side"])
def test_what_may_not_be_done_to_one_muscle_is_not_said_beside_another(region):
    assert "stretch-gently" not in steps([region, "calf"])


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_one_to_three_steps_during_and_some_after(region):
    assert 1 <= len(steps([region])) <= 3
    assert steps([region], "after")


@pytest.mark.parametrize("region", REGIONS)
def test_heat_cold_and_massage_are_never_a_step_during(region):
    for advice in help_for([region], "during", LIBRARY).steps:
        assert not {"heat", "cold", "heat-cold-alternating", "massage"} & set(advice.entry.relief)


def test_the_special_entry_takes_the_place_of_the_general_one():
    after = steps(["calf"], "after")
    assert "legs-and-fluid" in after
    assert "drink-something" not in after


def test_a_bandage_is_for_limbs_alone():
    def everything(region):
        shown_help = help_for([region], "after", LIBRARY)
        return [advice.entry.key for advice in (*shown_help.steps, *shown_help.more)]

    assert "comfortable-wrap" in everything("calf")
    assert "comfortable-wrap" not in everything("neck-back")


def told(moment, **person):
    shown_help = help_for(["calf"], moment, LIBRARY, **person)
    return [advice.instead or advice.entry.key for advice in (*shown_help.steps, *shown_help.more)]


@pytest.mark.parametrize("condition", ["kidney-failure", "heart-failure"])
@pytest.mark.parametrize("moment", ["during", "after"])
def test_who_may_not_drink_freely_is_never_told_to_drink(moment, condition):
    shown_help = told(moment, conditions={condition})
    assert {"legs-and-fluid", "drink-something"}.isdisjoint(shown_help)
    assert "Ask your care team how much you may drink." in shown_help


def test_others_are_told_to_drink():
    assert "legs-and-fluid" in told("during")


@pytest.mark.parametrize("sign", ["swelling", "warmth-color-change", "pale-blue-cold"])
def test_massage_and_wrap_are_withheld_from_a_limb_with_such_a_sign(sign):
    assert {"massage-after", "comfortable-wrap"}.isdisjoint(told("after", noticed={sign}))
    assert {"massage-after", "comfortable-wrap"} <= set(told("after"))


@pytest.mark.parametrize(
    "person", [{"conditions": {"diabetes"}}, {"conditions": {"atherosclerosis"}}, {"noticed": {"numbness"}}]
)
def test_heat_and_cold_are_tried_first_where_the_skin_feels_normal(person):
    shown_help = told("after", **person)
    assert "heat-or-cold-after" not in shown_help
    assert any("feels normal" in words for words in shown_help)


def test_a_caution_that_concerns_nobody_here_is_not_shown():
    cautions = [each.text for advice in help_for(["calf"], "after", LIBRARY).steps for each in advice.cautions]
    assert [text for text in cautions if "diabetes" in text or "Heart failure" in text] == []


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("moment", ["during", "after"])
def test_three_steps_at_most(region, moment):
    assert len(help_for([region], moment, LIBRARY).steps) <= 3


def test_what_to_leave_during_comes_with_the_disagreement():
    shown_help = help_for(["calf"], "during", LIBRARY)
    assert [advice.entry.key for advice in shown_help.avoid] == ["no-heat-cold-massage-yet", "do-not-force-it"]
    assert "heat-cold-massage-when" in [disagreement.key for disagreement in shown_help.disagreements]
    assert len({disagreement.key for disagreement in shown_help.disagreements}) == len(shown_help.disagreements)


def test_heat_and_cold_are_allowed_after():
    shown_help = help_for(["calf"], "after", LIBRARY)
    assert "heat-or-cold-after" in [advice.entry.key for advice in shown_help.steps]
    assert "no-heat-cold-massage-yet" not in [advice.entry.key for advice in shown_help.avoid]


def test_every_step_carries_source_title_and_passages():
    step = help_for(["calf"], "during", LIBRARY).steps[0]
    assert [(cited.number, cited.title, cited.numbers) for cited in step.citations] == [
        (1, "Chronic Torso Spasms", (33, 34)),
        (4, "Muscle Spasms (a pain clinic)", (5,)),
    ]


def test_the_order_does_not_depend_on_the_order_of_the_regions():
    assert steps(["calf", "lower-back"]) == steps(["lower-back", "calf"])


def test_the_same_question_gets_the_same_answer():
    assert help_for(["chest"], "after", LIBRARY) == help_for(["chest"], "after", LIBRARY)


def test_the_moment_is_told():
    assert help_for([], "during", LIBRARY).is_during
    assert not help_for([], "after", LIBRARY).is_during


def test_a_moment_for_which_there_is_nothing_is_empty():
    small = replace(LIBRARY, entries={"heat-or-cold-after": LIBRARY.entries["heat-or-cold-after"]})
    assert help_for(["calf"], "after", small)
    assert not help_for(["calf"], "visit", small)


@pytest.mark.parametrize("moment", ["during", "after"])
@pytest.mark.parametrize("region", ["calf", "lower-back", "jaw"])
def test_no_step_is_lost_between_those_shown_and_the_others(region, moment):
    shown = help_for([region], moment, LIBRARY)
    steps_there = [each.entry.key for each in (*shown.steps, *shown.more) if each.entry.role == STEP]
    assert steps_there == [each.key for each in _picked(STEP, [region], moment, LIBRARY)]
    assert len(steps_there) > STEPS_MAX
