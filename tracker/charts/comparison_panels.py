"""The comparison's small panels as marks between 0 and 1, with their values in words. No computing, no drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from math import log

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.comparison import Comparison, DayCount, Worst, WorstOfDays
from tracker.analysis.frequency import NO_CLEAR_DAY, USUAL_DAYS, Headline
from tracker.analysis.results import TooLittle
from tracker.formatting import (
    about_range_words,
    count_words,
    duration_words,
    number_words,
    rate_words,
    share_words,
)
from tracker.vocabulary.day import LIMITED_MAX
from tracker.vocabulary.episodes import INTENSITY_MAX
from tracker.wording.missing import measure_words

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bar:
    """One window in a panel. Places are shares of the panel's width."""

    value: str
    note: str = ""
    bar: Span | None = None
    """What is filled; None where only counts may be said."""
    whisker: Span | None = None
    tick: float | None = None
    """The median."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure; `missing` says in words why there is nothing to draw."""

    title: str
    before: Bar | None = None
    after: Bar | None = None
    missing: str = ""


def panels(result: Comparison) -> tuple[Panel, ...]:
    """The measures in their order; those with too little say what is missing."""
    days = _("Days with a match") if result.is_filtered else _("Spasm days")
    return (
        Panel(days, *(_spasm_days(top, result.in_days) for top in (result.before, result.after))),
        _rate(result),
        _panel(_("Days with broken sleep"), result.broken_sleep, lambda part: _days(part, _open_words(part.open))),
        _panel(
            _("Days limited “somewhat” or more"), result.limited, lambda part: _days(part.days, _median_words(part))
        ),
        _worst(_("Daily worst, median (0 to 10)"), result.intensity, number_words, lambda value: value / INTENSITY_MAX),
        _worst(_("Daily longest, median"), result.duration, duration_words, _log_scale(result.duration)),
    )


def _spasm_days(top: Headline, days: int) -> Bar:
    """The spasm days of one window, in the denominator of both."""
    whisker = (top.n / top.asked, top.highest / top.asked) if top.unknown else None
    known, rate = _known_words(top), top.in_days(days)
    if rate is None:
        # Where no rate may be said, a share would be read as one.
        value = ngettext("%(n)s day", "%(n)s days", top.n) % {"n": number_words(top.n)}
        return Bar(value, known, whisker=whisker)
    value = rate_words(rate.rate, days)
    if not top.unknown:
        note = known
    else:
        # The days stand in the value above; together they would be too wide for a phone.
        note = _("%(range)s; %(known)s") % {"range": about_range_words(rate.low, rate.high), "known": known}
    return Bar(value, note, bar=(0, top.n / top.of), whisker=whisker)


def _known_words(top: Headline) -> str:
    """What the spasm days rest on: "26 of 30 answered"; with a filter an answered day may leave it open."""
    words = _("known for %(share)s") if top.is_filtered else _("%(share)s answered")
    return words % {"share": share_words(top.of, top.asked)}


def _rate(result: Comparison) -> Panel:
    tops = (result.before, result.after)
    most = max(top.per_30_high or 0 for top in tops) or 1
    bars = []
    for top in tops:
        entries = count_words(top.entries)
        if top.per_30_days is not None:
            whisker = (top.per_30_low / most, top.per_30_high / most) if top.unknown else None
            if whisker:
                entries = _("%(range)s in 30; %(entries)s") % {
                    "range": about_range_words(top.per_30_low, top.per_30_high),
                    "entries": entries,
                }
            value = rate_words(top.per_30_days, USUAL_DAYS)
            bars.append(Bar(value, entries, bar=(0, top.per_30_days / most), whisker=whisker))
        elif top.no_rate_because == NO_CLEAR_DAY:
            bars.append(Bar(entries, _("no rate without a clear day")))
        else:
            few = _("too few known days") if result.is_filtered else _("too few answers for a rate")
            bars.append(Bar(entries, few))
    return Panel(_("Entries in 30 known days") if result.is_filtered else _("Entries in 30 answered days"), *bars)


def _panel(title: str, part, bar_of: Callable) -> Panel:
    if isinstance(part, TooLittle):
        return Panel(title, missing=measure_words(part.missing))
    return Panel(title, bar_of(part.before), bar_of(part.after))


def _days(count: DayCount, note: str) -> Bar:
    if not count.of:
        return Bar(_("not said"), note)
    return Bar(share_words(count.n, count.of), note, bar=(0, count.n / count.of) if count.may_be_share else None)


def _open_words(days: int) -> str:
    """Of how many days it is not known: "2 more unknown"."""
    if not days:
        return ""
    return ngettext("%(n)s more unknown", "%(n)s more unknown", days) % {"n": number_words(days)}


def _median_words(part) -> str:
    if part.median is None:
        return ""
    return _("median %(median)s of %(most)s") % {"median": number_words(part.median), "most": LIMITED_MAX}


def _worst(title: str, part: Worst | TooLittle, words: Callable, place: Callable) -> Panel:
    def bar_of(days: WorstOfDays | TooLittle) -> Bar:
        if isinstance(days, TooLittle):
            return Bar(_("none"), measure_words(days.missing))
        values = {"n": number_words(days.n), "worst": words(days.worst)}
        note = ngettext("%(n)s day, at most %(worst)s", "%(n)s days, at most %(worst)s", days.n) % values
        if days.median is None:
            return Bar(_("too few"), note, whisker=(place(days.worst),) * 2)
        quartiles, highest = (place(days.low), place(days.high)), place(days.worst)
        return Bar(words(days.median), note, quartiles, (quartiles[1], highest), tick=place(days.median))

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
