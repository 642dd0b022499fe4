"""The same place during the same activity."""

import pytest

from tests.analysis.patterns.logs import ago, each, found, ordinal
from tracker.analysis.patterns.activity import NO_ACTIVITY, same_activity
from tracker.vocabulary.episodes import ONSETS

CALF = {"regions": (("calf", "left"),)}


def test_worked_example():
    result = found(
        same_activity,
        *each([50, 40, 30, 20], at_onset="walking", **CALF),
        *each([10, 9], at_onset="standing", **CALF),
        ago(8, **CALF),
    )
    (same,) = result.found
    assert (same.region, same.side, same.onset, same.n, same.of) == ("calf", "left", "walking", 4, 6)
    assert (result.holds, result.n, result.of, len(result.episodes)) == (True, 4, 6, 4)
    assert same.on == result.on == tuple(ordinal(day) for day in (50, 40, 30, 20))


def test_four_days_not_four_entries():
    assert not found(
        same_activity, *each([1, 2, 3], at_onset="walking", **CALF), ago(3, 18, at_onset="walking", **CALF)
    ).holds


@pytest.mark.parametrize(("others", "holds"), [(4, True), (5, False)])
def test_from_sixty_percent(others, holds):
    # 6 of 10, and 6 of 11.
    entries = [*each(range(6), at_onset="walking", **CALF), *each(range(6, 6 + others), at_onset="asleep", **CALF)]
    assert found(same_activity, *entries).holds is holds


def test_within_56_days():
    assert found(same_activity, *each([0, 1, 2, 55], at_onset="walking", **CALF)).holds
    assert not found(same_activity, *each([0, 1, 2, 56], at_onset="walking", **CALF)).holds


@pytest.mark.parametrize("side", ["right", "both"])
def test_another_side_is_another_place(side):
    entries = [*each([0, 1, 2], at_onset="walking", **CALF), ago(3, at_onset="walking", regions=(("calf", side),))]
    assert not found(same_activity, *entries).holds


@pytest.mark.parametrize("onset", sorted(NO_ACTIVITY))
def test_what_is_no_activity(onset):
    assert onset in ONSETS
    assert not found(same_activity, *each(range(9), at_onset=onset, **CALF)).holds


@pytest.mark.parametrize("place", [("other", "left"), ("widespread", "")])
def test_no_single_place(place):
    assert not found(same_activity, *each(range(9), at_onset="walking", regions=(place,))).holds


def test_several_places_the_most_days_first():
    hand = {"regions": (("hand", "right"), ("forearm-inner", "right"))}
    result = found(
        same_activity, *each(range(4), at_onset="walking", **CALF), *each(range(10, 15), at_onset="computer", **hand)
    )
    assert [(same.region, same.onset) for same in result.found] == [
        ("forearm-inner", "computer"),
        ("hand", "computer"),
        ("calf", "walking"),
    ]
    assert (result.n, len(result.episodes), len(result.on)) == (5, 9, 9)


def test_twitches_stay_out():
    assert not found(same_activity, *each(range(9), kind="twitch", at_onset="walking", **CALF)).holds
