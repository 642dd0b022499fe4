"""In how much of the body, one place at one activity, a leg on walking."""

import pytest

from tests.analysis.patterns.logs import ago, each, ordinal, pattern_of
from tracker.analysis.patterns.places import NO_ACTIVITY, back, leg_on_walking, same_activity, widespread
from tracker.vocabulary.episodes import ONSETS

IN_A_CALF = {"regions": (("calf", "left"),)}


def test_worked_example():
    result = pattern_of(
        same_activity,
        *each([50, 40, 30, 20], at_onset="walking", **IN_A_CALF),
        *each([10, 9], at_onset="standing", **IN_A_CALF),
        ago(8, **IN_A_CALF),
    )
    (same,) = result.activities
    assert (same.region, same.side, same.onset, same.n, same.of) == ("calf", "left", "walking", 4, 6)
    assert (result.holds, result.n, result.of, len(result.episodes)) == (True, 4, 6, 4)
    assert same.on == result.on == tuple(ordinal(day) for day in (50, 40, 30, 20))


def test_four_days_not_four_entries():
    assert not pattern_of(
        same_activity, *each([1, 2, 3], at_onset="walking", **IN_A_CALF), ago(3, 18, at_onset="walking", **IN_A_CALF)
    ).holds


@pytest.mark.parametrize(("others", "holds"), [(4, True), (5, False)])
def test_from_sixty_percent(others, holds):
    # 6 of 10, and 6 of 11.
    entries = [
        *each(range(6), at_onset="walking", **IN_A_CALF),
        *each(range(6, 6 + others), at_onset="asleep", **IN_A_CALF),
    ]
    assert pattern_of(same_activity, *entries).holds is holds


def test_within_56_days():
    assert pattern_of(same_activity, *each([0, 1, 2, 55], at_onset="walking", **IN_A_CALF)).holds
    assert not pattern_of(same_activity, *each([0, 1, 2, 56], at_onset="walking", **IN_A_CALF)).holds


@pytest.mark.parametrize("side", ["right", "both"])
def test_another_side_is_another_place(side):
    entries = [*each([0, 1, 2], at_onset="walking", **IN_A_CALF), ago(3, at_onset="walking", regions=(("calf", side),))]
    assert not pattern_of(same_activity, *entries).holds


@pytest.mark.parametrize("onset", sorted(NO_ACTIVITY))
def test_what_is_no_activity(onset):
    assert onset in ONSETS
    assert not pattern_of(same_activity, *each(range(9), at_onset=onset, **IN_A_CALF)).holds


@pytest.mark.parametrize("place", [("other", "left"), ("widespread", "")])
def test_no_single_place(place):
    assert not pattern_of(same_activity, *each(range(9), at_onset="walking", regions=(place,))).holds


def test_several_places_the_most_days_first():
    hand = {"regions": (("hand", "right"), ("forearm-inner", "right"))}
    result = pattern_of(
        same_activity,
        *each(range(4), at_onset="walking", **IN_A_CALF),
        *each(range(10, 15), at_onset="computer", **hand),
    )
    assert [(same.region, same.onset) for same in result.activities] == [
        ("forearm-inner", "computer"),
        ("hand", "computer"),
        ("calf", "walking"),
    ]
    assert (result.n, len(result.episodes), len(result.on)) == (5, 9, 9)


def test_twitches_stay_out():
    assert not pattern_of(same_activity, *each(range(9), kind="twitch", at_onset="walking", **IN_A_CALF)).holds


CALF, BACK, HAND = (("calf", "left"),), (("lower-back", "middle"),), (("hand", "right"),)


def test_three_areas_on_two_days_each_are_widespread():
    result = pattern_of(
        widespread, *each([0, 1], regions=CALF), *each([2, 3], regions=BACK), *each([4, 5], regions=HAND)
    )
    assert (result.holds, result.n, result.of, result.unit) == (True, 3, 5, "areas")
    assert result.areas == ("back-and-buttock", "arms", "legs")
    assert (len(result.episodes), len(result.on)) == (6, 6)


def test_an_area_on_one_day_does_not_count():
    result = pattern_of(
        widespread, *each([0, 1], regions=CALF), *each([2, 3], regions=BACK), ago(4, regions=HAND), ago(4, 20)
    )
    assert (result.holds, result.areas, result.episodes) == (False, ("back-and-buttock", "legs"), (3, 4, 5, 6))


def test_one_entry_can_name_several_areas():
    assert pattern_of(widespread, *each([0, 1], regions=CALF + BACK + HAND)).holds


def test_neighbors_are_one_area():
    regions = (("neck-back", "left"), ("jaw-face", "left"), ("shoulder-top", "left"))
    assert pattern_of(widespread, *each([0, 1], regions=regions)).areas == ("head-and-neck",)


@pytest.mark.parametrize(("days", "holds"), [(2, True), (1, False)])
def test_everywhere_on_two_days(days, holds):
    result = pattern_of(widespread, *each(range(days), regions=(("widespread", ""),)))
    assert (result.holds, result.n, result.everywhere_days, len(result.episodes)) == (holds, 0, days, days)


def test_twitches_are_in_no_area():
    result = pattern_of(widespread, *each(range(9), kind="twitch", regions=(*CALF, *BACK, *HAND, ("widespread", ""))))
    assert (result.holds, result.n, result.everywhere_days) == (False, 0, 0)


def test_somewhere_else_is_no_area():
    assert pattern_of(widespread, *each([0, 1], regions=(("other", "left"),))).n == 0


def test_three_days_with_the_back():
    result = pattern_of(back, *each([27, 9, 8], regions=BACK), ago(1, regions=CALF), ago(0))
    assert (result.holds, result.n, result.of) == (True, 3, 4)
    assert result.on == tuple(ordinal(day) for day in (27, 9, 8))
    assert not pattern_of(back, *each([28, 9, 8], regions=BACK)).holds


@pytest.mark.parametrize("region", ["neck-back", "buttock"])
def test_neck_and_buttock_are_not_the_back(region):
    assert not pattern_of(back, *each(range(5), regions=((region, "left"),))).holds


YES, NO = (("eases-standing", "yes"),), (("eases-standing", "no"),)


def rest(effect):
    return (("rest", "", "during", effect),)


WALKING = {"regions": (("calf", "left"),), "at_onset": "walking"}


@pytest.mark.parametrize(("days", "holds"), [([0, 20, 55], True), ([0, 20], False), ([0, 20, 56], False)])
def test_three_days_in_56(days, holds):
    result = pattern_of(leg_on_walking, *each(days, follow_up=YES, **WALKING))
    assert (result.holds, result.eases) == (holds, True)


@pytest.mark.parametrize("said", [{"follow_up": YES}, {"relief": rest("slightly")}])
def test_one_entry_that_says_it_eases_is_enough(said):
    result = pattern_of(leg_on_walking, ago(2, **WALKING | said), *each([3, 4, 5], **WALKING))
    assert (result.holds, result.n, result.of, len(result.episodes)) == (True, 1, 4, 4)


def test_walking_alone_does_not_say_that_it_eases():
    result = pattern_of(leg_on_walking, *each(range(9), **WALKING))
    assert (result.holds, result.eases, result.n, result.of) == (False, False, 0, 9)


def test_a_later_no_silences_what_was_said_before():
    before = each([5, 6, 7], follow_up=YES, **WALKING)
    assert not pattern_of(leg_on_walking, *before, ago(2, follow_up=NO, **WALKING)).holds
    assert pattern_of(leg_on_walking, *before, ago(9, follow_up=NO, **WALKING)).holds


def test_a_no_and_rest_that_helped_in_one_entry_are_a_no():
    entries = each([5, 6, 7], follow_up=NO, relief=rest("greatly"), **WALKING)
    assert not pattern_of(leg_on_walking, *entries).holds


@pytest.mark.parametrize("effect", ["worse", "not-at-all", ""])
def test_rest_must_have_eased_it(effect):
    assert not pattern_of(leg_on_walking, *each(range(5), relief=rest(effect), **WALKING)).holds


@pytest.mark.parametrize(
    "other", [{"at_onset": "standing"}, {"at_onset": ""}, {"regions": (("hand", "left"),)}, {"kind": "twitch"}]
)
def test_it_is_about_a_leg_on_walking(other):
    assert pattern_of(leg_on_walking, *each(range(5), **WALKING | {"follow_up": YES} | other)).of == 0
