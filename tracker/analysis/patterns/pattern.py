"""What every pattern is, and the days that one looks at. Nothing is said here. Pure.

A pattern is whether something holds, its counts, and the entries and days it rests on. Patterns are about spasms and
cramps. Entries of kind "twitch" stay out, unless a rule says otherwise; jerks, "not sure" and entries that leave the
kind open count as spasms: what is not known to be a twitch is not passed over.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import Coverage, day_states, in_period
from tracker.days import Period, last_days
from tracker.diary import KIND_CODES, Diary
from tracker.vocabulary.lazy_text import LazyText

OF_DAYS, OF_NIGHTS, OF_WEEKS, OF_ENTRIES = "days", "nights", "weeks", "entries"
OF_USES, OF_AREAS, OF_PATTERNS = "uses", "areas", "patterns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One pattern, whether it holds or not. Rules of more than one number return a kind of their own."""

    name: str
    """Stable code."""
    holds: bool
    n: int
    of: int
    """`n` of `of`: both count `unit`. Days, nights, entries and uses that did not answer are in neither."""
    unit: str
    """DAYS, NIGHTS, WEEKS, ENTRIES, USES, AREAS or PARTS."""
    days: int
    """Length of the window that ends today."""
    episodes: tuple[int, ...]
    """Keys of the entries that were counted, the earliest first; also where it does not hold."""
    on: tuple[int, ...]
    """Ordinals of the days that were counted, ascending: those of the entries, and of what the check-in says."""
    method: LazyText
    caveat: LazyText = _(
        "The thresholds are ours. A clinician has not reviewed them yet. Unanswered questions are not counted."
    )


AnyPattern = TypeVar("AnyPattern", bound=Pattern)

_TWITCH = KIND_CODES.index("twitch")


@dataclass(frozen=True, slots=True)
class Window:
    """Days that end today. Masks have the shape of the diary's entries."""

    diary: Diary
    period: Period
    has_entry: np.ndarray
    """Entries of these days, twitches too."""
    has_spasm: np.ndarray
    """Entries of these days that are not twitches."""

    def days_of(self, rows: np.ndarray) -> np.ndarray:
        """Ordinals of the days of these entries, ascending, each once."""
        return np.unique(self.diary.episodes.day[rows])

    def pattern(
        self,
        name: str,
        rows: np.ndarray,
        *,
        kind: Callable[..., AnyPattern],
        holds: bool | np.bool_,
        n: int | np.integer,
        of: int | np.integer,
        on: np.ndarray | None = None,
        **details: object,
    ) -> AnyPattern:
        """The result of a rule that counted these entries; `on` are their days unless the rule gives others.

        `kind`: Pattern, or the rule's own kind, whose further fields are the `details`.
        """
        on = self.days_of(rows) if on is None else on
        return kind(
            name=name,
            holds=bool(holds),
            n=int(n),
            of=int(of),
            days=len(self.period),
            episodes=tuple(self.diary.episodes.key[rows].tolist()),
            on=tuple(np.asarray(on, np.int64).tolist()),
            **details,
        )

    def entries(
        self,
        name: str,
        rows: np.ndarray,
        answered: np.ndarray,
        *,
        kind: Callable[..., AnyPattern],
        least_days: int,
        share: Fraction | int = 0,
        holds: bool | None = None,
        **details: object,
    ) -> AnyPattern:
        """Entries of which something is said, of those that answered: on enough days, and a large enough share of them.

        Parameters: the pattern's name; masks of the entries that say so, and of those that answered (which hold the
        former); the kind of pattern; the least number of days; the least share, exact; whether it holds for another
        reason (None: it is these two that decide).
        """
        n, of = int(rows.sum()), int(answered.sum())
        if holds is None:
            holds = len(self.days_of(rows)) >= least_days and n >= share * of
        return self.pattern(name, rows, kind=kind, holds=holds, n=n, of=of, on=None, unit=OF_ENTRIES, **details)

    def spasm_days(self) -> tuple[Coverage, np.ndarray]:
        """What is known of the days, and which asked ones had a spasm: shape (days,).

        A day with twitches alone is answered, and not one of them. Spasms that were not listed one by one count.
        """
        coverage = day_states(self.diary, self.period)
        with_entry = np.zeros(len(self.period), bool)
        with_entry[self.diary.episodes.day[self.has_spasm] - self.period.first.toordinal()] = True
        return coverage, coverage.is_asked & (with_entry | coverage.is_unlisted)

    def counted_days(
        self,
        name: str,
        is_counted: np.ndarray,
        rows: np.ndarray,
        *,
        kind: Callable[..., AnyPattern],
        holds: bool | np.bool_,
        of: int | np.integer,
        n: int | np.integer | None = None,
        unit: str = OF_DAYS,
        **details: object,
    ) -> AnyPattern:
        """A pattern of days: those counted, shape (days,), with their entries among `rows`."""
        first = self.period.first.toordinal()
        on_them = rows.copy()
        on_them[rows] = is_counted[self.diary.episodes.day[rows] - first]
        on = first + np.flatnonzero(is_counted)
        n = len(on) if n is None else n
        return self.pattern(name, on_them, kind=kind, holds=holds, n=n, of=of, on=on, unit=unit, **details)


def window(diary: Diary, today: dt.date, days: int) -> Window:
    """The last days, today included, of a diary.

    Raises ValueError for a filtered diary (a part of it would say less than there is, and its denominators would be
    others), and if the days reach out of what is loaded.
    """
    if diary.is_filtered:
        raise ValueError("patterns are about the whole diary, not what a filter leaves of it")
    period = last_days(today, days)
    if period.first < diary.period.first or period.last > diary.period.last:
        raise ValueError(f"{period} is not within the days that are loaded ({diary.period})")
    has_entry = in_period(diary.episodes.day, period)
    return Window(diary, period, has_entry, has_entry & (diary.details.kind != _TWITCH))
