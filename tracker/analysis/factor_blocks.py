"""Blocks of 28 days: what each held when it closed, and which factors passed with it. Pure.

A block is stored when it closes and is handed in again: what counted then is not counted anew from an edited diary.
Which days count lives in factor_days.py, the mathematics in evidence.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

import numpy as np

from tracker.analysis.evidence import (
    LOG_PSI,
    curves,
    first_weights,
    log_evidence,
    mark_among,
    next_weight,
    passing_place,
)
from tracker.analysis.factor_days import (
    BLOCK_DAYS,
    FIRST_DAYS,
    FRIDAY,
    STRATA,
    CheckIns,
    Outcome,
    UsableDays,
    decide_outcome,
    grid_begins,
    strata,
    usable_days,
)

CLOSES_AFTER_DAYS = 7
"""So long after the last window of a block what is answered, added or changed still counts."""
LEAST_DAYS, LEAST_OUTCOMES, LEAST_OTHERS, LEAST_EXPOSED, LEAST_UNEXPOSED = 60, 10, 10, 8, 8

OWN_ANSWERS, OWN_DAYS, OUTCOMES, OTHERS = "answers", "days", "outcomes", "others"
EXPOSED, UNEXPOSED, CLOSING, NO_CONTRAST = "exposed", "unexposed", "closing", "no-contrast"

Strata = tuple[tuple[int, int, int, int], ...]
"""Days, outcomes, exposed days, outcomes on exposed days: one each."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not there yet: "41 of 90"."""

    what: str
    """OWN_ANSWERS (days with an answer, of about 90), OWN_DAYS, OUTCOMES, OTHERS, EXPOSED, UNEXPOSED, CLOSING
    (all is there, but the block has not closed) or NO_CONTRAST."""
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class Counts:
    """On so many days with the factor, on so many without."""

    exposed: int
    exposed_outcomes: int
    unexposed: int
    unexposed_outcomes: int

    @property
    def n(self) -> int:
        """Usable days on which the factor was answered."""
        return self.exposed + self.unexposed

    @property
    def outcomes(self) -> int:
        return self.exposed_outcomes + self.unexposed_outcomes

    def with_open(self, part: UsableDays, codes: tuple[str, ...], code: str) -> "Counts":
        """These and the usable days of blocks that are still open."""
        if code not in codes:
            return self
        yes, no = part.held[codes.index(code)] == 1, part.held[codes.index(code)] == 0
        sums = (yes, yes & part.outcome, no, no & part.outcome)
        now = (self.exposed, self.exposed_outcomes, self.unexposed, self.unexposed_outcomes)
        return Counts(*(before + int(days.sum()) for before, days in zip(now, sums, strict=True)))


@dataclass(frozen=True, slots=True)
class ClosedBlock:
    """What a block of 28 days held when it closed. Written once, never changed."""

    strata: Mapping[str, Strata]
    """By factor: every stratum with a day on which it was answered."""
    weights: Mapping[str, float]
    """Of the factors that begin with it."""
    passed: Mapping[str, float]
    """Of the factors that pass with it: ln E at that moment."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What is fixed at the start: from when blocks are counted, and what is looked for in their windows."""

    begins: int
    """Ordinal of the first day of the first block."""
    weekend_from: int = FRIDAY
    """The weekday (0 is Monday) whose window is mostly the first day of the weekend."""
    outcome: Outcome | None = None
    """None until the first block closes: then it is decided, from outcomes alone."""
    founders: tuple[str, ...] = ()
    """Factors that an earlier method had begun with: they share the first part of the weight."""

    def first_day(self, block: int) -> int:
        """Ordinal of the first day of the block."""
        return self.begins + BLOCK_DAYS * block

    def closing_day(self, block: int) -> int:
        """Ordinal of the day at whose start the block closes: the last window ended at least seven days ago."""
        return self.first_day(block + 1) + CLOSES_AFTER_DAYS + 1


@dataclass(frozen=True, slots=True)
class FactorRows:
    """The strata of one factor."""

    rows: np.ndarray
    """Shape (strata, 4), with those without contrast."""
    block: np.ndarray

    def part(self, which: np.ndarray) -> "FactorRows":
        return FactorRows(self.rows[which], self.block[which])

    @property
    def curve(self) -> np.ndarray:
        curve: np.ndarray = curves(self.rows, np.zeros(len(self.rows), np.int64), 1)[0]
        return curve

    @property
    def counts(self) -> "Counts":
        return counts_of(self.rows.sum(axis=0))


@dataclass(frozen=True, slots=True)
class History:
    """What the closed blocks add up to."""

    codes: tuple[str, ...]
    rows: np.ndarray
    """Shape (strata, 4), those of all factors."""
    owner: np.ndarray
    """Of which factor: its place in `codes`."""
    block: np.ndarray

    def of(self, place: int) -> FactorRows:
        """The strata of one factor; none of place -1."""
        own = self.owner == place
        return FactorRows(self.rows[own], self.block[own])

    def sums(self, slot: np.ndarray, slots: int) -> tuple[np.ndarray, np.ndarray]:
        """What has added up by each slot of time, for each factor: ln E of shape (slots, factors), and the four
        numbers of a stratum, of shape (slots, factors, 4). `slot`: of each stratum, 0 to `slots` - 1."""
        factors = len(self.codes)
        own = slot * factors + self.owner
        parts = curves(self.rows, own, slots * factors).reshape(slots, factors, len(LOG_PSI))
        numbers = [np.bincount(own, column, slots * factors) for column in self.rows.T]
        counts = np.stack(numbers, axis=-1).reshape(slots, factors, 4).astype(np.int64)
        return log_evidence(parts.cumsum(axis=0)), counts.cumsum(axis=0)


def counts_of(numbers: np.ndarray) -> Counts:
    """Of the four numbers of a stratum, or of several added up."""
    n, m, e, a = (int(each) for each in numbers)
    return Counts(e, a, n - e, m - a)


def start_of(days: CheckIns, weekend_from: int = FRIDAY) -> Grid | None:
    """The grid of a diary that has none yet: it begins on the day of the first check-in with a factor."""
    begins = grid_begins(days)
    return None if begins is None else Grid(begins, weekend_from)


def decided(grid: Grid, days: CheckIns) -> Grid:
    """The grid with its outcome, if it had none and there are enough days to decide on it."""
    if grid.outcome:
        return grid
    outcome = decide_outcome(days)
    return Grid(grid.begins, grid.weekend_from, outcome, grid.founders) if outcome.of >= FIRST_DAYS else grid


def due_blocks(days: CheckIns, grid: Grid, closed: Sequence[ClosedBlock], today: int) -> tuple[ClosedBlock, ...]:
    """The blocks that are due to close by the start of that day (an ordinal), in their order.

    Parameters: check-ins that reach back at least to the first day of the first of them (and a day before); the grid,
    with its outcome, or else nothing is due; the blocks that closed before.
    Unanswered days and the order of rows have no influence.
    """
    if grid.outcome is None:
        return ()
    usable, due, number = usable_days(days, grid.outcome, grid.begins), list(closed), len(closed)
    while grid.closing_day(len(due)) <= today:
        part = usable.part(usable.block == len(due))
        due.append(ClosedBlock(_strata_of(days.factors, part, grid.weekend_from), _new_weights(days, grid, due), {}))
    history, log_weights = history_of(due), log_weights_of(due)
    # What closed before is summed up in one.
    logs, counts = history.sums(np.maximum(history.block - number + 1, 0), len(due) - number + 1)
    for each in range(number, len(due)):
        began = {code for block in due[: each + 1] for code in block.weights}
        reached = [
            place
            for place, code in enumerate(history.codes)
            if code in began and missing_of(counts_of(counts[each - number + 1, place])) is None
        ]
        values = {history.codes[place]: float(logs[each - number + 1, place]) for place in reached}
        passed = _passing(values, passed_of(due), log_weights)
        due[each] = ClosedBlock(due[each].strata, due[each].weights, passed)
    return tuple(due[number:])


def _passing(
    values: Mapping[str, float], passed: Mapping[str, tuple[int, float]], log_weights: Mapping[str, float]
) -> dict[str, float]:
    """ln E of the factors that pass now and did not before, of those that reached the minimum."""
    kept = {code: value for code, (_block, value) in passed.items()}
    weighed = {code: log_weights[code] + value for code, value in {**values, **kept}.items()}
    place = passing_place(list(weighed.values()))
    return {
        code: values[code]
        for code, value in weighed.items()
        if place and code not in passed and value >= mark_among(place)
    }


def _strata_of(codes: tuple[str, ...], part: UsableDays, weekend_from: int) -> dict[str, Strata]:
    """Of the usable days of one block, by factor, every stratum with a day on which it was answered."""
    stratum = strata(part, weekend_from)
    tables = {}
    for row, code in enumerate(codes):
        own, yes = part.held[row] >= 0, part.held[row] == 1
        counted = [
            np.bincount(stratum[own & which], minlength=STRATA)
            for which in (own, part.outcome, yes, yes & part.outcome)
        ]
        rows = tuple((int(n), int(m), int(e), int(a)) for n, m, e, a in zip(*counted, strict=True) if n)
        if rows:
            tables[code] = rows
    return tables


def _new_weights(days: CheckIns, grid: Grid, before: Sequence[ClosedBlock]) -> dict[str, float]:
    """The weights of factors that were answered for the first time before this block closes."""
    taken = [weight for block in before for weight in block.weights.values()]
    known = {code for block in before for code in block.weights}
    closing, first, is_held = grid.closing_day(len(before)), {}, days.is_held
    for row, code in enumerate(days.factors):
        answered = days.day[is_held[row]]
        if code not in known and len(answered) and answered.min() < closing:
            first[code] = int(answered.min())
    new = sorted(first, key=lambda code: (first[code], code))
    if not before:
        founders = list(dict.fromkeys([*grid.founders, *new]))
        return dict(zip(founders, first_weights(len(founders)), strict=True)) if founders else {}
    weights: dict[str, float] = {}
    for code in new:
        weights[code] = next_weight([*taken, *weights.values()])
    return weights


def history_of(blocks: Sequence[ClosedBlock]) -> History:
    """The strata of all blocks in one."""
    codes = tuple(dict.fromkeys(code for block in blocks for code in (*block.weights, *block.strata)))
    place = {code: number for number, code in enumerate(codes)}
    parts = [(place[code], number, each) for number, block in enumerate(blocks) for code, each in block.strata.items()]
    times = [len(each) for _place, _number, each in parts]
    # Of one flat run of numbers, which is quicker to read than thousands of rows.
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(each for *_whose, each in parts)), np.int64)
    return History(
        codes,
        flat.reshape(-1, 4),
        np.repeat(np.array([whose for whose, _number, _each in parts], np.int64), times),
        np.repeat(np.array([number for _place, number, _each in parts], np.int64), times),
    )


def log_weights_of(blocks: Sequence[ClosedBlock]) -> dict[str, float]:
    """ln of the weight of each factor that has begun."""
    return {code: log(weight) for block in blocks for code, weight in block.weights.items()}


def passed_of(blocks: Sequence[ClosedBlock]) -> dict[str, tuple[int, float]]:
    """By factor: the block with which it passed, and ln E of that moment."""
    return {code: (number, value) for number, block in enumerate(blocks) for code, value in block.passed.items()}


def missing_of(counts: Counts) -> Missing | None:
    """The first of the minimums that is not reached."""
    checks = (
        Missing(OWN_DAYS, counts.n, LEAST_DAYS),
        Missing(OUTCOMES, counts.outcomes, LEAST_OUTCOMES),
        Missing(OTHERS, counts.n - counts.outcomes, LEAST_OTHERS),
        Missing(EXPOSED, counts.exposed, LEAST_EXPOSED),
        Missing(UNEXPOSED, counts.unexposed, LEAST_UNEXPOSED),
    )
    return next((check for check in checks if check.have < check.need), None)
