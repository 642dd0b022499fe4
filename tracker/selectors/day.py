"""One day of a diary: its entries, those that ran on into it, what was said of it. Bounded: never the whole diary."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.contrib.auth.models import User
from django.db.models import Q

from tracker.days import LONGEST_EPISODE_DAYS, DayStarts, Period, wall_clock
from tracker.diary import ANSWER_CODES, AnsweredDays, Diary, Episodes, LongEpisodes, Pauses
from tracker.models import Day, DayFactor, Episode, Pause
from tracker.selectors.diary import first_day
from tracker.selectors.entries import EntryLine, entry_lines
from tracker.selectors.person import Person

MOST_ENTRIES = 200
MOST_FROM_BEFORE = 40
_FARTHEST_AHEAD = dt.timedelta(hours=14)
"""No clock is farther ahead of UTC."""
_EPOCH = dt.datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class DayEntries:
    """Entries of one day, the first first."""

    own: tuple[EntryLine, ...]
    """Those that began on it, MOST_ENTRIES at most."""
    keys: tuple[int, ...]
    """Their rows' keys."""
    has_more: bool
    from_before: tuple[EntryLine, ...]
    """Those of earlier days that ended on it or later, by the clock of their own place."""

    @property
    def all(self) -> tuple[EntryLine, ...]:
        return self.from_before + self.own


@dataclass(frozen=True, slots=True)
class DayLog:
    """All that is known of one day."""

    entries: DayEntries
    check_in: Day | None
    factors: dict[str, bool]
    """Answers of the check-in; a factor without one is not in it."""
    diary: Diary
    """The day as a diary of one day: what its state follows from, and nothing else."""


def day_entries(owner: User, date: dt.date, starts: DayStarts) -> DayEntries:
    """The entries of a day, and those that ran on into it. Three queries, however long the diary is."""
    own = list(Episode.objects.of(owner).filter(day=date).order_by("started_at", "uid")[: MOST_ENTRIES + 1])
    begins = dt.datetime.combine(date, dt.time(starts.hour_on(date)))
    looked_back = dt.date.fromordinal(max(date.toordinal() - LONGEST_EPISODE_DAYS, 1))
    earlier = Episode.objects.of(owner).filter(day__gte=looked_back, day__lt=date)
    ended_late = earlier.filter(ended_at__gt=begins.replace(tzinfo=dt.UTC) - _FARTHEST_AHEAD)
    from_before = [
        row
        for row in ended_late.order_by("-ended_at")[:MOST_FROM_BEFORE]
        if row.ended_at and wall_clock(row.ended_at, row.time_zone) > begins
    ]
    from_before.sort(key=lambda row: row.started_at)
    lines = tuple(entry_lines([*from_before, *own[:MOST_ENTRIES]]))
    return DayEntries(
        own=lines[len(from_before) :],
        keys=tuple(row.pk for row in own[:MOST_ENTRIES]),
        has_more=len(own) > MOST_ENTRIES,
        from_before=lines[: len(from_before)],
    )


def day_log(person: Person, date: dt.date, today: dt.date) -> DayLog:
    """A day with its entries and its check-in. Seven queries at most."""
    entries = day_entries(person.owner, date, person.starts)
    check_in = Day.objects.of(person.owner).filter(date=date).first()
    pauses = Pause.objects.filter(owner=person.owner, from_on__lte=date).filter(
        Q(to_on__isnull=True) | Q(to_on__gte=date)
    )
    diary = Diary(
        # A day's state asks for no other column.
        source=_OneDay(date, entries, check_in, is_paused=pauses.exists()),
        today=today,
        period=Period(date, date),
        first_on=first_day(person.owner),
        starts=person.starts,
    )
    factors = dict(DayFactor.objects.filter(day=check_in).values_list("code", "is_yes")) if check_in else {}
    return DayLog(entries=entries, check_in=check_in, factors=factors, diary=diary)


class _OneDay:
    """The columns that the state of one day follows from, made of what was read for its page anyway."""

    def __init__(self, date: dt.date, entries: DayEntries, check_in: Day | None, *, is_paused: bool):
        self._date, self._entries, self._check_in, self._is_paused = date.toordinal(), entries, check_in, is_paused

    def episodes(self) -> Episodes:
        lines = self._entries.own
        started = [int(line.started_at.timestamp()) for line in lines]
        walls = [_wall_seconds(line.started) for line in lines]
        return Episodes(
            key=np.array(self._entries.keys, np.int64),
            day=np.full(len(lines), self._date),
            started=np.array(started, np.int64),
            offset=np.array(walls, np.int64) - np.array(started, np.int64),
            duration=np.array([line.duration_seconds for line in lines], float),  # None reads as nan
            is_ongoing=np.array([line.is_ongoing for line in lines], bool),
            count=np.array([line.count for line in lines], np.int64),
            intensity=np.array([line.intensity for line in lines], float),
        )

    def long_episodes(self) -> LongEpisodes:
        lines = self._entries.from_before
        # All of them have ended.
        ends = [line.started_at + dt.timedelta(seconds=line.duration_seconds or 0) for line in lines]
        return LongEpisodes(
            day=np.array([line.day.toordinal() for line in lines], np.int64),
            end_wall=np.array(
                [_wall_seconds(wall_clock(end, line.time_zone)) for end, line in zip(ends, lines, strict=True)],
                np.int64,
            ),
        )

    def answers(self) -> AnsweredDays:
        answered = [self._check_in] if self._check_in and self._check_in.answer else []
        return AnsweredDays(
            day=np.full(len(answered), self._date),
            answer=np.array([ANSWER_CODES.index(day.answer) for day in answered], np.int64),
            unlisted_worst=np.array([day.unlisted_worst for day in answered], float),
        )

    def pauses(self) -> Pauses:
        days = np.full(int(self._is_paused), self._date)
        return Pauses(first=days, last=days.copy())


def _wall_seconds(wall: dt.datetime) -> int:
    """What a clock showed, as seconds since the start of 1970 on that clock."""
    return int((wall - _EPOCH).total_seconds())
