"""This window against the one before."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.comparison import DayCount, LimitedDays, comparison, described
from tracker.analysis.duration import durations
from tracker.analysis.frequency import InDays, headline
from tracker.analysis.results import (
    EMPTY_DIARY,
    FEW_DAYS,
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
from tracker.analysis.trend import shift, slope
from tracker.diary import LANDMARK_BEGAN, LANDMARK_VISIT, Landmark

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
    result = compared(eight_then_four, limited={0: 3, 1: 2, 9: 0, 28: 1, 29: 0})
    assert (result.before.n, result.before.of) == (8, 28)
    assert (result.after.n, result.after.of) == (4, 28)
    # In 28 days, the length of both: nothing is unanswered, so the range is the count.
    assert (result.in_days, result.before.in_days(28), result.after.in_days(28)) == (
        28,
        InDays(8, 8, 8, 28),
        InDays(4, 4, 4, 28),
    )
    assert (result.entries, result.before.entry_rate.rate) == ((8, 4), pytest.approx(240 / 28))
    # Of the three days that say how limited they were, two are at 2 or more; 3, 2 and 0 have 2 in the middle.
    assert result.limited.before == LimitedDays(DayCount(2, 3, 25, may_be_share=False), 2.0)
    assert result.limited.after == LimitedDays(DayCount(0, 2, 26, may_be_share=False), 0.5)
    assert (result.intensity.before.median, result.intensity.before.worst, result.intensity.before.n) == (6, 6, 8)
    assert (result.duration.after.low, result.duration.after.median, result.duration.after.worst) == (60, 60, 60)
    assert (result.n, result.of) == (12, 56)


def test_both_windows_share_one_denominator_with_the_range_that_missing_days_allow():
    """9 of 26 with 4 unanswered, then 6 of 30: in 30 days about 10.4 (9 to 13), and 6."""
    spasms = {day: [{}] for day in (*range(9), *range(30, 36))}
    clear = [day for day in range(60) if day not in {20, 21, 22, 23}]
    log = make_diary(
        *(Entry(at(day)) for day in spasms),
        period=days(60),
        answers={day: "none" for day in clear if day not in spasms},
        first_on=FIRST,
    )
    result = comparison(log, days(30), days(30, 30))
    assert result.before.in_days(result.in_days) == InDays(pytest.approx(30 * 9 / 26), 9, 13, 30)
    assert result.after.in_days(result.in_days) == InDays(6, 6, 6, 30)


def test_long_windows_are_said_in_30_days():
    spasms = [*range(0, 90, 3), *range(90, 180, 9)]
    answers = {day: "none" for day in range(180) if day not in spasms}
    result = comparison(
        make_diary(*(Entry(at(day)) for day in spasms), period=days(180), answers=answers), days(90), days(90, 90)
    )
    assert [top.in_days(result.in_days).rate for top in (result.before, result.after)] == [10, pytest.approx(10 / 3)]


def test_nothing_is_judged(eight_then_four):
    result = compared(eight_then_four)
    assert not [name for name in result.__slots__ if name in {"change", "verdict", "ratio", "p_value"}]
    assert result.is_often_chance


@pytest.mark.parametrize(("length", "is_often"), [(364, True), (365, False)])
def test_below_a_year_a_difference_is_often_chance(length, is_often):
    log = make_diary(Entry(at(0)), Entry(at(length)), Entry(at(2 * length - 1)), period=days(2 * length))
    assert comparison(log, days(length), days(length, length)).is_often_chance is is_often


@pytest.mark.parametrize(
    ("before", "after", "unanswered", "is_often"),
    [
        ((), (), (), False),
        ((0, 1), (28, 29), (), False),
        # 0 of 28 and 0 of 20: no difference, with or without a rate.
        ((), (), range(48, 56), False),
        ((), (), range(30, 56), False),
        ((0, 1), (28,), (), True),
        # The same count of fewer days is another rate.
        ((0, 1), (28, 29), range(48, 56), True),
        # Counts are said where no rate may be: they are not the same.
        ((0, 1), (28,), range(30, 56), True),
    ],
)
def test_of_two_windows_alike_no_difference_is_spoken_of(before, after, unanswered, is_often):
    spasms = {*before, *after}
    answers = {day: "none" for day in range(56) if day not in spasms | {*unanswered}}
    log = make_diary(*(Entry(at(day)) for day in sorted(spasms)), period=BOTH, answers=answers, first_on=BOTH.first)
    assert comparison(log, BEFORE, AFTER).is_often_chance is is_often


def test_where_no_day_before_was_answered_there_is_no_difference_to_speak_of():
    log = make_diary(Entry(at(31)), period=days(60), first_on=FIRST - dt.timedelta(days=30))
    assert not comparison(log, days(30), days(30, 30)).is_often_chance


@pytest.mark.parametrize(("days_before", "touches"), [(0, True), (29, True), (30, False)])
def test_the_first_days_of_a_diary_are_said(days_before, touches):
    result = compared({0: [{}]}, first_on=FIRST - dt.timedelta(days=days_before))
    assert result.touches_beginning is touches


@pytest.mark.parametrize(
    ("length", "visit", "says"),
    [(28, 28, True), (28, 27, True), (28, 29, False), (59, 59, True), (60, 60, False)],
)
def test_a_window_that_begins_at_a_visit_says_so(length, visit, says):
    log = make_diary(
        Entry(at(0)),
        period=days(2 * length),
        landmarks=(Landmark(at(visit).date(), LANDMARK_VISIT, ""),),
        first_on=FIRST,
    )
    assert comparison(log, days(length), days(length, length)).begins_at_visit is says


def test_a_change_of_treatment_is_no_visit():
    log = make_diary(Entry(at(0)), period=BOTH, landmarks=(Landmark(AFTER.first, LANDMARK_BEGAN, "magnesium"),))
    assert not comparison(log, BEFORE, AFTER).begins_at_visit


def test_broken_sleep_is_counted_of_the_days_that_say():
    spasms = {
        0: [{"woke": "yes"}, {"woke": "no"}],
        1: [{"at_onset": "asleep"}],
        2: [{"at_onset": "walking"}],
        3: [{}],
        30: [{"woke": "no"}],
    }
    result = compared(spasms).broken_sleep
    assert (result.before, result.after) == (
        DayCount(2, 27, 1, may_be_share=True),
        DayCount(0, 28, 0, may_be_share=True),
    )


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
    result = comparison(log, BEFORE, AFTER)
    rated, lasted, when = severity(log, AFTER), durations(log, AFTER), timing(log, AFTER)
    assert result.after == headline(log, AFTER)
    assert (result.intensity.after.n, result.intensity.after.median) == (len(rated.worst), rated.median)
    assert (result.duration.after.low, result.duration.after.worst) == (lasted.low, lasted.longest.max())
    assert (result.broken_sleep.after.n, result.broken_sleep.after.open) == (
        when.broken_sleep_days,
        when.sleep_unknown_days,
    )


def test_worst_days_are_compared_as_mann_and_whitney_do():
    rng = np.random.default_rng(5)
    ratings = rng.integers(0, 11, 56)
    result = compared({day: [{"intensity": int(rating)}] for day, rating in enumerate(ratings)}, clear_before=True)
    reference = mannwhitneyu(ratings[28:], ratings[:28], method="asymptotic")
    assert result.intensity.shift.share_higher == pytest.approx(reference.statistic / 28**2)
    assert result.intensity.shift == shift(ratings[:28].astype(float), ratings[28:].astype(float))
    assert result.slope == slope(np.arange(28) + AFTER.first.toordinal(), ratings[28:])


def test_days_with_a_value_are_counted_of_the_spasm_days():
    result = compared({0: [{"intensity": 3}], 1: [{"intensity": None}], 2: [{"intensity": 5}], 30: [{}], 31: [{}]})
    assert (result.intensity.before.n, result.intensity.before.of) == (2, 3)
    assert (result.intensity.before.median, result.intensity.before.worst) == (None, 5)
    assert result.intensity.shift == TooLittle(FEW_DAYS, 2)


def test_a_window_without_a_value_does_not_hide_the_other():
    result = compared({0: [{"intensity": 3}], 30: [{"intensity": None}]})
    assert result.intensity.before.worst == 3
    assert result.intensity.after == TooLittle(NO_RATING, 1)


@pytest.mark.parametrize(
    ("part", "missing"), [("intensity", NO_RATING), ("duration", NO_DURATION), ("limited", NO_LIMITED)]
)
def test_each_part_says_by_itself_what_is_missing(part, missing):
    result = getattr(compared({0: [{"intensity": None}], 30: [{"intensity": None}]}), part)
    assert result.missing == missing


def test_without_any_answer_on_sleep_nothing_is_counted():
    result = compared({0: [{}], 30: [{}]}, clear=())
    assert result.broken_sleep == TooLittle(NO_SLEEP, 2)
    assert (result.after.no_rate_reason, result.after.in_days(28)) == (FEW_DAYS, None)


def test_what_is_said_of_whole_days_is_not_narrowed_by_a_filter():
    result = compared({0: [{}], 30: [{"matches": False}]}, is_filtered=True, limited={0: 3})
    assert result.limited == TooLittle(OF_WHOLE_DAYS)
    assert (result.before.n, result.after.n, result.is_filtered) == (1, 0, True)


def test_answered_days_that_do_not_say_how_limited_they_were_leave_it_open():
    """As of sleep: a day of which nothing is known at all is said to be unanswered elsewhere."""
    result = comparison(
        make_diary(
            Entry(at(1)), period=BOTH, answers={2: "none", 3: "none"}, limited={1: 3, 9: 1}, first_on=BOTH.first
        ),
        BEFORE,
        AFTER,
    )
    assert result.limited.before.days == DayCount(1, 2, 2, may_be_share=False)


def test_days_in_a_pause_stay_out_of_limited_days():
    result = compared({0: [{}]}, paused=((3, 5),), limited={0: 2, 4: 4}).limited
    assert (result.before.days.n, result.before.days.of, result.before.days.open) == (1, 1, 24)


@pytest.mark.parametrize(("said", "may_be"), [(13, False), (17, True)])
def test_a_share_takes_enough_days_that_say_it(said, may_be):
    # 60 % of 28 asked days are 16.8.
    result = compared({0: [{}]}, limited=dict.fromkeys(range(said), 2)).limited
    assert (result.before.days.of, result.before.days.may_be_share) == (said, may_be)


def test_window_that_begins_before_the_diary():
    result = compared({1: [{}]}, clear=(), first_on=days(1, 1).first)
    assert result == TooLittle(NO_DAYS_BEFORE, 27)


def test_empty_diary():
    assert comparison(make_diary(period=BOTH), BEFORE, AFTER) == TooLittle(EMPTY_DIARY)


def test_overlapping_windows_are_refused(eight_then_four):
    with pytest.raises(ValueError, match="overlap"):
        comparison(diary(eight_then_four), days(29), AFTER)


def _described(result):
    """All that is described, without what says how many days are missing."""
    tops = (result.before, result.after)
    worst = tuple(
        (part.before, part.after, part.shift) if not isinstance(part, TooLittle) else part
        for part in (result.intensity, result.duration)
    )
    return tuple((top.n, top.of, top.entries) for top in tops), result.broken_sleep, worst, result.slope


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
    assert missing.before.highest - missing.before.n == len(gone)
    assert paused.before.highest == paused.before.n


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
    result = comparison(log, BEFORE, AFTER)
    for window, name in ((BEFORE, "before"), (AFTER, "after")):
        alone = described(log, window)
        assert alone.top == getattr(result, name)
        assert alone.broken_sleep == getattr(result.broken_sleep, name)
        assert alone.limited == getattr(result.limited, name)
        assert alone.intensity == getattr(result.intensity, name)


def test_one_window_by_itself_says_what_is_missing():
    alone = described(diary({0: [{"intensity": None}]}), BEFORE)
    assert alone.intensity == TooLittle(NO_RATING, 1)
    assert alone.limited.days.of == 0
    assert described(diary({0: [{}]}, is_filtered=True), BEFORE).limited == TooLittle(OF_WHOLE_DAYS)
