"""Does the factor analysis keep what docs/methods.md promises? Simulated diaries with a known truth, and its speed.

python -m bench.factors            the table of the methods page (some minutes); exits non-zero when out of bounds
python -m bench.factors --power    only what a year finds, which the check-in's page prints (a minute)
python -m bench.factors --quick    a short run that shows only that the measuring works
"""

import statistics
import sys
import time
from dataclasses import dataclass, replace

import numpy as np

from bench.simulated import FACTORS, Truth, simulate
from tracker.analysis.factor_power import POWER
from tracker.analysis.factors import SEEN_AGAIN, FactorAnalysis, factor_analysis

DIARIES, QUICK_DIARIES, POWER_DIARIES = 600, 6, 400
YEAR_DAYS, POWER_ANSWERED = 365, 0.90
LINKS = {0: 4.0, 1: 4.0}
BUDGET_MS = 300
LONG_DAYS = 600
"""With gaps a diary takes longer to reach its looks."""
DISTORTIONS = {
    "a spasm raises the factor that day": {"spasm_raises_factor": True},
    "quiet days answered less": {"quiet_days_answered_less": True},
    "days after an exposed day skipped": {"day_after_exposed_skipped": True},
    "exposed days answered later": {"exposed_answered_late": True},
}


@dataclass(frozen=True, slots=True)
class Row:
    """A simulated figure and the bounds it must keep; None where it is only told."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None

    @property
    def is_out(self) -> bool:
        return (self.low is not None and self.value < self.low) or (self.high is not None and self.value > self.high)

    def __str__(self) -> str:
        bounds = "" if self.high is None else f"{self.low or 0:.3f} to {self.high:.3f}"
        return f"{self.name:<62} {self.value:8.3f}  {bounds:<16} {'OUT' if self.is_out else 'ok' if bounds else 'told'}"


def diaries(truth: Truth, number: int, seed: int) -> list[FactorAnalysis]:
    """So many simulated diaries, analyzed."""
    return [factor_analysis(simulate(truth, np.random.default_rng((seed, n)))) for n in range(number)]


def judged(analyses: list[FactorAnalysis], links=()) -> list:
    """Odds ratios of the factors without a link, at the latest look of each diary."""
    nulls = {code for place, code in enumerate(FACTORS) if place not in links}
    return [
        one.odds_ratio for each in analyses for one in each.looks[-1].judged if one.odds_ratio and one.code in nulls
    ]


def null_rows(name: str, nulls: list, cover: tuple, most: float) -> list[Row]:
    covered = statistics.mean(one.low <= 1 <= one.high for one in nulls)
    return [
        Row(f"{name}: 95 % interval holds the truth", covered, *cover),
        Row(f"{name}: p < .05", statistics.mean(one.p_two_sided < 0.05 for one in nulls), None, most),
    ]


def false_discoveries(analyses: list[FactorAnalysis], links: dict) -> float:
    """Of what passed at the latest look, the share that has no link; averaged over diaries."""
    shares = []
    for each in analyses:
        passed = [FACTORS.index(one.code) for one in each.looks[-1].judged if one.passes]
        shares.append(sum(place not in links for place in passed) / max(1, len(passed)))
    return statistics.mean(shares)


def year_rows(name: str, analyses: list[FactorAnalysis]) -> list[Row]:
    """The whole procedure in diaries in which nothing matters."""
    flagged = [any(one.passes for look in each.looks for one in look.judged) for each in analyses]
    repeated = [any(one.verdict == SEEN_AGAIN for one in each.results) for each in analyses]
    return [
        Row(f"{name}, no link at all, a year: worth watching", statistics.mean(flagged), None, None),
        Row(f"{name}, no link at all, a year: seen again", statistics.mean(repeated), None, 0.02),
    ]


def power(odds: float, is_steady: bool, number: int) -> list[Row]:
    """In how many of 100 diaries a true link of one factor is found within 365 days, 90 of 100 evenings answered.

    What the check-in's page prints must be the number of this table.
    """
    truth = Truth(days=YEAR_DAYS, answered=POWER_ANSWERED, links={0: odds}, spells=not is_steady)
    name = f"a link of {odds:.0f} times{', no bad spells' if is_steady else ''}, a year"
    analyses = diaries(truth, number, seed=int(odds * 10))
    own = [next(one for one in each.results if one.code == FACTORS[0]) for each in analyses]
    watched, again = (
        100 * statistics.mean(found)
        for found in ([one.flagged_at > 0 for one in own], [one.verdict == SEEN_AGAIN for one in own])
    )
    low = high = None
    if number == POWER_DIARIES and odds in POWER:
        printed = POWER[odds].otherwise if is_steady else POWER[odds].in_spells
        low, high = printed - 0.5, printed + 0.5
    return [
        Row(f"{name}: ever worth watching, of 100", watched),
        Row(f"{name}: seen again, of 100", again, low, high),
    ]


def milliseconds(times: int) -> float:
    """Eight factors over ten years, every look and repeat anew: the dearest case."""
    days = simulate(Truth(days=3650, links=LINKS), np.random.default_rng(1))
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        factor_analysis(days)
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken)


def measure(number: int):
    """Yields the rows, as soon as each is known."""
    plain = Truth()
    nulls = diaries(plain, number, seed=1)
    yield from null_rows("factors at random", judged(nulls), (0.94, 0.97), 0.06)
    yield from year_rows("factors at random", nulls)
    runs = diaries(replace(plain, runs=True), number, seed=2)
    yield from null_rows("factors in runs", judged(runs), (None, None), 0.09)
    yield from year_rows("factors in runs", runs)
    linked = replace(plain, links=LINKS, days=LONG_DAYS)
    yield Row("false discoveries, undistorted", false_discoveries(diaries(linked, number, seed=3), LINKS), None, 0.10)
    for place, (name, distortion) in enumerate(DISTORTIONS.items()):
        analyses = diaries(replace(linked, **distortion), number, seed=10 + place)
        yield Row(f"false discoveries, {name}", false_discoveries(analyses, LINKS), None, 0.10)
        nulls = judged(analyses, LINKS)
        yield Row(f"p < .05 without a link, {name}", statistics.mean(one.p_two_sided < 0.05 for one in nulls))
    yield from measure_power(QUICK_DIARIES if number == QUICK_DIARIES else POWER_DIARIES)


def measure_power(number: int):
    """Yields the rows of what the check-in's page says before anybody begins."""
    for odds in (4.0, 3.0, 2.0):
        for is_steady in (False, True):
            yield from power(odds, is_steady, number)


def main(arguments: list[str]) -> int:
    is_quick, is_power = "--quick" in arguments, "--power" in arguments
    number, out = QUICK_DIARIES if is_quick else DIARIES, []
    print(f"{number} simulated diaries a row; 8 factors, each on 1 day in 4; spasms on about 1 day in 5\n")
    for row in measure_power(POWER_DIARIES) if is_power else measure(number):
        print(row, flush=True)
        out += [row.name] if row.is_out else []
    if is_power:
        return 1 if out else 0
    took = milliseconds(1 if is_quick else 7)
    print(f"\n8 factors over ten years: {took:.0f} of {BUDGET_MS} ms")
    out += ["8 factors over ten years"] if took > BUDGET_MS else []
    if is_quick:
        return 0
    print(f"\nOut of bounds: {'; '.join(out)}" if out else "\nEverything is within its bounds.")
    return 1 if out else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
