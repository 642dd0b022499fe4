"""When: hours and weekdays in words, and as a table. No computing, no drawing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.results import NO_SLEEP
from tracker.analysis.timing import LEAST_DAYS_FOR_A_PEAK, MOST_DAYS_FOR_A_PEAK, PEAK_HOURS, Timing
from tracker.formatting import SHORT_WEEKDAYS, hours_words, number_words, sentences_words, share_words
from tracker.wording.missing import measure_words
from tracker.wording.readers import DOCTOR, Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("Hour and weekday")
"""What its chart is called on pages."""


def title(result: Timing) -> str:
    """The finding: the fullest hours, if they are beyond chance."""
    if result.n < LEAST_DAYS_FOR_A_PEAK:
        return _("It is too early to name a time of day")
    if result.n > MOST_DAYS_FOR_A_PEAK:
        return _("There are too many days to name a time of day")
    if result.peak_from is None:
        return _("No single time of day stands out")
    return _("Most often between %(from)s and %(to)s, on %(share)s days") % {
        "from": f"{result.peak_from:02}:00",
        "to": f"{(result.peak_from + PEAK_HOURS) % 24:02}:00",
        "share": share_words(result.peak_n, result.n),
    }


def subtitle(result: Timing) -> str:
    """What one mark is."""
    return _("Each dot is a day with a spasm at that hour.")


def days_words(n: int) -> str:
    """Days with an entry at one hour of one weekday: "3 days"."""
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": number_words(n)}


def reading(result: Timing, reader: Reader) -> str:
    """A few sentences: the fullest hours if they are beyond chance, and how often sleep was broken."""
    if result.n < LEAST_DAYS_FOR_A_PEAK:
        words = ngettext(
            "There are entries on %(n)s day, too few to name a time of day.",
            "There are entries on %(n)s days, too few to name a time of day.",
            result.n,
        ) % {"n": number_words(result.n)}
    elif result.n > MOST_DAYS_FOR_A_PEAK:
        # What chance gives was simulated up to so many days: that nothing is named says nothing of the hours.
        words = _("There are entries on %(n)s days. A time of day is named only for up to %(most)s days.") % {
            "n": number_words(result.n),
            "most": number_words(MOST_DAYS_FOR_A_PEAK),
        }
    elif result.peak_from is None:
        words = _("On the %(n)s days with an entry, no single time of day stands out beyond chance.") % {
            "n": number_words(result.n)
        }
    else:
        words = _("Most often between %(from)s and %(to)s. On %(share)s days the first spasm came then.") % {
            "from": f"{result.peak_from:02}:00",
            "to": f"{(result.peak_from + PEAK_HOURS) % 24:02}:00",
            "share": share_words(result.peak_n, result.n),
        }
    return f"{words} {_sleep_words(result, reader)}"


def _sleep_words(result: Timing, reader: Reader) -> str:
    """On how many of the days of which it is known sleep was broken, clear ones among them; days with spasms that leave
    it open are named beside it, in neither number."""
    if not result.of_days:
        return measure_words(NO_SLEEP)
    if reader is DOCTOR:
        words = ngettext(
            "Asleep or woken on %(n)s of %(of)s day with an answer.",
            "Asleep or woken on %(n)s of %(of)s days with an answer.",
            result.of_days,
        )
    else:
        words = ngettext(
            "Sleep was broken on %(n)s of %(of)s day with an answer.",
            "Sleep was broken on %(n)s of %(of)s days with an answer.",
            result.of_days,
        )
    words %= {"n": number_words(result.broken_sleep_days), "of": number_words(result.of_days)}
    if not result.sleep_unknown_days:
        return words
    open_days = result.sleep_unknown_days
    if reader is DOCTOR:
        others = ngettext("Unanswered on %(n)s spasm day.", "Unanswered on %(n)s spasm days.", open_days)
    else:
        others = ngettext(
            "You left this unanswered on %(n)s spasm day.", "You left this unanswered on %(n)s spasm days.", open_days
        )
    return sentences_words([words, others % {"n": number_words(open_days)}])


def table(result: Timing, link: Link) -> Table:
    """A row for every hour, from the one at which the person's day starts; weekdays across."""
    headers = (
        _("Hour"),
        *(
            _("%(weekday)s, of %(days)s") % {"weekday": words, "days": number_words(days)}
            for words, days in zip(SHORT_WEEKDAYS, result.answered_days.tolist(), strict=True)
        ),
        _("All"),
    )
    rows = tuple(
        TableRow(
            (
                hours_words(hour, hour + 1),
                *(number_words(n) for n in result.counts[:, hour].tolist()),
                number_words(result.by_hour[hour]),
            ),
            link(hour=hour) if result.by_hour[hour] else "",
        )
        for hour in ((result.day_starts_at + n) % 24 for n in range(24))
    )
    if result.is_filtered:
        known = _("The number beside each weekday is how many are known.")
    else:
        known = _("The number beside each weekday is how many were answered.")
    return Table(headers, rows, f"{how_counted(result)} {known}")


def cell_message() -> str:
    """What a cell says when pointed at, with places for its parts: translated once for all 168 of them."""
    return _("%(weekday)s, %(hours)s: %(days)s")
