"""The comparison's small panels as marks between 0 and 1, with their values in words. No drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from math import log
from typing import TypeVar

from tracker.analysis.comparison import Comparison, DayCount, InBoth, Worst, WorstOfDays
from tracker.analysis.frequency import Headline
from tracker.analysis.results import TooLittle
from tracker.formatting import duration_words, number_words
from tracker.vocabulary.episodes import INTENSITY_MAX
from tracker.wording.comparison_measures import (
    MEASURE_LIMITED,
    MEASURE_LONGEST,
    MEASURE_RATE,
    MEASURE_SLEEP,
    MEASURE_SPASM_DAYS,
    MEASURE_WORST,
    limited_value,
    measure_title,
    rate_value,
    rates_leave_out_words,
    sleep_value,
    spasm_days_value,
    worst_value,
)
from tracker.wording.coverage import left_out_of_two_words
from tracker.wording.missing import measure_words

_Span = tuple[float, float]
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Bar:
    """One window in a panel. Places are shares of the panel's width."""

    value: str
    note: str = ""
    bar: _Span | None = None
    """What is filled; None where only counts may be said."""
    whisker: _Span | None = None
    tick: float | None = None
    """The median."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure; `missing` says in words why there is nothing to draw."""

    title: str
    before: Bar | None = None
    after: Bar | None = None
    missing: str = ""
    caveat: str = ""
    """What neither bar shows, below both."""


def panels(result: Comparison) -> tuple[Panel, ...]:
    """The measures in their order; those with too little say what is missing."""
    before, after = result.before, result.after

    def title(code: str) -> str:
        return measure_title(code, is_filtered=result.is_filtered)

    return (
        Panel(
            title(MEASURE_SPASM_DAYS),
            _spasm_days(before, result.in_days),
            _spasm_days(after, result.in_days),
            caveat=left_out_of_two_words(before, after),
        ),
        Panel(title(MEASURE_RATE), *_rates(before, after), caveat=rates_leave_out_words(before, after)),
        _panel(title(MEASURE_SLEEP), result.broken_sleep, lambda part: _days(part, *sleep_value(part))),
        _panel(title(MEASURE_LIMITED), result.limited, lambda part: _days(part.days, *limited_value(part))),
        _worst(title(MEASURE_WORST), result.intensity, number_words, lambda value: value / INTENSITY_MAX),
        _worst(title(MEASURE_LONGEST), result.duration, duration_words, _log_scale(result.duration)),
    )


def _spasm_days(top: Headline, days: int) -> Bar:
    """The spasm days of one window, in the denominator of both; no bar where no rate may be said."""
    whisker = (top.n / top.asked, top.highest / top.asked) if top.unknown else None
    bar = None if top.in_days(days) is None else (0, top.n / top.of)
    return Bar(*spasm_days_value(top, days), bar=bar, whisker=whisker)


def _rates(before: Headline, after: Headline) -> tuple[Bar, Bar]:
    most = max(0 if top.entry_rate is None else top.entry_rate.high for top in (before, after)) or 1

    def bar_of(top: Headline) -> Bar:
        rate = top.entry_rate
        if rate is None:
            return Bar(*rate_value(top))
        whisker = (rate.low / most, rate.high / most) if top.unknown else None
        return Bar(*rate_value(top), bar=(0, rate.rate / most), whisker=whisker)

    return bar_of(before), bar_of(after)


def _panel(title: str, part: InBoth[_Part] | TooLittle, bar_of: Callable[[_Part], Bar]) -> Panel:
    if isinstance(part, TooLittle):
        return Panel(title, missing=measure_words(part.missing))
    return Panel(title, bar_of(part.before), bar_of(part.after))


def _days(count: DayCount, value: str, note: str) -> Bar:
    return Bar(value, note, bar=(0, count.n / count.of) if count.of and count.may_be_share else None)


def _worst(
    title: str, part: Worst | TooLittle, words: Callable[[float], str], place: Callable[[float], float]
) -> Panel:
    def bar_of(days: WorstOfDays | TooLittle) -> Bar:
        value, note = worst_value(days, words)
        if isinstance(days, TooLittle):
            return Bar(value, note)
        if days.median is None or days.low is None or days.high is None:
            return Bar(value, note, whisker=(place(days.worst), place(days.worst)))
        quartiles, highest = (place(days.low), place(days.high)), place(days.worst)
        return Bar(value, note, quartiles, (quartiles[1], highest), tick=place(days.median))

    return _panel(title, part, bar_of)


def _log_scale(part: Worst | TooLittle) -> Callable[[float], float]:
    """From half the shortest that is drawn to the longest; twice as long is as far everywhere."""
    if isinstance(part, TooLittle):
        return lambda seconds: 0.0
    drawn = [days for days in (part.before, part.after) if not isinstance(days, TooLittle)]
    longest = max(2.0, *(days.worst for days in drawn))
    shortest = max(1.0, min(days.worst if days.low is None else days.low for days in drawn) / 2)
    reach = max(log(longest / shortest), log(2))
    return lambda seconds: max(0.0, log(max(seconds, 1.0) / shortest) / reach)
