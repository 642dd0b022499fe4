"""A trial by coin: its sign-flip test against every way the coins could fall, its interval, its silence."""

import json
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import binomtest

from tracker.analysis.trial import (
    END_LOOK,
    FEWER_WITH_IT,
    HALF_WAY_LOOK,
    LOOK_ALPHA,
    MORE_WITH_IT,
    NO_CLEAR_DIFFERENCE,
    TOO_FEW_PAIRS,
    UNEVEN_ANSWERS,
    NightCounts,
    TrialNight,
    flip_p,
    interval,
    result_from_data,
    trial_result,
)

# A pair as (with first, spasm with, spasm without); None where the night was not answered.
HELPED, HURT, ALIKE, QUIET = (True, False, True), (False, True, False), (True, True, True), (False, False, False)


def nights_of(*pairs):
    nights = []
    for with_first, spasm_with, spasm_without in pairs:
        one, other = TrialNight(True, spasm_with), TrialNight(False, spasm_without)
        nights += [one, other] if with_first else [other, one]
    return nights


def every_flip(values):
    """The share of all signs of these values whose sum is at least theirs, the slow way."""
    whole = sum(values)
    sums = [sum(sign * abs(value) for sign, value in zip(signs, values, strict=True)) for signs in flips(len(values))]
    return sum(each >= whole - 1e-9 for each in sums) / len(sums)


def flips(number):
    return list(product((1, -1), repeat=number))


@given(st.lists(st.sampled_from([1, 0, -1]), min_size=1, max_size=10))
@example([1] * 10)
@example([0, 0, 0])
@example([1, -1, -1])
def test_p_is_the_share_of_all_ways_the_coins_could_have_come_up(differences):
    in_favor, against = differences.count(1), differences.count(-1)
    assert flip_p(in_favor, against) == pytest.approx(every_flip(differences), abs=1e-12)


@given(st.integers(0, 56), st.integers(0, 56))
def test_p_of_any_number_of_pairs_is_that_of_the_binomial_test(in_favor, against):
    """The sign test of scipy: an authority of its own."""
    if in_favor + against:
        outside = binomtest(in_favor, in_favor + against, alternative="greater").pvalue
        assert flip_p(in_favor, against) == pytest.approx(outside, abs=1e-12)


def test_p_by_hand():
    assert flip_p(7, 1) == 9 / 256
    assert flip_p(0, 0) == 1.0


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 3), st.integers(-30, 30))
@example(3, 2, 1, 5)
@example(6, 0, 0, 30)
def test_the_interval_holds_what_flips_of_the_differences_less_it_do_not_reject(fewer, alike, more, thirtieths):
    """Against enumeration, at a value that lies on no limit."""
    differences = [1] * fewer + [0] * alike + [-1] * more
    if not differences:
        return
    value = thirtieths / 30 + 0.0037
    less = [each - value for each in differences]
    is_rejected = every_flip(less) <= 0.05 or every_flip([-each for each in less]) <= 0.05
    low, high = interval(fewer, alike, more)
    # Differences lie between -1 and 1, so the interval never goes beyond, rejected or not.
    if -1 < value < 1:
        assert (low <= value <= high) == (not is_rejected)


def test_the_interval_mirrors_its_pairs_and_grows_narrower_with_more_of_them():
    low, high = interval(9, 20, 3)
    assert interval(3, 20, 9) == (-high, -low)
    wide = interval(9, 20, 3)
    narrow = interval(18, 40, 6)
    assert narrow[1] - narrow[0] < wide[1] - wide[0]
    assert interval(0, 0, 1) == (-1.0, 1.0)


@given(st.integers(0, 28), st.integers(0, 28))
def test_the_interval_excludes_no_difference_where_the_test_says_so(fewer, more):
    if fewer + more:
        low, high = interval(fewer, 3, more)
        assert (low > 0) == (flip_p(fewer, more) <= 0.05)
        assert (high < 0) == (flip_p(more, fewer) <= 0.05)


def test_the_counts_are_of_nights_as_assigned_and_as_done():
    nights = [
        TrialNight(True, had_spasm=False, was_done=True),
        TrialNight(False, had_spasm=True, was_done=True),
        TrialNight(False, had_spasm=True, was_done=False),
        TrialNight(True, had_spasm=True, was_done=False),
        TrialNight(True, had_spasm=None),
        TrialNight(False, had_spasm=True),
    ]
    result = trial_result(nights, END_LOOK)
    assert (result.with_habit, result.without) == (NightCounts(3, 2, 1), NightCounts(3, 3, 3))
    assert (result.done, result.not_done) == (NightCounts(2, 2, 1), NightCounts(2, 2, 2))
    assert (result.pairs, result.fewer_with, result.more_with) == (2, 1, 0)
    assert (result.spasms_in_pairs_with, result.spasms_in_pairs_without) == (1, 2)
    assert result.difference == 0.5


@pytest.mark.parametrize(
    ("helped", "hurt", "look", "verdict"),
    [
        (4, 0, END_LOOK, TOO_FEW_PAIRS),
        (5, 0, END_LOOK, FEWER_WITH_IT),
        (5, 0, HALF_WAY_LOOK, NO_CLEAR_DIFFERENCE),
        (7, 0, HALF_WAY_LOOK, FEWER_WITH_IT),
        (6, 2, END_LOOK, NO_CLEAR_DIFFERENCE),
        (7, 1, END_LOOK, FEWER_WITH_IT),
        (0, 7, HALF_WAY_LOOK, MORE_WITH_IT),
        (0, 6, HALF_WAY_LOOK, NO_CLEAR_DIFFERENCE),
        (0, 9, END_LOOK, NO_CLEAR_DIFFERENCE),
    ],
)
def test_the_verdict(helped, hurt, look, verdict):
    """p: 5 of 5 is .031, 7 of 7 .008, 6 of 8 .145, 7 of 8 .035. Only half way does "more" end a trial."""
    nights = nights_of(*[HELPED] * helped, *[HURT] * hurt, *[ALIKE] * 3, *[QUIET] * 6)
    assert trial_result(nights, look).verdict == verdict


def test_shares_of_answers_more_than_15_points_apart_allow_no_verdict():
    both = [HELPED] * 17
    lacking = [(True, None, True)] * 3
    assert trial_result(nights_of(*both, *lacking), END_LOOK).verdict == FEWER_WITH_IT
    assert trial_result(nights_of(*both, *lacking, (True, None, True)), END_LOOK).verdict == UNEVEN_ANSWERS


drawn_pairs = st.lists(
    st.tuples(st.booleans(), st.sampled_from([True, False, None]), st.sampled_from([True, False, None])), max_size=20
)


@given(drawn_pairs, st.sampled_from([HALF_WAY_LOOK, END_LOOK]))
def test_a_night_that_was_not_answered_has_no_influence(pairs, look):
    """What is known of it beside the answer, and the answer of the other night of its pair, do not touch the test."""
    whole = [pair for pair in pairs if None not in pair[1:]]
    result, alone = trial_result(nights_of(*pairs), look), trial_result(nights_of(*whole), look)
    names = ("pairs", "fewer_with", "more_with", "p_fewer", "p_more", "difference", "low", "high")
    assert [getattr(result, name) for name in names] == [getattr(alone, name) for name in names]
    nights = nights_of(*pairs)
    done = [
        TrialNight(night.is_with, night.had_spasm, night.is_with if night.had_spasm is None else night.was_done)
        for night in nights
    ]
    counts = trial_result(done, look)
    assert (counts.done.answered, counts.not_done.answered) == (0, 0)
    assert counts.with_habit == result.with_habit


@given(drawn_pairs, st.randoms(use_true_random=False))
def test_the_order_of_pairs_and_of_the_nights_in_them_does_not_matter(pairs, random):
    mixed = [(not with_first, one, other) for with_first, one, other in pairs]
    random.shuffle(mixed)
    # The marks alone keep the order: they are drawn.
    result, other = (
        replace(each, marks_with="", marks_without="")
        for each in (trial_result(nights_of(*mixed), END_LOOK), trial_result(nights_of(*pairs), END_LOOK))
    )
    assert result == other


def test_the_marks_show_each_night_of_an_arm_in_order():
    result = trial_result(nights_of((True, False, True), (False, None, True), (True, True, False)), HALF_WAY_LOOK)
    assert (result.marks_with, result.marks_without) == ("q-s", "ssq")
    assert result_from_data(json.loads(json.dumps(result.as_data()))) == result


def test_a_look_that_was_stored_before_overridden_nights_were_counted_says_none():
    nights = [TrialNight(True, had_spasm=True, is_overridden=True), TrialNight(False, had_spasm=True)]
    result = trial_result(nights, END_LOOK)
    assert result.overridden == 1
    stored = {name: value for name, value in result.as_data().items() if name != "overridden"}
    assert result_from_data(stored) == replace(result, overridden=0)


def test_nothing_answered_is_too_few_and_has_no_difference():
    result = trial_result(nights_of((True, None, None)), END_LOOK)
    assert (result.verdict, result.difference, result.low, result.high) == (TOO_FEW_PAIRS, None, None, None)


def test_the_looks_are_those_of_the_methods():
    assert LOOK_ALPHA == {HALF_WAY_LOOK: 0.01, END_LOOK: 0.045}
