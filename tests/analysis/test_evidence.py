"""Evidence that may be looked at any day: against slow and literal computing, and against its own promises."""

from fractions import Fraction
from itertools import combinations, product
from math import comb, exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.evidence import (
    LOG_PSI,
    MARK,
    any_day_range,
    curves,
    first_weights,
    like_with_like,
    log_evidence,
    log_likelihoods,
    mark_among,
    next_weight,
    passing_place,
    shrunken,
)


@st.composite
def strata(draw, most=28):
    """One stratum that can be."""
    n = draw(st.integers(1, most))
    m, e = draw(st.integers(0, n)), draw(st.integers(0, n))
    return n, m, e, draw(st.integers(max(0, m + e - n), min(m, e)))


def literal_evidence(rows) -> float:
    """As METHODS says it, stratum by stratum, number by number: whole numbers where there are some."""
    prior = [exp(-((-8 + 0.05 * step) ** 2) / 2) for step in range(321)]
    total = 0.0
    for step, weight in enumerate(prior):
        psi, likelihood = exp(-8 + 0.05 * step), 1.0
        for n, m, e, a in rows:
            ways = {k: comb(e, k) * comb(n - e, m - k) for k in range(min(m, e) + 1) if m - k <= n - e}
            norm = sum(ways[k] * psi**k for k in ways)
            likelihood *= psi**a / norm * sum(ways.values())
        total += weight / sum(prior) * likelihood
    return total


def evidence(rows) -> float:
    rows = np.array(rows, np.int64).reshape(-1, 4)
    return float(np.exp(log_evidence(log_likelihoods(rows).sum(axis=0))))


@given(st.lists(strata(), min_size=1, max_size=6))
def test_evidence_is_that_of_literal_computing(rows):
    assert evidence(rows) == pytest.approx(literal_evidence(rows), rel=1e-9)


def test_one_stratum_by_hand():
    # 4 days, 2 outcomes, 2 exposed days with both: 1, 4, 1 ways of 0, 1, 2.
    at = int(np.argmin(abs(LOG_PSI - 0.7)))
    psi = exp(0.7)
    likelihood = log_likelihoods(np.array([[4, 2, 2, 2]]))[0, at]
    assert likelihood == pytest.approx(log(6 * psi**2 / (1 + 4 * psi + psi**2)), rel=1e-12)


@given(st.lists(strata(), max_size=9), st.data())
def test_curves_are_sums_of_the_strata_of_each(rows, data):
    owner = np.array([data.draw(st.integers(0, 2)) for _row in rows], np.int64)
    table = np.array(rows, np.int64).reshape(-1, 4)
    summed, single = curves(table, owner, 3), log_likelihoods(table)
    for place in range(3):
        np.testing.assert_allclose(summed[place], single[owner == place].sum(axis=0), atol=1e-9)


@pytest.mark.parametrize("n", range(1, 9))
def test_over_all_ways_to_be_exposed_the_mean_is_1(n):
    """Whatever days had the outcome, and however many were exposed."""
    for m, e in product(range(n + 1), repeat=2):
        outcomes = set(range(m))
        each = [evidence([(n, m, e, len(outcomes & set(exposed)))]) for exposed in combinations(range(n), e)]
        assert sum(each) / len(each) == pytest.approx(1, abs=1e-12)


@given(st.lists(strata(12), max_size=4), st.integers(1, 12), st.data())
def test_whatever_came_before_the_next_stratum_is_expected_to_change_nothing(before, n, data):
    """A supermartingale, by exact enumeration: given the past, the mean of the next evidence is the evidence now."""
    m, e = data.draw(st.integers(0, n)), data.draw(st.integers(0, n))
    ways = {a: comb(e, a) * comb(n - e, m - a) for a in range(min(m, e) + 1) if m - a <= n - e}
    after = sum(
        Fraction(count, sum(ways.values())) * Fraction(evidence([*before, (n, m, e, a)])) for a, count in ways.items()
    )
    assert float(after) == pytest.approx(evidence(before) if before else 1.0, rel=1e-9)


def test_a_strong_link_gathers_evidence_and_points_the_right_way():
    more, less = [(20, 5, 6, 4)] * 10, [(20, 5, 6, 0)] * 10
    assert evidence(more) > 1000
    assert evidence(less) > 20
    curve = log_likelihoods(np.array(more)).sum(axis=0)
    assert shrunken(curve) > 1
    low, high = any_day_range(curve)
    assert 0 < low < shrunken(curve) < high
    assert shrunken(log_likelihoods(np.array(less)).sum(axis=0)) < 0


def test_the_any_day_range_is_what_the_evidence_does_not_speak_against():
    curve = log_likelihoods(np.array([(20, 5, 6, 3)] * 6)).sum(axis=0)
    low, high = any_day_range(curve)
    fits = curve >= log_evidence(curve) - log(20)
    assert [low, high] == [LOG_PSI[fits][0], LOG_PSI[fits][-1]]


def test_without_contrast_everything_fits():
    nothing = curves(np.array([[20, 0, 6, 0], [20, 5, 0, 0], [5, 5, 2, 2]]), np.zeros(3, np.int64), 1)[0]
    assert (nothing == 0).all()
    assert float(log_evidence(nothing)) == pytest.approx(0, abs=1e-12)
    assert any_day_range(nothing) == (-np.inf, np.inf)


def test_weights_never_add_up_to_more_than_1():
    weights = first_weights(3)
    for _factor in range(40):
        weights.append(next_weight(weights))
    assert weights[:5] == [0.25, 0.25, 0.25, 0.125, 0.0625]
    assert sum(weights) <= 1


def test_passing_by_hand():
    # 20 alone, 10 each for two, 6 2/3 each for three.
    assert passing_place([log(20)]) == 1
    assert passing_place([log(19.9)]) == 0
    assert passing_place([log(25), log(5), log(12)]) == 2
    assert passing_place([log(7), log(7), log(7)]) == 3
    assert passing_place([log(6), log(7), log(7), -np.inf]) == 0
    assert passing_place([]) == 0


@given(st.lists(st.lists(st.floats(-3, 8), min_size=5, max_size=5), min_size=1, max_size=12))
def test_with_values_of_the_passed_that_stay_passing_only_grows(moments):
    """Whatever the evidence does afterward."""
    frozen: dict[int, float] = {}
    for moment in moments:
        weighed = dict(enumerate(moment)) | frozen
        place = passing_place(list(weighed.values()))
        passed = {code for code, value in weighed.items() if place and value >= mark_among(place)}
        assert passed >= set(frozen)
        assert len(passed) == place
        frozen = {code: weighed[code] for code in passed}


def test_like_with_like_by_hand():
    compared = like_with_like(np.array([[10, 3, 4, 2], [3, 2, 1, 0], [9, 3, 0, 0], [4, 4, 4, 4]]))
    assert (compared.exposed, compared.with_it) == (5, 2 / 5)
    assert compared.without == pytest.approx((4 / 6 + 1) / 5)
    assert like_with_like(np.array([[9, 3, 0, 0], [4, 4, 4, 4]])) is None


def test_the_mark_is_20_to_1():
    assert (MARK, mark_among(1), mark_among(4)) == (20, pytest.approx(log(20)), pytest.approx(log(5)))
