"""More spasm days than in the four weeks before."""

import pytest

from tests.analysis.patterns.logs import each, found, ordinal
from tracker.analysis.patterns.more import more_spasm_days

LONG_AGO = each([80])
"""So that the four weeks before belong to the diary."""


def more(now, before, **options):
    return found(more_spasm_days, *LONG_AGO, *each(range(now)), *each(range(28, 28 + before)), **options)


def test_worked_example():
    result = more(7, 4)
    assert (result.holds, result.n, result.of, result.before_n, result.unit) == (True, 7, 7, 4, "days")
    assert (result.first, len(result.episodes), result.on[-1]) == (ordinal(27), 7, ordinal(0))


@pytest.mark.parametrize(
    ("now", "before", "holds"),
    [(9, 6, True), (8, 6, False), (11, 8, False), (12, 8, True), (4, 1, True), (3, 1, False), (6, 6, False)],
)
def test_three_days_more_and_half_as_many_again(now, before, holds):
    assert more(now, before).holds is holds


def test_days_before_the_diary_began_are_not_clear():
    assert not found(more_spasm_days, *each(range(9)), *each([30])).holds
    assert found(more_spasm_days, *each(range(9)), *each([55])).holds


def test_four_weeks_without_any_answer_are_not_clear():
    assert not more(9, 0).holds
    assert more(9, 0, answers={40: "none"}).holds


def test_days_in_a_pause_are_not_clear():
    assert more(9, 2).holds
    assert not more(9, 2, paused=[(40, 50)]).holds


def test_twitches_are_not_more():
    assert found(more_spasm_days, *LONG_AGO, *each(range(9), kind="twitch"), *each([30])).n == 0
