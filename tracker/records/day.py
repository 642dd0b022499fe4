"""One day as plain values: what a file holds and what an import saves."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRecord:
    """One local day: its state at the time of writing, and the check-in as answered."""

    date: dt.date
    time_zone: str
    state: str = ""
    answer: str = ""
    unlisted_count: str = ""
    unlisted_worst: int | None = None
    answered_at: dt.datetime | None = None
    limited: int | None = None
    factors: tuple[tuple[str, bool], ...] = ()
    note: str = ""
    private: bool = False
