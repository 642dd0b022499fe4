"""One day on its own clock: where each entry begins and ends, and what runs over the edges of the day. Pure.

Nothing is added to what was written down: when the person slept is not known, so it is not drawn either.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from tracker.analysis.results import NO_ENTRIES, TooLittle
from tracker.days import FOUR_O_CLOCK, DayStarts, day_bounds, offset_seconds, settled_instant, wall_clock
from tracker.vocabulary.lazy_text import LazyText

_HALF_AN_HOUR = dt.timedelta(minutes=30)
_AN_HOUR = dt.timedelta(hours=1)


class DayEntry(Protocol):
    """What is asked of an entry: a line of the diary list has it all."""

    @property
    def uid(self) -> object: ...

    @property
    def day(self) -> dt.date: ...

    @property
    def started(self) -> dt.datetime:
        """The wall clock of its own place, naive."""

    @property
    def started_at(self) -> dt.datetime: ...

    @property
    def time_zone(self) -> str: ...

    @property
    def intensity(self) -> int | None: ...

    @property
    def duration_seconds(self) -> int | None: ...

    @property
    def is_ongoing(self) -> bool: ...

    @property
    def regions(self) -> tuple[tuple[str, str, str], ...]: ...


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry on the day's clock. Hours count from the start of the day."""

    uid: object
    started: dt.datetime
    """The wall clock of its own place, naive."""
    begins: float
    """From 0 to Timeline.hours; 0 for one that came in from an earlier day."""
    ends: float | None
    """From `begins` to Timeline.hours; None if it still goes on or nobody knows how long it lasted."""
    came_in: bool
    """It began on an earlier day."""
    runs_on: bool
    """It ended on a later day."""
    is_ongoing: bool
    intensity: int | None
    duration_seconds: int | None
    """Its whole length, also of what lies on other days."""
    regions: tuple[tuple[str, str, str], ...]
    """(region, side, text)."""
    zone: str
    """Where it was, if not in the zone of the day's clock; else ""."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries of one day, those of earlier days first, then by when they began."""

    date: dt.date
    n: int
    """Entries that began on the day."""
    from_before: int
    """Entries of earlier days that ran on into it."""
    hours: float
    """How long the day was: 24, and 23 or 25 when the clocks changed."""
    clock_moved: float
    """By how many hours the clocks were put forward on the day; less than 0: back."""
    ticks: tuple[tuple[float, int], ...]
    """(hours since the start of the day, hour on the clock) of every full hour, both ends included."""
    entries: tuple[Placed, ...]
    is_cut: bool = False
    """The day has more entries than these."""
    method: LazyText = _("Each entry is shown at the local time it began.")
    caveat: LazyText = _("How long it lasted is often a guess. Unlogged spasms are missing.")

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones of entries from elsewhere, each once."""
        return tuple(dict.fromkeys(entry.zone for entry in self.entries if entry.zone))

    @property
    def runs_on(self) -> int:
        """Entries that ended on a later day."""
        return sum(entry.runs_on for entry in self.entries)

    @property
    def worst(self) -> Placed | None:
        """The strongest of those that began on the day, the first of equals; None if none has a number."""
        rated = [entry for entry in self.entries if entry.intensity is not None and not entry.came_in]
        return max(rated, key=lambda entry: entry.intensity or 0, default=None)


def timeline(
    lines: Sequence[DayEntry], date: dt.date, zone: str, starts: DayStarts = FOUR_O_CLOCK, *, is_cut: bool = False
) -> Timeline | TooLittle:
    """When on this day did it happen, and how long did it go on?

    Parameters: the entries of the day and those of earlier days that ran on into it, in any order; the date; the IANA
    zone of the clock; the person's day-start hours; whether the day has more entries than are given.
    Returns the entries placed on the clock from the hour at which the day starts to the start of the next one.
    An entry of another zone stands where the clock on its own wall stood: on the day on which it is counted.
    Example: a cramp from 06:00 to 06:30 on a day that starts at 04:00 begins at 2.0 and ends at 2.5 of 24 hours.
    """
    if not lines:
        return TooLittle(NO_ENTRIES)
    start, end = day_bounds(date, zone, starts)
    # Not by the wall clock alone: in an hour that comes twice, it would put the second time before the first.
    ordered = sorted(
        lines, key=lambda line: (line.day >= date, _on_clock(line.started_at, line.time_zone, zone), line.started_at)
    )
    placed = tuple(_placed(line, date, zone, start, end) for line in ordered)
    from_before = sum(entry.came_in for entry in placed)
    return Timeline(
        date=date,
        n=len(placed) - from_before,
        from_before=from_before,
        hours=(end - start) / _AN_HOUR,
        clock_moved=(offset_seconds(end, zone) - offset_seconds(start, zone)) / 3600,
        ticks=_ticks(start, end, zone),
        entries=placed,
        is_cut=is_cut,
    )


def _placed(line: DayEntry, date: dt.date, zone: str, start: dt.datetime, end: dt.datetime) -> Placed:
    hours = (end - start) / _AN_HOUR

    def place(instant: dt.datetime) -> float:
        return (_on_clock(instant, line.time_zone, zone) - start) / _AN_HOUR

    begins, ends = place(line.started_at), None
    if line.duration_seconds is not None:
        # Clocks that were put back elsewhere could let it end before it began.
        ends = max(begins, place(line.started_at + dt.timedelta(seconds=line.duration_seconds)))
    return Placed(
        uid=line.uid,
        started=line.started,
        begins=min(max(begins, 0.0), hours),
        ends=None if ends is None else min(max(ends, 0.0), hours),
        came_in=line.day < date,
        runs_on=ends is not None and ends > hours,
        is_ongoing=line.is_ongoing,
        intensity=line.intensity,
        duration_seconds=line.duration_seconds,
        regions=line.regions,
        zone="" if line.time_zone == zone else line.time_zone,
    )


def _on_clock(instant: dt.datetime, own_zone: str, zone: str) -> dt.datetime:
    """When the clock of the day shows what the clock of the entry's place showed at the instant."""
    wall = wall_clock(instant, own_zone)
    # With the same clocks the instant itself is meant, also in an hour that comes twice.
    return instant if wall_clock(instant, zone) == wall else settled_instant(wall, zone)


def _ticks(start: dt.datetime, end: dt.datetime, zone: str) -> tuple[tuple[float, int], ...]:
    """Half hours are looked at, since on an island or two the clocks are moved by half an hour."""
    half_hours = [start + n * _HALF_AN_HOUR for n in range((end - start) // _HALF_AN_HOUR + 1)]
    walls = [(moment, wall_clock(moment, zone)) for moment in half_hours]
    return tuple(((moment - start) / _AN_HOUR, wall.hour) for moment, wall in walls if wall.minute == 0)
