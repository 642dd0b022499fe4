"""Check-ins for tests of the factor analysis: a day each, answered at nine, deadline at ten."""

from dataclasses import replace

import numpy as np

from tracker.analysis.factor_blocks import ClosedBlock, Grid, decided, due_blocks, start_of
from tracker.analysis.factor_days import CheckIns
from tracker.analysis.factors import FactorAnalysis, factor_analysis

FIRST = 739_404
"""Ordinal of the first day: Monday 2 June 2025."""
DAY, HOUR = 86400, 3600
TOO_MUCH = ("causes", "caused", "proven", "proves", "trigger found", "avoid", "sure", "confidence", "confident")
"""What may never be said of a factor, whatever was found."""


def deadline(day: int) -> int:
    """Ten in the evening of the day that is `day` days after FIRST."""
    return (FIRST + day) * DAY + 22 * HOUR


def make_check_ins(days: int, spasm=(), factors: dict | None = None, **changes) -> CheckIns:
    """All days answered in time; a short spasm in the night after each of `spasm`; factors: code to one digit a day.

    A digit is 1, 0, or "." for not answered. `changes` replace whole columns.
    """
    factors = factors or {}
    number = {"1": 1, "0": 0, ".": -1}
    held = np.array([[number[digit] for digit in digits] for digits in factors.values()], np.int8)
    started = np.array([deadline(day) + 5 * HOUR for day in spasm], np.int64)
    every = np.arange(days)
    built = CheckIns(
        day=FIRST + every,
        answered_at=deadline(0) + every * DAY - float(HOUR),
        deadline=deadline(0) + every * DAY,
        offset=np.zeros(days, np.int64),
        says_unlisted=np.zeros(days, bool),
        unlisted_worst=np.full(days, np.nan),
        limited=np.full(days, np.nan),
        is_spasm_day=np.isin(every - 1, np.array(list(spasm), int)),
        worst=np.full(days, np.nan),
        factors=tuple(factors),
        held=held.reshape(len(factors), days),
        started=started,
        ended=started + 60.0,
        intensity=np.full(len(started), 5.0),
        now=float(deadline(days)),
    )
    return replace(built, **changes)


def without_answer(check_ins: CheckIns, *days: int) -> CheckIns:
    """The same with these days not answered."""
    answered_at = check_ins.answered_at.copy()
    answered_at[list(days)] = np.nan
    return replace(check_ins, answered_at=answered_at)


def closed(check_ins: CheckIns, today: int, **fixed) -> tuple[Grid, tuple[ClosedBlock, ...]]:
    """The grid and all blocks that are due at the start of the day that is `today` days after FIRST."""
    grid = replace(start_of(check_ins) or Grid(FIRST), **fixed)
    if grid.closing_day(0) <= FIRST + today:
        grid = decided(grid, check_ins)
    return grid, due_blocks(check_ins, grid, (), FIRST + today)


def analyzed(check_ins: CheckIns, today: int, **fixed) -> FactorAnalysis:
    """What is said of these check-ins at the start of that day."""
    return factor_analysis(check_ins, *closed(check_ins, today, **fixed))


def in_order(check_ins: CheckIns, rows, episodes) -> CheckIns:
    """The same with rows and episodes in that order (or only some of the rows)."""
    by_day = ("day", "answered_at", "deadline", "offset", "says_unlisted", "unlisted_worst", "limited")
    columns = {name: getattr(check_ins, name)[rows] for name in (*by_day, "is_spasm_day", "worst")}
    columns |= {name: getattr(check_ins, name)[episodes] for name in ("started", "ended", "intensity")}
    return replace(check_ins, held=check_ins.held[:, rows], **columns)
