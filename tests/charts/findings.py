"""Findings of factors to draw, made once by the analysis itself from check-ins without randomness."""

from dataclasses import replace
from functools import cache

import numpy as np

from tests.analysis.check_ins import analyzed, make_check_ins
from tracker.analysis.factors import FactorAnalysis

WORDS = {"x-long-drive": "Long drive!"}


def digits(days: int, wanted) -> str:
    """A digit a day: "1" where `wanted(day)` is true."""
    return "".join("1" if wanted(day) else "0" for day in range(days))


DAYS = 737
"""26 blocks are closed by then."""


@cache
def five_states(days: int = DAYS, **changes) -> FactorAnalysis:
    """Seven factors; after two years there is one or more of every state, and an own word among them."""
    spasm = [day for day in range(days) if day % 5 == 1 or day % 7 == 3]
    came = set(spasm)

    def noisy(day: int) -> bool:
        """As the spasm of the following night, now and then the other way round."""
        return (day in came) != (day % 11 == 6)

    factors = {
        "stress": digits(days, noisy),
        "alcohol": digits(days, lambda day: noisy(day) if day % 28 < 4 and day >= 126 else day % 4 == 0),
        "hot-weather": digits(days, lambda day: noisy(day) if day < 250 else day not in came and day % 2 == 0),
        "x-long-drive": digits(days, lambda day: day % 3 == 0),
        "fluid-loss": digits(days, lambda day: day % 6 == 2),
        "poor-sleep": "." * (days - 32) + digits(32, lambda day: day % 4 == 2),
        "cold": digits(days, lambda day: day % 105 == 10),
    }
    analysis = analyzed(make_check_ins(days, spasm=spasm, factors=factors, **changes), days)
    return replace(analysis, words=WORDS)


@cache
def waiting(usable: int = 41, *codes: str, rare: bool = False) -> FactorAnalysis:
    """Too early, with so many usable days; stress unless other codes are named."""
    days = usable + 2
    spasm = range(3, days, 15) if rare else range(0, days, 4)
    factors = {code: digits(days, lambda day, n=n: day % (n + 3) == 0) for n, code in enumerate(codes or ("stress",))}
    return analyzed(make_check_ins(days, spasm=spasm, factors=factors), days)


@cache
def hard_days() -> FactorAnalysis:
    """Spasms every day: what is compared are hard days, limited somewhat or more or rated 5 or more."""
    days = 100
    limited = np.array([3.0 if day % 10 in (1, 5) else 1.0 for day in range(days)])
    worst = np.array([5.0 if day % 4 == 0 else 3.0 for day in range(days)])
    intensity = np.full(days, 3.0)
    factors = {
        "stress": digits(days, lambda day: day % 9 in (0, 4)),
        "alcohol": digits(days, lambda day: day % 3 == 0),
    }
    changes = {"limited": limited, "worst": worst, "intensity": intensity}
    return analyzed(make_check_ins(days, spasm=range(days), factors=factors, **changes), days)
