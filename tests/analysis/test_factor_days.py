"""Which days can say something about factors, and what followed on them."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.check_ins import DAY, FIRST, HOUR, deadline, make_check_ins, without_answer
from tracker.analysis.factor_days import (
    ANY_SPASM,
    FRIDAY,
    HARD_DAY,
    STRATA,
    CheckIns,
    decide_outcome,
    grid_begins,
    strata,
    usable_days,
)


def used(check_ins: CheckIns):
    """Days that are used, counted from the first; and those of them with the outcome."""
    usable = usable_days(check_ins, decide_outcome(check_ins), FIRST)
    days = usable.day - FIRST
    return days.tolist(), days[usable.outcome].tolist()


def changed(check_ins: CheckIns, column: str, day: int, value) -> CheckIns:
    array = getattr(check_ins, column).copy()
    array[day] = value
    return replace(check_ins, **{column: array})


def episode(start: float, end: float, intensity: float = 5.0) -> dict:
    return {"started": np.array([int(start)]), "ended": np.array([end]), "intensity": np.array([intensity])}


def test_a_day_needs_its_neighbors():
    # The first day has no window before it, the last none after it.
    assert used(make_check_ins(6))[0] == [1, 2, 3, 4]


def test_the_cramp_of_the_following_night_belongs_to_the_day():
    assert used(make_check_ins(6, spasm=[2])) == ([1, 2, 3, 4], [2])


@pytest.mark.parametrize(("seconds", "day"), [(-1, 1), (0, 2), (DAY - 1, 2), (DAY, 3)])
def test_a_window_runs_from_its_deadline_to_the_next(seconds, day):
    start = deadline(2) + seconds
    assert used(make_check_ins(6, **episode(start, start)))[1] == [day]


def test_unanswered_days_take_their_windows_along():
    # Without day 3: no window after 2, none before 4, and 3 itself, though it had a spasm.
    assert used(without_answer(make_check_ins(8, spasm=[3]), 3))[0] == [1, 5, 6]


def test_a_late_answer_counts_for_its_neighbors_alone():
    late = changed(make_check_ins(6), "answered_at", 3, deadline(3) + 60.0)
    assert used(late)[0] == [1, 2, 4]


def test_an_answer_at_the_deadline_is_late():
    assert used(changed(make_check_ins(6), "answered_at", 3, float(deadline(3))))[0] == [1, 2, 4]


def test_windows_that_are_not_over_say_nothing():
    assert used(make_check_ins(6, now=deadline(5) - 1.0))[0] == [1, 2, 3]


def test_windows_with_an_episode_going_on_at_the_deadline_are_left_out():
    running = make_check_ins(6, **episode(deadline(2) - HOUR, deadline(2) + HOUR))
    assert used(running) == ([1, 3, 4], [1])


def test_an_episode_that_ended_before_the_deadline_is_no_obstacle():
    assert used(make_check_ins(6, **episode(deadline(2) - HOUR, deadline(2) - 1)))[0] == [1, 2, 3, 4]


def test_an_episode_of_unknown_length_is_no_obstacle():
    assert used(make_check_ins(6, **episode(deadline(2) - HOUR, np.nan)))[0] == [1, 2, 3, 4]


@pytest.mark.parametrize(("hours", "kept"), [(2, [1, 2, 3, 4]), (3, [1, 3, 4])])
def test_more_than_two_zone_hours_between_check_ins(hours, kept):
    offset = np.array([0, 0, 0, *[hours * HOUR] * 3])
    assert used(make_check_ins(6, offset=offset))[0] == kept


def test_the_check_in_of_the_next_day_can_say_it():
    assert used(changed(make_check_ins(6), "says_unlisted", 3, True))[1] == [2]


def test_strata_are_blocks_of_28_days_by_the_outcome_before():
    check_ins = make_check_ins(33, spasm=[4])
    usable = usable_days(check_ins, decide_outcome(check_ins), FIRST)
    assert np.flatnonzero(usable.outcome_before).tolist() == [4]
    # Two a block, each for weekdays and weekends; day 5 is a Saturday, 28 to 31 are Monday to Thursday.
    stratum = usable.block * STRATA + strata(usable, FRIDAY)
    assert np.unique(stratum).tolist() == [0, 1, 3, 4]
    assert (usable.day[stratum == 3] - FIRST).tolist() == [5]
    assert (usable.day[stratum == 4] - FIRST).tolist() == [28, 29, 30, 31]


def test_blocks_are_counted_from_where_the_grid_begins():
    check_ins = make_check_ins(60)
    usable = usable_days(check_ins, decide_outcome(check_ins), FIRST + 10)
    assert (usable.day[usable.block == -1].max() - FIRST, usable.day[usable.block == 1].min() - FIRST) == (9, 38)


def test_the_grid_begins_with_the_first_check_in_with_a_factor():
    check_ins = make_check_ins(20, factors={"stress": "." * 7 + "0" * 13, "cold": "." * 9 + "1" * 11})
    assert grid_begins(check_ins) == FIRST + 7
    assert grid_begins(without_answer(check_ins, 7, 8)) == FIRST + 9
    assert grid_begins(make_check_ins(20, factors={"stress": "." * 20})) is None


@pytest.mark.parametrize("days", [30, 60, 121, 400])
def test_weekends_are_kept_apart_by_their_windows_at_every_length(days):
    # The window of a Friday is mostly a Saturday, that of a Saturday a Sunday; the first day is a Monday.
    check_ins = make_check_ins(days)
    usable = usable_days(check_ins, decide_outcome(check_ins), FIRST)
    weekend = [day for day in range(1, days - 1) if day % 7 in {4, 5}]
    assert (usable.day[strata(usable, FRIDAY) % 2 == 1] - FIRST).tolist() == weekend


def many(spasm_days: int, **columns) -> CheckIns:
    """Forty days of which the first so many are spasm days, rated 3, 4, 5, 6, 3, …"""
    is_spasm_day = np.arange(40) < spasm_days
    worst = np.where(is_spasm_day, 3.0 + np.arange(40) % 4, np.nan)
    return make_check_ins(40, **({"is_spasm_day": is_spasm_day, "worst": worst} | columns))


def test_any_spasm_is_the_outcome_up_to_70_percent():
    # 19 of 28 is 68 %, 20 is 71 %.
    assert decide_outcome(many(19)).kind == ANY_SPASM
    assert decide_outcome(many(20)).kind == HARD_DAY


def test_hard_days_are_frozen_at_day_28():
    outcome = decide_outcome(many(24))
    # Six each of 3, 4, 5, 6: the upper quartile is 5.25, rounded up.
    assert (outcome.kind, outcome.hard_from, outcome.spasm_days, outcome.of) == (HARD_DAY, 6.0, 24, 28)
    worse_later = many(24).worst.copy()
    worse_later[30:] = 10
    assert decide_outcome(many(24, worst=worse_later)) == outcome


def test_before_28_days_nothing_is_decided_against_any_spasm():
    assert decide_outcome(make_check_ins(27, is_spasm_day=np.ones(27, bool))).kind == ANY_SPASM


@pytest.mark.parametrize(("spasm_days", "is_rare"), [(3, True), (4, False)])
def test_under_11_percent_the_first_look_cannot_judge(spasm_days, is_rare):
    assert decide_outcome(many(spasm_days)).is_rare is is_rare


def hard(limited: float, intensity: float | None) -> int | None:
    """Was the window of day 30 hard (1), not (0), or is that not known (None)?"""
    limits = np.zeros(40)
    limits[31] = limited
    entries = {} if intensity is None else episode(deadline(30) + HOUR, deadline(30) + HOUR, intensity)
    check_ins = many(24, limited=limits, **entries)
    days, outcomes = used(check_ins)
    return int(30 in outcomes) if 30 in days else None


@pytest.mark.parametrize(
    ("limited", "intensity", "expected"),
    [
        (0, None, 0),
        (1, 5, 0),
        (2, None, 1),
        (0, 6, 1),
        (np.nan, 6, 1),
        (np.nan, 5, None),
        # A clear day: nothing more is asked of it.
        (np.nan, None, 0),
        (0, np.nan, None),
        (2, np.nan, 1),
    ],
)
def test_a_hard_day_is_limited_or_strong_and_unknown_is_not_easy(limited, intensity, expected):
    assert hard(limited, intensity) == expected


def test_a_spasm_day_that_does_not_say_how_limited_is_not_an_easy_one():
    limits = np.zeros(40)
    limits[31] = np.nan
    later = many(32, limited=limits)
    assert 30 not in used(later)[0]
    unlisted = changed(many(24, limited=limits), "says_unlisted", 31, True)
    assert 30 not in used(unlisted)[0]


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="limited has the shape"):
        make_check_ins(6, limited=np.zeros(5))


def test_a_day_twice_is_refused():
    with pytest.raises(ValueError, match="every day may be there once"):
        make_check_ins(2, day=np.array([FIRST, FIRST]))
