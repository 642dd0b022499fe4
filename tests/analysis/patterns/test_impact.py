"""What spasms kept from being done."""

import pytest

from tests.analysis.patterns.logs import ago, each, found, ordinal
from tracker.analysis.patterns.impact import unable_to_function

STOP = {"impact": "had-to-stop"}


def test_worked_example():
    result = found(unable_to_function, *each([4, 3], **STOP), ago(0), limited={1: 3, 0: 1})
    assert (result.holds, result.n, result.of) == (True, 3, 4)
    assert (result.on, len(result.episodes)) == ((ordinal(4), ordinal(3), ordinal(1)), 2)


@pytest.mark.parametrize(("level", "holds"), [(3, True), (4, True), (2, False)])
def test_limited_a_lot(level, holds):
    assert found(unable_to_function, *each([1, 2], **STOP), limited={0: level}).holds is holds


def test_both_on_one_day_are_one_day():
    result = found(unable_to_function, *each([0, 1], **STOP), limited={0: 4, 1: 4})
    assert (result.holds, result.n, result.of) == (False, 2, 2)


def test_it_looks_at_14_days():
    assert found(unable_to_function, *each([0, 5, 13], **STOP)).holds
    assert not found(unable_to_function, *each([0, 5, 14], **STOP)).holds
    assert not found(unable_to_function, *each([0, 5], **STOP), limited={14: 4}).holds


@pytest.mark.parametrize("impact", ["none", "some", ""])
def test_strong_spasms_alone_say_nothing(impact):
    result = found(unable_to_function, *each(range(9), impact=impact, intensity=10))
    assert (result.holds, result.n, result.of) == (False, 0, 9 if impact else 0)


def test_twitches_stay_out():
    assert found(unable_to_function, *each(range(5), kind="twitch", **STOP)).of == 0
