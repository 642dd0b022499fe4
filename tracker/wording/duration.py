"""How long: each day's longest in words, and as a table. No computing, no drawing."""

from math import isnan

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tracker.analysis.daily import LEAST_DAYS_FOR_A_MEDIAN, MOST_SINGLE_DAYS
from tracker.analysis.duration import Durations
from tracker.analysis.kinds import KindsOfEntries
from tracker.analysis.results import TooLittle
from tracker.formatting import (
    duration_beside_words,
    duration_range_words,
    duration_words,
    long_duration_words,
    number_words,
    share_words,
)
from tracker.wording.bins import middle_dot_words, short_bin_words, unit_header
from tracker.wording.kinds import kinds_words
from tracker.wording.readers import DOCTOR, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("How long")
"""What its chart is called on pages."""


def title(result: Durations) -> str:
    """The finding: the middle of the daily longest; the very longest with too few days for a middle."""
    if len(result.longest_day) < LEAST_DAYS_FOR_A_MEDIAN:
        return _("Longest: %(length)s") % {"length": long_duration_words(result.longest.max())}
    return _("On a typical day, the longest lasted %(length)s") % {"length": long_duration_words(result.median)}


def subtitle(result: Durations) -> str:
    """What one mark is."""
    if len(result.longest_day) > MOST_SINGLE_DAYS:
        return middle_dot_words(result.bins)
    return _("Each dot is a day’s longest spasm.")


def known_words(n: int) -> str:
    """Entries of known length in one bin, for who points at it."""
    return ngettext("%(n)s entry of known length", "%(n)s entries of known length", n) % {"n": number_words(n)}


def bin_middle_words(result: Durations, place: int) -> str:
    """One month or quarter, for who points at it: "typically 4 minutes, usually 2 to 5 minutes"."""
    return _("typically %(median)s, usually %(range)s") % {
        "median": long_duration_words(result.bin_median[place]),
        "range": duration_range_words(result.bin_low[place], result.bin_high[place]),
    }


def row_words(low: int, high: int | None) -> str:
    """A row of the plain chart: "under 1 min", "up to 5 min", "2 h or more"."""
    if high is None:
        return pgettext("lengths", "%(low)s or more") % {"low": duration_words(low)}
    if not low:
        return pgettext("lengths", "under %(high)s") % {"high": duration_words(high)}
    return pgettext("lengths", "up to %(high)s") % {"high": duration_words(high)}


def reading(result: Durations, reader: Reader) -> str:
    """Two or three sentences: the middle of the daily longest, what it rests on, and what is left out."""
    days = len(result.longest_day)
    if days < LEAST_DAYS_FOR_A_MEDIAN:
        words = ngettext(
            "The longest lasted %(longest)s. The length is known on %(n)d day.",
            "The longest lasted %(longest)s. The length is known on %(n)d days.",
            days,
        ) % {"longest": long_duration_words(result.longest.max()), "n": days}
    else:
        words = _middle_words(result, reader)
    return f"{words} {_left_out_words(result)}".strip()


def _middle_words(result: Durations, reader: Reader) -> str:
    n = number_words(len(result.longest_day))
    if reader is DOCTOR:
        words = _("Each day’s longest: %(typical)s, on %(n)s days with a known length.")
        return words % {"n": n, "typical": _median_words(result.median, result.low, result.high)}
    if duration_words(result.low) == duration_words(result.high):
        words = _("On the %(n)s days with a known length, the longest usually lasted %(low)s.")
        return words % {"n": n, "low": long_duration_words(result.low)}
    words = _("On the %(n)s days with a known length, the longest usually lasted %(range)s, typically %(median)s.")
    return words % {
        "n": n,
        "range": duration_range_words(result.low, result.high),
        "median": duration_beside_words(result.median, result.low, result.high),
    }


def _median_words(median: float, low: float, high: float) -> str:
    """The middle for the doctor: "median 4 min (IQR 2–5 min)"."""
    words = [duration_words(seconds) for seconds in (median, low, high)]
    low_words, high_words = words[1].split(), words[2].split()
    if len(low_words) == len(high_words) == 2 and low_words[1] == high_words[1]:
        # A unit that both have stands once.
        words[1] = low_words[0]
    return _("median %(median)s (IQR %(low)s–%(high)s)") % dict(zip(("median", "low", "high"), words, strict=True))


def _left_out_words(result: Durations) -> str:
    """How many entries this says nothing of, and why."""
    if not result.left_out:
        return ""
    share = share_words(result.left_out, result.of)
    if not result.ongoing:
        return _("Left out: %(share)s entries of unknown length.") % {"share": share}
    if not result.unknown:
        return _("Left out: %(share)s entries still going on.") % {"share": share}
    return _("Left out: %(share)s entries (%(unknown)s of unknown length, %(ongoing)s still going on).") % {
        "share": share,
        "unknown": number_words(result.unknown),
        "ongoing": number_words(result.ongoing),
    }


def table(result: Durations, link: Link) -> Table:
    """A row for every bin with a known duration, the latest first."""
    headers = (
        unit_header(result.bins),
        _("Days with a known length"),
        _("Median of the longest"),
        _("Middle half"),
        _("Entries of known length"),
    )
    rows = []
    for place in reversed(range(len(result.bins))):
        if not result.bin_days[place]:
            continue
        first, last = result.bins.bounds(place)
        median, low, high = (column[place] for column in (result.bin_median, result.bin_low, result.bin_high))
        too_few = isnan(median)
        cells = (
            short_bin_words(result.bins, place),
            number_words(result.bin_days[place]),
            _("too few days") if too_few else long_duration_words(median),
            "–" if too_few else duration_range_words(low, high),
            number_words(result.density[place].sum()),
        )
        rows.append(TableRow(cells, link(**{"from": first, "to": last})))
    return Table(headers, tuple(rows), f"{how_counted(result)} {_left_out_words(result)}".strip())


def typical_duration_words(result: Durations) -> str:
    """The middle of each day's longest in one line, for the doctor.

    Example: "median 4 min (IQR 2–5 min), 14 of 18 entries with known end".
    """
    known = ngettext("%(share)s entry with known end", "%(share)s entries with known end", result.of)
    known %= {"share": share_words(result.n, result.of)}
    if len(result.longest) < LEAST_DAYS_FOR_A_MEDIAN:
        words = _("up to %(longest)s, %(known)s")
        return words % {"longest": duration_words(float(result.longest.max())), "known": known}
    typical = _median_words(result.median, result.low, result.high)
    return _("%(typical)s, %(known)s") % {"typical": typical, "known": known}


def kinds_and_length_words(kinds: KindsOfEntries | TooLittle, lasted: Durations | TooLittle) -> tuple[str, str]:
    """(label, words) of which kinds of entries there were, and how long they took; for the doctor, "" for nothing.

    Example: "18 cramps, 4 spasms; each day’s longest: median 4 min (IQR 2–5 min), 14 of 18 entries with known end".
    """
    how_long = "" if isinstance(lasted, TooLittle) else typical_duration_words(lasted)
    if isinstance(kinds, TooLittle) or kinds.not_stated == kinds.n:
        return _("Each day’s longest"), how_long
    if not how_long:
        return _("Entries"), kinds_words(kinds)
    words = _("%(kinds)s; each day’s longest: %(how_long)s")
    return _("Entries"), words % {"kinds": kinds_words(kinds), "how_long": how_long}
