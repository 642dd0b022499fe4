"""What the person suspects."""

from functools import partial

import pytest

from tests.analysis.patterns.logs import TODAY, ago, each, log, pattern_of
from tracker.analysis.patterns.factors import JOINT_RULES, SINGLE_RULES, of_factor, own_rules
from tracker.vocabulary.episodes import ONSETS
from tracker.vocabulary.factors import FACTORS

JOINT = {rule.keywords["name"]: rule for rule in JOINT_RULES}
LEG, ARM, LOWER_BACK = (("calf", "left"),), (("hand", "left"),), (("lower-back", "middle"),)
stress = of_factor("stress")


def test_six_of_nine_answered_entries():
    result = pattern_of(
        stress,
        *each(range(5), factors=("stress", "cold")),
        ago(0, 20, factors=("stress",)),
        *each([10, 11], factors=("none",)),
        ago(12, factors=("alcohol",)),
        *each(range(13, 17)),
    )
    assert (result.name, result.factors) == ("suspected-stress", ("stress",))
    assert (result.holds, result.n, result.of, len(result.on)) == (True, 6, 9, 5)


def test_three_days_not_three_entries():
    assert pattern_of(stress, *each([0, 1, 27], factors=("stress",))).holds
    assert not pattern_of(stress, *each([0, 1], factors=("stress",)), ago(1, 18, factors=("stress",))).holds
    assert not pattern_of(stress, *each([0, 1, 28], factors=("stress",))).holds


@pytest.mark.parametrize(("others", "holds"), [(6, True), (7, False)])
def test_a_third_of_those_that_answered(others, holds):
    entries = [*each(range(3), factors=("stress",)), *each(range(3, 3 + others), factors=("none",)), *each([20, 21])]
    result = pattern_of(stress, *entries)
    assert (result.holds, result.of) == (holds, 3 + others)


def test_twitches_stay_out():
    assert pattern_of(stress, *each(range(5), kind="twitch", factors=("stress",))).of == 0


def test_every_factor_has_a_rule_and_none_of_these_has_none():
    assert [rule.keywords["factors"] for rule in SINGLE_RULES] == [(code,) for code in FACTORS if code != "none"]


def test_factors_of_ones_own():
    (rule,) = own_rules(log(*each(range(3), factors=("x-long-drive", "stress"))))
    result = pattern_of(rule, *each(range(3), factors=("x-long-drive", "stress")))
    assert (result.name, result.holds) == ("suspected-x-long-drive", True)


def test_codes_of_joint_rules_are_known():
    for rule in JOINT_RULES:
        assert set(rule.keywords["factors"]) <= set(FACTORS)
        assert set(rule.keywords.get("onsets", ())) <= set(ONSETS)


def test_one_of_several_factors_is_enough():
    entries = [ago(0, factors=("hard-exercise",)), ago(1, factors=("sudden-increase",))]
    both = ago(2, factors=("hard-exercise", "sudden-increase"))
    assert pattern_of(JOINT["hard-or-more-exercise"], *entries, both).n == 3
    assert pattern_of(JOINT["hard-or-more-exercise"], *entries, both).holds
    assert not pattern_of(JOINT["hard-or-more-exercise"], *entries).holds


@pytest.mark.parametrize(
    ("name", "factor", "there", "elsewhere"),
    [
        ("legs-fluid-heat-effort", "little-fluid", LEG, ARM),
        ("legs-fluid-heat-effort", "hot-weather", LEG, LOWER_BACK),
        ("overworked-lower-back", "overuse", LOWER_BACK, (("upper-back", "middle"),)),
    ],
)
def test_a_factor_at_a_place(name, factor, there, elsewhere):
    at_place = each(range(3), factors=(factor,), regions=there)
    others = each(range(5, 25), factors=("none",), regions=elsewhere)
    result = pattern_of(JOINT[name], *at_place, *others)
    assert (result.holds, result.n, result.of) == (True, 3, 3)
    assert pattern_of(JOINT[name], *each(range(3), factors=(factor,), regions=elsewhere)).of == 0


def test_long_at_one_thing_by_factor_or_by_onset():
    long = partial(pattern_of, JOINT["same-muscles-for-long"])
    entries = [ago(0, at_onset="computer"), ago(1, factors=("poor-posture",)), ago(2, at_onset="driving")]
    result = long(*entries, ago(3, at_onset="walking"), ago(4, factors=("none",)), ago(5))
    assert (result.holds, result.n, result.of) == (True, 3, 5)
    assert not long(*entries[:2], ago(3, at_onset="walking")).holds


def test_an_opinion_says_that_it_is_one():
    assert "not a finding" in str(stress(log(), TODAY).caveat)
