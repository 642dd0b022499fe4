"""A leg that seizes on walking and eases with rest."""

import pytest

from tests.analysis.patterns.logs import ago, each, found
from tracker.analysis.patterns.walking import leg_on_walking


def rest(effect):
    return (("rest", "", "during", effect),)


WALKING = {"regions": (("calf", "left"),), "at_onset": "walking", "relief": rest("greatly")}


@pytest.mark.parametrize(("days", "holds"), [([0, 20, 55], True), ([0, 20], False), ([0, 20, 56], False)])
def test_three_days_in_56(days, holds):
    assert found(leg_on_walking, *each(days, **WALKING)).holds is holds


def test_denominator_is_who_rates_rest():
    result = found(
        leg_on_walking,
        *each([0, 1, 2], **WALKING),
        ago(3, **WALKING | {"relief": rest("not-at-all")}),
        ago(4, **WALKING | {"relief": rest("")}),
        ago(5, **WALKING | {"relief": ()}),
    )
    assert (result.n, result.of) == (3, 4)


@pytest.mark.parametrize("effect", ["worse", "not-at-all", ""])
def test_rest_must_have_eased_it(effect):
    assert not found(leg_on_walking, *each(range(5), **WALKING | {"relief": rest(effect)})).holds


@pytest.mark.parametrize(
    "other",
    [
        {"at_onset": "standing"},
        {"at_onset": ""},
        {"regions": (("hand", "left"),)},
        {"relief": (("heat", "", "during", "greatly"),)},
        {"kind": "twitch"},
    ],
)
def test_all_of_it_must_be_said(other):
    assert found(leg_on_walking, *each(range(5), **WALKING | other)).n == 0
