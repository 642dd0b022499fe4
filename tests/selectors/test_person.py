"""What holds for a person at an instant."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tracker.days import DatedValue
from tracker.selectors.person import Person

pytestmark = pytest.mark.pure


def is_night(clock, bedtime):
    """Whether it is past that bedtime in Auckland on a Tuesday, or on the Wednesday for a clock of 24 or more."""
    hour, minute = map(int, clock.split(":"))
    instant = dt.datetime(2026, 6, 9 + hour // 24, hour % 24, minute, tzinfo=ZoneInfo("Pacific/Auckland"))
    person = Person(
        owner=None,
        time_zone="Pacific/Auckland",
        starts=DatedValue(4),
        data_version=0,
        deadlines=DatedValue(dt.time.fromisoformat(bedtime)),
    )
    return person.is_past_bedtime(instant.astimezone(dt.UTC))


@pytest.mark.parametrize(
    ("clock", "bedtime", "expected"),
    [
        ("21:59", "22:00", False),
        ("22:00", "22:00", True),
        ("26:30", "22:00", True),
        ("30:59", "22:00", True),
        ("31:00", "22:00", False),
        ("12:00", "22:00", False),
        ("23:30", "01:00", False),
        ("24:59", "01:00", False),
        ("25:00", "01:00", True),
    ],
)
def test_the_night_is_from_their_bedtime_to_the_morning(clock, bedtime, expected):
    assert is_night(clock, bedtime) is expected
