"""Lines of a day for tests of the timeline: what the diary list hands over, written down by hand."""

import datetime as dt
from dataclasses import dataclass

from tests.factories import ZONE
from tracker.days import day_of_wall_clock, settled_instant

DAY = dt.date(2026, 6, 10)
"""A Wednesday. It starts at 04:00, as days do unless changed."""


@dataclass(frozen=True)
class Said:
    """An entry as a timeline asks for it: began on the wall clock of its place."""

    started: dt.datetime
    minutes: float | None = None
    intensity: int | None = 5
    regions: tuple = (("calf", "left", ""),)
    time_zone: str = ZONE
    is_ongoing: bool = False
    uid: str = "a"
    is_second: bool = False
    """In an hour that came twice: the second time."""

    @property
    def started_at(self) -> dt.datetime:
        hour = dt.timedelta(hours=1) if self.is_second else dt.timedelta()
        return settled_instant(self.started, self.time_zone) + hour

    @property
    def day(self) -> dt.date:
        return day_of_wall_clock(self.started)

    @property
    def duration_seconds(self) -> int | None:
        return None if self.minutes is None else int(self.minutes * 60)


def on(hour: int, minute: int = 0, *, later: int = 0, day: dt.date = DAY) -> dt.datetime:
    """A time on the clock of the day's date, or `later` days after it."""
    return dt.datetime.combine(day + dt.timedelta(days=later), dt.time(hour, minute))
