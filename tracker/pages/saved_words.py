"""What was saved, by name: the place, the number, and mostly the length and the day or night that it counts to."""

import datetime as dt

from django.utils.translation import gettext as _

from tracker.formatting import comma_words, day_or_night_words, duration_words
from tracker.selectors.entries import EntryLine
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import mark_words


def saved_number_words(number: int | None) -> str:
    """The confirmation below a heading that says where, when and how long: "Saved: 7 of 10", "Spasm saved."."""
    return _("Spasm saved.") if number is None else _("Saved: %(number)s of 10") % {"number": number}


def saved_place_words(line: EntryLine) -> str:
    """The confirmation as it is read aloud, far from its heading: "Saved: left calf, 7 of 10", "Saved: a spasm"."""
    return _("Saved: %(facts)s") % {"facts": comma_words(_place_and_number(line))}


def saved_entry_words(line: EntryLine, today: dt.date) -> str:
    """The confirmation: "Saved: left calf, 7 of 10, 2 min, Thursday night"."""
    facts = _place_and_number(line)
    if line.duration_seconds is not None:
        facts.append(duration_words(line.duration_seconds))
    facts.append(day_or_night_words(line.day, today, is_after_midnight=line.is_after_midnight))
    return _("Saved: %(facts)s") % {"facts": comma_words(facts)}


def _place_and_number(line: EntryLine) -> list[LazyText]:
    facts: list[LazyText] = [mark_words(*mark) for mark in line.regions] or [_("a spasm")]
    if line.intensity is not None:
        facts.append(_("%(number)s of 10") % {"number": line.intensity})
    return facts
