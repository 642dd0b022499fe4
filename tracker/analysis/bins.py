"""Days put together to weeks, months and years, so that a chart of any length stays legible. Pure."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from tracker.days import ONE_DAY, Period, week_start

BY_DAY, BY_WEEK, BY_MONTH, BY_QUARTER, BY_YEAR = "day", "week", "month", "quarter", "year"

_LONGEST = ((BY_DAY, 31), (BY_WEEK, 800), (BY_MONTH, 7400))
"""The longest period, in days, for which a unit gives a bar wide enough on a phone."""


_LONGEST_AS_COLUMNS = ((BY_WEEK, 189), (BY_MONTH, 830), (BY_QUARTER, 4080))
"""The longest period, in days, for which a unit gives columns that can be told apart on a phone: 27 or so, but for
quarters, of which a year's four stand together."""
MONTHS_A_QUARTER = 3


def unit_of_columns(period: Period) -> str:
    """The unit of a few columns that stand side by side on a phone: weeks, months, quarters, then years."""
    return next((unit for unit, longest in _LONGEST_AS_COLUMNS if len(period) <= longest), BY_YEAR)


def unit_for(period: Period) -> str:
    """The unit in which events of a period of this length are counted: weeks, except for very short or long ones."""
    return next((unit for unit, longest in _LONGEST if len(period) <= longest), BY_YEAR)


@dataclass(frozen=True, slots=True)
class Bins:
    """A period cut into whole units; the first and the last may stick out of the period and are then cut off."""

    unit: str
    starts: tuple[dt.date, ...]
    """First day of every bin, before any cutting: Mondays, firsts of a month, firsts of a year."""
    after: dt.date
    """The day after the last bin, before any cutting."""
    first: dt.date
    last: dt.date
    place: np.ndarray
    """Shape (days of the period,): the bin of every day."""

    def __len__(self) -> int:
        return len(self.starts)

    def bounds(self, place: int) -> tuple[dt.date, dt.date]:
        """First and last day of a bin, within the period."""
        ends = self.starts[place + 1] if place + 1 < len(self.starts) else self.after
        return max(self.starts[place], self.first), min(ends - ONE_DAY, self.last)

    def days_of(self, place: int) -> int:
        """How many days the bin has, before any cutting."""
        ends = self.starts[place + 1] if place + 1 < len(self.starts) else self.after
        return (ends - self.starts[place]).days

    def sums(self, per_day: np.ndarray) -> np.ndarray:
        """Numbers per day of the period, summed per bin."""
        return np.bincount(self.place, weights=per_day, minlength=len(self.starts)).astype(np.int64)


def bins(period: Period, unit: str) -> Bins:
    """The period in days, weeks from Monday, months or years."""
    start = _start(period.first, unit)
    starts = []
    while start <= period.last:
        starts.append(start)
        start = _next(start, unit)
    edges = np.array([day.toordinal() for day in starts])
    days = np.arange(period.first.toordinal(), period.last.toordinal() + 1)
    place = np.searchsorted(edges, days, side="right") - 1
    return Bins(unit, tuple(starts), start, period.first, period.last, place)


def _start(day: dt.date, unit: str) -> dt.date:
    if unit == BY_WEEK:
        return week_start(day)
    if unit == BY_MONTH:
        return day.replace(day=1)
    if unit == BY_QUARTER:
        return day.replace(month=day.month - (day.month - 1) % MONTHS_A_QUARTER, day=1)
    return day.replace(month=1, day=1) if unit == BY_YEAR else day


def _next(start: dt.date, unit: str) -> dt.date:
    if unit == BY_YEAR:
        return start.replace(year=start.year + 1)
    if unit == BY_MONTH:
        return _next_month(start)
    if unit == BY_QUARTER:
        for _month in range(MONTHS_A_QUARTER):
            start = _next_month(start)
        return start
    return start + (7 if unit == BY_WEEK else 1) * ONE_DAY


def _next_month(start: dt.date) -> dt.date:
    return (start.replace(day=28) + 4 * ONE_DAY).replace(day=1)
