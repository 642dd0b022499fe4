"""Records as a `Diary`, without a database: what the analysis says of a diary that was made up."""

import datetime as dt

import numpy as np

from tracker.days import DEFAULT_DEADLINE, DatedValue, Period, deadline_of, local_day, offset_seconds
from tracker.diary import (
    ANSWER_CODES,
    NOT_ANSWERED,
    AnsweredDays,
    Diary,
    Episodes,
    Evenings,
    Limits,
    LongEpisodes,
    Pauses,
)
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord
from tracker.vocabulary.day import NONE, PAUSED
from tracker.vocabulary.episodes import ONGOING

_HOUR = 3600


class _Recorded:
    """The columns that days and factors follow from. Day starts and bedtimes are the usual ones."""

    def __init__(self, episodes: list[EpisodeRecord], days: list[DayRecord]):
        self._episodes = sorted(episodes, key=lambda episode: episode.started_at)
        self._paused = np.array([day.date.toordinal() for day in days if day.state == PAUSED], np.int64)
        self._answered = sorted((day for day in days if day.answer), key=lambda day: day.date)

    def _days(self) -> np.ndarray:
        return np.array([local_day(e.started_at, e.time_zone).toordinal() for e in self._episodes], np.int64)

    def episodes(self) -> Episodes:
        rows = self._episodes
        ends = [(e.ended_at - e.started_at).total_seconds() if e.ended_at else np.nan for e in rows]
        return Episodes(
            key=np.arange(len(rows)),
            day=self._days(),
            started=np.array([int(e.started_at.timestamp()) for e in rows], np.int64),
            offset=np.array([offset_seconds(e.started_at, e.time_zone) for e in rows], np.int64),
            duration=np.array(ends, float),
            is_ongoing=np.array([e.duration_basis == ONGOING for e in rows], bool),
            count=np.array([e.count for e in rows], np.int64),
            intensity=np.array([e.intensity for e in rows], float),  # None reads as nan
        )

    def entry_days(self) -> np.ndarray:
        return np.unique(self._days())

    def long_episodes(self) -> LongEpisodes:
        all_of = self.episodes()
        long = all_of.duration >= _HOUR
        end_wall = (all_of.started + all_of.offset)[long] + all_of.duration[long].astype(np.int64)
        return LongEpisodes(day=all_of.day[long], end_wall=end_wall)

    def answers(self) -> AnsweredDays:
        return AnsweredDays(
            day=np.array([day.date.toordinal() for day in self._answered], np.int64),
            answer=np.array([ANSWER_CODES.index(day.answer) for day in self._answered], np.int16),
            unlisted_worst=np.array([day.unlisted_worst for day in self._answered], float),
        )

    def limits(self) -> Limits:
        said = [day for day in self._answered if day.limited is not None]
        return Limits(
            day=np.array([day.date.toordinal() for day in said], np.int64),
            level=np.array([day.limited for day in said], np.int64),
        )

    def evenings(self) -> Evenings:
        rows = self._answered
        ends = [deadline_of(day.date, day.time_zone, DatedValue(DEFAULT_DEADLINE)) for day in rows]
        factors = tuple(sorted({code for day in rows for code, _is_yes in day.factors}))
        held = np.full((len(rows), len(factors)), NOT_ANSWERED, np.int8)
        for row, (day, end) in enumerate(zip(rows, ends, strict=True)):
            for code, is_yes in day.factors if day.answered_at < end else ():
                held[row, factors.index(code)] = is_yes
        return Evenings(
            day=np.array([day.date.toordinal() for day in rows], np.int64),
            answered_at=np.array([int(day.answered_at.timestamp()) for day in rows], np.int64),
            deadline=np.array([int(end.timestamp()) for end in ends], np.int64),
            offset=np.array([offset_seconds(e, day.time_zone) for e, day in zip(ends, rows, strict=True)], np.int64),
            held=held,
            factors=factors,
        )

    def pauses(self) -> Pauses:
        return Pauses(first=self._paused, last=self._paused.copy())

    def landmarks(self) -> tuple:
        """Records know of no visits."""
        return ()

    def has_clear_day(self) -> bool:
        return any(day.answer == NONE for day in self._answered)


def recorded(episodes: list[EpisodeRecord], days: list[DayRecord], today: dt.date) -> Diary:
    """The whole diary of these records, up to today."""
    source = _Recorded(episodes, days)
    first = dt.date.fromordinal(int(min(*source.entry_days(), *source.answers().day)))
    return Diary(source=source, today=today, period=Period(first, today), first_on=first)
