"""Day by day: how many days of each kind in words, and as a table. No computing, no drawing."""

from math import isnan

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.calendar import DAY_KINDS, NOT_ASKED, SEVERE_FROM, Calendar
from tracker.formatting import count_words, number_words, sentences_words
from tracker.vocabulary.day import CLEAR, CONTINUED, PAUSED, SPASM, UNANSWERED
from tracker.wording.bins import bin_words
from tracker.wording.coverage import all_paused_words, day_words, left_out_words, spasm_days_title, went_on_words
from tracker.wording.readers import DOCTOR, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("Day by day")
"""What its chart is called on pages."""


def title(result: Calendar) -> str:
    """The finding: spasm days, of those that were answered."""
    if result.is_all_paused:
        return _("You paused all these days")
    return spasm_days_title(result.n, result.of, result.continued, is_filtered=result.is_filtered)


def subtitle(result: Calendar) -> str:
    """What one mark is."""
    return _("Each mark is one day. The number is its worst spasm.")


def day_reading(result: Calendar, n: int) -> str:
    """One day, for who points at it: "2 entries, worst 8"."""
    words = count_words(int(result.entries[n]))
    if isnan(result.worst[n]):
        return words
    return _("%(entries)s, worst %(worst)s") % {"entries": words, "worst": number_words(result.worst[n])}


def state_words(result: Calendar, n: int) -> str:
    """One day of the month, whatever it was: "2 entries, worst 8", "clear", "unanswered"; "" before the diary."""
    kind = DAY_KINDS[result.kind[n]]
    if kind == NOT_ASKED:
        return ""
    return day_reading(result, n) if result.entries[n] else day_words(kind, is_filtered=result.is_filtered)


def reading(result: Calendar, reader: Reader) -> str:
    """One or two sentences: on how many days, and on how many of them it was severe."""
    words = _days_words(result, reader)
    if not result.is_all_paused:
        words = sentences_words([words, left_out_words(result.spasm_days_in_pauses)])
    if not result.rated_days:
        return words
    severe = ngettext(
        "The worst was %(from)d or more on %(n)s of the %(of)s rated day.",
        "The worst was %(from)d or more on %(n)s of the %(of)s rated days.",
        result.rated_days,
    ) % {"from": SEVERE_FROM, "n": number_words(result.severe_days), "of": number_words(result.rated_days)}
    return f"{words} {severe}"


def _days_words(result: Calendar, reader: Reader) -> str:
    if result.is_all_paused:
        return all_paused_words(result.spasms, reader, is_filtered=result.is_filtered)
    unknown = result.asked - result.of
    values = {"n": number_words(result.n), "of": number_words(result.of), "unknown": number_words(unknown)}
    if result.is_filtered and unknown:
        words = ngettext(
            "Entries match on %(n)s of the %(of)s known day.",
            "Entries match on %(n)s of the %(of)s known days.",
            result.of,
        )
        open_days = ngettext("%(unknown)s more day is unknown.", "%(unknown)s more days are unknown.", unknown)
    else:
        if result.is_filtered:
            words = ngettext(
                "Entries match on %(n)s of the %(of)s day you answered.",
                "Entries match on %(n)s of the %(of)s days you answered.",
                result.of,
            )
        elif reader is DOCTOR:
            words = ngettext(
                "Spasms on %(n)s of %(of)s answered day.", "Spasms on %(n)s of %(of)s answered days.", result.of
            )
        else:
            words = ngettext(
                "You had spasms on %(n)s of the %(of)s day you answered.",
                "You had spasms on %(n)s of the %(of)s days you answered.",
                result.of,
            )
        open_days = ngettext("%(unknown)s more day is unanswered.", "%(unknown)s more days are unanswered.", unknown)
    # For the person, the title names the days into which a spasm ran.
    went_on = went_on_words(result.continued) if reader is DOCTOR and not result.is_filtered else ""
    return sentences_words([words % values, went_on, open_days % values if unknown else ""])


def table(result: Calendar, link: Link) -> Table:
    """A row for every month, the latest first."""
    is_filtered = result.is_filtered
    headers = (
        _("Month"),
        _("Days with a match") if is_filtered else _("Spasm days"),
        _("Continued"),
        _("Answered, no match") if is_filtered else _("Clear"),
        _("Not known") if is_filtered else _("Unanswered"),
        _("Paused"),
        _("Worst"),
    )
    counts = [result.months.sums(result.counts_as(kind)) for kind in (SPASM, CONTINUED, CLEAR, UNANSWERED, PAUSED)]
    entries = result.months.sums(result.entries)
    rows = []
    for place in reversed(range(len(result.months))):
        first, last = result.months.bounds(place)
        numbers = [number for number in result.worst[result.months.place == place].tolist() if not isnan(number)]
        worst = number_words(max(numbers)) if numbers else "–"
        cells = (bin_words(result.months, place), *(number_words(column[place]) for column in counts), worst)
        rows.append(TableRow(cells, link(**{"from": first, "to": last}) if entries[place] else ""))
    return Table(headers, tuple(rows), how_counted(result))


def last_years_words(years: int) -> str:
    """That a very long diary is not drawn whole."""
    return _("The chart shows the last %(n)d years. The table shows them all.") % {"n": years}


def unrated_words(result: Calendar) -> str:
    """In the legend, a day whose spasms have no number."""
    return _("match, not rated") if result.is_filtered else _("spasm, not rated")


def worst_words(numbers: str) -> str:
    """In the legend, the first of the classes of numbers: "worst 0–2"."""
    return _("worst %(numbers)s") % {"numbers": numbers}
