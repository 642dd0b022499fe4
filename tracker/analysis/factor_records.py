"""Blocks and outcomes as plain data that can be stored as JSON, and back; and what an earlier method had stored. Pure.

Whole numbers and texts but for weights and evidence, which JSON carries to the last digit.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from tracker.analysis.conditional import OddsRatio
from tracker.analysis.factor_blocks import ClosedBlock, Counts, Missing
from tracker.analysis.factor_days import Outcome

Data: TypeAlias = dict[str, Any]
"""What was read from JSON: a diary may hold whatever somebody has put into its database."""

WORDS = {"method", "caveat"}
"""Fields of an odds ratio that are not stored: they belong to the version that reads."""
_INFINITE = "inf"


def block_as_data(block: ClosedBlock) -> Data:
    """A closed block as dicts, lists and numbers."""
    return {
        "strata": {code: [list(stratum) for stratum in each] for code, each in block.strata.items()},
        "weights": dict(block.weights),
        "passed": dict(block.passed),
    }


def block_from_data(data: Data) -> ClosedBlock:
    """The block that `block_as_data` wrote. Raises KeyError, TypeError or ValueError for what it did not write."""
    strata = {code: tuple((n, m, e, a) for n, m, e, a in each) for code, each in data["strata"].items()}
    return ClosedBlock(strata, dict(data["weights"]), dict(data["passed"]))


def outcome_as_data(outcome: Outcome) -> Data:
    """An outcome as a dict."""
    return asdict(outcome)


def outcome_from_data(data: Data) -> Outcome:
    """The outcome that `outcome_as_data` wrote. Raises KeyError or TypeError for what it did not write."""
    return Outcome(**data)


# The earlier method: looks at fixed numbers of days, and a second stage in new data. Only read.

SEEN_AGAIN, NOT_SEEN_AGAIN, WORTH_WATCHING = "seen-again", "not-seen-again", "worth-watching"
NOTHING_CLEAR = "nothing-clear"


@dataclass(frozen=True, slots=True)
class Judged:
    """One factor at one look. `odds_ratio` is None where `missing` says why."""

    code: str
    counts: Counts
    odds_ratio: OddsRatio | None
    missing: Missing | None
    passes: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What the earlier method stored when so many usable days were there."""

    at: int
    first_day: int
    last_day: int
    outcome: Outcome
    tested: int
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Whether a link that passed at a look came back in the 90 usable days after it."""

    code: str
    look: int
    days: int
    counts: Counts
    odds_ratio: OddsRatio | None
    missing: Missing | None
    is_seen: bool | None
    of: int


def look_from_data(data: Data) -> Look:
    """A look as it was stored. Raises KeyError or TypeError for what is none."""
    judged = tuple(Judged(**_parts(each)) for each in data["judged"])
    return Look(**data | {"outcome": outcome_from_data(data["outcome"]), "judged": judged})


def repeat_from_data(data: Data) -> Repeat:
    """A repeat as it was stored. Raises as `look_from_data`."""
    return Repeat(**_parts(data))


def earlier_results(looks: Iterable[Look], repeats: Iterable[Repeat]) -> dict[str, tuple[str, int]]:
    """By factor: what the earlier method called it last, and at the look of how many days.

    A link that came back once, or failed to, stays so called while a later look had not been repeated.
    """
    results: dict[str, tuple[str, int]] = {}
    for look in sorted(looks, key=lambda look: look.at):
        for one in look.judged:
            if one.passes:
                results[one.code] = WORTH_WATCHING, look.at
            elif one.odds_ratio and results.get(one.code, ("",))[0] != WORTH_WATCHING:
                results[one.code] = NOTHING_CLEAR, look.at
    over = sorted(repeats, key=lambda repeat: repeat.look)
    for name, is_seen in ((NOT_SEEN_AGAIN, False), (SEEN_AGAIN, True)):
        results |= {one.code: (name, one.look) for one in over if one.is_seen is is_seen}
    return results


def _parts(data: Data) -> Data:
    odds, missing = data["odds_ratio"], data["missing"]
    return data | {
        "counts": Counts(**data["counts"]),
        "odds_ratio": odds and OddsRatio(**{name: _number(value) for name, value in odds.items()}),
        "missing": missing and Missing(**missing),
    }


def _number(value: Any) -> Any:
    return float(value) if value == _INFINITE else value
