"""Evidence that may be looked at any day: e-values of a link, and which of several links pass together. Pure.

A stratum is a row of four whole numbers: days, outcomes, exposed days, and outcomes on exposed days. Nothing here knows
what an outcome or a factor is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LOG_PSI = np.linspace(-8.0, 8.0, 321)
"""The odds ratios that are weighed against "no link", as logarithms: 0.05 apart."""
_PRIOR = np.exp(-(LOG_PSI**2) / 2)
LOG_PRIOR: np.ndarray = np.log(_PRIOR / _PRIOR.sum())
MARK = 20
"""What counts as a link: by chance alone, evidence reaches c to 1 in at most 1 diary of c, whenever one looks."""
FIRST_SHARE = 3 / 4
"""Of the weight: shared by all that begin before the first block closes. Each later one takes half of what is left."""
MOST_DAYS = 64
"""A stratum of more days would be too much for floating-point numbers; a block has 28."""


def log_likelihoods(strata: np.ndarray) -> np.ndarray:
    """For each stratum and each odds ratio: how much likelier it makes what was counted than "no link" does (log).

    Parameters: integers of shape (strata, 4): days n, outcomes m, exposed days e, exposed outcomes a.
    Returns shape (strata, len(LOG_PSI)): a ln(psi) - ln(sum of w psi^k) + ln(sum of w), w = C(e, k) C(n - e, m - k).
    Example: 4 days, 2 outcomes, 2 exposed days with both of them: at psi = 2, 4 / (1 + 4 * 2 + 4) * 6 = 1.85, log 0.61.
    """
    if not len(strata):
        return np.zeros((0, len(LOG_PSI)))
    kinds, place = np.unique(strata[:, 0] * _DIGIT**2 + strata[:, 1] * _DIGIT + strata[:, 2], return_inverse=True)
    likelihoods: np.ndarray = np.multiply.outer(strata[:, 3], LOG_PSI) - _log_norms(kinds)[place]
    return likelihoods


_DIGIT = MOST_DAYS + 1


def curves(strata: np.ndarray, owner: np.ndarray, owners: int) -> np.ndarray:
    """The sum of the strata's likelihoods for each owner: shape (owners, len(LOG_PSI)).

    Parameters: strata as in `log_likelihoods`; for each of them whose it is, 0 to `owners` - 1. Much quicker than
    adding single rows, since most strata are alike.
    """
    # Without contrast a stratum says nothing: its likelihoods are 0.
    has_contrast = contrasting(strata)
    strata, owner = strata[has_contrast], owner[has_contrast]
    if not len(strata):
        return np.zeros((owners, len(LOG_PSI)))
    kinds, place = np.unique(strata[:, 0] * _DIGIT**2 + strata[:, 1] * _DIGIT + strata[:, 2], return_inverse=True)
    # As floating-point numbers: products of whole ones are a hundred times slower.
    times = np.bincount(owner * len(kinds) + place, np.ones(len(place)), owners * len(kinds)).reshape(owners, -1)
    outcomes = np.bincount(owner, weights=strata[:, 3], minlength=owners)
    summed: np.ndarray = np.multiply.outer(outcomes, LOG_PSI) - times @ _log_norms(kinds)
    return summed


def contrasting(strata: np.ndarray) -> np.ndarray:
    """Which strata hold exposed and other days, days with the outcome and without."""
    n, m, e = strata.T[:3]
    kept: np.ndarray = (m > 0) & (m < n) & (e > 0) & (e < n)
    return kept


_LOG_FACTORIAL = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, MOST_DAYS + 1)))])


def _log_norms(kinds: np.ndarray) -> np.ndarray:
    """For margins packed into one number each: ln(sum of w psi^k) - ln(sum of w). Every term of a sum is positive, so
    nothing is lost by adding them."""
    n, m, e = kinds // _DIGIT**2, kinds // _DIGIT % _DIGIT, kinds % _DIGIT
    if n.max() > MOST_DAYS:
        raise ValueError(f"a stratum of more than {MOST_DAYS} days")
    k = np.arange(int(np.minimum(m, e).max()) + 1)
    rest = (e[:, None] - k, m[:, None] - k, (n - e - m)[:, None] + k)
    is_possible = (rest[0] >= 0) & (rest[1] >= 0) & (rest[2] >= 0)
    log_weight = -_LOG_FACTORIAL[k] - sum(_LOG_FACTORIAL[np.maximum(part, 0)] for part in rest)
    log_weight = np.where(is_possible, log_weight, -np.inf)
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    norms: np.ndarray = np.log(weight @ np.exp(np.multiply.outer(k, LOG_PSI)))
    return norms


def log_evidence(curve: np.ndarray) -> np.ndarray:
    """ln E of curves of shape (..., len(LOG_PSI)): the likelihoods averaged over odds ratios, those near 1 the most."""
    weighed = curve + LOG_PRIOR
    highest = weighed.max(axis=-1, keepdims=True)
    logs: np.ndarray = np.log(np.exp(weighed - highest).sum(axis=-1)) + highest[..., 0]
    return logs


def any_day_range(curve: np.ndarray) -> tuple[float, float]:
    """From which to which log odds ratio fits, on whatever day one looks: those that E does not speak against 20 to 1.

    Infinite where even the end of the grid fits.
    """
    fits = np.flatnonzero(curve >= log_evidence(curve) - np.log(MARK))
    low = -np.inf if fits[0] == 0 else float(LOG_PSI[fits[0]])
    high = np.inf if fits[-1] == len(LOG_PSI) - 1 else float(LOG_PSI[fits[-1]])
    return low, high


def shrunken(curve: np.ndarray) -> float:
    """The log odds ratio that fits best where those near 1 are likelier beforehand: for ranking, and for which way."""
    return float(LOG_PSI[np.argmax(curve + LOG_PRIOR)])


def first_weights(number: int) -> list[float]:
    """The weights of so many factors that begin before the first block closes."""
    return [FIRST_SHARE / number] * number


def next_weight(taken: Sequence[float]) -> float:
    """The weight of one more that begins later, where these are taken: half of what is left."""
    return (1 - sum(taken)) / 2


def passing_place(weighed: Sequence[float]) -> int:
    """How many pass together: the largest k for which k of them have w * E of at least 20 / k.

    Parameters: ln(w E) of each; of one that has passed, the value at that moment; -inf below the minimum.
    Weighted e-Benjamini-Hochberg (Wang & Ramdas 2022) at 5 %: of those that pass, the expected share without a link is
    at most that. With values of the passed that stay, it only grows.
    Example: w E of 25, 5 and 12: the third alone would not do, but with the first it takes 10, so 2 pass.
    """
    order = sorted(weighed, reverse=True)
    return max((place for place, value in enumerate(order, 1) if value >= mark_among(place)), default=0)


def mark_among(place: int) -> float:
    """The least ln(w E) where so many pass together. With a hair's breadth for rounding: 20 to 1 is 20 to 1."""
    return float(np.log(MARK / place)) - 1e-12


@dataclass(frozen=True, slots=True)
class LikeWithLike:
    """How often the outcome came with the exposure and without, over strata that hold both kinds of days."""

    exposed: int
    with_it: float
    """Share of the exposed days."""
    without: float
    """The share that other days of the same strata would have had, each stratum counted as often as it is exposed."""


def like_with_like(strata: np.ndarray) -> LikeWithLike | None:
    """Natural frequencies that compare like with like; None where no stratum has both exposed and other days.

    Example: 2 of 4 exposed days and 1 of 6 others in one stratum, 0 of 1 and 2 of 2 in another: with it 2 of 5,
    without it (4 * 1/6 + 1 * 2/2) / 5 = 1 in 3.
    """
    n, m, e, a = strata.T
    kept = (e > 0) & (e < n)
    n, m, e, a = n[kept], m[kept], e[kept], a[kept]
    exposed = int(e.sum())
    if not exposed:
        return None
    return LikeWithLike(exposed, float(a.sum() / exposed), float((e * (m - a) / (n - e)).sum() / exposed))
