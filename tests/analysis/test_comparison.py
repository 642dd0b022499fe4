"""This window against the one before."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.change import FEWER, NO_VERDICT
from tracker.analysis.comparison import DayCount, LimitedDays, comparison, described
from tracker.analysis.duration import durations
from tracker.analysis.frequency import FEW_DAYS as FEW_ANSWERED
from tracker.analysis.frequency import headline
from tracker.analysis.results import (
    EMPTY_DIARY,
    NO_DAYS_BEFORE,
    NO_DURATION,
    NO_LIMITED,
    NO_RATING,
    NO_SLEEP,
    OF_WHOLE_DAYS,
    TooLittle,
)
from tracker.analysis.severity import severity
from tracker.analysis.timing import timing
from tracker.analysis.trend import FEW_DAYS, shift, slope

BEFORE, AFTER, BOTH = days(28), days(28, 28), days(56)
FIRST = BOTH.first


def diary(spasms: dict, *, clear=range(56), **options):
    """Entries by day (a list of Entry fields each); the days of `clear` without one were confirmed."""
    entries = [Entry(at(day, 12, place), **more) for day, some in spasms.items() for place, more in enumerate(some)]
    answers = {day: "none" for day in clear if day not in spasms}
    return make_diary(*entries, period=BOTH, answers=answers, **{"first_on": FIRST} | options)


def compared(spasms: dict, **options):
    return comparison(diary(spasms, **options), BEFORE, AFTER)


@pytest.fixture
def eight_then_four():
    """Eight spasm days in the first four weeks, four in the next; one more of them each week, not everywhere alike."""
    before = {day: [{"intensity": 6, "seconds": 600}] for day in (0, 1, 2, 7, 8, 14, 21, 22)}
    after = {day: [{"intensity": 4, "seconds": 60}] for day in (28, 35, 36, 49)}
    return before | after


def test_worked_example(eight_then_four):
    found = compared(eight_then_four, limited={0: 3, 1: 2, 9: 0, 28: 1, 29: 0})
    assert (found.change.before.n, found.change.before.of) == (8, 28)
    assert (found.change.after.n, found.change.after.of) == (4, 28)
    assert found.change.spasm_days.ratio == pytest.approx(0.5)
    assert (found.entries, found.entries_per_30_days) == ((8, 4), (pytest.approx(240 / 28), pytest.approx(120 / 28)))
    # Of the three days that say how limited they were, two are at 2 or more; 3, 2 and 0 have 2 in the middle.
    assert found.limited.before == LimitedDays(DayCount(2, 3, 25, may_be_share=False), 2.0)
    assert found.limited.after == LimitedDays(DayCount(0, 2, 26, may_be_share=False), 0.5)
    assert (found.intensity.before.median, found.intensity.before.worst, found.intensity.before.n) == (6, 6, 8)
    assert (found.duration.after.low, found.duration.after.median, found.duration.after.worst) == (60, 60, 60)
    assert (found.n, found.of) == (12, 56)


def test_fewer_is_said_of_spasm_days():
    weeks = [4, 5, 4, 5, 1, 2, 1, 2]
    found = compared({7 * week + day: [{}] for week, number in enumerate(weeks) for day in range(number)})
    assert (found.change.verdict, found.change.because) == (FEWER, "")


def test_broken_sleep_is_counted_of_the_days_that_say():
    spasms = {
        0: [{"woke": "yes"}, {"woke": "no"}],
        1: [{"at_onset": "asleep"}],
        2: [{"at_onset": "walking"}],
        3: [{}],
        30: [{"woke": "no"}],
    }
    found = compared(spasms).broken_sleep
    assert (found.before, found.after) == (DayCount(2, 27, 1, may_be_share=True), DayCount(0, 28, 0, may_be_share=True))


def test_entries_that_leave_sleep_open_are_in_no_denominator():
    known = [Entry(at(0), woke="yes"), Entry(at(1), woke="no")]
    # Beside a broken night, and on days that nobody answered otherwise.
    more = [Entry(at(day)) for day in (0, 10, 11, 12)]
    alone, with_more = (
        described(make_diary(*entries, period=BOTH, answers={2: "none"}), BEFORE).broken_sleep
        for entries in (known, known + more)
    )
    assert [(count.n, count.of) for count in (alone, with_more)] == [(1, 3), (1, 3)]
    # A night of which it was known that it was whole no longer is, and is counted as neither.
    opened = described(make_diary(*known, Entry(at(1)), period=BOTH), BEFORE).broken_sleep
    assert (opened.n, opened.of, opened.open) == (1, 1, 1)


def test_spasms_not_listed_leave_open_whether_sleep_was_broken():
    two = make_diary(
        Entry(at(0), woke="no"), period=BOTH, answers=dict.fromkeys(range(1, 56), "none") | {5: "unlisted"}
    )
    assert comparison(two, BEFORE, AFTER).broken_sleep.before == DayCount(0, 27, 1, may_be_share=True)


def test_numbers_are_those_of_the_other_charts(eight_then_four):
    log = diary(eight_then_four | {40: [{"woke": "yes", "intensity": 9, "seconds": 7200}, {"intensity": 2}]})
    found = comparison(log, BEFORE, AFTER)
    rated, lasted, when = severity(log, AFTER), durations(log, AFTER), timing(log, AFTER)
    assert found.change.after == headline(log, AFTER)
    assert (found.intensity.after.n, found.intensity.after.median) == (len(rated.worst), rated.median)
    assert (found.duration.after.low, found.duration.after.worst) == (lasted.low, lasted.longest.max())
    assert (found.broken_sleep.after.n, found.broken_sleep.after.open) == (
        when.broken_sleep_days,
        when.sleep_unknown_days,
    )


def test_worst_days_are_compared_as_mann_and_whitney_do():
    rng = np.random.default_rng(5)
    ratings = rng.integers(0, 11, 56)
    found = compared({day: [{"intensity": int(rating)}] for day, rating in enumerate(ratings)}, clear_before=True)
    reference = mannwhitneyu(ratings[28:], ratings[:28], method="asymptotic")
    assert found.intensity.shift.share_higher == pytest.approx(reference.statistic / 28**2)
    assert found.intensity.shift == shift(ratings[:28].astype(float), ratings[28:].astype(float))
    assert found.slope == slope(np.arange(28) + AFTER.first.toordinal(), ratings[28:])


def test_days_with_a_value_are_counted_of_the_spasm_days():
    found = compared({0: [{"intensity": 3}], 1: [{"intensity": None}], 2: [{"intensity": 5}], 30: [{}], 31: [{}]})
    assert (found.intensity.before.n, found.intensity.before.of) == (2, 3)
    assert (found.intensity.before.median, found.intensity.before.worst) == (None, 5)
    assert found.intensity.shift == TooLittle(FEW_DAYS, 2)


def test_a_window_without_a_value_does_not_hide_the_other():
    found = compared({0: [{"intensity": 3}], 30: [{"intensity": None}]})
    assert found.intensity.before.worst == 3
    assert found.intensity.after == TooLittle(NO_RATING, 1)


@pytest.mark.parametrize(
    ("part", "missing"), [("intensity", NO_RATING), ("duration", NO_DURATION), ("limited", NO_LIMITED)]
)
def test_each_part_says_by_itself_what_is_missing(part, missing):
    found = getattr(compared({0: [{"intensity": None}], 30: [{"intensity": None}]}), part)
    assert found.missing == missing


def test_without_any_answer_on_sleep_nothing_is_counted():
    found = compared({0: [{}], 30: [{}]}, clear=())
    assert found.broken_sleep == TooLittle(NO_SLEEP, 2)
    assert (found.change.verdict, found.change.because) == (NO_VERDICT, FEW_ANSWERED)


def test_what_is_said_of_whole_days_is_not_narrowed_by_a_filter():
    found = compared({0: [{}], 30: [{"matches": False}]}, is_filtered=True, limited={0: 3})
    assert found.limited == TooLittle(OF_WHOLE_DAYS)
    assert (found.change.before.n, found.change.after.n, found.is_filtered) == (1, 0, True)


def test_days_in_a_pause_stay_out_of_limited_days():
    found = compared({0: [{}]}, paused=((3, 5),), limited={0: 2, 4: 4}).limited
    assert (found.before.days.n, found.before.days.of, found.before.days.open) == (1, 1, 24)


@pytest.mark.parametrize(("said", "may_be"), [(13, False), (17, True)])
def test_a_share_takes_enough_days_that_say_it(said, may_be):
    # 60 % of 28 asked days are 16.8.
    found = compared({0: [{}]}, limited=dict.fromkeys(range(said), 2)).limited
    assert (found.before.days.of, found.before.days.may_be_share) == (said, may_be)


def test_window_that_begins_before_the_diary():
    found = compared({1: [{}]}, clear=(), first_on=days(1, 1).first)
    assert found == TooLittle(NO_DAYS_BEFORE, 27)


def test_empty_diary():
    assert comparison(make_diary(period=BOTH), BEFORE, AFTER) == TooLittle(EMPTY_DIARY)


def test_overlapping_windows_are_refused(eight_then_four):
    with pytest.raises(ValueError, match="overlap"):
        comparison(diary(eight_then_four), days(29), AFTER)


def _described(found):
    """All that is described, and what the verdict rests on, without what says how many days are missing."""
    tops = (found.change.before, found.change.after)
    worst = tuple(
        (part.before, part.after, part.shift) if not isinstance(part, TooLittle) else part
        for part in (found.intensity, found.duration)
    )
    return tuple((top.n, top.of, top.entries) for top in tops), found.broken_sleep, worst, found.slope


SPASMS = st.dictionaries(
    st.integers(0, 55), st.fixed_dictionaries({"intensity": st.integers(0, 10), "seconds": st.integers(0, 9000)})
)


@given(SPASMS, st.sets(st.integers(1, 8)))
@settings(max_examples=25, deadline=None)
def test_unanswered_days_move_nothing_but_ranges(spasms, gone):
    """Days without an answer between the windows' weeks: turned into paused days, so that they are not asked for."""
    spasms = {day: [more] for day, more in spasms.items() if day not in gone} | {0: [{"intensity": 4}]}
    clear = [day for day in range(56) if day not in gone]
    missing, paused = (
        compared(spasms, clear=clear, clear_before=True, paused=pauses)
        for pauses in ((), tuple((day, day) for day in gone))
    )
    assert _described(missing)[0] == _described(paused)[0]
    assert _described(missing)[2:] == _described(paused)[2:]
    assert missing.change.before.highest - missing.change.before.n == len(gone)
    assert paused.change.before.highest == paused.change.before.n
    if missing.change.spasm_days and paused.change.spasm_days:
        assert dataclasses.asdict(missing.change.spasm_days) == dataclasses.asdict(paused.change.spasm_days)


@given(SPASMS, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_order_of_rows_has_no_influence(spasms, random):
    rows = [Entry(at(0)), *(Entry(at(day, 13), **more) for day, more in spasms.items())]
    mixed = random.sample(rows, len(rows))
    one, other = (
        comparison(make_diary(*some, period=BOTH, clear_before=True, first_on=FIRST), BEFORE, AFTER)
        for some in (rows, mixed)
    )
    assert _described(one) == _described(other)


def test_one_window_by_itself_says_what_the_comparison_says_of_it(eight_then_four):
    log = diary(eight_then_four | {40: [{"woke": "yes"}]}, limited={0: 3, 1: 2, 9: 0, 28: 1, 29: 4})
    found = comparison(log, BEFORE, AFTER)
    for window, name in ((BEFORE, "before"), (AFTER, "after")):
        alone = described(log, window)
        assert alone.top == getattr(found.change, name)
        assert alone.broken_sleep == getattr(found.broken_sleep, name)
        assert alone.limited == getattr(found.limited, name)
        assert alone.intensity == getattr(found.intensity, name)


def test_one_window_by_itself_says_what_is_missing():
    alone = described(diary({0: [{"intensity": None}]}), BEFORE)
    assert alone.intensity == TooLittle(NO_RATING, 1)
    assert alone.limited.days.of == 0
    assert described(diary({0: [{}]}, is_filtered=True), BEFORE).limited == TooLittle(OF_WHOLE_DAYS)
