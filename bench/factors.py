"""Does the factor analysis keep what docs/methods.md promises? Simulated diaries with a known truth, and its speed.

python -m bench.factors            the tables of the methods page (some minutes); exits non-zero when out of bounds
python -m bench.factors --power    only how many diaries show a link, which the pages print
python -m bench.factors --quick    a short run that shows only that the measuring works
"""

import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from bench.simulated import Diaries, Truth, check_ins_of_one, simulate, strata_of
from bench.table import Row, print_rows, verdict
from tracker.analysis.conditional import odds_ratio
from tracker.analysis.evidence import MARK, curves, first_weights, log_evidence
from tracker.analysis.evidence_power import POWER
from tracker.analysis.factor_blocks import (
    CLOSES_AFTER_DAYS,
    LEAST_DAYS,
    LEAST_EXPOSED,
    LEAST_OTHERS,
    LEAST_OUTCOMES,
    LEAST_UNEXPOSED,
    ClosedBlock,
    Grid,
    decided,
    due_blocks,
    start_of,
)
from tracker.analysis.factor_days import BLOCK_DAYS
from tracker.analysis.factors import QUARTER, WEAKER_BLOCKS, WEAKER_PART, factor_analysis

DIARIES, QUICK_DIARIES, POWER_DIARIES, LONG_DIARIES = 600, 20, 1000, 300
YEAR, FOUR_YEARS = 365, 1461
NOTHING_MS, BLOCK_MS = 300, 10
REPLACED_AFTER, ENDS_AFTER = 182, 547
NULL = {
    "spells of 4 days": {},
    "no spells": {"spell_days": 1},
    "spells of 8 days": {"spell_days": 8},
    "spasms that bring spasms": {"spell_days": 1, "self_exciting": 1.2},
    "factors in runs of 6 days": {"run_days": 6},
    "factors in runs of 14 days": {"run_days": 14},
    "factors in runs of 14 days, spells of 8": {"run_days": 14, "spell_days": 8},
    "worse weekends, four weekend factors": {"weekly": 1.0, "weekend_factors": 4},
    "season in spasms and factors": {"season": 0.8},
    "1 in 3 spasms brings the factor": {"spasm_raises_factor": 0.33},
    "2 in 3 spasms bring the factor": {"spasm_raises_factor": 0.67},
    "quiet days answered less": {"quiet_days_answered_less": True},
    "days after an exposed day skipped": {"day_after_exposed_skipped": True},
    "exposed days answered later": {"exposed_answered_late": True},
}


@dataclass(frozen=True)
class Course:
    """What the analysis said in each diary, block by block. Shape (diaries, factors) unless said otherwise."""

    passed: np.ndarray
    """The block with which it passed first; -1 if never. Also True of what was replaced."""
    false_ever: np.ndarray
    """Shape (diaries,): any factor ever passed."""
    clearer: np.ndarray
    """Ever at a quarter of the mark or more."""
    logs: np.ndarray
    """Shape (blocks, diaries, factors): ln E."""
    begins: np.ndarray
    """Shape (diaries,): the first day of the first block."""
    evenings: np.ndarray
    """Shape (diaries, blocks): evenings answered in time by the closing of each block."""

    def weaker(self, chosen: np.ndarray) -> np.ndarray:
        """Of the chosen ones (diary, factor) that passed: whether they were ever called weaker since."""
        results = []
        for diary, factor in np.argwhere(chosen & (self.passed >= 0)):
            logs, begun = self.logs[:, diary, factor], self.passed[diary, factor]
            later = np.arange(begun + 1, len(logs))
            reference = logs[np.maximum(later - WEAKER_BLOCKS, begun)]
            results.append(bool((logs[later] < reference - np.log(WEAKER_PART)).any()))
        return np.array(results)


def course(diaries: Diaries, replaced_after: int | None = None) -> Course:
    """Closes block after block of all diaries, with fixed weights and passes that stay."""
    table = strata_of(diaries)
    number, factors = table.shape[:2]
    days = diaries.given.shape[1]
    blocks = (days - CLOSES_AFTER_DAYS - 1) // BLOCK_DAYS
    curve, counts = np.zeros((number * factors, 321)), np.zeros((number, factors, 4), np.int64)
    log_weights = np.full((number, factors), np.log(first_weights(factors)[0]))
    left = np.full(number, 0.25)
    passed = np.full((number, factors), -1)
    frozen = np.full((number, factors), -np.inf)
    clearer, false_ever = np.zeros((number, factors), bool), np.zeros(number, bool)
    retired: list[np.ndarray] = []
    logs, owner, next_replacement = [], np.repeat(np.arange(number * factors), table.shape[3]), replaced_after
    for block in range(blocks):
        strata = table[:, :, block].reshape(-1, 4)
        curve += curves(strata, owner, number * factors)
        counts += table[:, :, block].sum(axis=2)
        log_e = log_evidence(curve).reshape(number, factors)
        logs.append(log_e)
        value = np.where(passed >= 0, frozen, np.where(_reached(counts), log_weights + log_e, -np.inf))
        whole = np.sort(np.concatenate([value, *retired], axis=1), axis=1)[:, ::-1]
        place = np.arange(1, whole.shape[1] + 1)
        is_enough = whole >= np.log(MARK / place)
        k = np.where(is_enough.any(axis=1), whole.shape[1] - np.argmax(is_enough[:, ::-1], axis=1), 0)
        new = (value >= np.log(MARK / np.maximum(k, 1))[:, None]) & (k > 0)[:, None] & (passed < 0)
        passed[new], frozen[new] = block, value[new]
        false_ever |= k > 0
        clearer |= value >= np.log(MARK / QUARTER)
        closed_on = BLOCK_DAYS * (block + 1) + CLOSES_AFTER_DAYS + 1
        if next_replacement is not None and closed_on >= next_replacement:
            next_replacement += replaced_after or 0
            losers = passed < 0
            retired.append(np.where(losers, value, -np.inf))
            for factor in range(factors):
                left[losers[:, factor]] /= 2
                log_weights[losers[:, factor], factor] = np.log(left[losers[:, factor]])
            curve[losers.ravel()] = 0
            counts[losers] = 0
    evenings = (diaries.given & ~diaries.late).cumsum(axis=1)
    ends = diaries.begins[:, None] + BLOCK_DAYS * (np.arange(blocks) + 1) + CLOSES_AFTER_DAYS
    evenings = np.take_along_axis(evenings, np.minimum(ends, days - 1), axis=1)
    return Course(passed, false_ever, clearer, np.array(logs), diaries.begins, evenings)


def _reached(counts: np.ndarray) -> np.ndarray:
    n, m, e, _a = np.moveaxis(counts, -1, 0)
    reached: np.ndarray = (
        (n >= LEAST_DAYS) & (m >= LEAST_OUTCOMES) & (n - m >= LEAST_OTHERS) & (e >= LEAST_EXPOSED)
    ) & (n - e >= LEAST_UNEXPOSED)
    return reached


def coverage(diaries: Diaries) -> float:
    """How often the 95 % mid-P interval of a factor without a link holds "no link"."""
    table, covered = strata_of(diaries), []
    for diary in range(len(table)):
        for strata in table[diary, :2].reshape(2, -1, 4):
            n, m, e, a = strata.T
            cells = np.stack([a, m - a, e - a, n - e - m + a], axis=1)
            outcome = np.tile([True, True, False, False], len(cells)).repeat(cells.ravel())
            exposed = np.tile([True, False, True, False], len(cells)).repeat(cells.ravel())
            odds = odds_ratio(outcome, exposed, np.repeat(np.arange(len(cells)), cells.sum(axis=1)))
            if odds:
                covered.append(odds.low <= 1 <= odds.high)
    return statistics.mean(covered)


def false_rows(number: int, years: int, most: float) -> Iterator[Row]:
    """No factor matters: in how many diaries was any ever called linked?"""
    for place, (name, changes) in enumerate(NULL.items()):
        truth = replace(Truth(days=YEAR if years == 1 else FOUR_YEARS), **changes)
        done = course(simulate(truth, number, np.random.default_rng((place, years))))
        yield Row(f"{years} year(s), {name}: any false link", done.false_ever.mean(), None, most)
        if not changes:
            most_clearer = 0.10 if years == 1 else None
            yield Row(
                f"{years} year(s), {name}: any getting clearer", done.clearer.any(axis=1).mean(), None, most_clearer
            )


def share_rows(number: int) -> Iterator[Row]:
    """The same, and what is found, with fewer and more evenings answered."""
    for answered in (0.80, 0.90, 0.97):
        for spell_days in (4, 1):
            how = f"{answered:.0%} answered, {'spells' if spell_days > 1 else 'alike'}"
            truth, rng = Truth(answered=answered, spell_days=spell_days), np.random.default_rng(int(answered * 100))
            yield Row(f"{how}: any false link", course(simulate(truth, number, rng)).false_ever.mean(), None, 0.05)
            for odds in (4.0, 3.0):
                done = course(simulate(replace(truth, factors=3, links={0: odds}), number, rng))
                yield Row(f"{how}: link of {odds:.0f} found, 1 of 3 factors", (done.passed[:, 0] >= 0).mean())
    for spell_days in (4, 1):
        for odds in (4.0, 3.0):
            truth = Truth(spell_days=spell_days, links={0: odds})
            done = course(simulate(truth, number, np.random.default_rng((7, spell_days, int(odds)))))
            how = f"90% answered, {'spells' if spell_days > 1 else 'alike'}"
            yield Row(f"{how}: link of {odds:.0f} found, 1 of 8 factors", (done.passed[:, 0] >= 0).mean())
    truth = Truth(links={0: 4.0, 1: 4.0})
    done = course(simulate(truth, number, np.random.default_rng(8)))
    found = done.passed >= 0
    shares = found[:, 2:].sum(axis=1) / np.maximum(found.sum(axis=1), 1)
    yield Row("two links of 4, six factors without: false among links", shares.mean(), None, 0.05)


def weaker_rows(number: int) -> Iterator[Row]:
    """Links that last, and links that end after a year and a half, over four years."""
    for spell_days in (4, 1):
        how = "spells" if spell_days > 1 else "alike"
        for odds in (4.0, 3.0):
            truth = Truth(days=FOUR_YEARS, factors=3, links={0: odds}, spell_days=spell_days, answered=0.97)
            chosen = np.zeros((number, 3), bool)
            chosen[:, 0] = True
            rng = np.random.default_rng((9, spell_days, int(odds)))
            lasting = course(simulate(truth, number, rng)).weaker(chosen)
            yield Row(f"4 years, {how}: a link of {odds:.0f} that lasts is called weaker", lasting.mean(), None, 0.10)
            ended = course(simulate(replace(truth, links_end=ENDS_AFTER), number, rng))
            chosen[:, 0] = ended.passed[:, 0] * BLOCK_DAYS < ENDS_AFTER - BLOCK_DAYS
            yield Row(
                f"4 years, {how}: a link of {odds:.0f} that ends is called weaker", ended.weaker(chosen).mean(), 0.80, 1
            )


def power_rows(number: int, must_fit: bool) -> Iterator[Row]:
    """By how many answered evenings a link shows, of 100 diaries. What the pages print must be the number here."""
    for odds, power in POWER.items():
        for place, (name, spell_days) in enumerate((("spells", 4), ("alike", 1))):
            truth = Truth(days=FOUR_YEARS, factors=3, links={0: odds}, spell_days=spell_days)
            done = course(simulate(truth, number, np.random.default_rng((10, int(odds), spell_days))))
            at = np.take_along_axis(done.evenings, np.maximum(done.passed[:, :1], 0), axis=1)[:, 0]
            at = np.where(done.passed[:, 0] >= 0, at, 10**6)
            closed_on = done.begins + BLOCK_DAYS * (done.passed[:, 0] + 1) + CLOSES_AFTER_DAYS + 1
            shares = {"within 365 days": ((done.passed[:, 0] >= 0) & (closed_on <= YEAR), power.year)}
            shares |= {f"by {evenings} evenings": (at <= evenings, printed) for evenings, printed in power.by.items()}
            for when, (is_shown, printed) in shares.items():
                bounds = (printed[place] - 0.5, printed[place] + 0.5) if must_fit else (None, None)
                yield Row(f"link of {odds:.0f}, {name}: of 100, {when}", 100 * is_shown.mean(), *bounds)


def counted_alike() -> float:
    """In how many of some diaries the counting of all at once is that of the app. Must be all."""
    truth = Truth(days=200, factors=3, exposed_answered_late=True, answered=0.8)
    diaries = simulate(truth, 5, np.random.default_rng(3))
    table, alike = strata_of(diaries), []
    for number in range(5):
        check_ins = check_ins_of_one(diaries, number)
        _grid, blocks = closed_of(check_ins, 200)
        for block, each in enumerate(blocks):
            for factor in range(3):
                mine = [tuple(int(n) for n in row) for row in table[number, factor, block] if row[0]]
                alike.append(list(each.strata.get(f"factor-{factor}", ())) == mine)
    return statistics.mean(alike)


def closed_of(check_ins, days: int) -> tuple[Grid, tuple[ClosedBlock, ...]]:
    """The blocks of one diary, from nothing."""
    grid = start_of(check_ins)
    assert grid
    grid = decided(grid, check_ins)
    return grid, due_blocks(check_ins, grid, (), int(check_ins.day[0]) + days)


def milliseconds(times: int) -> tuple[float, float]:
    """Eight factors over ten years: from nothing, and one block more."""
    check_ins = check_ins_of_one(simulate(Truth(days=3650, links={0: 4.0}), 1, np.random.default_rng(1)), 0)
    whole, one = [], []
    for _ in range(times):
        started = time.perf_counter()
        grid, blocks = closed_of(check_ins, 3650)
        factor_analysis(check_ins, grid, blocks)
        whole.append(1000 * (time.perf_counter() - started))
        recent = int(np.searchsorted(check_ins.day, grid.first_day(len(blocks) - 1) - 100))
        late = _from(check_ins, recent)
        started = time.perf_counter()
        due_blocks(late, grid, blocks[:-1], int(check_ins.day[0]) + 3650)
        one.append(1000 * (time.perf_counter() - started))
    return statistics.median(whole), statistics.median(one)


def _from(check_ins, first: int):
    """The check-ins from that row on, as a page reads them that has closed the blocks before."""
    by_day = ("day", "answered_at", "deadline", "offset", "says_unlisted", "unlisted_worst", "limited", "is_spasm_day")
    columns = {name: getattr(check_ins, name)[first:] for name in (*by_day, "worst")}
    kept = check_ins.started >= check_ins.deadline[first]
    columns |= {name: getattr(check_ins, name)[kept] for name in ("started", "ended", "intensity")}
    return replace(check_ins, held=check_ins.held[:, first:], **columns)


def measure(number: int, *, is_quick: bool) -> Iterator[Row]:
    """Yields the rows, as soon as each is known."""
    long = QUICK_DIARIES if is_quick else LONG_DIARIES
    yield Row("counted as the app counts", counted_alike(), 1, 1)
    nulls = simulate(Truth(factors=2), number, np.random.default_rng(5))
    yield Row("95 % mid-P interval holds no link", coverage(nulls), 0.93, 0.97)
    yield from false_rows(number, 1, 0.05)
    yield from false_rows(long, 4, 0.06)
    truth, rng = Truth(days=FOUR_YEARS), np.random.default_rng(6)
    for name, changes in (("spells of 4 days", {}), ("spells of 8, runs of 6", {"spell_days": 8, "run_days": 6})):
        done = course(simulate(replace(truth, **changes), long, rng), REPLACED_AFTER)
        yield Row(f"4 year(s), {name}, losers replaced half-yearly: any false link", done.false_ever.mean(), None, 0.05)
    yield from share_rows(number)
    yield from weaker_rows(long)
    yield from power_rows(QUICK_DIARIES if is_quick else POWER_DIARIES, must_fit=not is_quick)


def main(arguments: list[str]) -> int:
    is_quick, is_power = "--quick" in arguments, "--power" in arguments
    number = QUICK_DIARIES if is_quick else DIARIES
    print(f"{number} simulated diaries a row, {LONG_DIARIES} over four years; 8 factors, each on 1 day in 4\n")
    rows = power_rows(POWER_DIARIES, must_fit=True) if is_power else measure(number, is_quick=is_quick)
    out = [row.name for row in print_rows(rows) if row.is_out]
    if not is_power:
        whole, one = milliseconds(1 if is_quick else 7)
        print(f"\n8 factors over ten years: {whole:.0f} of {NOTHING_MS} ms; one more block: {one:.1f} of {BLOCK_MS} ms")
        out += ["from nothing"] if whole > NOTHING_MS else []
        out += ["one more block"] if one > BLOCK_MS else []
    return 0 if is_quick else verdict(out)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
