"""Looks, repeats and outcomes as plain data that can be stored as JSON, and back. Pure.

Words (method, caveat) are not stored: they belong to the version that reads. An infinite bound is the text "inf".
"""

from dataclasses import fields, is_dataclass
from typing import Any, TypeAlias

from tracker.analysis.conditional import OddsRatio
from tracker.analysis.factor_days import Outcome
from tracker.analysis.factors import Counts, Judged, Look, Missing, Repeat

Data: TypeAlias = dict[str, Any]
"""What was read from JSON: a diary may hold whatever somebody has put into its database."""

WORDS = {"method", "caveat"}
"""Fields that are not stored."""
_INFINITE = "inf"


def as_data(value: object) -> Any:
    """A look, a repeat or an outcome as dicts, lists, numbers and texts."""
    if is_dataclass(value):
        return {f.name: as_data(getattr(value, f.name)) for f in fields(value) if f.name not in WORDS}
    if isinstance(value, tuple):
        return [as_data(each) for each in value]
    return _INFINITE if value == float("inf") else value


def outcome_from_data(data: Data) -> Outcome:
    """The outcome that `as_data` wrote. Raises KeyError or TypeError for what it did not write."""
    return Outcome(**data)


def look_from_data(data: Data) -> Look:
    """The look that `as_data` wrote. Raises as `outcome_from_data`."""
    judged = tuple(Judged(**_parts(each)) for each in data["judged"])
    return Look(**data | {"outcome": outcome_from_data(data["outcome"]), "judged": judged})


def repeat_from_data(data: Data) -> Repeat:
    """The repeat that `as_data` wrote. Raises as `outcome_from_data`."""
    return Repeat(**_parts(data))


def _parts(data: Data) -> Data:
    odds, missing = data["odds_ratio"], data["missing"]
    return data | {
        "counts": Counts(**data["counts"]),
        "odds_ratio": odds and OddsRatio(**{name: _number(value) for name, value in odds.items()}),
        "missing": missing and Missing(**missing),
    }


def _number(value: Any) -> Any:
    return float(value) if value == _INFINITE else value
