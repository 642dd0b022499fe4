"""How strong: each day's worst rating in words, and as a table. No computing, no drawing."""

from math import isnan

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.daily import LEAST_DAYS_FOR_A_MEDIAN
from tracker.analysis.severity import Severity
from tracker.formatting import number_words, share_words
from tracker.wording.bins import bin_words, unit_header
from tracker.wording.landmarks import bin_marks, marks_header
from tracker.wording.readers import DOCTOR, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("How strong")
"""What its chart is called on pages."""


def title(result: Severity) -> str:
    """What is shown."""
    return str(HEADING)


def rated_words(n: int) -> str:
    """Rated entries of one bin, for who points at it: "4 rated entries"."""
    return ngettext("%(n)s rated entry", "%(n)s rated entries", n) % {"n": number_words(n)}


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
    return words


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
                    bin_words(result.bins, place),
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
