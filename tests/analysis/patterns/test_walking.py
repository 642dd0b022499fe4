"""A leg that cramps on walking and eases on standing still."""

import pytest

from tests.analysis.patterns.logs import ago, each, found
from tracker.analysis.patterns.walking import leg_on_walking

YES, NO = (("eases-standing", "yes"),), (("eases-standing", "no"),)


def rest(effect):
    return (("rest", "", "during", effect),)


WALKING = {"regions": (("calf", "left"),), "at_onset": "walking"}


@pytest.mark.parametrize(("days", "holds"), [([0, 20, 55], True), ([0, 20], False), ([0, 20, 56], False)])
def test_three_days_in_56(days, holds):
    result = found(leg_on_walking, *each(days, follow_up=YES, **WALKING))
    assert (result.holds, result.eases) == (holds, True)


@pytest.mark.parametrize("said", [{"follow_up": YES}, {"relief": rest("slightly")}])
def test_one_entry_that_says_it_eases_is_enough(said):
    result = found(leg_on_walking, ago(2, **WALKING | said), *each([3, 4, 5], **WALKING))
    assert (result.holds, result.n, result.of, len(result.episodes)) == (True, 1, 4, 4)


def test_walking_alone_does_not_say_that_it_eases():
    result = found(leg_on_walking, *each(range(9), **WALKING))
    assert (result.holds, result.eases, result.n, result.of) == (False, False, 0, 9)


def test_a_later_no_silences_what_was_said_before():
    before = each([5, 6, 7], follow_up=YES, **WALKING)
    assert not found(leg_on_walking, *before, ago(2, follow_up=NO, **WALKING)).holds
    assert found(leg_on_walking, *before, ago(9, follow_up=NO, **WALKING)).holds


def test_a_no_and_rest_that_helped_in_one_entry_are_a_no():
    entries = each([5, 6, 7], follow_up=NO, relief=rest("greatly"), **WALKING)
    assert not found(leg_on_walking, *entries).holds


@pytest.mark.parametrize("effect", ["worse", "not-at-all", ""])
def test_rest_must_have_eased_it(effect):
    assert not found(leg_on_walking, *each(range(5), relief=rest(effect), **WALKING)).holds


@pytest.mark.parametrize(
    "other", [{"at_onset": "standing"}, {"at_onset": ""}, {"regions": (("hand", "left"),)}, {"kind": "twitch"}]
)
def test_it_is_about_a_leg_on_walking(other):
    assert found(leg_on_walking, *each(range(5), **WALKING | {"follow_up": YES} | other)).of == 0
