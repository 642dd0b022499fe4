"""The page on which several past spasms are logged at once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from tracker.forms.several import SeveralForm, places_by_words
from tracker.models import Episode
from tracker.records.episode import EpisodeRecord
from tracker.selectors.entries import EntryLine, entry_lines
from tracker.selectors.person import Person
from tracker.selectors.recent import recent_regions
from tracker.vocabulary.regions import mark_words


@dataclass(frozen=True, slots=True)
class SeveralPage:
    """A row for each spasm, the places to choose from, and entries that may be the same ones."""

    form: SeveralForm
    places: tuple[str, ...]
    """In words, those chosen lately first."""
    alike: tuple[EntryLine, ...]
    has_errors: bool


def several_page(person: Person, form: SeveralForm, alike: Iterable[EntryLine] = ()) -> SeveralPage:
    """The rows as they are drawn first, or as they were sent."""
    recent = [mark_words(region, side) for region, side in recent_regions(person.owner)]
    words = [each for each, _mark in places_by_words(get_language()).values()]
    alike = tuple(alike)
    has_errors = bool(alike) or form.is_empty or any(row.is_bound and row.errors for row in form.rows)
    return SeveralPage(form, tuple(dict.fromkeys([*recent, *words])), alike, has_errors)


def entries_alike(person: Person, records: Sequence[EpisodeRecord]) -> list[EntryLine]:
    """Stored entries that began at about the time of one of these, so that the person is asked. One query for each."""
    uids = [record.uid for record in records]
    stored = Episode.objects.of(person.owner).exclude(uid__in=uids)
    rows: dict[dt.datetime, Episode] = {}
    for record in records:
        rows |= {row.started_at: row for row in stored.begun_about(record.started_at)}
    return entry_lines(rows.values())
