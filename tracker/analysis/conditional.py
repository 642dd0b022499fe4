"""The exact stratified conditional odds ratio: how much more often a yes-or-no outcome came with an exposure. Pure.

Only days of one stratum are compared with each other. Nothing here knows what a stratum, an outcome or a factor is.
"""

from dataclasses import dataclass
from functools import reduce
from math import exp, inf, isinf, log, sqrt

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.lazy_text import LazyText

INTERVAL_LEVEL = 0.95
MORE_OFTEN, LESS_OFTEN = "more", "less"
_STEPS, _CLOSE = 100, 1e-10


@dataclass(frozen=True, slots=True)
class Tables:
    """Fourfold tables, one a stratum; integer arrays of shape (strata,). Only strata with contrast are kept."""

    n: np.ndarray
    """Days."""
    outcomes: np.ndarray
    exposed: np.ndarray
    exposed_outcomes: np.ndarray

    @property
    def lowest(self) -> np.ndarray:
        """The fewest exposed outcomes that the margins allow."""
        lowest: np.ndarray = np.maximum(0, self.outcomes + self.exposed - self.n)
        return lowest

    @property
    def highest(self) -> np.ndarray:
        highest: np.ndarray = np.minimum(self.outcomes, self.exposed)
        return highest


@dataclass(frozen=True, slots=True)
class OddsRatio:
    """A conditional odds ratio with its interval."""

    n: int
    """Days in strata with contrast; the others carry no information."""
    of: int
    """Days that were handed in."""
    strata: int
    """Strata with contrast."""
    estimate: float
    """Conditional maximum likelihood; 0 or inf at the end of what the margins allow."""
    low: float
    high: float
    """95 % mid-P interval."""
    p_two_sided: float
    p_more: float
    p_less: float
    """Mid-P values: both directions; that the exposure goes with more outcomes; with fewer."""
    shrunken: float
    """Posterior mode under log odds ratio ~ Normal(0, 1): for ranking alone."""
    method: LazyText = _("Exact conditional odds ratio within strata, with a mid-P interval.")
    caveat: LazyText = _("A link is not a cause. Days that were left out are not covered.")

    @property
    def direction(self) -> str:
        """MORE_OFTEN or LESS_OFTEN: which way the shrunken estimate points."""
        return MORE_OFTEN if self.shrunken >= 1 else LESS_OFTEN

    @property
    def p_in_direction(self) -> dict[str, float]:
        return {MORE_OFTEN: self.p_more, LESS_OFTEN: self.p_less}


def tables(outcome: np.ndarray, exposed: np.ndarray, stratum: np.ndarray) -> Tables:
    """Counts the days by stratum and leaves out strata in which nothing can be compared.

    Parameters: three arrays of shape (days,): booleans, booleans, integers. Their order has no influence.
    Raises ValueError if the lengths differ.
    """
    if not len(outcome) == len(exposed) == len(stratum):
        raise ValueError(f"arrays of different lengths: {len(outcome)}, {len(exposed)}, {len(stratum)}")
    _names, place = np.unique(stratum, return_inverse=True)
    counts = [
        np.bincount(place, weights=weights, minlength=len(_names)).astype(np.int64)
        for weights in (None, outcome, exposed, np.logical_and(outcome, exposed))
    ]
    every = Tables(*counts)
    has_contrast = every.highest > every.lowest
    return Tables(*(count[has_contrast] for count in counts))


def odds_ratio(outcome: np.ndarray, exposed: np.ndarray, stratum: np.ndarray) -> OddsRatio | None:
    """How many times larger are the odds of the outcome on exposed days, compared within strata?

    Parameters: as in `tables`. Returns None if no stratum has contrast (all or none exposed, or outcomes).

    In a stratum with n days, m outcomes, e exposed days and a exposed outcomes, a has the weight
    C(e, a) C(n - e, m - a) psi^a; the distribution of the sum over strata is their convolution. The estimate equals
    conditional logistic regression, for one stratum the conditional estimate of a fourfold table.
    Example: one stratum, 3 of 4 exposed and 1 of 4 other days with the outcome: 6.41, mid-P 0.26.
    Assumes that days of a stratum are exchangeable but for the exposure.
    Source: Breslow & Day, Statistical Methods in Cancer Research 1 (1980), ch. 7; Lancaster 1961 (mid-P).
    """
    t = tables(outcome, exposed, stratum)
    if not len(t.n):
        return None
    first = int(t.lowest.sum())
    seen = int(t.exposed_outcomes.sum()) - first
    last = int(t.highest.sum()) - first
    weights = _log_weights(t)
    shrunken = _solve(weights, seen, shrink=1.0)
    if seen in (0, last):
        estimate = -inf if seen == 0 else inf
    else:
        estimate = _solve(weights, seen, shrink=0.0)
    # Weights tilted to the estimate keep the sums near what was seen from underflowing.
    tilt = shrunken if isinf(estimate) else estimate
    tails = _Tails(_log_sum_weights(weights, tilt), tilt, seen)
    more, less = tails.at(0.0)
    alpha = (1 - INTERVAL_LEVEL) / 2
    step = 1 / sqrt(max(_mean_and_variance(weights, shrunken)[1], 0.1))
    low = -inf if seen == 0 else tails.solve(alpha, 0, step)
    high = inf if seen == last else tails.solve(alpha, 1, step)
    return OddsRatio(
        n=int(t.n.sum()),
        of=len(outcome),
        strata=len(t.n),
        estimate=_exp(estimate),
        low=_exp(low),
        high=_exp(high),
        p_two_sided=min(1.0, 2 * min(more, less)),
        p_more=more,
        p_less=less,
        shrunken=_exp(shrunken),
    )


def _exp(value: float) -> float:
    return exp(value) if value < 700 else inf


def _log_weights(t: Tables) -> np.ndarray:
    """Shape (strata, K): log weight at psi = 1 of lowest + k exposed outcomes; -inf beyond the highest."""
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, int(t.n.max()) + 1)))])
    spread = int((t.highest - t.lowest).max())
    a = t.lowest[:, None] + np.arange(spread + 1)
    is_possible = a <= t.highest[:, None]
    a = np.where(is_possible, a, t.lowest[:, None])
    e, m, others = t.exposed[:, None], t.outcomes[:, None], (t.n - t.exposed)[:, None]
    # The factorials of the margins are the same for every a, and cancel.
    log_weight = -sum(log_factorial[part] for part in (a, e - a, m - a, others - m + a))
    return np.where(is_possible, log_weight, -np.inf)


def _probabilities(weights: np.ndarray, theta: float) -> np.ndarray:
    tilted = weights + theta * np.arange(weights.shape[1])
    tilted = np.exp(tilted - tilted.max(axis=1, keepdims=True))
    shares: np.ndarray = tilted / tilted.sum(axis=1, keepdims=True)
    return shares


def _mean_and_variance(weights: np.ndarray, theta: float) -> tuple[float, float]:
    """Mean and variance of the sum of (a - lowest) over strata at log odds ratio theta."""
    shares, k = _probabilities(weights, theta), np.arange(weights.shape[1])
    mean = shares @ k
    return float(mean.sum()), float((shares @ k**2 - mean**2).sum())


def _solve(weights: np.ndarray, seen: int, shrink: float) -> float:
    """The log odds ratio at which seen = mean + shrink * theta: Newton's method, held within a bracket."""
    theta, low, high = 0.0, -60.0, 60.0
    for _step in range(_STEPS):
        mean, variance = _mean_and_variance(weights, theta)
        gap = seen - mean - shrink * theta
        low, high = (theta, high) if gap > 0 else (low, theta)
        step = gap / max(variance + shrink, 1e-12)
        following = theta + max(-2.0, min(2.0, step))
        if not low <= following <= high:
            following = (low + high) / 2
        if abs(following - theta) < _CLOSE:
            return following
        theta = following
    return theta


def _log_sum_weights(weights: np.ndarray, tilt: float) -> np.ndarray:
    """Log of the distribution of the sum, tilted; by convolving neighbors until one is left."""
    rows = [
        row[: np.count_nonzero(possible)]
        for row, possible in zip(_probabilities(weights, tilt), np.isfinite(weights), strict=True)
    ]
    while len(rows) > 1:
        rows = [reduce(np.convolve, rows[place : place + 2]) for place in range(0, len(rows), 2)]
    with np.errstate(divide="ignore"):
        logs: np.ndarray = np.log(rows[0])
    return logs


class _Tails:
    """Mid-P tails of the sum at any odds ratio."""

    def __init__(self, log_weights: np.ndarray, tilt: float, seen: int):
        kept = np.flatnonzero(np.isfinite(log_weights))
        self.log_weights, self.distance = log_weights[kept], kept - seen
        self.tilt = tilt

    def at(self, theta: float) -> tuple[float, float]:
        """Mid-P of as many exposed outcomes as were seen or more, and of as many or fewer."""
        shares = self.log_weights + (theta - self.tilt) * self.distance
        shares = np.exp(shares - shares.max())
        middle = shares[self.distance == 0].sum() / 2
        more, less = shares[self.distance > 0].sum() + middle, shares[self.distance < 0].sum() + middle
        whole = shares.sum()
        return float(more / whole), float(less / whole)

    def solve(self, alpha: float, tail: int, step: float) -> float:
        """The log odds ratio at which that tail (0 more, 1 less) is alpha; looked for in steps from the tilt on."""

        def gap(theta: float) -> float:
            share = min(max(self.at(theta)[tail], 1e-300), 1 - 1e-16)
            return log(share / (1 - share)) - log(alpha / (1 - alpha))

        near, gap_near = self.tilt, gap(self.tilt)
        # Usually outward from the estimate; inward if that is infinite and the tilt lies beyond the limit.
        step = step if (gap_near > 0) == (tail == 1) else -step
        far = near + step
        gap_far = gap(far)
        while gap_near * gap_far > 0:
            near, gap_near, far = far, gap_far, far + step
            gap_far = gap(far)
        # False position with the weight of an end that stays halved (the Illinois method).
        for _step in range(_STEPS):
            theta = (near * gap_far - far * gap_near) / (gap_far - gap_near)
            here = gap(theta)
            if abs(here) < _CLOSE or abs(far - near) < _CLOSE:
                return theta
            if here * gap_far < 0:
                near, gap_near = far, gap_far
            else:
                gap_near /= 2
            far, gap_far = theta, here
        return theta
