"""Looks at change as plain data that can be stored as JSON, and back. Pure."""

import datetime as dt
import math
from typing import Any, TypeAlias

from tracker.analysis.change import (
    NO_SPASM_DAY,
    SHARES_APART,
    VERDICT_FEWER,
    VERDICT_MORE,
    VERDICT_UNCLEAR,
    ChangeLook,
    RateRatio,
    Verdict,
    WindowCounts,
)
from tracker.analysis.change_figures import LookFigures
from tracker.analysis.frequency import LOW_SHARE, NO_CLEAR_DAY
from tracker.analysis.results import FEW_DAYS, NO_DAYS_BEFORE
from tracker.days import EARLIEST, Period

ChangeData: TypeAlias = dict[str, Any]
"""What was read from JSON: a diary may hold whatever somebody has put into its database."""

_SIDES = frozenset({VERDICT_FEWER, VERDICT_MORE, VERDICT_UNCLEAR})
_REASONS = frozenset({"", SHARES_APART, NO_SPASM_DAY, FEW_DAYS, LOW_SHARE, NO_CLEAR_DAY, NO_DAYS_BEFORE})


def change_as_data(look: ChangeLook) -> ChangeData:
    """A look as dicts, lists, numbers and texts. Of pauses only what there is: looks from before stay as they are."""
    figures = look.figures
    depends = {"depends_on_pauses": True} if look.verdict.depends_on_pauses else {}
    return depends | {
        "before": _counts_as_data(look.before),
        "after": _counts_as_data(look.after),
        "side": look.verdict.side,
        "ratio": _ratio_as_data(look.verdict.ratio),
        "if_quiet": _ratio_as_data(look.verdict.if_quiet),
        "why_none": look.why_none,
        "touches_beginning": look.touches_beginning,
        "begins_at_visit": look.begins_at_visit,
        "figures": {name: list(getattr(figures, name)) for name in LookFigures.__slots__},
    }


def change_from_data(data: ChangeData) -> ChangeLook:
    """The look that `change_as_data` wrote. Raises KeyError, TypeError or ValueError for what it did not write."""
    depends_on_pauses = _flag(data.get("depends_on_pauses", False))
    verdict = Verdict(_one_of(data["side"], _SIDES), _ratio(data["ratio"]), _ratio(data["if_quiet"]), depends_on_pauses)
    look = ChangeLook(
        before=_counts(data["before"]),
        after=_counts(data["after"]),
        verdict=verdict,
        why_none=_one_of(data["why_none"], _REASONS),
        touches_beginning=_flag(data["touches_beginning"]),
        begins_at_visit=_flag(data["begins_at_visit"]),
        figures=LookFigures(**{name: _pair(data["figures"][name]) for name in LookFigures.__slots__}),
    )
    if look.before.days != look.after.days.before():
        raise ValueError("the windows are not next to each other")
    if look.why_none and verdict != Verdict(VERDICT_UNCLEAR, None, None):
        raise ValueError("a verdict where there is none")
    if verdict.depends_on_pauses and verdict.side != VERDICT_UNCLEAR:
        raise ValueError("a verdict that depends on pauses")
    if (verdict.ratio is None) is not (verdict.if_quiet is None):
        raise ValueError("one interval without the other")
    return look


def _counts_as_data(part: WindowCounts) -> ChangeData:
    days = {"first": part.days.first.isoformat(), "last": part.days.last.isoformat()}
    in_pauses = {"in_pauses": part.in_pauses} if part.in_pauses else {}
    return days | {"n": part.n, "of": part.of, "asked": part.asked} | in_pauses


def _counts(data: ChangeData) -> WindowCounts:
    days = Period(dt.date.fromisoformat(data["first"]), dt.date.fromisoformat(data["last"]))
    n, of, asked = (_count(data[name]) for name in ("n", "of", "asked"))
    in_pauses = _count(data.get("in_pauses", 0))
    if not n <= of <= asked <= len(days) - in_pauses or days.first < EARLIEST:
        raise ValueError("counts that do not fit")
    return WindowCounts(days, n, of, asked, in_pauses)


def _ratio_as_data(ratio: RateRatio | None) -> list[float] | None:
    return [ratio.ratio, ratio.low, ratio.high] if ratio else None


def _ratio(data: Any) -> RateRatio | None:
    if data is None:
        return None
    ratio, low, high = data
    if {type(ratio), type(low), type(high)} != {float} or not 0 < low <= ratio <= high or math.isinf(high):
        raise ValueError("no interval around a ratio")
    return RateRatio(ratio, low, high)


def _pair(data: Any) -> tuple[int, int]:
    low, high = data
    if not _count(low) <= _count(high) <= 100:
        raise ValueError("no range of so many of 100")
    return low, high


def _count(data: Any) -> int:
    if type(data) is not int or data < 0:
        raise ValueError("no count")
    return data


def _flag(data: Any) -> bool:
    if type(data) is not bool:
        raise TypeError("neither true nor false")
    return data


def _one_of(data: Any, known: frozenset[str]) -> str:
    if data not in known:
        raise ValueError("an unknown code")
    return str(data)
