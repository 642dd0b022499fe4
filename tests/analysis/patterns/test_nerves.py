"""Weakness and numbness, a twisted posture, and twitches alone."""

import pytest

from tests.analysis.patterns.logs import ago, each, pattern_of
from tracker.analysis.patterns.nerves import (
    new_weakness_or_numbness,
    twisting_posture,
    twitches_only,
    weakness_or_numbness,
)


def test_worked_example():
    # Numbness in 3 of the 18 entries that answered, on two days; five more did not answer.
    result = pattern_of(
        weakness_or_numbness,
        *each([1, 2], noticed=("numbness",)),
        ago(2, 20, noticed=("numbness", "tenderness")),
        *each(range(3, 18), noticed=("none",)),
        *each(range(18, 23)),
    )
    assert (result.holds, result.n, result.of, result.numbness, result.weakness) == (True, 3, 18, 3, 0)


@pytest.mark.parametrize("sign", ["weakness", "numbness"])
def test_from_two_days(sign):
    assert pattern_of(weakness_or_numbness, *each([0, 27], noticed=(sign,))).holds
    assert not pattern_of(weakness_or_numbness, ago(0, 9, noticed=(sign,)), ago(0, 18, noticed=(sign,))).holds
    assert not pattern_of(weakness_or_numbness, *each([0, 28], noticed=(sign,))).holds


def test_one_day_each_are_two_days():
    assert pattern_of(weakness_or_numbness, ago(0, noticed=("weakness",)), ago(1, noticed=("numbness",))).holds


def test_beside_a_twitch_only_weakness_counts():
    assert pattern_of(weakness_or_numbness, *each([0, 1], kind="twitch", noticed=("weakness",))).holds
    result = pattern_of(weakness_or_numbness, *each([0, 1], kind="twitch", noticed=("numbness",)))
    assert (result.holds, result.n, result.of) == (False, 0, 0)


def test_other_signs_are_none_of_these_two():
    assert not pattern_of(weakness_or_numbness, *each(range(9), noticed=("stiffness", "pain-spreads"))).holds


@pytest.mark.parametrize("question", ["still-there", "one-side"])
def test_what_is_new_counts_only_where_that_was_answered(question):
    new = each([0, 1], noticed=("weakness",), follow_up=((question, "yes"),))
    known = each([2, 3], noticed=("weakness",), follow_up=((question, "no"),))
    result = pattern_of(new_weakness_or_numbness, *new, *known, *each([4], noticed=("weakness",)))
    assert (result.holds, result.n, result.of, result.weakness) == (True, 2, 5, 2)
    assert not pattern_of(new_weakness_or_numbness, *new[:1], *known).holds


def test_an_answer_without_weakness_counts_for_nothing():
    assert pattern_of(new_weakness_or_numbness, *each([0, 1], follow_up=(("still-there", "yes"),))).n == 0


TWISTED = {"noticed": ("twisting-posture", "several-muscles-at-once")}


def test_two_days():
    result = pattern_of(twisting_posture, *each([0, 27], **TWISTED), ago(5, noticed=("none",)), ago(6))
    assert (result.holds, result.n, result.of, result.long) == (True, 2, 3, 0)


@pytest.mark.parametrize(("seconds", "holds"), [(600, True), (590, False), (None, False)])
def test_once_for_ten_minutes(seconds, holds):
    assert pattern_of(twisting_posture, ago(3, seconds=seconds, **TWISTED)).holds is holds


def test_once_and_a_long_one_without_it():
    assert not pattern_of(twisting_posture, ago(3, **TWISTED), ago(4, seconds=3600)).holds


def test_several_muscles_at_once_alone_never():
    result = pattern_of(twisting_posture, *each(range(20), seconds=3600, noticed=("several-muscles-at-once",)))
    assert (result.holds, result.n, result.of) == (False, 0, 20)


def test_twitches_stay_out():
    assert pattern_of(twisting_posture, *each(range(4), kind="twitch", **TWISTED)).n == 0


def test_all_entries_are_twitches():
    result = pattern_of(twitches_only, *each(range(3), kind="twitch"), ago(28, kind="cramp"))
    assert (result.holds, result.n, result.of, result.weak) == (True, 3, 3, 0)


@pytest.mark.parametrize("kind", ["cramp", "spasm", "not-sure", ""])
def test_another_kind_or_none(kind):
    result = pattern_of(twitches_only, *each(range(3), kind="twitch"), ago(5, kind=kind))
    assert (result.holds, result.n, result.of) == (False, 3, 4)


def test_spasms_that_were_not_listed():
    assert not pattern_of(twitches_only, *each(range(3), kind="twitch"), answers={9: "unlisted"}).holds


def test_with_weakness():
    result = pattern_of(twitches_only, ago(0, kind="twitch"), ago(1, kind="twitch", noticed=("weakness",)))
    assert (result.holds, result.weak) == (True, 1)


def test_no_entries_are_no_twitches():
    assert not pattern_of(twitches_only).holds
