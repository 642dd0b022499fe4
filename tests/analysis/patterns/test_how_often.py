"""How often: many days, for weeks, more than before, in spells."""

import pytest

from tests.analysis.patterns.logs import TODAY, ago, each, log, ordinal, pattern_of
from tracker.analysis.patterns.how_often import (
    again_after_quiet,
    going_on_for_weeks,
    more_spasm_days,
    often,
    often_for_weeks,
    often_widespread_for_weeks,
)


def clear(days_ago):
    return dict.fromkeys(days_ago, "none")


def test_often_worked_example():
    # Spasms on 9 days, twice on one of them; clear on 11; 8 not answered.
    result = pattern_of(often, *each(range(9)), ago(0, 18), answers=clear(range(9, 20)), first_on=None)
    assert (result.holds, result.n, result.of, result.unit, result.days) == (True, 9, 20, "days", 28)
    assert (len(result.episodes), result.on) == (10, tuple(ordinal(day) for day in range(8, -1, -1)))


@pytest.mark.parametrize(("spasm_days", "holds"), [(8, True), (7, False)])
def test_often_from_eight_days(spasm_days, holds):
    assert pattern_of(often, *each(range(spasm_days))).holds is holds


def test_often_looks_at_28_days():
    assert pattern_of(often, *each(range(20, 28))).holds
    assert not pattern_of(often, *each(range(21, 29))).holds


def test_many_entries_of_one_day_are_one_spasm_day():
    assert pattern_of(often, *(ago(0, hour) for hour in range(6, 18))).n == 1


def test_twitches_are_not_often():
    assert pattern_of(often, *each(range(10), kind="twitch")).n == 0


def test_spasms_that_were_not_listed_count_as_days():
    result = pattern_of(often, *each(range(7)), answers={7: "unlisted"})
    assert (result.holds, result.n, len(result.episodes)) == (True, 8, 7)


def test_days_in_a_pause_stay_out():
    result = pattern_of(often, *each(range(8)), paused=[(89, 89)])
    assert (result.holds, result.n, result.of, len(result.episodes)) == (False, 7, 7, 7)


@pytest.mark.parametrize(("weeks", "holds"), [((0, 1, 2, 4, 5), True), ((0, 1, 4, 5), False)])
def test_for_weeks_from_five_of_six(weeks, holds):
    result = pattern_of(going_on_for_weeks, *each(7 * week for week in weeks))
    assert (result.holds, result.n, result.of, result.unit) == (holds, len(weeks), len(weeks), "weeks")


def test_a_week_is_seven_days_that_end_with_today():
    assert pattern_of(going_on_for_weeks, *each([6, 7])).n == 2
    assert pattern_of(going_on_for_weeks, *each([7, 13])).n == 1


def test_weeks_that_were_answered_are_counted():
    result = pattern_of(going_on_for_weeks, ago(0), answers=clear([10, 20]))
    assert (result.n, result.of) == (1, 3)


@pytest.mark.parametrize(("quiet_days", "spells"), [(14, 2), (13, 1)])
def test_a_spell_ends_after_14_quiet_days(quiet_days, spells):
    result = pattern_of(again_after_quiet, ago(0), ago(40), answers=clear(range(1, 1 + quiet_days)))
    assert (result.spells, result.holds, result.n, result.of) == (spells, spells == 2, 2, 2 + quiet_days)


def test_spells_of_90_days():
    assert pattern_of(again_after_quiet, ago(0), ago(89), answers=clear(range(1, 15))).spells == 2


def test_days_without_an_answer_are_no_quiet_time():
    result = pattern_of(again_after_quiet, ago(0), ago(80))
    assert (result.spells, result.holds) == (1, False)


def test_a_spell_of_long_ago_is_not_again():
    answers = clear([*range(29, 50), *range(51, 70)])
    assert pattern_of(again_after_quiet, ago(28), ago(50), ago(70), answers=answers).spells == 3
    assert not pattern_of(again_after_quiet, ago(28), ago(50), ago(70), answers=answers).holds
    assert pattern_of(again_after_quiet, ago(27), ago(50), ago(70), answers=answers).holds


def test_continued_days_are_not_quiet():
    diary = log(ago(0), ago(16, hours=30), answers=clear(range(1, 16)))
    # 15 answered days between, into the first of which the earlier entry ran.
    assert again_after_quiet(diary, TODAY).holds
    assert not again_after_quiet(log(ago(0), ago(16, hours=54), answers=clear(range(1, 16))), TODAY).holds


LONG_AGO = each([80])
"""So that the four weeks before belong to the diary."""


def more(now, before, **options):
    return pattern_of(more_spasm_days, *LONG_AGO, *each(range(now)), *each(range(28, 28 + before)), **options)


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
    assert not pattern_of(more_spasm_days, *each(range(9)), *each([30])).holds
    assert pattern_of(more_spasm_days, *each(range(9)), *each([55])).holds


def test_four_weeks_without_any_answer_are_not_clear():
    assert not more(9, 0).holds
    assert more(9, 0, answers={40: "none"}).holds


def test_days_in_a_pause_are_not_clear():
    assert more(9, 2).holds
    assert not more(9, 2, paused=[(40, 50)]).holds


def test_twitches_are_not_more():
    assert pattern_of(more_spasm_days, *LONG_AGO, *each(range(9), kind="twitch"), *each([30])).n == 0


EVERYWHERE = (("widespread", ""),)
WEEKLY = [*range(8), 14, 21, 28]


def test_all_three():
    result = pattern_of(often_widespread_for_weeks, *each(WEEKLY, regions=EVERYWHERE))
    assert (result.holds, result.n, result.of, result.unit, result.days) == (True, 3, 3, "patterns", 42)
    assert (len(result.episodes), len(result.on)) == (11, 11)
    assert list(result.on) == sorted(result.on)


def test_two_of_three_are_not_all():
    result = pattern_of(often_widespread_for_weeks, *each(WEEKLY))
    assert (result.holds, result.n) == (False, 2)


def test_often_and_for_weeks_without_widespread():
    assert pattern_of(often_for_weeks, *each(WEEKLY)).holds
    assert not pattern_of(often_for_weeks, *each(range(8))).holds


def test_an_entry_is_named_once():
    keys = pattern_of(often_widespread_for_weeks, *each(WEEKLY, regions=EVERYWHERE)).episodes
    assert len(keys) == len(set(keys))
