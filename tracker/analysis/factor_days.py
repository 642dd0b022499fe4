"""Which days can say something about factors: check-ins in, comparable days out. Pure.

What is compared on them lives in factors.py. Nothing here knows how check-ins are stored.
"""

from dataclasses import dataclass, fields

import numpy as np

from tracker.analysis.coverage import day_states
from tracker.analysis.daily import worst_of_days
from tracker.days import LONGEST_EPISODE_DAYS
from tracker.diary import ANSWER_CODES, NOT_ANSWERED, Diary
from tracker.vocabulary.day import SPASM, UNLISTED

ANY_SPASM, HARD_DAY = "any-spasm", "hard-day"
BLOCK_DAYS = 28
FIRST_DAYS = 28
STRATA = 4
"""In each block."""
FRIDAY = 4
"""The window of a Friday is mostly a Saturday."""
HARD_IF_SPASM_SHARE_ABOVE = 0.70
RARE_IF_SPASM_SHARE_UNDER = 0.11
HARD_LIMITED = 2
LONGEST_ZONE_SHIFT_SECONDS = 2 * 3600
_DAY = 86400


@dataclass(frozen=True, slots=True)
class CheckIns:
    """One person's days as the factor analysis needs them, a row each, in any order.

    Arrays of shape (days,) unless said otherwise. Rows of days without a check-in may be there or not.
    """

    day: np.ndarray
    """Ordinals of the person's days, each once."""
    answered_at: np.ndarray
    """When the check-in was first given, seconds since 1970 (UTC), float; nan if it was not."""
    deadline: np.ndarray
    """The deadline D of the day, seconds since 1970 (UTC), as it was set on that day."""
    offset: np.ndarray
    """How far the clocks were ahead of UTC at the check-in, seconds."""
    says_unlisted: np.ndarray
    """The check-in says: yes, not listed one by one. Booleans."""
    unlisted_worst: np.ndarray
    """The worst of those, 0 to 10; nan if not answered."""
    limited: np.ndarray
    """How much spasms limited the day, 0 to 4; nan if not answered."""
    is_spasm_day: np.ndarray
    """The state of the day is "spasm". Booleans."""
    worst: np.ndarray
    """The worst rating of the day, 0 to 10; nan if there is none."""
    factors: tuple[str, ...]
    """Codes of every factor that was ever active. A renamed own factor is a new code."""
    held: np.ndarray
    """Shape (factors, days): the answer held at the deadline: 1 yes, 0 no, NOT_ANSWERED."""
    started: np.ndarray
    """Shape (episodes,): seconds since 1970 (UTC), in any order; every entry, no filter."""
    ended: np.ndarray
    """Shape (episodes,), float: end; `now` for one that still goes on; nan if not known."""
    intensity: np.ndarray
    """Shape (episodes,): 0 to 10; nan if not answered."""
    now: float
    """Seconds since 1970 (UTC): a window that is not over by then says nothing yet."""

    def __post_init__(self) -> None:
        days, episodes = len(self.day), len(self.started)
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in {"factors", "now"}:
                continue
            shape: tuple[int, ...] = (episodes,) if field.name in {"started", "ended", "intensity"} else (days,)
            shape = (len(self.factors), days) if field.name == "held" else shape
            if value.shape != shape:
                raise ValueError(f"{field.name} has the shape {value.shape}, not {shape}")
        if len(np.unique(self.day)) != days:
            raise ValueError("day: every day may be there once")

    @property
    def is_held(self) -> np.ndarray:
        """Shape (factors, days): the factor was answered by the deadline of a check-in that was given."""
        held: np.ndarray = (self.held >= 0) & ~np.isnan(self.answered_at)
        return held


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is asked of a window: any spasm, or a hard day for somebody with spasms on most days."""

    kind: str
    """ANY_SPASM or HARD_DAY."""
    hard_from: float | None
    """Ratings from here on make a day hard; None if nothing was rated in the first 28 days, or for ANY_SPASM."""
    is_rare: bool
    """So few spasm days that it may take longer than a year."""
    spasm_days: int
    of: int
    """Days with a check-in that this was decided on; it is frozen once there are FIRST_DAYS."""


@dataclass(frozen=True, slots=True)
class UsableDays:
    """Days whose outcome can be compared, ascending. Arrays of shape (days,) unless said otherwise."""

    day: np.ndarray
    outcome: np.ndarray
    """The outcome came in the window from this day's deadline to the next. Booleans."""
    outcome_before: np.ndarray
    """The same of the window before. Booleans."""
    block: np.ndarray
    """28-day blocks, counted from where the grid begins; below 0 for days before it."""
    held: np.ndarray
    """Shape (factors, days)."""

    def __len__(self) -> int:
        return len(self.day)

    def part(self, rows: slice | np.ndarray) -> "UsableDays":
        return UsableDays(*(getattr(self, field.name)[..., rows] for field in fields(self)))


def check_ins_of(diary: Diary, now: float) -> CheckIns:
    """The check-ins of a diary, with what its entries say of their days.

    Parameters: a diary loaded from its first day on, without a filter; `now`, seconds since 1970 (UTC), up to which
    windows are over and what still goes on has gone on.
    Raises ValueError for a filtered diary: days without a matching entry would pass for quiet ones.
    """
    if diary.is_filtered:
        raise ValueError("the factor analysis needs the whole diary, not what a filter leaves of it")
    evenings, answers, limits, episodes = diary.evenings, diary.answers, diary.limits, diary.episodes
    says_unlisted = np.isin(evenings.day, answers.day[answers.answer == ANSWER_CODES.index(UNLISTED)])
    rated = ~np.isnan(episodes.intensity)
    rated_day, worst = worst_of_days(episodes.day[rated], episodes.intensity[rated])
    unlisted_worst = _on(evenings.day, answers.day, answers.unlisted_worst)
    spasm_days = diary.period.first.toordinal() + np.flatnonzero(day_states(diary, diary.period).in_state(SPASM))
    return CheckIns(
        day=evenings.day,
        answered_at=evenings.answered_at.astype(float),
        deadline=evenings.deadline,
        offset=evenings.offset,
        says_unlisted=says_unlisted,
        unlisted_worst=unlisted_worst,
        limited=_on(evenings.day, limits.day, limits.level),
        is_spasm_day=np.isin(evenings.day, spasm_days),
        worst=np.fmax(_on(evenings.day, rated_day, worst), unlisted_worst),
        factors=evenings.factors,
        held=evenings.held.T,
        started=episodes.started,
        ended=np.where(episodes.is_ongoing, now, episodes.started + episodes.duration),
        intensity=episodes.intensity,
        now=now,
    )


def _on(days: np.ndarray, known: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Shape (days,): the value of each of the days, nan where it has none. `known` ascends, each day once."""
    values = np.full(len(days), np.nan)
    place = np.searchsorted(known, days)
    is_known = place < len(known)
    is_known[is_known] = known[place[is_known]] == days[is_known]
    values[is_known] = value[place[is_known]]
    return values


def decide_outcome(days: CheckIns) -> Outcome:
    """Is "any spasm" an outcome that can differ between this person's days?

    Returns a hard day instead if more than 70 % of the first 28 days with a check-in are spasm days. It is hard if
    limited at 2 or more, or rated at or above the upper quartile of these days' worst ratings (rounded up).
    Example: 24 of 28 are spasm days, rated 3 to 6, a quarter of them 5 or more: hard days, from 5 on.
    Only days with a check-in count: those with nothing but an entry would tip the share.
    """
    given = np.flatnonzero(~np.isnan(days.answered_at))
    first = given[np.argsort(days.day[given])][:FIRST_DAYS]
    of, spasm_days = len(first), int(days.is_spasm_day[first].sum())
    is_hard = of == FIRST_DAYS and spasm_days > HARD_IF_SPASM_SHARE_ABOVE * of
    rated = days.worst[first][~np.isnan(days.worst[first])]
    hard_from = float(np.ceil(np.percentile(rated, 75))) if is_hard and len(rated) else None
    is_rare = of == FIRST_DAYS and spasm_days < RARE_IF_SPASM_SHARE_UNDER * of
    return Outcome(ANY_SPASM if not is_hard else HARD_DAY, hard_from, is_rare, spasm_days, of)


def grid_begins(days: CheckIns) -> int | None:
    """The day of the first check-in with a factor, from which 28-day blocks are counted; None if there is none."""
    with_factor = days.day[days.is_held.any(axis=0)]
    return int(with_factor.min()) if len(with_factor) else None


def usable_days(days: CheckIns, outcome: Outcome, begins: int) -> UsableDays:
    """The days that may be compared, and what followed on each; `begins` is the first day of the first block.

    The window of a day runs from its deadline to the next one, so that the following night belongs to it. Used are
    days whose own check-in was on time (before the deadline, not at it), with check-ins of the day before (for the
    window before) and of the day
    after, episode or not; whose window is over; with nothing going on at the deadline; and with no more than two
    zone hours between the two check-ins.
    """
    given = np.flatnonzero(~np.isnan(days.answered_at))
    row = given[np.argsort(days.day[given])]
    day = days.day[row]
    # Window k lies between the rows k and k + 1; it is known only if these are neighboring days.
    is_pair = np.diff(day) == 1
    begin, end = days.deadline[row][:-1], days.deadline[row][1:]
    happened = _outcomes(days, outcome, row, begin, end)
    is_usable = is_pair & (happened >= 0) & (end <= days.now)
    is_usable &= (days.answered_at < days.deadline)[row][:-1]
    is_usable &= np.abs(np.diff(days.offset[row])) <= LONGEST_ZONE_SHIFT_SECONDS
    is_usable &= ~_running(days, begin)
    known_before = np.zeros(len(is_usable), bool)
    known_before[1:] = is_pair[:-1] & (happened[:-1] >= 0)
    kept = np.flatnonzero(is_usable & known_before)
    return UsableDays(
        day=day[kept],
        outcome=happened[kept] == 1,
        outcome_before=happened[kept - 1] == 1,
        block=(day[kept] - begins) // BLOCK_DAYS,
        held=days.held[:, row[kept]],
    )


def strata(days: UsableDays, weekend_from: int) -> np.ndarray:
    """Shape (days,): the stratum of each day within its block: outcome before, and whether its window is one of the
    weekend. Below `STRATA`.

    Parameters: `weekend_from`, the weekday (0 is Monday) before the first of the two days of the weekend where the
    person lives: the window of a Friday is mostly a Saturday, that of a Saturday mostly a Sunday. By the weekday of the
    day itself, or without the weekend, habits of Friday and Saturday pass for links with it.
    """
    # Ordinal 1 was a Monday.
    weekday = (days.day - 1) % 7
    is_weekend = (weekday == weekend_from) | (weekday == (weekend_from + 1) % 7)
    stratum: np.ndarray = days.outcome_before * 2 + is_weekend
    return stratum


def _outcomes(days: CheckIns, outcome: Outcome, row: np.ndarray, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """For each window 1 (it came), 0 (it did not) or NOT_ANSWERED."""
    order = np.argsort(days.started, kind="stable")
    started = days.started[order]
    low, high = np.searchsorted(started, begin), np.searchsorted(started, end)
    has_entry, unlisted = high > low, days.says_unlisted[row][1:]
    if outcome.kind == ANY_SPASM:
        came: np.ndarray = has_entry | unlisted
        return came.astype(np.int8)
    limited, threshold = days.limited[row][1:], np.inf if outcome.hard_from is None else outcome.hard_from
    intensity = days.intensity[order]
    reached = np.concatenate([[0], np.cumsum(intensity >= threshold)])
    unrated = np.concatenate([[0], np.cumsum(np.isnan(intensity))])
    unlisted_worst = days.unlisted_worst[row][1:]
    is_hard = (limited >= HARD_LIMITED) | (reached[high] > reached[low]) | (unlisted & (unlisted_worst >= threshold))
    # Spasms limited no day that had none: it says so by being clear, and most people answer nothing more of it.
    is_clear = ~has_entry & ~unlisted & ~days.is_spasm_day[row][1:]
    is_open = np.isnan(limited) & ~is_clear
    if outcome.hard_from is not None:
        is_open |= (unrated[high] > unrated[low]) | (unlisted & np.isnan(unlisted_worst))
    return np.where(is_hard, 1, np.where(is_open, NOT_ANSWERED, 0)).astype(np.int8)


def _running(days: CheckIns, moment: np.ndarray) -> np.ndarray:
    """Was an episode going on at each of the (ascending) moments?"""
    ended = np.minimum(days.ended, days.started + LONGEST_EPISODE_DAYS * _DAY)
    known = ~np.isnan(ended)
    first = np.searchsorted(moment, days.started[known], side="right")
    after = np.maximum(np.searchsorted(moment, ended[known], side="left"), first)
    change = np.zeros(len(moment) + 1, np.int64)
    np.add.at(change, first, 1)
    np.add.at(change, after, -1)
    return np.cumsum(change)[:-1] > 0
