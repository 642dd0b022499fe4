"""One window against another."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.change import (
    FEW_WEEKS,
    FEWER,
    MORE,
    NO_CLEAR_CHANGE,
    NO_SPASM_DAYS,
    NO_SPREAD,
    NO_VERDICT,
    SHARES_DIFFER,
    change,
    rate_ratio,
)
from tracker.analysis.frequency import LOW_SHARE
from tracker.analysis.results import EMPTY_DIARY, TooLittle

BEFORE, AFTER, BOTH = days(56), days(56, 56), days(112)


def diary(before: list[int], after: list[int], unanswered: int = 0, **options):
    """Eight weeks and eight weeks with so many spasm days each; the last days of `after` may be unanswered."""
    spasm = [7 * week + day for week, number in enumerate([*before, *after]) for day in range(number)]
    answers = {day: "none" for day in range(112 - unanswered) if day not in spasm}
    return make_diary(*(Entry(at(day)) for day in spasm), period=BOTH, answers=answers, **options)


def test_worked_example():
    # 20 events in 2 x 14 days, then 10 in 2 x 14. Expected 10, 10, 5, 5: chi-square 0.4 + 0.4 + 0.2 + 0.2 on 2.
    found = rate_ratio([12, 8], [14, 14], [6, 4], [14, 14])
    assert (found.ratio, found.dispersion, found.n, found.df) == (pytest.approx(0.5), pytest.approx(0.6), 4, 2)
    # t(2, .975) = 4.3027; the standard error is the root of 0.6 (1/20 + 1/10).
    assert np.log(found.high / found.ratio) == pytest.approx(4.302653 * 0.3, rel=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_equals_a_poisson_model_scaled_by_chi_square(seed):
    rng = np.random.default_rng(seed)
    before, after, answered = rng.integers(0, 6, 9) + 1, rng.integers(0, 5, 13), rng.integers(3, 8, 22)
    design = np.column_stack([np.ones(22), np.r_[np.zeros(9), np.ones(13)]])
    model = GLM(np.r_[before, after], design, family=Poisson(), offset=np.log(answered))
    reference = model.fit(scale="X2")
    found = rate_ratio(before, answered[:9], after, answered[9:])
    assert np.log(found.ratio) == pytest.approx(reference.params[1], abs=1e-6)
    assert found.dispersion == pytest.approx(reference.scale)
    reach = np.log(found.high / found.low) / 2
    assert reach == pytest.approx(reference.bse[1] * 2.0859634, rel=1e-5)  # t(20, .975)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ([4, 5, 4, 5, 4, 5, 4, 5], [1, 2, 1, 2, 1, 2, 1, 2], FEWER),
        ([1, 2, 1, 2, 1, 2, 1, 2], [4, 5, 4, 5, 4, 5, 4, 5], MORE),
        ([0, 5, 0, 1, 6, 0, 0, 2], [1, 0, 6, 0, 0, 1, 0, 4], NO_CLEAR_CHANGE),
    ],
)
def test_verdict_on_spasm_days(before, after, verdict):
    found = change(diary(before, after), BEFORE, AFTER)
    assert (found.verdict, found.because, found.before.n, found.after.n) == (verdict, "", sum(before), sum(after))


def test_period_without_episodes_has_counts_and_no_ratio():
    found = change(diary([2] * 8, [0] * 8), BEFORE, AFTER)
    assert (found.spasm_days, found.verdict, found.because) == (None, NO_VERDICT, NO_SPASM_DAYS)
    assert (found.before.n, found.after.n, found.after.of) == (16, 0, 56)


def test_no_verdict_where_answered_shares_differ_by_more_than_15_points():
    # The last day that stays answered without a check-in is a spasm day: 48 and 47 of 56 days, 14 and 16 points.
    assert change(diary([2, 1] * 4, [1, 2] * 4, unanswered=10), BEFORE, AFTER).because == ""
    assert change(diary([2, 1] * 4, [1, 2] * 4, unanswered=11), BEFORE, AFTER).because == SHARES_DIFFER


def test_no_verdict_where_too_little_is_answered():
    found = change(diary([2, 1] * 4, [1, 2] * 4, unanswered=45), BEFORE, AFTER)
    assert (found.verdict, found.because, found.spasm_days) == (NO_VERDICT, LOW_SHARE, None)


def test_no_verdict_from_two_weeks():
    found = change(diary([2, 1] * 4, [1, 2] * 4), days(14), days(14, 14))
    assert found.because == FEW_WEEKS


def test_no_interval_where_all_weeks_are_alike():
    found = change(diary([2] * 8, [1] * 8), BEFORE, AFTER)
    assert (found.because, found.spasm_days) == (NO_SPREAD, None)


def test_weeks_without_an_answer_are_left_out():
    spasm = [0, 1, 8, 14, 15, 16, 21, 28, 35, 36, 42, 49, 50]
    answers = {day: "none" for day in range(56) if day not in spasm and not 21 < day < 28 and not 49 < day < 53}
    two = make_diary(*(Entry(at(day)) for day in spasm), period=days(56), answers=answers)
    found = change(two, days(28), days(28, 28))
    assert found.spasm_days.n == 8
    gone = make_diary(*(Entry(at(day)) for day in spasm if day != 21), period=days(56), answers=answers)
    assert change(gone, days(28), days(28, 28)).because == SHARES_DIFFER


def test_overlapping_windows_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        change(diary([1] * 8, [1] * 8), days(57), AFTER)


def test_empty_diary():
    assert change(make_diary(period=BOTH), BEFORE, AFTER) == TooLittle(EMPTY_DIARY)


def test_no_ratio_without_events():
    with pytest.raises(ValueError, match="no ratio from 0 and 3 events"):
        rate_ratio([0, 0], [7, 7], [1, 2], [7, 7])


@given(st.permutations(range(8)), st.permutations(range(8)))
@settings(max_examples=20)
def test_order_of_weeks_has_no_influence(first, second):
    before, after = np.array([0, 2, 3, 1, 4, 2, 0, 6]), np.array([1, 1, 0, 3, 2, 0, 1, 5])
    answered = np.array([7, 6, 5, 7, 7, 7, 3, 7])
    plain = rate_ratio(before, answered, after, answered)
    turned = rate_ratio(before[first], answered[first], after[second], answered[second])
    assert turned.low == pytest.approx(plain.low)
