"""The next 7 days: how many spasm days most of the person's own weeks had. Pure.

A count of past weeks and nothing more: no curve is drawn into the future.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import day_states
from tracker.analysis.results import FEW_WEEKS, OF_WHOLE_DAYS, TooLittle, nothing_there
from tracker.days import ONE_DAY, Period
from tracker.diary import Diary
from tracker.vocabulary.lazy_text import LazyText

WEEK_DAYS = 7
LEAST_ANSWERED = 6
"""Of the days of a week that counts."""
LEAST_WEEKS, MOST_WEEKS = 26, 52
"""A year at most, each season once: what was so before that need not be so now. Ours."""
SHARE_HELD = (8, 10)


@dataclass(frozen=True, slots=True)
class NextWeek:
    """The shortest range of spasm days that holds 8 in 10 of the weeks."""

    low: int
    high: int
    held: int
    """Weeks within the range."""
    weeks: int
    """Weeks that count."""
    is_every_week: bool
    """No week between them is left out for too few answers."""
    method: LazyText = _(
        "Weeks run back from yesterday, for a year at most. A week counts if you answered at least 6 of its days. "
        "A spasm on an unanswered day isn’t counted. The range is the shortest that holds 8 in 10 of these weeks."
    )
    caveat: LazyText = _("This is what your past weeks were like. The next one may be different.")


def next_week(diary: Diary) -> NextWeek | TooLittle:
    """How many spasm days did most weeks have?

    Parameters: an unfiltered diary with `days_for_next_week` of its today loaded.
    Returns the shortest range over spasm days that holds 8 in 10 weeks, with the share that it does hold; of several,
    the one that holds most, then the lowest.
    Example: 26 weeks, 20 of them with 0 to 2 spasm days, two with 4, four with 6: 0 to 2 holds 20, which is too few;
    0 to 4 holds 22.
    Assumes that the next week is one like them. Too little: fewer than LEAST_WEEKS weeks (`have`: how many there are).
    """
    if diary.is_filtered:
        return TooLittle(OF_WHOLE_DAYS)
    if diary.first_on is None:
        return nothing_there(diary)
    known = (diary.today - max(diary.first_on, diary.period.first)).days
    weeks = min(known // WEEK_DAYS, MOST_WEEKS)
    if not weeks:
        return TooLittle(FEW_WEEKS, 0)
    days = Period(diary.today - weeks * WEEK_DAYS * ONE_DAY, diary.today - ONE_DAY)
    coverage = day_states(diary, days)
    answered = coverage.is_answered.reshape(weeks, WEEK_DAYS).sum(axis=1)
    # Of the one day that need not be answered, a spasm is known if it lay in a pause: the week had it.
    spasm_days = coverage.is_match.reshape(weeks, WEEK_DAYS).sum(axis=1)
    counts = answered >= LEAST_ANSWERED
    if counts.sum() < LEAST_WEEKS:
        return TooLittle(FEW_WEEKS, int(counts.sum()))
    low, high, held = shortest_range(spasm_days[counts])
    return NextWeek(low, high, held, int(counts.sum()), is_every_week=bool(counts[counts.argmax() :].all()))


def shortest_range(spasm_days: np.ndarray) -> tuple[int, int, int]:
    """(low, high, weeks within) of the shortest range that holds 8 in 10 of these weeks."""
    of_each = np.bincount(spasm_days, minlength=WEEK_DAYS + 1)
    up_to = np.concatenate([[0], np.cumsum(of_each)])
    part, whole = SHARE_HELD
    for width in range(WEEK_DAYS + 1):
        held = up_to[width + 1 :] - up_to[: len(of_each) - width]
        low = int(held.argmax())
        if held[low] * whole >= part * len(spasm_days):
            return low, low + width, int(held[low])
    raise ValueError("a week has seven days at most")


def days_for_next_week(today: dt.date) -> Period:
    """The days that must be loaded for it."""
    first = max(today.toordinal() - MOST_WEEKS * WEEK_DAYS, 1)
    return Period(dt.date.fromordinal(first), today)
