"""Does a habit before bed go with fewer nights with a spasm? What a trial drawn by coin lets one say; pure arithmetic.

Nights come in pairs, the first with the second, the third with the fourth. A coin decided for each pair which of the
two was the night with the habit, so under "it does nothing" each difference within a pair is as likely as its opposite.
That is all the test rests on: nothing is assumed of spells, seasons, or how often spasms come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import product
from math import comb
from typing import Any

from tracker.analysis.coverage import shares_differ

HALF_WAY_LOOK, END_LOOK = "half-way", "end"
LOOK_ALPHA = {HALF_WAY_LOOK: 0.01, END_LOOK: 0.045}
"""A trial is looked at twice, and each look may call nothing something in so many trials at most. What both together
do is measured by bench/trial.py."""
FEWER_WITH_IT, NO_CLEAR_DIFFERENCE, TOO_FEW_PAIRS, UNEVEN_ANSWERS, MORE_WITH_IT = (
    "fewer",
    "not-clear",
    "too-few",
    "uneven",
    "more",
)
TRIAL_VERDICTS = frozenset({FEWER_WITH_IT, NO_CLEAR_DIFFERENCE, TOO_FEW_PAIRS, UNEVEN_ANSWERS, MORE_WITH_IT})
"""What a look says: fewer spasms with the habit; no difference that is clear; too few pairs that differ; answered too
unevenly; more with the habit, which is no finding, but half way ends the trial."""
FEWEST_DIFFERING = 5
"""Pairs in which just one of the two nights had a spasm: the others say nothing of a difference."""
_LIMIT_ALPHA = 0.05
"""At either end of the 90 % interval."""


@dataclass(frozen=True, slots=True)
class TrialNight:
    """One night of a trial, in the order of the nights. The arm is that of the coin, whatever was done."""

    is_with: bool
    had_spasm: bool | None = None
    """None: the morning question was not answered, so the night does not count."""
    was_done: bool | None = None
    """Whether the habit was kept that night, as the person says; None: not answered."""
    is_overridden: bool = False
    """The answer was no, but an entry began in it."""

    @property
    def mark(self) -> str:
        """How it is stored with a look and drawn: SPASM_NIGHT, QUIET_NIGHT or MISSING_NIGHT."""
        return MISSING_NIGHT if self.had_spasm is None else SPASM_NIGHT if self.had_spasm else QUIET_NIGHT


SPASM_NIGHT, QUIET_NIGHT, MISSING_NIGHT = "s", "q", "-"


@dataclass(frozen=True, slots=True)
class NightCounts:
    """Nights of one kind."""

    nights: int
    answered: int
    spasms: int


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What a look at a trial says."""

    with_habit: NightCounts
    without: NightCounts
    """As assigned: these two are what the coin made comparable."""
    done: NightCounts
    not_done: NightCounts
    """The same nights by what the person says they did. Not drawn by a coin, so other things may differ, too."""
    pairs: int
    """Pairs with both nights answered."""
    fewer_with: int
    """Pairs of these in which only the night without the habit had a spasm."""
    more_with: int
    spasms_in_pairs_with: int
    spasms_in_pairs_without: int
    p_fewer: float
    """How often a coin alone gives so many pairs in favor of the habit, or more."""
    p_more: float
    difference: float | None
    """Spasms a night without the habit less those with it, over the pairs; None without a pair."""
    low: float | None
    high: float | None
    """90 % interval of the difference: exact at 0, approximate elsewhere."""
    verdict: str
    marks_with: str
    """A mark for each night with the habit, in their order."""
    marks_without: str
    overridden: int = 0
    """Nights whose answer was no, but in which an entry began; 0, too, in looks that were stored before this was
    counted."""

    @property
    def differing(self) -> int:
        """Pairs in which the two nights were not alike."""
        return self.fewer_with + self.more_with

    def as_data(self) -> dict[str, Any]:
        """As it is stored when the look is taken."""
        return asdict(self)


def result_from_data(data: Mapping[str, Any]) -> TrialResult:
    """Back from what is stored. Raises TypeError or KeyError for anything else."""
    counts = {name: NightCounts(**data[name]) for name in ("with_habit", "without", "done", "not_done")}
    return TrialResult(**{**data, **counts})


def trial_result(nights: Sequence[TrialNight], look: str) -> TrialResult:
    """What a look says of these nights, all that it is to cover: HALF_WAY_LOOK of the first half, END_LOOK of all.

    A night that was not answered has no influence, and neither has the other of its pair on the test; both arms'
    counts hold every answered night. Assumes nothing but the coin. Edgington & Onghena 2007, randomization tests.
    Example: 12 pairs of which 8 differ, 7 for the habit: p = (8 + 1) / 2⁸ = .035.
    """
    pairs = [
        (one, other) if other.is_with else (other, one)
        for one, other in zip(nights[::2], nights[1::2], strict=True)
        if one.had_spasm is not None and other.had_spasm is not None
    ]
    # Each as (without, with).
    fewer = sum(bool(without.had_spasm and not with_it.had_spasm) for without, with_it in pairs)
    more = sum(bool(with_it.had_spasm and not without.had_spasm) for without, with_it in pairs)
    low, high = interval(fewer, len(pairs) - fewer - more, more) if pairs else (None, None)
    arm, other_arm = (_counts([night for night in nights if night.is_with is arm]) for arm in (True, False))
    return TrialResult(
        with_habit=arm,
        without=other_arm,
        done=_counts([night for night in nights if night.was_done is True]),
        not_done=_counts([night for night in nights if night.was_done is False]),
        pairs=len(pairs),
        fewer_with=fewer,
        more_with=more,
        spasms_in_pairs_with=sum(bool(with_it.had_spasm) for _without, with_it in pairs),
        spasms_in_pairs_without=sum(bool(without.had_spasm) for without, _with_it in pairs),
        p_fewer=flip_p(fewer, more),
        p_more=flip_p(more, fewer),
        difference=(fewer - more) / len(pairs) if pairs else None,
        low=low,
        high=high,
        verdict=_verdict(arm, other_arm, fewer, more, look),
        marks_with="".join(night.mark for night in nights if night.is_with),
        marks_without="".join(night.mark for night in nights if not night.is_with),
        overridden=sum(night.is_overridden for night in nights),
    )


def _counts(nights: Sequence[TrialNight]) -> NightCounts:
    answered = [night for night in nights if night.had_spasm is not None]
    return NightCounts(len(nights), len(answered), sum(bool(night.had_spasm) for night in answered))


def _verdict(arm: NightCounts, other_arm: NightCounts, fewer: int, more: int, look: str) -> str:
    if shares_differ((arm.answered, arm.nights), (other_arm.answered, other_arm.nights)):
        return UNEVEN_ANSWERS
    if fewer + more < FEWEST_DIFFERING:
        return TOO_FEW_PAIRS
    if flip_p(fewer, more) <= LOOK_ALPHA[look]:
        return FEWER_WITH_IT
    return (
        MORE_WITH_IT
        if look == HALF_WAY_LOOK and flip_p(more, fewer) <= LOOK_ALPHA[HALF_WAY_LOOK]
        else NO_CLEAR_DIFFERENCE
    )


@lru_cache(4096)
def flip_p(in_favor: int, against: int) -> float:
    """The one-sided p of the sign-flip test: the share of all ways in which the coins could have come up that has at
    least so many differing pairs in favor. Pairs that do not differ stay what they are, whatever the coin."""
    differing = in_favor + against
    p: float = sum(comb(differing, k) for k in range(in_favor, differing + 1)) / 2**differing
    return p


@lru_cache(4096)
def interval(fewer: int, alike: int, more: int) -> tuple[float, float]:
    """The 90 % interval of the difference: every δ that sign-flips of D − δ do not reject, at .05 on either side.

    With pairs of D = 1, 0, −1 so many. Flipping a set S of the pairs keeps the sum at least where the mean of D over S
    is δ or less; so the p of δ is the share of all sets with such a mean (the empty one always counts), and the limits
    are quantiles of these means. The sets are counted by how many of each kind of pair they hold, which is exact
    for any number of pairs. Never fails: with hardly any pairs it is −1 to 1.
    """
    total = fewer + alike + more
    ways: dict[float, int] = {}
    for a, b, c in product(range(fewer + 1), range(alike + 1), range(more + 1)):
        if a + b + c:
            mean = (a - c) / (a + b + c)
            ways[mean] = ways.get(mean, 0) + comb(fewer, a) * comb(alike, b) * comb(more, c)
    means = sorted(ways)
    return _limit(means, ways, 2**total, -1.0), _limit(means[::-1], ways, 2**total, 1.0)


def _limit(means: Sequence[float], ways: dict[float, int], sets: int, outermost: float) -> float:
    """The first of the means, from the outside, that is not rejected."""
    counted, limit = 1, outermost
    for mean in means:
        if counted > _LIMIT_ALPHA * sets:
            break
        counted, limit = counted + ways[mean], mean
    return limit
