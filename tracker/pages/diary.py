"""The diary list, and the list of entries that are incomplete."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from tracker.forms.filters import DiaryFilterForm
from tracker.models import Episode
from tracker.pages.filter_request import FilterRequest
from tracker.querysets import EpisodeFilter, EpisodeQuerySet
from tracker.selectors.entries import Cursor, EntryLine, entry_lines, entry_page
from tracker.selectors.person import Person

MOST_INCOMPLETE = 100


@dataclass(frozen=True, slots=True)
class DiaryPage:
    """One page of entries, newest first, with the filter that they match."""

    form: DiaryFilterForm
    filters: EpisodeFilter
    filter_words: list[str]
    left_blank_words: str
    """Of how many entries nobody knows whether they match."""
    is_filtered: bool
    days: list[tuple[dt.date, list[EntryLine]]]
    newer: Cursor | None
    older: Cursor | None
    """Where the neighboring pages start; None if there is none."""
    today: dt.date
    time_zone: str


def diary_page(request: FilterRequest) -> DiaryPage:
    """The page that `before`, `after` or `last` in the address names; else the newest entries."""
    query = request.query
    entries = entry_page(
        request.person.owner,
        request.filters,
        before=Cursor.parse(query.get("before", "")),
        after=Cursor.parse(query.get("after", "")),
        from_end="last" in query,
    )
    return DiaryPage(
        form=request.form,
        filters=request.filters,
        filter_words=request.filter_words(),
        left_blank_words=request.left_blank_words(),
        is_filtered=request.is_filtered,
        days=_by_day(entries.entries),
        newer=entries.newer,
        older=entries.older,
        today=request.today,
        time_zone=request.person.time_zone,
    )


def _by_day(entries: Iterable[EntryLine]) -> list[tuple[dt.date, list[EntryLine]]]:
    return [(day, list(lines)) for day, lines in groupby(entries, key=lambda entry: entry.day)]


@dataclass(frozen=True, slots=True)
class IncompletePage:
    """Entries of the last week that lack where, how strong or how long."""

    entries: list[EntryLine]
    today: dt.date
    time_zone: str


def incomplete_entries(person: Person, now: dt.datetime) -> EpisodeQuerySet:
    """The person's entries that lack something, and were not left so on purpose."""
    return Episode.objects.of(person.owner).incomplete(person.today(now))


def incomplete_page(person: Person, now: dt.datetime) -> IncompletePage:
    """The page that lists them, MOST_INCOMPLETE at most."""
    entries = entry_lines(incomplete_entries(person, now).in_order()[:MOST_INCOMPLETE])
    return IncompletePage(entries, person.today(now), person.time_zone)
