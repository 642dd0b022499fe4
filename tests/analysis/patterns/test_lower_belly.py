"""Cramps of the lower belly that come and go."""

import pytest

from tests.analysis.patterns.logs import ago, each, found
from tracker.analysis.patterns.lower_belly import lower_belly

BELLY, PELVIS, CALF = (("lower-abdomen", "middle"),), (("pelvis", "left"),), (("calf", "left"),)


def test_worked_example():
    result = found(lower_belly, ago(1, 22, regions=BELLY), ago(0, 3, regions=PELVIS), ago(0, regions=CALF), ago(0, 15))
    assert (result.holds, result.n, result.of, result.episodes) == (True, 2, 3, (1, 2))


@pytest.mark.parametrize("entries", [[ago(0, regions=BELLY)], each([0, 2], regions=BELLY), each([0, 1], regions=CALF)])
def test_where_it_just_does_not_hold(entries):
    assert not found(lower_belly, *entries).holds


def test_a_burst_is_one_entry():
    assert found(lower_belly, ago(0, regions=BELLY, count=9)).n == 1


def test_the_upper_belly_is_another_place():
    assert found(lower_belly, *each([0, 1], regions=(("upper-abdomen", "middle"),))).n == 0
