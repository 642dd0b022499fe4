"""How strong: each day's worst rating in words, and as a table. No computing, no drawing."""

from math import floor, isnan

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tracker.analysis.daily import LEAST_DAYS_FOR_A_MEDIAN, MOST_SINGLE_DAYS
from tracker.analysis.results import UsualRange
from tracker.analysis.severity import Severity
from tracker.formatting import number_range_words, number_words, sentences_words, share_words
from tracker.wording.bins import middle_dot_words, short_bin_words, unit_header
from tracker.wording.landmarks import bin_marks, marks_header
from tracker.wording.readers import DOCTOR, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("How strong")
"""What its chart is called on pages."""


def title(result: Severity) -> str:
    """The finding: the middle of the daily worst; the very worst with too few days for a middle."""
    if len(result.worst_day) < LEAST_DAYS_FOR_A_MEDIAN:
        return _("Worst: %(worst)s of 10") % {"worst": number_words(result.worst.max())}
    if result.usual is None:
        return _("Typically %(median)s of 10 at its worst") % {"median": number_words(result.median)}
    low, high = _usual_numbers(result.usual)
    # As drawn and as written: a number that rounding alone would set apart is no other one.
    if result.median < min(low, result.usual.low):
        words = _("Typically %(median)s of 10, below your usual %(range)s")
    elif result.median > max(high, result.usual.high):
        words = _("Typically %(median)s of 10, above your usual %(range)s")
    else:
        words = _("Typically %(median)s of 10, as usual")
    return words % {"median": number_words(result.median), "range": _range_words(low, high)}


def subtitle(result: Severity) -> str:
    """What one mark is."""
    if len(result.worst_day) > MOST_SINGLE_DAYS:
        return middle_dot_words(result.bins)
    return _("Each dot is a day.")


def median_label(result: Severity) -> str:
    """At the end of the line of the period: "now 4"."""
    return pgettext("a line in a chart", "now %(n)s") % {"n": number_words(result.median)}


def usual_label(usual: UsualRange) -> str:
    """At the end of the band of what was usual: "usual 5"."""
    return pgettext("a band in a chart", "usual %(range)s") % {"range": _range_words(*_usual_numbers(usual))}


def _usual_numbers(usual: UsualRange) -> tuple[int, int]:
    """The range in whole numbers, as the ratings are."""
    return floor(usual.low + 0.5), floor(usual.high + 0.5)


def _range_words(low: int, high: int) -> str:
    return number_words(low) if low == high else number_range_words(low, high)


def _usual_words(result: Severity) -> str:
    """What the band rests on."""
    if result.usual is None:
        return ""
    words = _(
        "Band: the middle half of your %(n)s earlier stretches of 28 days. About half of them, or fewer, were "
        "outside it, too."
    )
    return words % {"n": number_words(result.usual.n)}


def rated_words(n: int) -> str:
    """Rated entries of one bin, for who points at it: "4 rated entries"."""
    return ngettext("%(n)s rated entry", "%(n)s rated entries", n) % {"n": number_words(n)}


def out_of_ten_words(worst: float) -> str:
    """One day, for who points at it: "8 of 10 at its worst"."""
    return _("%(worst)s of 10 at its worst") % {"worst": number_words(worst)}


def bin_middle_words(result: Severity, place: int) -> str:
    """One month or quarter, for who points at it: "typically 5 of 10, usually 3 to 6"."""
    low, high = result.bin_low[place], result.bin_high[place]
    return _("typically %(median)s of 10, usually %(range)s") % {
        "median": number_words(result.bin_median[place]),
        "range": number_range_words(low, high),
    }


def reading(result: Severity, reader: Reader) -> str:
    """One or two sentences: the middle of the daily worst, and what it rests on."""
    days = len(result.worst_day)
    if days < LEAST_DAYS_FOR_A_MEDIAN:
        worst = number_words(result.worst.max())
        words = ngettext(
            "The worst was %(worst)s of 10, on %(n)d rated day.",
            "The worst was %(worst)s of 10, on %(n)d rated days.",
            days,
        ) % {"worst": worst, "n": days}
    else:
        words = _middle_words(result, reader)
    if result.n < result.of:
        if reader is DOCTOR:
            rated = ngettext("Rated: %(share)s entry.", "Rated: %(share)s entries.", result.of)
        else:
            rated = ngettext("You rated %(share)s entry.", "You rated %(share)s entries.", result.of)
        words += " " + rated % {"share": share_words(result.n, result.of)}
    return sentences_words([words, _usual_words(result)])


def _middle_words(result: Severity, reader: Reader) -> str:
    low, high = number_words(result.low), number_words(result.high)
    if reader is DOCTOR:
        words = _("Each day’s worst: median %(median)s of 10 (IQR %(low)s–%(high)s), on %(n)s rated days.")
    elif low == high:
        words = _("On the %(n)s days you rated, the worst was usually %(low)s of 10.")
    else:
        words = _("On the %(n)s days you rated, the worst was usually %(low)s to %(high)s of 10, typically %(median)s.")
    values = {"n": number_words(len(result.worst_day)), "median": number_words(result.median)}
    return words % (values | {"low": low, "high": high})


def table(result: Severity, link: Link) -> Table:
    """A row for every bin with a rating, the latest first."""
    headers: tuple[str, ...] = (
        unit_header(result.bins),
        _("Rated days"),
        _("Median of the worst"),
        _("Middle half"),
        _("Rated entries"),
    )
    headers += (marks_header(),) if result.landmarks else ()
    rows = []
    for place in reversed(range(len(result.bins))):
        first, last = result.bins.bounds(place)
        if not result.bin_days[place] and not any(first <= mark.on <= last for mark in result.landmarks):
            continue
        median, low, high = (column[place] for column in (result.bin_median, result.bin_low, result.bin_high))
        too_few = isnan(median)
        rows.append(
            TableRow(
                (
                    short_bin_words(result.bins, place),
                    number_words(result.bin_days[place]),
                    _("too few days") if too_few else number_words(median),
                    "–" if too_few else f"{number_words(low)}–{number_words(high)}",
                    number_words(result.density[place].sum()),
                    *([bin_marks(result, place)] if result.landmarks else ()),
                ),
                link(**{"from": first, "to": last}),
            )
        )
    return Table(headers, tuple(rows), how_counted(result))
