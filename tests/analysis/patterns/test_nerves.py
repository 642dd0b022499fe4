"""Weakness and numbness."""

import pytest

from tests.analysis.patterns.logs import ago, each, found
from tracker.analysis.patterns.nerves import new_weakness_or_numbness, weakness_or_numbness


def test_worked_example():
    # Numbness in 3 of the 18 entries that answered, on two days; five more did not answer.
    result = found(
        weakness_or_numbness,
        *each([1, 2], noticed=("numbness",)),
        ago(2, 20, noticed=("numbness", "tenderness")),
        *each(range(3, 18), noticed=("none",)),
        *each(range(18, 23)),
    )
    assert (result.holds, result.n, result.of, result.numbness, result.weakness) == (True, 3, 18, 3, 0)


@pytest.mark.parametrize("sign", ["weakness", "numbness"])
def test_from_two_days(sign):
    assert found(weakness_or_numbness, *each([0, 27], noticed=(sign,))).holds
    assert not found(weakness_or_numbness, ago(0, 9, noticed=(sign,)), ago(0, 18, noticed=(sign,))).holds
    assert not found(weakness_or_numbness, *each([0, 28], noticed=(sign,))).holds


def test_one_day_each_are_two_days():
    assert found(weakness_or_numbness, ago(0, noticed=("weakness",)), ago(1, noticed=("numbness",))).holds


def test_beside_a_twitch_only_weakness_counts():
    assert found(weakness_or_numbness, *each([0, 1], kind="twitch", noticed=("weakness",))).holds
    result = found(weakness_or_numbness, *each([0, 1], kind="twitch", noticed=("numbness",)))
    assert (result.holds, result.n, result.of) == (False, 0, 0)


def test_other_signs_are_none_of_these_two():
    assert not found(weakness_or_numbness, *each(range(9), noticed=("stiffness", "pain-spreads"))).holds


@pytest.mark.parametrize("question", ["still-there", "one-side"])
def test_what_is_new_counts_only_where_that_was_answered(question):
    new = each([0, 1], noticed=("weakness",), follow_up=((question, "yes"),))
    known = each([2, 3], noticed=("weakness",), follow_up=((question, "no"),))
    result = found(new_weakness_or_numbness, *new, *known, *each([4], noticed=("weakness",)))
    assert (result.holds, result.n, result.of, result.weakness) == (True, 2, 5, 2)
    assert not found(new_weakness_or_numbness, *new[:1], *known).holds


def test_an_answer_without_weakness_counts_for_nothing():
    assert found(new_weakness_or_numbness, *each([0, 1], follow_up=(("still-there", "yes"),))).n == 0
