"""One entry as a row of a list for others: when, where, how strong, how long, what else. Words only."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tracker.formatting import (
    SHORT_WEEKDAYS,
    duration_words,
    in_a_row_words,
    number_words,
    short_date_words,
    time_words,
)
from tracker.report.material import EntryRow
from tracker.report.words import one_line, plain
from tracker.vocabulary.episodes import KINDS, NOTICED
from tracker.vocabulary.regions import mark_words
from tracker.vocabulary.relief import EFFECTS, MOMENTS, remedy_words
from tracker.vocabulary.terms import NONE_OF_THESE


def entry_headers(*, with_notes: bool) -> tuple[str, ...]:
    """The heads of the columns of `entry_row`."""
    heads = (_("When"), _("Where"), _("0 to 10"), _("Lasted"), _("What else"))
    return (*heads, _("Note")) if with_notes else heads


def entry_row(entry: EntryRow, own: Mapping[str, str], home: str, *, with_notes: bool) -> tuple[str, ...]:
    """The cells of one entry. What was not answered is empty. `own`: labels of the person's own remedies by
    code; `home`: their own zone.

    Example: "Wed 10 Jun 2026, 03:10", "left calf", "7", "2 min", "cramp; woke; heat, during: slightly".
    """
    cells = (
        _when(entry, home),
        "; ".join(one_line(mark_words(*place)) for place in entry.regions),
        "" if entry.intensity is None else number_words(entry.intensity),
        _("ongoing") if entry.is_ongoing else duration_words(entry.duration_seconds),
        "; ".join(_more(entry, own)),
    )
    return (*cells, plain(entry.note)) if with_notes else cells


def _when(entry: EntryRow, home: str) -> str:
    """What the clock there showed, with the zone on travel; the year, since a list may span several."""
    on = entry.started
    values = {"weekday": SHORT_WEEKDAYS[on.weekday()], "date": short_date_words(on.date()), "year": on.year}
    words = _("%(weekday)s %(date)s %(year)d, %(time)s") % (values | {"time": time_words(on)})
    if entry.zone in {"", home}:
        return words
    return _("%(when)s (%(zone)s)") % {"when": words, "zone": entry.zone}


def _more(entry: EntryRow, own: Mapping[str, str]) -> list[str]:
    parts = [str(KINDS.label(entry.kind))] if entry.kind else []
    if entry.count > 1:
        parts.append(in_a_row_words(entry.count))
    if entry.woke == "yes":
        parts.append(_("woke"))
    parts += [str(NOTICED.label(code)) for code in entry.noticed if code != NONE_OF_THESE]
    for code, text, moment, effect in entry.relief:
        words = one_line(remedy_words(code, text, own))
        if moment:
            words = _("%(what)s, %(moment)s") % {"what": words, "moment": MOMENTS.label(moment)}
        if effect:
            words = _("%(what)s: %(effect)s") % {"what": words, "effect": EFFECTS.label(effect)}
        parts.append(words)
    if entry.logged_by:
        parts.append(_("logged by %(name)s") % {"name": one_line(entry.logged_by)})
    return parts
