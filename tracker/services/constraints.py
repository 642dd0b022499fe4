"""What the database would refuse of a row, known before it is asked: the constraints of its model, worked out here.

A file is looked at long before it is written; what passes the look must be stored.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import CheckConstraint, F, Model, Q, UniqueConstraint

Values = Mapping[str, Any]
"""Values of a row by field."""
_Condition = Callable[[Values], bool | None]
"""None: it cannot be said, because of a NULL. A constraint lets that pass."""

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": lambda value, other: bool(value == other),
    "gt": lambda value, other: bool(value > other),
    "gte": lambda value, other: bool(value >= other),
    "lt": lambda value, other: bool(value < other),
    "lte": lambda value, other: bool(value <= other),
    "in": lambda value, others: value in others,
    "range": lambda value, ends: bool(ends[0] <= value <= ends[1]),
}


def fits_checks(model: type[Model], values: Values) -> bool:
    """False if a check constraint of the model refuses the row."""
    return all(condition(values) is not False for condition in _checks(model))


def once_keys(model: type[Model], left_out: Iterable[str], values: Values) -> dict[str, Hashable]:
    """By unique constraint of the model that concerns this row: what no other row of the same owner may have.

    `left_out`: fields that are the same for all rows that are compared.
    """
    return {
        constraint.name: tuple(values[name] for name in constraint.fields if name not in left_out)
        for constraint, condition in _unique_constraints(model)
        if condition(values)
    }


@lru_cache
def _checks(model: type[Model]) -> tuple[_Condition, ...]:
    return tuple(_worked_out(each.condition) for each in model._meta.constraints if isinstance(each, CheckConstraint))


@lru_cache
def _unique_constraints(model: type[Model]) -> tuple[tuple[UniqueConstraint, _Condition], ...]:
    every = (each for each in model._meta.constraints if isinstance(each, UniqueConstraint))
    return tuple((each, _worked_out(each.condition) if each.condition else _always) for each in every)


def _always(_values: Values) -> bool:
    return True


def _worked_out(condition: Any) -> _Condition:
    """A function for the condition. Raises KeyError for what none of ours uses, so that nothing passes unseen."""
    parts = [_worked_out(each) if isinstance(each, Q) else _compared(*each) for each in condition.children]
    joined = {Q.AND: _all, Q.OR: _any}[condition.connector]
    if condition.negated:
        return lambda values: _negated(joined(part(values) for part in parts))
    return lambda values: joined(part(values) for part in parts)


def _all(results: Iterable[bool | None]) -> bool | None:
    every = set(results)
    return False if False in every else None if None in every else True


def _any(results: Iterable[bool | None]) -> bool | None:
    every = set(results)
    return True if True in every else None if None in every else False


def _negated(result: bool | None) -> bool | None:
    return None if result is None else not result


def _compared(lookup: str, other: Any) -> _Condition:
    name, _, kind = lookup.partition("__")
    if kind == "isnull" or other is None:
        wanted = other is None or bool(other)
        return lambda values: (values[name] is None) is wanted
    compare = _COMPARISONS[kind or "exact"]
    is_field, other_name = isinstance(other, F), getattr(other, "name", "")

    def compared(values: Values) -> bool | None:
        value, against = values[name], values[other_name] if is_field else other
        return None if value is None or against is None else compare(value, against)

    return compared
