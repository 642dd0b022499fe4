"""Visits and changes of treatment in a period, and that nothing is concluded from them."""

import datetime as dt

import numpy as np

from tests.analysis.diaries import MONDAY, Entry, at, days, make_diary
from tracker.analysis.frequency import frequency
from tracker.analysis.landmarks import landmarks_in
from tracker.analysis.severity import severity
from tracker.diary import LANDMARK_BEGAN, LANDMARK_VISIT, Landmark


def mark(day, what=LANDMARK_VISIT, words="Dr. Kim"):
    return Landmark(MONDAY + dt.timedelta(days=day), what, words)


def test_both_ends_of_the_period_count():
    marks = (mark(6), mark(7), mark(13, LANDMARK_BEGAN, "Baclofen"), mark(14))
    diary = make_diary(period=days(28), landmarks=marks)
    assert landmarks_in(diary, days(7, first=7)) == marks[1:3]


def test_charts_over_time_carry_them():
    diary = make_diary(Entry(at(0)), period=days(28), landmarks=(mark(3),))
    assert frequency(diary, days(28)).landmarks == severity(diary, days(28)).landmarks == (mark(3),)


def test_no_number_depends_on_them():
    entries = [Entry(at(day), intensity=day % 11) for day in range(0, 28, 3)]
    without, with_marks = (make_diary(*entries, period=days(28), landmarks=marks) for marks in ((), (mark(3), mark(9))))
    one, two = frequency(without, days(28)), frequency(with_marks, days(28))
    assert one.headline == two.headline
    assert np.array_equal(one.entries, two.entries)
    assert severity(without, days(28)).median == severity(with_marks, days(28)).median
