"""A twisted posture."""

import pytest

from tests.analysis.patterns.logs import ago, each, found
from tracker.analysis.patterns.dystonia import twisting_posture

TWISTED = {"noticed": ("twisting-posture", "several-muscles-at-once")}


def test_two_days():
    result = found(twisting_posture, *each([0, 27], **TWISTED), ago(5, noticed=("none",)), ago(6))
    assert (result.holds, result.n, result.of, result.long) == (True, 2, 3, 0)


@pytest.mark.parametrize(("seconds", "holds"), [(600, True), (590, False), (None, False)])
def test_once_for_ten_minutes(seconds, holds):
    assert found(twisting_posture, ago(3, seconds=seconds, **TWISTED)).holds is holds


def test_once_and_a_long_one_without_it():
    assert not found(twisting_posture, ago(3, **TWISTED), ago(4, seconds=3600)).holds


def test_several_muscles_at_once_alone_never():
    result = found(twisting_posture, *each(range(20), seconds=3600, noticed=("several-muscles-at-once",)))
    assert (result.holds, result.n, result.of) == (False, 0, 20)


def test_twitches_stay_out():
    assert found(twisting_posture, *each(range(4), kind="twitch", **TWISTED)).n == 0
