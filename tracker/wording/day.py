"""One day: its entries in words, and as a table. No computing, no drawing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.analysis.day import Placed, Timeline
from tracker.formatting import (
    SHORT_WEEKDAYS,
    WEEKDAYS,
    date_words,
    duration_words,
    list_words,
    number_words,
    time_words,
)
from tracker.vocabulary.regions import mark_words
from tracker.wording.readers import Reader
from tracker.wording.tables import Link, Table, TableRow, how_counted

HEADING = gettext_lazy("The day, hour by hour")
"""What its chart is called on pages."""


def title(result: Timeline) -> str:
    """What is shown: the day."""
    return f"{WEEKDAYS[result.date.weekday()]}, {date_words(result.date)}"


def subtitle(result: Timeline) -> str:
    """What one mark is."""
    return _("Each bar is one entry.")


def _began(result: Timeline, entry: Placed) -> str:
    """When it began, with the weekday or the date if that was on an earlier day."""
    time = time_words(entry.started)
    if not entry.came_in:
        return time
    ago = (result.date - entry.started.date()).days
    day = SHORT_WEEKDAYS[entry.started.weekday()] if ago < 7 else date_words(entry.started.date())
    return f"{day} {time}"


def _lasted(entry: Placed) -> str:
    return _("still going on") if entry.is_ongoing else duration_words(entry.duration_seconds) or _("not known")


def _where(entry: Placed) -> str:
    return ", ".join(mark_words(*region) for region in entry.regions) or _("place not noted")


def entry_words(result: Timeline, entry: Placed) -> str:
    """All of an entry, for who points at it."""
    rated = _("no number") if entry.intensity is None else _("%(n)d of 10") % {"n": entry.intensity}
    lasted = _lasted(entry) if entry.is_ongoing or entry.duration_seconds is not None else _("unknown length")
    return ", ".join(part for part in (_began(result, entry), _where(entry), rated, lasted, entry.zone) if part)


def wordings_of(entry: Placed) -> list[str]:
    """What can be said beside the mark, from all of it to the least."""
    where = [mark_words(*region) for region in entry.regions] or [_("place not noted")]
    lasted = _("still going on") if entry.is_ongoing else duration_words(entry.duration_seconds)
    places = ", ".join(where)
    fewer = where[0] if len(where) == 1 else _("%(where)s +%(n)d") % {"where": where[0], "n": len(where) - 1}
    choices = [[places, lasted, entry.zone], [places, lasted], [fewer, lasted], [fewer]]
    return list(dict.fromkeys(" · ".join(part for part in parts if part) for parts in choices))


def reading(result: Timeline, reader: Reader) -> str:
    """When, and the worst of it; then what runs over the edges of the day, and clocks of other places."""
    own = [entry for entry in result.entries if not entry.came_in]
    sentences = []
    if not own:
        sentences.append(_("No entry began on this day."))
    elif len(own) == 1:
        sentences.append(_("1 entry, at %(time)s.") % {"time": time_words(own[0].started)})
    else:
        values = {"n": number_words(len(own))}
        values |= {"first": time_words(own[0].started), "last": time_words(own[-1].started)}
        words = _("%(n)s entries, the first at %(first)s, the last at %(last)s.")
        if result.is_cut:
            words = _("The first %(n)s entries began between %(first)s and %(last)s. There are more.")
        sentences.append(words % values)
    if result.worst:
        worst = {"n": result.worst.intensity, "time": time_words(result.worst.started)}
        words = _("It was %(n)d of 10 at its worst.")
        if len(own) > 1:
            words = _("The worst of them was %(n)d of 10, at %(time)s.")
        sentences.append(words % worst)
    if result.from_before:
        sentences.append(
            ngettext(
                "%(n)s entry from an earlier day went on into this one.",
                "%(n)s entries from earlier days went on into this one.",
                result.from_before,
            )
            % {"n": number_words(result.from_before)}
        )
    if result.runs_on:
        sentences.append(
            ngettext("%(n)s went on into the next day.", "%(n)s went on into the next day.", result.runs_on)
            % {"n": number_words(result.runs_on)}
        )
    if result.zones:
        sentences.append(
            _("Entries from %(zones)s are shown in local time there.") % {"zones": list_words(list(result.zones))}
        )
    if result.clock_moved:
        words = _("The clocks went forward, so this day had %(hours)s hours.")
        if result.clock_moved < 0:
            words = _("The clocks went back, so this day had %(hours)s hours.")
        sentences.append(words % {"hours": number_words(result.hours)})
    return " ".join(sentences)


def table(result: Timeline, link: Link) -> Table:
    """A row for every entry, as they lie on the clock."""
    headers = [_("Began"), _("Where"), _("Worst, of 10"), _("Lasted")]
    if result.zones:
        headers.append(_("Time zone"))
    rows = []
    for entry in result.entries:
        rated = "–" if entry.intensity is None else str(entry.intensity)
        cells = [_began(result, entry), _where(entry), rated, _lasted(entry)]
        if result.zones:
            cells.append(entry.zone or "–")
        rows.append(TableRow(tuple(cells), link(uid=entry.uid)))
    return Table(tuple(headers), tuple(rows), how_counted(result))


def places_in_table() -> str:
    """What a full day leaves to its table."""
    return _("The table shows where each one was.")
