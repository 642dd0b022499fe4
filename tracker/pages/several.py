"""The page on which several past spasms are logged at once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.forms.several import SeveralForm
from tracker.models import Episode
from tracker.records.episode import EpisodeRecord
from tracker.selectors.entries import EntryLine, entry_lines
from tracker.selectors.person import Person


@dataclass(frozen=True, slots=True)
class SeveralPage:
    """A row for each spasm, and entries that may be the same ones."""

    form: SeveralForm
    alike: tuple[EntryLine, ...]
    twice: tuple[tuple[int, int], ...]
    """(number of a row, number of the first one that says just the same)."""
    has_errors: bool
    night_ends: dt.time | None
    """Up to then the night counts as the day before; None where a day starts at midnight."""


def several_page(
    form: SeveralForm, alike: Iterable[EntryLine] = (), twice: Iterable[tuple[int, int]] = ()
) -> SeveralPage:
    """The rows as they are drawn first, or as they were sent."""
    alike, twice = tuple(alike), tuple(twice)
    has_errors = bool(alike or twice) or form.is_empty or any(row.is_bound and row.errors for row in form.rows)
    return SeveralPage(form, alike, twice, has_errors, dt.time(form.night_ends) if form.night_ends else None)


def entries_alike(person: Person, records: Sequence[EpisodeRecord]) -> list[EntryLine]:
    """Stored entries that began at about the time of one of these, so that the person is asked. One query for each."""
    uids = [record.uid for record in records]
    stored = Episode.objects.of(person.owner).exclude(uid__in=uids)
    rows: dict[dt.datetime, Episode] = {}
    for record in records:
        rows |= {row.started_at: row for row in stored.begun_about(record.started_at)}
    return entry_lines(rows.values())
