"""What a week, a month or a year of a chart is called. Words only; no computing."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.analysis.bins import BY_DAY, BY_MONTH, BY_QUARTER, BY_WEEK, Bins
from tracker.formatting import MONTHS, month_words, period_words, short_date_words


def bin_words(cut: Bins, place: int) -> str:
    """A bin by its days: "June 2026", or "1 to 7 June 2026"."""
    first, last = cut.bounds(place)
    if cut.unit == BY_MONTH and (last - first).days + 1 == cut.days_of(place):
        return month_words(first)
    return period_words(first, last)


def short_bin_words(cut: Bins, place: int) -> str:
    """A bin where there is little room, as in a table on a phone: "1–7 Jun", "29 Dec–4 Jan 2027", "May".

    The year is said where the bins are not all of one.
    """
    first, last = cut.bounds(place)
    is_of_one_year = cut.first.year == cut.last.year
    if cut.unit == BY_MONTH and is_of_one_year and (last - first).days + 1 == cut.days_of(place):
        return str(MONTHS[first.month - 1])
    if cut.unit not in {BY_WEEK, BY_MONTH, BY_QUARTER} or first == last:
        return bin_words(cut, place)
    if cut.unit == BY_MONTH and (last - first).days + 1 == cut.days_of(place):
        return bin_words(cut, place)
    values = {"day": first.day, "first": short_date_words(first), "last": short_date_words(last), "year": last.year}
    if first.month == last.month:
        words = _("%(day)d–%(last)s") if is_of_one_year else _("%(day)d–%(last)s %(year)d")
    else:
        words = _("%(first)s–%(last)s") if is_of_one_year else _("%(first)s–%(last)s %(year)d")
    return words % values


def unit_header(cut: Bins) -> str:
    """The head of a table's column with one row for every bin."""
    return {
        BY_DAY: _("Day"),
        BY_WEEK: _("Week"),
        BY_MONTH: _("Month"),
        BY_QUARTER: pgettext("a table's column", "Three months"),
    }.get(cut.unit, pgettext("a table's column", "Year"))


def middle_dot_words(cut: Bins) -> str:
    """What one mark is where each bin has a dot at its median, on a bar over its middle half."""
    return {
        BY_MONTH: _("Each dot is one month. The bar is its usual range."),
        BY_QUARTER: _("Each dot is three months. The bar is their usual range."),
    }.get(cut.unit, _("Each dot is one year. The bar is its usual range."))


def median_words(cut: Bins) -> str:
    """What the line of medians is called in a legend."""
    return {
        BY_WEEK: _("median of the days, by week"),
        BY_MONTH: _("median of the days, by month"),
        BY_QUARTER: _("median of the days, by quarter"),
    }.get(cut.unit, _("median of the days, by year"))


def middle_half_words() -> str:
    """What the band around the line of medians is called in a legend."""
    return _("middle half of the days")


def entries_words(counts: str) -> str:
    """In a legend, the first of the classes of counts: "entries: 1–3"."""
    return _("entries: %(counts)s") % {"counts": counts}
