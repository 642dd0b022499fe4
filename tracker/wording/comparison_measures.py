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
    about_words,
    comma_words,
    count_words,
    number_words,
    rate_words,
    sentences_words,
    share_words,
    short_date_words,
)
from tracker.vocabulary.day import LIMITED_MAX
from tracker.wording.frequency import unlisted_words_of_two
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
    """Days with broken sleep of those of which it is known, and how many days with a spasm leave it open."""
    return count_of_days_words(count), sleep_open_words(count)


def limited_value(part: LimitedDays) -> tuple[str, str]:
    """Limited days of those that say, the median, and how many do not say."""
    parts = (_median_words(part), _open_words(part.days)) if part.days.of else ()
    return count_of_days_words(part.days), "; ".join(words for words in parts if words)


def rates_leave_out_words(before: Headline, after: Headline) -> str:
    """What the rates of entries leave out: those in pauses, though they are counted beside them, and unlisted ones."""
    in_pauses = _("Entries include those in pauses. The rate doesn’t.") if before.outside or after.outside else ""
    return sentences_words([in_pauses, unlisted_words_of_two(before, after)])


def worst_value(days: WorstOfDays | TooLittle, words: Callable[[float], str]) -> tuple[str, str]:
    """The median of the daily worst, and on how many days it rests; `words` says one of its numbers."""
    if isinstance(days, TooLittle):
        return _("none"), measure_words(days.missing)
    values = {"n": number_words(days.n), "worst": words(days.worst)}
    note = ngettext("%(n)s day, up to %(worst)s", "%(n)s days, up to %(worst)s", days.n) % values
    return (_("too few") if days.median is None else words(days.median)), note


def sleep_open_words(count: DayCount) -> str:
    """Which days are in neither number: "unknown on 2 days with a spasm". The clear ones are among those that say."""
    if not count.open:
        return ""
    words = ngettext("unknown on %(n)s day with a spasm", "unknown on %(n)s days with a spasm", count.open)
    return words % {"n": number_words(count.open)}


def _open_words(count: DayCount) -> str:
    """Of how many days it is not known: "2 more unknown"."""
    if not count.open:
        return ""
    return ngettext("%(n)s more unknown", "%(n)s more unknown", count.open) % {"n": number_words(count.open)}


def _median_words(part: LimitedDays) -> str:
    if part.median is None:
        return ""
    return _("typically %(median)s of %(most)s") % {"median": number_words(part.median), "most": LIMITED_MAX}


# The doctor's lines


def line_titles() -> tuple[str, str, str, str]:
    """What the four lines are called."""
    return (
        _("Spasm days"),
        _("Woken, or asleep at onset"),
        _("Limited “somewhat” or more"),
        _("Each day’s worst, 0 to 10"),
    )


def of_answered_words() -> str:
    """What all four lines are counted in."""
    return _("Of days answered")


def range_key_words(*tops: Headline) -> str:
    """What the range beside the spasm days is, so that nobody reads it as a confidence interval; "" without one."""
    if not any(top.unknown for top in tops):
        return ""
    return _("range: unanswered days as clear or spasm")


def spasm_days_line(top: Headline, days: int) -> tuple[str, str]:
    """Spasm days of those that were answered, and the same in so many days, a denominator that "now" and "before"
    share, with the range that missing days allow.

    The count alone where no rate may be said.
    Example: ("9 of 26", "10 (9–13) in 30"); ("9 of 28", ""), all answered; ("2 days", "5 of 28
    answered").
    """
    if top.is_all_paused:
        words = ngettext("%(n)s spasm day logged", "%(n)s spasm days logged", top.outside)
        return _("all paused"), words % {"n": number_words(top.outside)}
    rate = top.in_days(days)
    if rate is None:
        value = ngettext("%(n)s day", "%(n)s days", top.n) % {"n": number_words(top.n)}
        note = _("%(share)s answered") % {"share": share_words(top.of, top.asked)}
        if top.unknown:
            values = {"low": number_words(top.n), "high": number_words(top.highest), "asked": number_words(top.asked)}
            note = _("%(known)s (%(low)s to %(high)s of %(asked)s)") % (values | {"known": note})
    else:
        value, note = share_words(top.n, top.of), _rate_beside(top, days)
        if top.unknown:
            low, middle, high = (about_words(each) for each in (rate.low, rate.rate, rate.high))
            values = {"rate": middle, "low": low, "high": high, "days": number_words(days)}
            note = _("%(rate)s (%(low)s–%(high)s) in %(days)s") % values
    if top.outside:
        more = _("%(n)s more in pauses") % {"n": number_words(top.outside)}
        note = comma_words(part for part in (note, more) if part)
    return value, note


def _rate_beside(top: Headline, days: int) -> str:
    """The rate in so many days; "" where no rate may be said, and where the share says it already."""
    rate = top.in_days(days)
    return "" if rate is None or (top.of == days and not top.unknown) else rate_words(rate.rate, days)


def spasm_days_finding(top: Headline, days: int) -> str:
    """The first sentence of the doctor's page: "Spasms on 22 of 82 answered days, about 8 in 30."

    "" if all days were paused.
    """
    if top.is_all_paused:
        return ""
    values = {"share": share_words(top.n, top.of), "rate": _rate_beside(top, days)}
    if not values["rate"]:
        words = ngettext("Spasms on %(share)s answered day.", "Spasms on %(share)s answered days.", top.of)
        return words % values
    return _("Spasms on %(share)s answered days, %(rate)s.") % values


def before_finding(top: Headline, days: int, before: Period) -> str:
    """The same of the days before, right behind it: "In the 90 days before, on 58 of 86, about 20 in 30."

    "" if all of them were paused, or none was answered.
    """
    if top.is_all_paused or not top.of:
        return ""
    rate = _rate_beside(top, days)
    values = {"days": number_words(len(before)), "share": share_words(top.n, top.of), "rate": rate}
    words = ngettext("On the day before, on %(share)s.", "In the %(days)s days before, on %(share)s.", len(before))
    if rate:
        words = _("In the %(days)s days before, on %(share)s, %(rate)s.")
    return words % values


def count_of_days_words(count: DayCount | TooLittle) -> str:
    """Days on which it was so, of those that say: "4 of 20"."""
    return _("unanswered") if isinstance(count, TooLittle) or not count.of else share_words(count.n, count.of)


def limited_line(part: LimitedDays | TooLittle) -> tuple[str, str]:
    """Limited days of those that say, and how many do not: ("3 of 20", "8 unanswered")."""
    return _days_line(part if isinstance(part, TooLittle) else part.days)


def sleep_line(count: DayCount | TooLittle) -> tuple[str, str]:
    """Days with broken sleep of those of which it is known, and how many leave it open: ("4 of 20", "8 unanswered")."""
    return _days_line(count)


def _days_line(count: DayCount | TooLittle) -> tuple[str, str]:
    """Without the days that leave it open, "0 of 68" of clear days alone would pass for nights that were whole."""
    words = count_of_days_words(count)
    if isinstance(count, TooLittle) or not (count.of and count.open):
        return words, ""
    open_words = ngettext("%(n)s unanswered", "%(n)s unanswered", count.open)
    return words, open_words % {"n": number_words(count.open)}


def worst_line(part: WorstOfDays | TooLittle) -> tuple[str, str]:
    """The middle of each day's worst rating, and the worst of all: ("median 5", "worst 8, 8 days")."""
    if isinstance(part, TooLittle):
        return _("not rated"), ""
    values: dict[str, str | int] = {"n": number_words(part.n), "worst": number_words(part.worst)}
    rated = ngettext("%(n)s day", "%(n)s days", part.n) % values
    if part.median is None:
        why = _("%(rated)s; no median under %(least)d") % {"rated": rated, "least": LEAST_DAYS_FOR_A_MEDIAN}
        return _("worst %(worst)s") % values, why
    note = _("worst %(worst)s, %(rated)s") % (values | {"rated": rated})
    return _("median %(median)s") % {"median": number_words(part.median)}, note


def since_words(period: Period, *, with_year: bool = False) -> str:
    """What stands over the column of these days: "Since 1 Sep"; their own dates where days came after them."""
    return _("From %(first)s") % {"first": short_date_words(period.first, with_year=with_year)}


def days_before_words(before: Period) -> str:
    """What stands over the column of the earlier days: "28 days before"."""
    return ngettext("%(n)s day before", "%(n)s days before", len(before)) % {"n": number_words(len(before))}
