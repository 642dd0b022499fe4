"""The diary list, and the list of entries that are incomplete."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import pgettext

from tracker.analysis.calendar import SEVERE_FROM
from tracker.days import ONE_DAY, month_after, month_named, month_of_most
from tracker.forms.filters import DiaryFilterForm
from tracker.models import Episode
from tracker.pages.diary_days import DayItem, MonthDays, Stretch, listed_days
from tracker.pages.filter_request import FilterRequest
from tracker.querysets import EpisodeFilter, EpisodeQuerySet
from tracker.selectors.entries import Cursor, EntryLine, entry_lines, entry_page
from tracker.selectors.person import Person
from tracker.vocabulary.episodes import INTENSITY_MAX
from tracker.vocabulary.regions import mark_words

MOST_INCOMPLETE = 100


@dataclass(frozen=True, slots=True)
class QuickFilter:
    """A filter that one tap sets."""

    words: str
    query: str
    """Of the address; empty for no filter."""
    is_on: bool


@dataclass(frozen=True, slots=True)
class DiaryPage:
    """One page of entries, newest first, with the filter that they match, beside the month that it starts in."""

    form: DiaryFilterForm
    filters: EpisodeFilter
    filter_words: list[str]
    left_blank_words: str
    """Of how many entries nobody knows whether they match."""
    is_filtered: bool
    quick: tuple[QuickFilter, ...]
    month: MonthDays
    items: tuple[DayItem | Stretch, ...]
    newer: Cursor | None
    older: Cursor | None
    """Where the neighboring pages start; None if there is none."""
    today: dt.date
    time_zone: str

    @property
    def begins_in_month(self) -> bool:
        """The list begins in the month that is shown above it."""
        shown = self.month.first
        return bool(self.items) and self.items[0].date.replace(day=1) == shown

    @property
    def has_more_filters(self) -> bool:
        """More is filtered than the words in the search field."""
        return bool(self.form.errors) or replace(self.filters, text="") != EpisodeFilter()


def diary_page(request: FilterRequest) -> DiaryPage:
    """The page that `month`, `before`, `after` or `last` in the address names; else the newest entries."""
    query, today = request.query, request.today
    month = month_named(query.get("month", ""), today)
    before = Cursor.parse(query.get("before", "")) or (_month_end(month) if month else None)
    entries = entry_page(
        request.person.owner,
        request.filters,
        before=before,
        after=Cursor.parse(query.get("after", "")),
        from_end="last" in query,
    )
    lines = entries.entries
    if month:
        shown_from = min(month_after(month) - ONE_DAY, today)
    elif lines and entries.newer:
        # What lies between this page's first entry and the last one of the page before stands here.
        shown_from = max(lines[0].day, before.day - ONE_DAY) if before else lines[0].day
    else:
        shown_from = max(today, lines[0].day) if lines else today
    month_shown = min(shown_from, today).replace(day=1)
    if not month and not before and not entries.newer:
        month_shown = month_of_most(today, lines[-1].day if lines else today)
    listed = listed_days(request.person, today, lines, shown_from, month_shown, with_stretches=not request.is_filtered)
    return DiaryPage(
        form=request.form,
        filters=request.filters,
        filter_words=request.filter_words(),
        left_blank_words=request.left_blank_words(),
        is_filtered=request.is_filtered,
        quick=_quick_filters(request, lines),
        month=listed.month,
        items=listed.items,
        newer=entries.newer,
        older=entries.older,
        today=today,
        time_zone=request.person.time_zone,
    )


def _month_end(first: dt.date) -> Cursor:
    """The place after all entries of the month: the list goes on from there."""
    return Cursor(month_after(first), dt.datetime.fromtimestamp(0, dt.UTC), uuid.UUID(int=0))


def _quick_filters(request: FilterRequest, lines: Sequence[EntryLine]) -> tuple[QuickFilter, ...]:
    """All, the place that the page has most often, and what was severe."""
    filters = request.filters
    quick = [QuickFilter(pgettext("entries", "All"), "", not request.is_filtered)]
    places = Counter((region, side) for line in lines for region, side, text in line.regions if not text)
    if places:
        (region, side), _count = places.most_common(1)[0]
        wanted = EpisodeFilter(region=region, side=side)
        query = urlencode({"region": region, "side": side})
        quick.append(QuickFilter(capfirst(str(mark_words(region, side))), query, filters == wanted))
    severe = EpisodeFilter(intensity_min=SEVERE_FROM)
    words = pgettext("numbers from 0 to 10", "Strength %(low)d–%(high)d") % {"low": SEVERE_FROM, "high": INTENSITY_MAX}
    quick.append(QuickFilter(words, f"intensity_min={SEVERE_FROM}", filters == severe))
    return tuple(quick)


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
