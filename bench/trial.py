"""Does the self-trial keep what docs/methods.md promises? Simulated trials with a known truth, many at a time.

python -m bench.trial            the table of the methods page (a minute); exits non-zero when out of bounds
python -m bench.trial --quick    a short run that shows only that the measuring works
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from bench.table import Row, print_rows, verdict
from tracker.analysis.coverage import WIDEST_GAP_POINTS
from tracker.analysis.trial import (
    END_LOOK,
    FEWEST_DIFFERING,
    HALF_WAY_LOOK,
    LOOK_ALPHA,
    flip_p,
    interval,
)
from tracker.analysis.trial_power import FALSE_OF_100, HIDDEN_SPASMS, POWER_NOT_ALWAYS_DONE, TRIAL_POWER

TRIALS, QUICK_TRIALS = 10_000, 60
MOST_FALSE, LEAST_COVERED = 0.05, 0.85
ROUNDED = 0.5
"""A printed number is the one measured here, rounded: the seeds are fixed."""
_MOST_PAIRS = 56
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Truth:
    """How nights come about in a simulated trial."""

    nights: int = 84
    rate: float = 1 / 2
    """Nights with a spasm, of all without the habit."""
    kept: float = 1.0
    """What the habit leaves of the spasms of a night: 0.5 halves them."""
    done: float = 1.0
    """On how many of the nights of the habit it is kept."""
    spell: int = 1
    """Mean length, in nights, of bad and of good spells; 1: every night is alike."""
    answered: float = 0.9
    quiet_answered: float | None = None
    """The same of nights without a spasm, where it is another."""
    hidden: float = 0.0
    """Spasms on nights of the habit that are answered with no."""
    weekend: float = 1.0
    """How many times as often spasms come on two nights of seven."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of so many trials."""

    helps: Flags
    """Found at either look."""
    covered: Flags
    """The 90 % interval at the end holds the truth."""


def simulate(truth: Truth, number: int, seed: int) -> Outcomes:
    """So many trials at once: arrays of (trial, night)."""
    random = np.random.default_rng((20, seed))
    shape = (number, truth.nights)
    first_with = random.random((number, truth.nights // 2)) < 0.5
    is_with = np.stack((first_with, ~first_with), axis=2).reshape(shape)
    chance = np.clip(_chances(truth, random, shape), 0.0, 0.97)
    is_done = is_with & (random.random(shape) < truth.done)
    spasm = random.random(shape) < np.where(is_done, chance * truth.kept, chance)
    # The truth is what the coin assigns: a habit not always kept does less.
    effect = (chance * (1 - truth.kept) * truth.done).mean(axis=1)
    reported = spasm & ~(is_with & (random.random(shape) < truth.hidden))
    quiet = truth.answered if truth.quiet_answered is None else truth.quiet_answered
    answered = random.random(shape) < np.where(spasm, truth.answered, quiet)
    return _outcomes(is_with, reported, answered, effect)


def _chances(truth: Truth, random: np.random.Generator, shape: tuple[int, int]) -> Numbers:
    """The chance of a spasm on each night without the habit."""
    number, nights = shape
    chance = np.full(shape, truth.rate)
    if truth.spell > 1:
        # Bad nights have 1.8 times the rate, good ones 0.2 times.
        changes = random.random(shape) < 1 / truth.spell
        is_bad = (random.random((number, 1)) < 0.5) ^ (np.cumsum(changes, axis=1) % 2 == 1)
        chance = np.where(is_bad, 1.8, 0.2) * truth.rate
    is_weekend = (np.arange(nights)[None, :] + random.integers(0, 7, (number, 1))) % 7 < 2
    weekend: Numbers = chance * np.where(is_weekend, truth.weekend, (7 - 2 * truth.weekend) / 5)
    return weekend


def _outcomes(is_with: Flags, spasm: Flags, answered: Flags, effect: Numbers) -> Outcomes:
    half = is_with.shape[1] // 2
    half_way = _helps(is_with[:, :half], spasm[:, :half], answered[:, :half], HALF_WAY_LOOK)
    end = _helps(is_with, spasm, answered, END_LOOK)
    more = _is_more(is_with[:, :half], spasm[:, :half], answered[:, :half])
    fewer, alike, against = _pairs(is_with, spasm, answered)
    limits = np.array([interval(*map(int, each)) for each in zip(fewer, alike, against, strict=True)])
    covered = (limits[:, 0] <= effect + 1e-12) & (effect - 1e-12 <= limits[:, 1])
    return Outcomes((half_way | end) & ~more, covered)


def _pairs(is_with: Flags, spasm: Flags, answered: Flags) -> tuple[npt.NDArray[np.int_], ...]:
    """Pairs in favor of the habit, alike, and against it, of each trial."""
    whole = answered[:, ::2] & answered[:, 1::2]
    with_it = np.where(is_with[:, ::2], spasm[:, ::2], spasm[:, 1::2])
    without = np.where(is_with[:, ::2], spasm[:, 1::2], spasm[:, ::2])
    fewer, more = whole & without & ~with_it, whole & with_it & ~without
    return fewer.sum(axis=1), (whole & (with_it == without)).sum(axis=1), more.sum(axis=1)


def _is_even(is_with: Flags, answered: Flags) -> Flags:
    nights = is_with.shape[1] // 2
    apart = np.abs((answered & is_with).sum(axis=1) - (answered & ~is_with).sum(axis=1))
    even: Flags = 100 * apart <= WIDEST_GAP_POINTS * nights
    return even


# By the code of the app, once for each possible trial.
_P = np.array([[flip_p(one, other) for other in range(_MOST_PAIRS + 1)] for one in range(_MOST_PAIRS + 1)])


def _helps(is_with: Flags, spasm: Flags, answered: Flags, look: str) -> Flags:
    fewer, _alike, more = _pairs(is_with, spasm, answered)
    helps: Flags = (
        (_P[fewer, more] <= LOOK_ALPHA[look]) & (fewer + more >= FEWEST_DIFFERING) & _is_even(is_with, answered)
    )
    return helps


def _is_more(is_with: Flags, spasm: Flags, answered: Flags) -> Flags:
    fewer, _alike, more = _pairs(is_with, spasm, answered)
    is_more: Flags = (
        (_P[more, fewer] <= LOOK_ALPHA[HALF_WAY_LOOK])
        & (fewer + more >= FEWEST_DIFFERING)
        & _is_even(is_with, answered)
    )
    return is_more


NOTHING = {
    "spasms on 1 night in 2": Truth(),
    "1 in 2, 112 nights": Truth(nights=112),
    "1 in 3": Truth(rate=1 / 3),
    "1 in 4, 112 nights": Truth(nights=112, rate=1 / 4),
    "spells of 4 nights": Truth(spell=4),
    "spells of 8 nights": Truth(spell=8),
    "twice as often on weekends": Truth(weekend=2.0),
    "quiet nights answered less": Truth(answered=0.97, quiet_answered=0.8),
}
HALVING = replace(Truth(), kept=0.5)


def measure(number: int) -> Iterator[Row]:
    """Yields the rows, as soon as each is known."""
    is_table, false = number == TRIALS, []
    for place, (name, truth) in enumerate(NOTHING.items()):
        outcomes = simulate(truth, number, place)
        false.append(100 * float(outcomes.helps.mean()))
        yield Row(f"a habit that does nothing, {name}: “helps”", false[-1] / 100, 0.0, MOST_FALSE)
        yield _covers(f"a habit that does nothing, {name}", outcomes)
    for name, value, printed in (("least", min(false), FALSE_OF_100[0]), ("most", max(false), FALSE_OF_100[1])):
        yield _printed(f"a habit that does nothing: {name} “helps” in a row above, of 100", value, printed, is_table)
    for place, ((per_night, nights), power) in enumerate(TRIAL_POWER.items()):
        truth = replace(HALVING, nights=nights, rate=1 / per_night)
        for name, printed, spell in (("alike", power.otherwise, 1), ("spells of 4 nights", power.in_spells, 4)):
            row = f"halved, 1 night in {per_night:g}, {nights} nights, {name}"
            outcomes = simulate(replace(truth, spell=spell), number, 100 + place)
            yield _printed(f"{row}: found, of 100", 100 * float(outcomes.helps.mean()), printed, is_table)
            yield _covers(row, outcomes)
    seldom = simulate(replace(HALVING, done=0.7), number, 200)
    name = "halved, 1 night in 2, 84 nights, done on 7 of 10"
    yield _printed(f"{name}: found, of 100", 100 * float(seldom.helps.mean()), POWER_NOT_ALWAYS_DONE, is_table)
    yield _covers(name, seldom)
    for place, (one_in, printed) in enumerate(HIDDEN_SPASMS.items()):
        hidden = simulate(Truth(nights=112, spell=4, hidden=1 / one_in), number, 300 + place)
        name = f"a habit that does nothing, 112 nights, 1 in {one_in} spasms with it hidden: “helps”, of 100"
        yield _printed(name, 100 * float(hidden.helps.mean()), printed, is_table)


def _covers(name: str, outcomes: Outcomes) -> Row:
    return Row(f"{name}: 90 % interval holds the truth", float(outcomes.covered.mean()), LEAST_COVERED, 1.0)


def _printed(name: str, value: float, printed: float, is_table: bool) -> Row:
    """A number that pages print: the one measured here must be the same, but for chance."""
    if not is_table:
        return Row(name, value)
    return Row(name, value, printed - ROUNDED, printed + ROUNDED)


def main(arguments: list[str]) -> int:
    is_quick = "--quick" in arguments
    number = QUICK_TRIALS if is_quick else TRIALS
    print(f"{number} simulated trials a row; 84 nights and 90 of 100 answered unless a row says otherwise\n")
    out = [row.name for row in print_rows(measure(number)) if row.is_out]
    return 0 if is_quick else verdict(out)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
