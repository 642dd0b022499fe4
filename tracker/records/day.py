"""One day as plain values: what a file holds and what an import saves."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from tracker.records.fields import DATE, INSTANT, PAIRS, as_data, traits, traits_by_name, values_from_data


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRecord:
    """One local day: its state at the time of writing, and the check-in as answered."""

    date: dt.date = field(metadata=traits(DATE, is_answer=False))
    time_zone: str = field(metadata=traits(is_answer=False))
    state: str = field(default="", metadata=traits(is_answer=False, is_stored=False))
    answer: str = ""
    unlisted_count: str = ""
    unlisted_worst: int | None = None
    answered_at: dt.datetime | None = field(default=None, metadata=traits(INSTANT, is_answer=False))
    limited: int | None = None
    factors: tuple[tuple[str, bool], ...] = field(default=(), metadata=traits(PAIRS, in_order=tuple))
    note: str = ""
    private: bool = False
    logged_by: str = field(default="", metadata=traits(is_answer=False))
    """The name of the account that answered for the person; "" for the person."""

    def as_data(self) -> dict[str, Any]:
        """What is stored of the day, as JSON values."""
        return as_data(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The day of which `as_data` gave this."""
        return cls(**values_from_data(cls, data))


_TRAITS = traits_by_name(DayRecord)
DAY_FIELDS = tuple(_TRAITS)
DAY_VALUES = tuple(name for name, each in _TRAITS.items() if each.is_stored and each.in_order is None)
"""Fields that are a column of the day's own row, under the same name."""
DAY_ANSWERS = tuple(name for name, each in _TRAITS.items() if each.is_answer)
"""Fields that the check-in asks for."""
