"""How daily worst values moved, described."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu, theilslopes

from tracker.analysis.results import FEW_DAYS, TooLittle
from tracker.analysis.trend import shift, slope


def test_slope_by_hand():
    # One a day, but for one far off, which the middle of the pairs does not follow.
    value = np.arange(9.0)
    value[4] = 100
    assert slope(np.arange(9), value).per_30_days == pytest.approx(30)


def test_slope_equals_scipy():
    rng = np.random.default_rng(1)
    day = np.sort(rng.choice(400, 120, replace=False))
    value = rng.integers(0, 11, 120).astype(float)
    result, reference = slope(day, value), theilslopes(value, day)
    assert result.per_30_days == pytest.approx(30 * reference.slope)


def test_long_diaries_use_fewer_pairs_and_find_the_same_slope():
    day = np.arange(3650)
    value = 2 + day / 1000 + np.random.default_rng(2).normal(0, 1, 3650)
    assert slope(day, value).per_30_days == pytest.approx(0.03, abs=0.003)


@given(st.permutations(range(12)))
@settings(max_examples=20)
def test_order_of_days_has_no_influence(order):
    day, value = np.arange(12) * 3, np.array([3, 5, 2, 8, 1, 4, 4, 6, 7, 2, 9, 3])
    assert slope(day[order], value[order]) == slope(day, value)


def test_slope_needs_eight_days():
    assert slope(np.arange(7), np.arange(7)) == TooLittle(FEW_DAYS, 7)


def test_shift_by_hand():
    # Each value four times: of the pairs (2, 3), (2, 5), (4, 3), (4, 5) the later day is worse in three.
    result = shift(np.array([2, 4] * 4), np.array([3, 5] * 4))
    assert (result.share_higher, result.before, result.after) == (0.75, (2.0, 3.0, 4.0), (3.0, 4.0, 5.0))


def test_shift_equals_scipy():
    rng = np.random.default_rng(3)
    before, after = rng.integers(1, 9, 30), rng.integers(2, 10, 25)
    result = shift(before, after)
    assert result.share_higher * 30 * 25 == pytest.approx(mannwhitneyu(after, before).statistic)
    assert (result.n, result.of) == (25, 30)


def test_shift_of_equal_days_says_nothing():
    result = shift(np.full(8, 5), np.full(9, 5))
    assert result.share_higher == 0.5


def test_shift_needs_eight_days_in_each():
    assert shift(np.arange(20), np.arange(3)) == TooLittle(FEW_DAYS, 3)
