"""Which backups are kept, by rules such as 7d,4w,12m: the last one of each of the latest 7 days, 4 weeks, 12 months.

Days, weeks and months are those of UTC, as in the files' names. Those without a backup are not counted: a machine that
was off for a month loses nothing.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_UNITS: dict[str, Callable[[dt.datetime], tuple[int, ...]]] = {
    "d": lambda at: (at.year, at.month, at.day),
    "w": lambda at: at.isocalendar()[:2],
    "m": lambda at: (at.year, at.month),
    "y": lambda at: (at.year,),
}
_DAYS = {"d": 1, "w": 7, "m": 31, "y": 366}
"""How long each of them is at most."""


@dataclass(frozen=True, slots=True)
class Keep:
    """(unit, how many) of each rule."""

    rules: tuple[tuple[str, int], ...]

    @classmethod
    def from_text(cls, text: str) -> "Keep":
        """The rules of a text such as "7d,4w,12m". Raises ValueError."""
        parts = [re.fullmatch(r"\s*([1-9]\d{0,3})([dwmy])\s*", part) for part in text.lower().split(",")]
        rules = tuple((part[2], int(part[1])) for part in parts if part)
        if len(rules) < len(parts):
            raise ValueError(text)
        return cls(rules)

    @property
    def most_days(self) -> int:
        """After so many days no rule keeps a backup any more, if one is made every day."""
        return max(count * _DAYS[unit] for unit, count in self.rules)

    def kept(self, times: Iterable[dt.datetime], among: Iterable[dt.datetime] = ()) -> set[dt.datetime]:
        """The times that a rule keeps. `among`: times of other backups, by which days, weeks and months count, too."""
        latest_first = sorted(times, reverse=True)
        everything = {*latest_first, *among}
        kept: set[dt.datetime] = set()
        # The latest of all is the last of its day, week or month, so every rule keeps it.
        for unit, count in self.rules:
            latest_periods = sorted({_UNITS[unit](at) for at in everything}, reverse=True)[:count]
            last_of: dict[tuple[int, ...], dt.datetime] = {}
            for at in latest_first:
                last_of.setdefault(_UNITS[unit](at), at)
            kept |= {last_of[period] for period in latest_periods if period in last_of}
        return kept
