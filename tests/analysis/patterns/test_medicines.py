"""The first spasm of a young diary, and a medicine that was missed."""

import pytest

from tests.analysis.diaries import MONDAY, at
from tests.analysis.patterns.logs import PERIOD, ago, each, ordinal, pattern_of
from tracker.analysis.patterns.medicines import first_spasm, missed_medicine_answered
from tracker.days import ONE_DAY

YES, NO = {"missed-medicine": True}, {"missed-medicine": False}


def missed(*entries, said, **options):
    return pattern_of(missed_medicine_answered, *entries, factors_said=said, **options)


def test_worked_example():
    result = missed(ago(40), ago(0), said={1: YES})
    assert (result.holds, result.n, result.of, result.days) == (True, 1, 1, 2)
    assert (result.episodes, result.on) == ((2,), (ordinal(1), ordinal(0)))


def test_the_days_that_answer_are_counted():
    result = missed(ago(0), said={2: YES, 1: NO, 0: YES | {"stress": False}})
    assert (result.holds, result.n, result.of) == (True, 1, 2)


@pytest.mark.parametrize("days_ago", [2, 3, 60])
def test_an_earlier_answer_is_over(days_ago):
    assert not missed(ago(0), ago(days_ago), said={days_ago: YES}).holds


@pytest.mark.parametrize("days_ago", [2, 3, 60])
def test_an_earlier_spasm_is_over(days_ago):
    assert not missed(ago(days_ago), said={0: YES}).holds


def test_a_yes_to_another_factor_is_none():
    result = missed(ago(0), said={0: {"stress": True, "poor-sleep": True} | NO})
    assert (result.holds, result.n, result.of, result.on) == (False, 0, 1, ())


def test_a_spasm_that_is_not_listed_counts():
    result = missed(said={0: YES}, answers={1: "unlisted"})
    assert (result.holds, result.episodes, result.on) == (True, (), (ordinal(1), ordinal(0)))


@pytest.mark.parametrize("answer", ["none", "listed"])
def test_any_other_answer_is_no_spasm(answer):
    assert not missed(said={0: YES}, answers={0: answer, 1: answer}).holds


def test_the_rest_of_the_check_in_may_be_missing():
    assert missed(ago(0), said={0: YES}, answers={}).holds


def test_a_pause_takes_nothing_away():
    assert missed(ago(0), said={0: YES}, paused=((80, 95),)).holds


def test_twitches_are_no_spasms():
    assert not missed(*each([0, 1], kind="twitch"), said={0: YES}).holds


def test_the_first_spasm_of_a_worked_example():
    result = pattern_of(first_spasm, *each([30, 12, 2]), answers={40: "none"})
    assert (result.holds, result.first, result.n, result.of) == (True, ordinal(30), 3, 4)


def test_a_twitch_is_no_spasm():
    result = pattern_of(first_spasm, *each([30], kind="twitch"), *each([12]))
    assert result.first == ordinal(12)
    assert not pattern_of(first_spasm, *each([30], kind="twitch")).holds


def test_spasms_that_were_not_listed_count():
    assert pattern_of(first_spasm, *each([5]), answers={9: "unlisted"}).first == ordinal(9)


def test_one_in_a_pause_is_the_first_though_its_day_is_not_counted():
    result = pattern_of(first_spasm, *each([30, 12, 2]), paused=[(ordinal(30) - MONDAY.toordinal(),) * 2])
    assert (result.holds, result.first, result.n) == (True, ordinal(30), 2)


def test_an_older_diary_may_have_had_one_before():
    result = pattern_of(first_spasm, *each([30]), first_on=at(-5).date())
    assert (result.holds, result.first) == (False, 0)


def test_a_diary_that_began_on_the_first_of_these_days_is_young():
    first = len(PERIOD) - 1
    assert pattern_of(first_spasm, ago(first)).first == ordinal(first)
    assert not pattern_of(first_spasm, ago(first), first_on=PERIOD.first - ONE_DAY).holds
