"""The imports of a person in words: what came in when, and which can still be undone."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.exchange.imports import import_name
from tracker.formatting import comma_words, count_words, date_words, number_words
from tracker.models import Import
from tracker.selectors.person import Person
from tracker.services.import_undo import can_undo, imports_of
from tracker.services.revisions import UNDO_AGE

MOST_IMPORTS = 20


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import."""

    uid: uuid.UUID
    at: dt.datetime
    """On the person's clocks."""
    name: str
    """Whose file it was."""
    file_name: str
    added: str
    undone: str
    """What an undo did; "" if there was none."""
    until: str
    """Until when it can be undone; "" if it can't."""


def import_lines(person: Person, now: dt.datetime) -> list[ImportLine]:
    """The latest imports, the last one first. One query."""
    return [_line(person, made, now) for made in imports_of(person.owner)[:MOST_IMPORTS]]


def _line(person: Person, made: Import, now: dt.datetime) -> ImportLine:
    until = date_words(person.wall_clock(made.at + UNDO_AGE).date()) if can_undo(made, now=now) else ""
    return ImportLine(
        made.uid,
        person.wall_clock(made.at),
        import_name(made.code),
        made.file_name,
        added_words(made),
        _undone(made),
        until,
    )


def added_words(made: Import) -> str:
    """How much an import added: "12 entries, 3 days"."""
    words = [count_words(made.entries)] if made.entries else []
    if made.days:
        words.append(ngettext("%(n)s day", "%(n)s days", made.days) % {"n": number_words(made.days)})
    if made.pauses:
        words.append(ngettext("%(n)s pause", "%(n)s pauses", made.pauses) % {"n": number_words(made.pauses)})
    return comma_words(words)


def _undone(made: Import) -> str:
    if made.undone_at is None:
        return ""
    if made.kept:
        words = ngettext(
            "Undone. %(n)s that you changed is still here.", "Undone. %(n)s that you changed are still here.", made.kept
        )
        return words % {"n": number_words(made.kept)}
    return _("Undone")
