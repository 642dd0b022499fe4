"""What is known of every day: its state, and whether it was asked for (METHODS, terms). Pure.

A day without an answer is never counted as clear, and everything that follows from it stays visible: numbers here
carry how many days they rest on.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from tracker.days import LONGEST_EPISODE_DAYS, ONE_DAY, Period
from tracker.diary import ANSWER_CODES, Diary
from tracker.vocabulary.day import CLEAR, CONTINUED, NONE, PAUSED, SPASM, UNANSWERED, UNLISTED

STATES = (SPASM, CONTINUED, CLEAR, UNANSWERED, PAUSED)
_SPASM, _CONTINUED, _CLEAR, _UNANSWERED, _PAUSED = range(5)
WIDEST_GAP_POINTS = 15
"""Answered shares further apart than this can be what changed."""
_EPOCH = dt.date(1970, 1, 1).toordinal()
_HOUR, _DAY = 3600, 86400


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days of a period. Arrays of shape (days,), from the period's first day on."""

    period: Period
    state: np.ndarray
    """Place in STATES."""
    is_asked: np.ndarray
    """From the first entry to today, without pauses: the days that rates rest on. Today is among them once something is
    known of it: until then it is not over, and no answer is missing."""
    is_paused: np.ndarray
    """In a pause, whatever was logged there: left out of every rate."""
    has_match: np.ndarray
    """A day with an entry that the diary's filter asks for; without a filter, with any entry."""
    is_unlisted: np.ndarray
    """The check-in says that there were spasms that are not listed one by one."""
    open_entries: np.ndarray
    """Entries of each day that left open what the diary's filter asks for: they may match or not."""
    is_filtered: bool
    is_today_open: bool
    """Today is among the days, and not paused, and nothing is known of it yet."""

    @property
    def is_answered(self) -> np.ndarray:
        """Asked, and known to be a spasm day, continued or clear."""
        is_answered: np.ndarray = self.is_asked & (self.state != _UNANSWERED)
        return is_answered

    @property
    def is_told(self) -> np.ndarray:
        """Known to be a spasm day, continued or clear, whether it was asked for or not."""
        is_told: np.ndarray = (self.state != _UNANSWERED) & (self.state != _PAUSED)
        return is_told

    @property
    def is_match(self) -> np.ndarray:
        """A spasm day; in a filtered diary a day with an entry that the filter asks for."""
        return self.has_match if self.is_filtered else self.has_match | self.is_unlisted

    @property
    def is_known(self) -> np.ndarray:
        """Answered, and known to be a match or not: the days that the numbers of a filtered diary rest on.

        A day of which some entry leaves open what is asked for, or with spasms that are not listed one by one, may be a
        match; one that is a match by another entry is known to be one.
        """
        if not self.is_filtered:
            return self.is_answered
        return self.is_answered & (self.has_match | ~(self.is_unlisted | (self.open_entries > 0)))

    @property
    def asked(self) -> int:
        return int(self.is_asked.sum())

    @property
    def answered(self) -> int:
        return int(self.is_answered.sum())

    @property
    def is_all_paused(self) -> bool:
        """Every day that would have been asked for is in a pause, so no rate says anything."""
        return not self.asked and not self.is_today_open and bool(self.is_paused.any())

    @property
    def unanswered(self) -> int:
        return self.asked - self.answered

    def in_state(self, state: str) -> np.ndarray:
        """Which days are in that state of STATES."""
        is_in_it: np.ndarray = self.state == STATES.index(state)
        return is_in_it


def day_states(diary: Diary, period: Period) -> Coverage:
    """Which days had a spasm, which were clear, and of which nothing is known.

    In this order, the first that holds:
    *spasm*: an entry started, or the check-in says that there were some not listed one by one;
    *continued*: an entry of an earlier day ran at least an hour into it;
    *clear*: the check-in said none;
    *paused*: in a pause; *unanswered*: none of these.

    An entry always overrides the answer. "The ones listed" without an entry on that day says nothing of that day (the
    evening asks since the last check-in, so they may belong to the day before): it stays unanswered.

    The filter of the diary has no influence on the state: other entries of a day still make it a spasm day.

    Parameters: a diary that has the period loaded; the period.
    Raises ValueError if the period reaches out of what is loaded.
    Example: entries on Monday and Wednesday, "none" on Wednesday and Thursday, nothing on Tuesday: spasm,
    unanswered, spasm, clear.
    """
    if period.first < diary.period.first or period.last > diary.period.last:
        raise ValueError(f"{period} is not within the days that are loaded ({diary.period})")
    first, days = period.first.toordinal(), len(period)

    is_paused = np.zeros(days, bool)
    for start, end in zip(diary.pauses.first, diary.pauses.last, strict=True):
        is_paused[max(start - first, 0) : max(end - first + 1, 0)] = True

    answers = diary.answers
    is_none = _marked(answers.day[answers.answer == ANSWER_CODES.index(NONE)], first, days)
    is_unlisted = _marked(answers.day[answers.answer == ANSWER_CODES.index(UNLISTED)], first, days)

    state = np.full(days, _UNANSWERED, np.int8)
    state[is_paused] = _PAUSED
    state[is_none] = _CLEAR
    state[_marked(_continued_days(diary, period), first, days)] = _CONTINUED
    state[is_unlisted | _marked(diary.entry_days, first, days)] = _SPASM

    ordinals = first + np.arange(days)
    today = diary.today.toordinal()
    begins = diary.first_on.toordinal() if diary.first_on else ordinals[-1] + 1
    is_asked = (ordinals >= begins) & (ordinals <= today) & ~is_paused
    is_open = is_asked & (ordinals == today) & (state == _UNANSWERED)
    return Coverage(
        period=period,
        state=state,
        is_asked=is_asked & ~is_open,
        is_paused=is_paused,
        has_match=_marked(diary.episodes.day, first, days),
        is_unlisted=is_unlisted,
        open_entries=_counted(diary.open_days, first, days),
        is_filtered=diary.is_filtered,
        is_today_open=bool(is_open.any()),
    )


def counted_days(diary: Diary, period: Period) -> Period:
    """The period up to the last day that counts: without today, while it is its last day and nothing is known of it.

    Of the diary only today has to be loaded. A period of today alone stays as it is.
    """
    today = diary.today
    if period.first == period.last or period.last != today or not day_states(diary, Period(today, today)).is_today_open:
        return period
    return Period(period.first, today - ONE_DAY)


def shares_differ(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the answered shares, each (answered, asked), differ by more than WIDEST_GAP_POINTS points."""
    (of, asked), (later_of, later_asked) = before, after
    if not asked or not later_asked:
        return asked != later_asked
    # In whole numbers: a gap of exactly 15 points is not more than 15.
    return abs(of * later_asked - later_of * asked) * 100 > WIDEST_GAP_POINTS * asked * later_asked


def in_period(day: np.ndarray, period: Period) -> np.ndarray:
    """Which of these day ordinals lie in the period."""
    return (day >= period.first.toordinal()) & (day <= period.last.toordinal())


def _marked(ordinals: np.ndarray | list[int], first: int, days: int) -> np.ndarray:
    """A flag for each of `days` days from `first` on: is it among the ordinals?"""
    marked = np.zeros(days, bool)
    places = np.asarray(ordinals, np.int64) - first
    marked[places[(places >= 0) & (places < days)]] = True
    return marked


def _counted(ordinals: np.ndarray, first: int, days: int) -> np.ndarray:
    """For each of `days` days from `first` on: how often is it among the ordinals?"""
    places = np.asarray(ordinals, np.int64) - first
    return np.bincount(places[(places >= 0) & (places < days)], minlength=days)


def _continued_days(diary: Diary, period: Period) -> list[int]:
    """Ordinals of the days of the period into which an entry of an earlier day ran for at least an hour."""
    long, continued = diary.long_episodes, []
    for day, end_wall in zip(long.day.tolist(), long.end_wall.tolist(), strict=True):
        next_day = max(day + 1, period.first.toordinal())
        last_day = min(period.last.toordinal(), day + LONGEST_EPISODE_DAYS)
        while next_day <= last_day:
            hour = diary.starts.hour_on(dt.date.fromordinal(next_day))
            if end_wall < (next_day - _EPOCH) * _DAY + (hour + 1) * _HOUR:
                break
            continued.append(next_day)
            next_day += 1
    return continued
