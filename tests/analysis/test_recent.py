"""The last days side by side."""

import numpy as np

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.recent import recent_log


def log_of(*entries, length=14, **more):
    return recent_log(make_diary(*entries, period=days(length), **more), days(length))


def test_worked_example():
    log = log_of(Entry(at(0), 3), Entry(at(0), 7, count=4), Entry(at(2), None), length=3)
    assert log.worst[0] == 7
    assert np.isnan(log.worst[1:]).all()
    assert log.entries.tolist() == [2, 0, 1]
    assert log.spasms.tolist() == [5, 0, 1]
    assert log.strengths == ((7, 3), (), (None,))


def test_more_than_three_a_day_are_many():
    assert log_of(*(Entry(at(day), 5) for day in range(2) for _ in range(4)), length=2).is_busy
    assert not log_of(*(Entry(at(day), 5) for day in range(2) for _ in range(3)), length=2).is_busy


def test_days_without_an_answer_make_nobody_less_busy():
    assert log_of(*(Entry(at(0), 5) for _ in range(4)), length=10).is_busy
    assert not log_of(*(Entry(at(0), 5) for _ in range(4)), length=2, answers={1: "none"}).is_busy


def test_usual_is_the_middle_half_of_the_days_before_today():
    counts = [4, 9, 5, 8, 6, 7, 6, 5]
    entries = [Entry(at(day), 5) for day, count in enumerate(counts) for _ in range(count)]
    assert log_of(*entries, *(Entry(at(8), 5) for _ in range(30)), length=9).usual == (5, 7)


def test_few_days_have_no_usual():
    assert log_of(*(Entry(at(day), 5) for day in range(6)), length=7).usual is None
    assert log_of(*(Entry(at(day), 5) for day in range(7)), length=8).usual == (1, 1)


def test_days_with_spasms_that_were_not_logged_one_by_one_have_no_known_count():
    """Seven spasms on every other day, and "more than 10" on those between: 0 a day is usual for nobody here."""
    entries = [Entry(at(day), 5) for day in range(0, 16, 2) for _ in range(7)]
    answers = dict.fromkeys(range(1, 16, 2), "unlisted")
    log = log_of(*entries, length=16, answers=answers)
    assert (log.usual, log.usual_days, log.left_out_days) == ((7, 7), 8, 7)
    # One of them is logged in part.
    log = log_of(*entries, Entry(at(3), 5), length=16, answers=answers)
    assert (log.usual, log.usual_days, log.left_out_days) == ((7, 7), 8, 7)
    assert log_of(*entries, length=13, answers=answers).usual is None


def test_what_was_logged_in_a_pause_is_no_part_of_what_is_usual():
    entries = [Entry(at(day), 5) for day in range(7)] + [Entry(at(day), 5) for day in (7, 8, 9) for _ in range(20)]
    log = log_of(*entries, length=11, paused=[(7, 9)])
    assert (log.usual, log.usual_days) == ((1, 1), 7)
