"""What was saved, by name: the place, the number, the length, and the day or night that it counts to."""

import datetime as dt

from django.utils.translation import gettext as _

from tracker.formatting import WEEKDAYS, comma_words, day_words, duration_words, night_words
from tracker.selectors.entries import EntryLine
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import mark_words


def saved_entry_words(line: EntryLine, today: dt.date) -> str:
    """The confirmation: "Saved: left calf, 7 of 10, 2 min, Thursday night"."""
    facts: list[LazyText] = [mark_words(*mark) for mark in line.regions] or [_("a spasm")]
    if line.intensity is not None:
        facts.append(_("%(number)s of 10") % {"number": line.intensity})
    if line.duration_seconds is not None:
        facts.append(duration_words(line.duration_seconds))
    facts.append(day_or_night_words(line, today))
    return _("Saved: %(facts)s") % {"facts": comma_words(facts)}


def day_or_night_words(line: EntryLine, today: dt.date) -> str:
    """The day that an entry counts to; after midnight the night, which is called by its evening."""
    if not line.is_after_midnight:
        return day_words(line.day, today)
    is_near = 0 <= (today - line.day).days < len(WEEKDAYS)
    if is_near:
        return night_words(line.day)
    return _("night of %(day)s") % {"day": day_words(line.day, today)}
