"""Twitches and nothing else."""

import pytest

from tests.analysis.patterns.logs import ago, each, found
from tracker.analysis.patterns.twitches import twitches_only


def test_all_entries_are_twitches():
    result = found(twitches_only, *each(range(3), kind="twitch"), ago(28, kind="cramp"))
    assert (result.holds, result.n, result.of, result.weak) == (True, 3, 3, 0)


@pytest.mark.parametrize("kind", ["cramp", "spasm", "not-sure", ""])
def test_another_kind_or_none(kind):
    result = found(twitches_only, *each(range(3), kind="twitch"), ago(5, kind=kind))
    assert (result.holds, result.n, result.of) == (False, 3, 4)


def test_spasms_that_were_not_listed():
    assert not found(twitches_only, *each(range(3), kind="twitch"), answers={9: "unlisted"}).holds


def test_with_weakness():
    result = found(twitches_only, ago(0, kind="twitch"), ago(1, kind="twitch", noticed=("weakness",)))
    assert (result.holds, result.weak) == (True, 1)


def test_no_entries_are_no_twitches():
    assert not found(twitches_only).holds
