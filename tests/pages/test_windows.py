"""The days that a window means."""

import datetime as dt

import pytest

from tracker.days import Period
from tracker.pages.windows import ALL, CHOSEN, SINCE_VISIT, period_of_window

TODAY = dt.date(2026, 6, 10)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("window", "first", "last", "first_on", "days"),
    [
        ("90", None, None, dt.date(2020, 1, 1), 90),
        ("90", None, None, TODAY, 28),
        ("90", None, None, TODAY - 40 * DAY, 41),
        ("7", None, None, TODAY, 7),
        (ALL, None, None, TODAY - 400 * DAY, 401),
        (ALL, None, None, TODAY, 28),
        (CHOSEN, TODAY - 2 * DAY, TODAY, TODAY - 400 * DAY, 3),
        (CHOSEN, dt.date.min, None, TODAY - 400 * DAY, 401),
        (CHOSEN, None, dt.date.max, TODAY - 400 * DAY, 401),
        (CHOSEN, TODAY + DAY, None, TODAY - 400 * DAY, None),
        (CHOSEN, None, dt.date.min, TODAY - 400 * DAY, None),
        ("30", None, None, TODAY + DAY, 28),
    ],
)
def test_windows_mean_days(window, first, last, first_on, days):
    period = period_of_window(window, first, last, TODAY, first_on)
    assert (period and len(period)) == days
    assert period is None or period.last <= TODAY


def test_the_window_begins_with_the_visit():
    first_on = TODAY - 300 * DAY
    assert period_of_window(SINCE_VISIT, None, None, TODAY, first_on, TODAY - 20 * DAY) == Period(
        TODAY - 20 * DAY, TODAY
    )


def test_a_visit_before_the_diary_begins_with_the_diary():
    first_on = TODAY - 60 * DAY
    assert period_of_window(SINCE_VISIT, None, None, TODAY, first_on, TODAY - 300 * DAY) == Period(first_on, TODAY)
