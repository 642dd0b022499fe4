"""Local days: which day an instant belongs to, what a wall-clock time means, and periods of days.

Everything is pure: the zone, the day-start hours and "today" are arguments. A day is the wall-clock date of
(wall clock - start hour), never of (instant - hours), so that a 3 am cramp stays at 3 am after travel and on the
days on which clocks change.
"""

import datetime as dt
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Generic, TypeVar
from zoneinfo import ZoneInfo, available_timezones

DEFAULT_START_HOUR = 4
NIGHT_START_HOUR = 12
ONE_DAY = dt.timedelta(days=1)
EARLIEST = dt.date(1920, 1, 1)
"""Forms and addresses take no date before it."""
LONGEST_EPISODE_DAYS = 92
"""How long after its start an entry can still go on; a later end says nothing of the days beyond."""


class UnknownZoneError(ValueError):
    """The name is not an IANA time zone."""


class NonexistentTimeError(ValueError):
    """The clocks were put forward over this wall-clock time; `.forward` is what they showed after the change."""

    def __init__(self, wall: dt.datetime, forward: dt.datetime):
        super().__init__(f"{wall} does not exist there")
        self.wall, self.forward = wall, forward


class AmbiguousTimeError(ValueError):
    """The clocks were put back: this wall-clock time came twice; `.instants` holds both, the earlier first."""

    def __init__(self, wall: dt.datetime, instants: tuple[dt.datetime, dt.datetime]):
        super().__init__(f"{wall} came twice there")
        self.wall, self.instants = wall, instants


@cache
def zone_names() -> frozenset[str]:
    """The IANA zones a person may choose."""
    return frozenset(name for name in available_timezones() if name == "UTC" or "/" in name)


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name. Raises UnknownZoneError."""
    if name not in zone_names():
        raise UnknownZoneError(name)
    return ZoneInfo(name)


@cache
def zone_or_utc(name: str) -> ZoneInfo:
    """The zone of that IANA name; UTC for a stored one that this machine's data no longer know.

    Names are checked with `zone` when they come in; what is stored must stay readable whatever the machine knows.
    """
    try:
        return zone(name)
    except UnknownZoneError:
        return ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class DayStarts:
    """The hour at which a person's day starts, as dated settings: a change holds from its date on.

    `changes` are (first date, hour), ascending by date; before the first of them, and with none, `default` holds.
    """

    changes: tuple[tuple[dt.date, int], ...] = ()
    default: int = DEFAULT_START_HOUR

    def hour_on(self, day: dt.date) -> int:
        place = bisect_right(self.changes, day, key=lambda change: change[0])
        return self.changes[place - 1][1] if place else self.default


FOUR_O_CLOCK = DayStarts()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DatedValue(Generic[T]):
    """A setting whose change holds from its date on: `changes` are (first date, value), ascending by date."""

    default: T
    changes: tuple[tuple[dt.date, T], ...] = ()

    def on(self, day: dt.date) -> T:
        """What holds on the day."""
        place = bisect_right(self.changes, day, key=lambda change: change[0])
        return self.changes[place - 1][1] if place else self.default


DEFAULT_DEADLINE = dt.time(22)
TEN_AT_NIGHT = DatedValue(DEFAULT_DEADLINE)


def wall_clock(instant: dt.datetime, zone_name: str) -> dt.datetime:
    """What the clocks showed at the instant in that zone, as a naive datetime."""
    return instant.astimezone(zone_or_utc(zone_name)).replace(tzinfo=None)


def day_of_wall_clock(wall: dt.datetime, starts: DayStarts = FOUR_O_CLOCK) -> dt.date:
    """The day that a wall-clock time belongs to."""
    date = wall.date()
    return date if wall.hour >= starts.hour_on(date) else date - ONE_DAY


def local_day(instant: dt.datetime, zone_name: str, starts: DayStarts = FOUR_O_CLOCK) -> dt.date:
    """The person's day at the instant, in the zone where they were."""
    return day_of_wall_clock(wall_clock(instant, zone_name), starts)


def night_of(instant: dt.datetime, zone_name: str) -> dt.date:
    """The night of the instant, counted from noon to noon and named by the date of its evening."""
    wall = wall_clock(instant, zone_name)
    return wall.date() if wall.hour >= NIGHT_START_HOUR else wall.date() - ONE_DAY


def offset_seconds(instant: dt.datetime, zone_name: str) -> int:
    """How far the clocks there were ahead of UTC at the instant, in seconds."""
    ahead = instant.astimezone(zone_or_utc(zone_name)).utcoffset()
    return int(ahead.total_seconds()) if ahead else 0


def instant_of(wall: dt.datetime, zone_name: str) -> dt.datetime:
    """The instant (UTC) at which the clocks in the zone showed `wall` (naive).

    Raises NonexistentTimeError and AmbiguousTimeError on the days on which clocks change.
    """
    tz = zone_or_utc(zone_name)
    early = wall.replace(tzinfo=tz, fold=0).astimezone(dt.UTC)
    late = wall.replace(tzinfo=tz, fold=1).astimezone(dt.UTC)
    if wall_clock(early, zone_name) != wall:
        # Both readings fall outside the gap; the one taken with the offset of before lands after the change.
        raise NonexistentTimeError(wall, wall_clock(max(early, late), zone_name))
    if early != late:
        raise AmbiguousTimeError(wall, (early, late))
    return early


def settled_instant(wall: dt.datetime, zone_name: str) -> dt.datetime:
    """Like `instant_of`, without asking: the earlier of two, the end of a gap. For bounds, not for what people type."""
    try:
        return instant_of(wall, zone_name)
    except AmbiguousTimeError as twice:
        return twice.instants[0]
    except NonexistentTimeError as gap:
        return instant_of(gap.forward, zone_name)


def day_bounds(day: dt.date, zone_name: str, starts: DayStarts = FOUR_O_CLOCK) -> tuple[dt.datetime, dt.datetime]:
    """First instant of the day and of the next one, for a person who stays in the zone: [start, end)."""

    def first_instant(date: dt.date) -> dt.datetime:
        return settled_instant(dt.datetime.combine(date, dt.time(starts.hour_on(date))), zone_name)

    return first_instant(day), first_instant(day + ONE_DAY)


def deadline_of(day: dt.date, zone_name: str, deadlines: DatedValue[dt.time] = TEN_AT_NIGHT) -> dt.datetime:
    """The instant up to which an answer of the day is on time; a bedtime before noon is one after midnight."""
    bedtime = deadlines.on(day)
    date = day if bedtime.hour >= NIGHT_START_HOUR else day + ONE_DAY
    return settled_instant(dt.datetime.combine(date, bedtime), zone_name)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period ends ({self.last}) before it starts ({self.first})")

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __iter__(self) -> Iterator[dt.date]:
        return (self.first + n * ONE_DAY for n in range(len(self)))

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def before(self) -> "Period":
        """The period of the same length that ends the day before this one starts."""
        return Period(self.first - len(self) * ONE_DAY, self.first - ONE_DAY)


def last_days(today: dt.date, days: int) -> Period:
    """The last `days` days, today included."""
    return Period(today - (days - 1) * ONE_DAY, today)


def month_named(text: str, today: dt.date) -> dt.date | None:
    """The first day of a month as addresses name it: "2026-11". None for nonsense, and for one that has not come."""
    try:
        first = dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return None
    return first if EARLIEST <= first <= today else None


def month_of_most(last: dt.date, first: dt.date) -> dt.date:
    """The first day of the month with most of the week up to `last`, none before that of `first`.

    A month that has hardly begun does not stand for all.
    """
    return max(last - 3 * ONE_DAY, min(first, last)).replace(day=1)


def month_after(first: dt.date) -> dt.date:
    """The first day of the month after the one that begins on `first`."""
    return (first + 31 * ONE_DAY).replace(day=1)


def week_start(day: dt.date) -> dt.date:
    """The Monday of the day's week."""
    return day - day.weekday() * ONE_DAY


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as well as somebody knows it: a year, a month of it, or a day. Raises ValueError if there is none such."""

    year: int
    month: int = 0
    """0: only the year is known."""
    day: int = 0
    """0: only the month, or the year, is known."""

    DAY: ClassVar[str] = "day"
    MONTH: ClassVar[str] = "month"
    YEAR: ClassVar[str] = "year"

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day of no month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def from_data(cls, on: dt.date, precision: str) -> "PartialDate":
        """What is known of a stored date: (2019-05-01, "month") is May 2019."""
        return cls(on.year, on.month if precision != cls.YEAR else 0, on.day if precision == cls.DAY else 0)

    @property
    def precision(self) -> str:
        return self.DAY if self.day else self.MONTH if self.month else self.YEAR

    @property
    def first(self) -> dt.date:
        """The earliest day that it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The latest day that it can mean: 2020-02-29 for February 2020."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or monthrange(self.year, month)[1])
