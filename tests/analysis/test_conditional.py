"""The exact stratified conditional odds ratio."""

import warnings
from math import comb, inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats.contingency import odds_ratio as fourfold
from statsmodels.discrete.conditional_models import ConditionalLogit

from tracker.analysis.conditional import LESS_OFTEN, MORE_OFTEN, odds_ratio


def days_of(*strata: tuple[int, int, int, int]):
    """Days from (exposed with the outcome, exposed without, others with, others without), a stratum each."""
    outcome, exposed, stratum = [], [], []
    for place, counts in enumerate(strata):
        for number, (is_exposed, has_outcome) in zip(counts, ((1, 1), (1, 0), (0, 1), (0, 0)), strict=True):
            outcome += [has_outcome] * number
            exposed += [is_exposed] * number
            stratum += [place] * number
    return np.array(outcome, bool), np.array(exposed, bool), np.array(stratum)


def random_days(seed: int, days: int = 168):
    rng = np.random.default_rng(seed)
    stratum = np.arange(days) // 14
    exposed = rng.random(days) < 0.3
    log_odds = -1.2 + rng.normal(0, 0.8, 20)[stratum] + rng.normal(0, 1) * exposed
    return rng.random(days) < 1 / (1 + np.exp(-log_odds)), exposed, stratum


def test_worked_example():
    # C(4, a) C(4, 4 - a) = 1, 16, 36, 16, 1. At 3 the mean is seen if 16 x + 72 x^2 + 48 x^3 + 4 x^4 is three times
    # 1 + 16 x + 36 x^2 + 16 x^3 + x^4. Mid-P, upwards: (16 / 2 + 1) / 70.
    ratio = odds_ratio(*days_of((3, 1, 1, 3)))
    x = ratio.estimate
    weights = [comb(4, a) ** 2 * x**a for a in range(5)]
    assert sum(a * weight for a, weight in enumerate(weights)) / sum(weights) == pytest.approx(3)
    assert ratio.p_more == pytest.approx(9 / 70)
    assert ratio.p_two_sided == pytest.approx(18 / 70)


def test_two_strata_by_hand():
    # Each stratum: two days, one exposed, one outcome; the exposed one both times. Sums 0, 1, 2 weigh 1, 2, 1.
    ratio = odds_ratio(*days_of((1, 0, 0, 1), (1, 0, 0, 1)))
    assert (ratio.p_more, ratio.estimate, ratio.high, ratio.n, ratio.strata) == (pytest.approx(1 / 8), inf, inf, 4, 2)


def test_shrunken_estimate_is_finite_where_the_estimate_is_not():
    ratio = odds_ratio(*days_of((0, 5, 5, 0)))
    assert (ratio.estimate, ratio.low, ratio.direction) == (0, 0, LESS_OFTEN)
    assert 0 < ratio.shrunken < 1


@pytest.mark.parametrize("counts", [(3, 1, 1, 3), (9, 11, 10, 51), (1, 14, 30, 40), (12, 5, 6, 7)])
def test_one_stratum_equals_scipy(counts):
    reference = fourfold(np.array(counts).reshape(2, 2), kind="conditional").statistic
    assert odds_ratio(*days_of(counts)).estimate == pytest.approx(reference, rel=1e-6)


@pytest.mark.parametrize("seed", range(20))
def test_equals_conditional_logistic_regression(seed):
    outcome, exposed, stratum = random_days(seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = ConditionalLogit(outcome.astype(float), exposed[:, None].astype(float), groups=stratum)
        reference = model.fit(disp=0, method="newton").params[0]
    assert np.log(odds_ratio(outcome, exposed, stratum).estimate) == pytest.approx(reference, abs=1e-3)


@pytest.mark.parametrize("seed", range(3))
def test_limits_leave_a_fortieth_on_either_side(seed):
    """Recomputed from whole numbers, without tilting and without logarithms."""
    outcome, exposed, stratum = random_days(seed, days=84)
    ratio = odds_ratio(outcome, exposed, stratum)
    weights, seen = [1], int((outcome & exposed).sum())
    for place in np.unique(stratum):
        rows = stratum == place
        n, m, e = int(rows.sum()), int(outcome[rows].sum()), int(exposed[rows].sum())
        own = [comb(e, a) * comb(n - e, m - a) if a <= m else 0 for a in range(n + 1)]
        product = [0] * (len(weights) + n)
        for i, left in enumerate(weights):
            for j, right in enumerate(own):
                product[i + j] += left * right
        weights = product

    def more(psi):
        shares = [weight * psi**a for a, weight in enumerate(weights)]
        return (sum(shares[seen + 1 :]) + shares[seen] / 2) / sum(shares)

    assert (more(ratio.low), more(ratio.high)) == (pytest.approx(0.025), pytest.approx(0.975))
    assert more(1.0) == pytest.approx(ratio.p_more)


def test_strata_without_contrast_carry_nothing():
    plain = odds_ratio(*days_of((3, 1, 1, 3)))
    more = odds_ratio(*days_of((3, 1, 1, 3), (4, 0, 6, 0), (0, 0, 2, 9), (0, 4, 0, 2)))
    assert (more.estimate, more.low, more.p_two_sided, more.n) == (plain.estimate, plain.low, plain.p_two_sided, 8)
    assert more.of == 8 + 10 + 11 + 6


def test_nothing_to_compare_is_none():
    assert odds_ratio(*days_of((4, 0, 6, 0))) is None
    assert odds_ratio(*days_of()) is None


def test_different_lengths_are_refused():
    with pytest.raises(ValueError, match="different lengths: 2, 1, 2"):
        odds_ratio(np.zeros(2, bool), np.zeros(1, bool), np.zeros(2, int))


def test_interval_lies_beyond_one_when_nearly_all_outcomes_are_exposed():
    ratio = odds_ratio(*days_of(*[(1, 0, 0, 1)] * 12))
    assert (ratio.estimate, ratio.direction) == (inf, MORE_OFTEN)
    # At the limit, half of x^12 / (1 + x)^12 is a fortieth.
    assert 0.5 * (ratio.low / (1 + ratio.low)) ** 12 == pytest.approx(0.025)


@given(st.integers(0, 1000), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_row_order_has_no_influence(seed, random):
    days = random_days(seed, days=56)
    order = list(range(56))
    random.shuffle(order)
    shuffled = odds_ratio(*(column[order] for column in days))
    assert shuffled == odds_ratio(*days)


@given(st.lists(st.tuples(*[st.integers(0, 6)] * 4), min_size=1, max_size=6))
def test_exchanging_exposed_and_others_turns_it_upside_down(strata):
    ratio = odds_ratio(*days_of(*strata))
    turned = odds_ratio(*days_of(*[(c, d, a, b) for a, b, c, d in strata]))
    if ratio is None:
        assert turned is None
        return
    assert ratio.low <= ratio.estimate <= ratio.high
    assert turned.p_two_sided == pytest.approx(ratio.p_two_sided)
    assert turned.shrunken == pytest.approx(1 / ratio.shrunken, rel=1e-6)
