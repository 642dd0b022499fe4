"""The measures of two windows in words: a value with what it rests on, for a panel, and the doctor's lines."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.comparison import DayCount, LimitedDays, WorstOfDays
from tracker.analysis.daily import LEAST_DAYS_FOR_A_MEDIAN
from tracker.analysis.frequency import NO_CLEAR_DAY, USUAL_DAYS, Headline
from tracker.analysis.results import TooLittle
from tracker.days import Period
from tracker.formatting import (
    about_range_words,
    count_words,
    number_words,
    rate_words,
    share_words,
)
from tracker.vocabulary.day import LIMITED_MAX
from tracker.wording.missing import measure_words


def measure_title(code: str, *, is_filtered: bool = False) -> str:
    """What a panel of the person's chart is called."""
    if is_filtered and code in _TITLES_WITH_FILTER:
        return str(_TITLES_WITH_FILTER[code])
    return str(_TITLES[code])


MEASURE_SPASM_DAYS, MEASURE_RATE, MEASURE_SLEEP, MEASURE_LIMITED, MEASURE_WORST, MEASURE_LONGEST = (
    "spasm-days",
    "rate",
    "sleep",
    "limited",
    "worst",
    "longest",
)
_TITLES = {
    MEASURE_SPASM_DAYS: gettext_lazy("Spasm days"),
    MEASURE_RATE: gettext_lazy("Entries in 30 answered days"),
    MEASURE_SLEEP: gettext_lazy("Days with broken sleep"),
    MEASURE_LIMITED: gettext_lazy("Days limited “somewhat” or more"),
    MEASURE_WORST: gettext_lazy("Typical daily worst (0 to 10)"),
    MEASURE_LONGEST: gettext_lazy("Typical daily longest"),
}
_TITLES_WITH_FILTER = {
    MEASURE_SPASM_DAYS: gettext_lazy("Days with a match"),
    MEASURE_RATE: gettext_lazy("Entries in 30 known days"),
}


def spasm_days_value(top: Headline, days: int) -> tuple[str, str]:
    """The spasm days of one window in the denominator of both, and what they rest on."""
    known, rate = _known_words(top), top.in_days(days)
    if rate is None:
        # Where no rate may be said, a share would be read as one.
        return ngettext("%(n)s day", "%(n)s days", top.n) % {"n": number_words(top.n)}, known
    value = rate_words(rate.rate, days)
    if not top.unknown:
        return value, known
    # The days stand in the value above; together they would be too wide for a phone.
    note = _("%(range)s; %(known)s") % {"range": about_range_words(rate.low, rate.high), "known": known}
    return value, note


def _known_words(top: Headline) -> str:
    """What the spasm days rest on: "26 of 30 answered"; with a filter an answered day may leave it open."""
    words = _("known for %(share)s") if top.is_filtered else _("%(share)s answered")
    return words % {"share": share_words(top.of, top.asked)}


def rate_value(top: Headline) -> tuple[str, str]:
    """Entries in 30 answered days, and their number; the number alone where no rate may be said."""
    entries = count_words(top.entries)
    rate = top.entry_rate
    if rate is not None:
        if top.unknown:
            entries = _("%(range)s in 30; %(entries)s") % {
                "range": about_range_words(rate.low, rate.high),
                "entries": entries,
            }
        return rate_words(rate.rate, USUAL_DAYS), entries
    if top.no_rate_reason == NO_CLEAR_DAY:
        return entries, _("no rate without a clear day")
    return entries, _("too few known days") if top.is_filtered else _("too few answers for a rate")


def sleep_value(count: DayCount) -> tuple[str, str]:
    """Days with broken sleep of those that say, and how many do not."""
    return count_of_days_words(count), _open_words(count.open)


def limited_value(part: LimitedDays) -> tuple[str, str]:
    """Limited days of those that say, and the median."""
    return count_of_days_words(part.days), _median_words(part)


def worst_value(days: WorstOfDays | TooLittle, words: Callable[[float], str]) -> tuple[str, str]:
    """The median of the daily worst, and on how many days it rests; `words` says one of its numbers."""
    if isinstance(days, TooLittle):
        return _("none"), measure_words(days.missing)
    values = {"n": number_words(days.n), "worst": words(days.worst)}
    note = ngettext("%(n)s day, up to %(worst)s", "%(n)s days, up to %(worst)s", days.n) % values
    return (_("too few") if days.median is None else words(days.median)), note


def _open_words(days: int) -> str:
    """Of how many days it is not known: "2 more unknown"."""
    if not days:
        return ""
    return ngettext("%(n)s more unknown", "%(n)s more unknown", days) % {"n": number_words(days)}


def _median_words(part: LimitedDays) -> str:
    if part.median is None:
        return ""
    return _("typically %(median)s of %(most)s") % {"median": number_words(part.median), "most": LIMITED_MAX}


# The doctor's lines


def line_titles() -> tuple[str, str, str, str]:
    """What the four lines are called, with what each rests on."""
    return (
        _("Spasm days (answered)"),
        _("Woken, or asleep at onset (days known)"),
        _("Limited “somewhat” or more (check-in days)"),
        _("Each day’s worst, 0 to 10 (days rated)"),
    )


def spasm_days_words(top: Headline, days: int) -> str:
    """Spasm days in so many days, a denominator that "now" and "before" share, with the range that missing days allow.

    Counts alone where no rate may be said.
    Example: "about 10 in 30 (9 to 13; 9 of 26)"; "9 in 28", all answered; "2 days, 5 of 28 answered".
    """
    if top.is_all_paused:
        words = ngettext("all paused, %(n)s spasm day logged", "all paused, %(n)s spasm days logged", top.outside)
        return words % {"n": number_words(top.outside)}
    rate = top.in_days(days)
    if rate is None:
        words = ngettext("%(n)s day, %(known)s answered", "%(n)s days, %(known)s answered", top.n)
        words %= {"n": number_words(top.n), "known": share_words(top.of, top.asked)}
        if top.unknown:
            values = {"low": number_words(top.n), "high": number_words(top.highest), "asked": number_words(top.asked)}
            words = _("%(days)s (%(low)s to %(high)s of %(asked)s)") % (values | {"days": words})
    else:
        words, share = rate_words(rate.rate, days), share_words(top.n, top.of)
        if top.unknown:
            values = {"range": about_range_words(rate.low, rate.high), "share": share}
            words = _("%(rate)s (%(range)s; %(share)s)") % (values | {"rate": words})
        elif top.of != days:
            words = _("%(rate)s (%(share)s)") % {"rate": words, "share": share}
    if top.outside:
        words = _("%(days)s, %(n)s more in pauses") % {"days": words, "n": number_words(top.outside)}
    return words


def count_of_days_words(count: DayCount | TooLittle) -> str:
    """Days on which it was so, of those that say: "4 of 20"."""
    return _("not answered") if isinstance(count, TooLittle) or not count.of else share_words(count.n, count.of)


def limited_words(part: LimitedDays | TooLittle) -> str:
    """Limited days of those that say: "3 of 20"."""
    return count_of_days_words(part if isinstance(part, TooLittle) else part.days)


def worst_words(part: WorstOfDays | TooLittle) -> str:
    """The middle and the worst of each day's worst rating: "median 5, worst 8 (8 of 9)"."""
    if isinstance(part, TooLittle):
        return _("not rated")
    values: dict[str, str | int] = {"share": share_words(part.n, part.of), "worst": number_words(part.worst)}
    if part.median is None:
        values["least"] = LEAST_DAYS_FOR_A_MEDIAN
        words = ngettext(
            "worst %(worst)s (%(share)s day rated; no median under %(least)d)",
            "worst %(worst)s (%(share)s days rated; no median under %(least)d)",
            part.of,
        )
        return words % values
    values["median"] = number_words(part.median)
    return _("median %(median)s, worst %(worst)s (%(share)s)") % values


def days_before_words(before: Period) -> str:
    """What stands over the column of the earlier days: "28 days before"."""
    return ngettext("%(n)s day before", "%(n)s days before", len(before)) % {"n": number_words(len(before))}
