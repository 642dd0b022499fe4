"""The library: all entries or those that fit the filters, one entry, where the articles disagree."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.formatting import quoted_words
from tracker.forms.library import LibraryForm
from tracker.guidance.assess import assess
from tracker.guidance.browse import (
    Found,
    Wanted,
    browse,
    by_topic,
    counts,
    naming,
    neighbors,
    regions_of_place,
    related,
)
from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.entry_facts import EntryFacts
from tracker.guidance.loader import RAISING, library_in
from tracker.guidance.questions import CHEST_SIGNS, QUESTION_OF, Question
from tracker.guidance.schema import MOMENTS, TOPICS, Cited, Disagreement, Entry, Library, Source
from tracker.pages.question_origins import CAN_WAIT
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import Alarm, alarm, is_self_care, safety_profile
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import GROUPS, REGIONS
from tracker.vocabulary.terms import Term

ILLNESSES = "conditions"
LONG = 40
"""A part with more entries than this, of several topics, names its topics; each of them is a tap away."""

Shelf = tuple[Term, list[Entry]]
"""A topic with its entries."""


@dataclass(frozen=True, slots=True)
class LibraryStart:
    """The start of the library: topics, moments and parts of the body, each with how many entries it has."""

    topics: Sequence[Shelf]
    moments: Sequence[tuple[Term, int]]
    groups: Sequence[tuple[Term, int]]
    entry_count: int
    disagreement_count: int


def library_start(library: Library) -> LibraryStart:
    """What there is to browse."""
    by_place = counts("place", Wanted(), library)
    by_moment = counts("moment", Wanted(), library)
    return LibraryStart(
        topics=by_topic(library.entries.values()),
        moments=[(term, by_moment[term.code]) for term in MOMENTS.values() if by_moment[term.code]],
        groups=[(term, by_place[term.code]) for term in GROUPS.values() if by_place[term.code]],
        entry_count=len(library.entries),
        disagreement_count=len(library.disagreements),
    )


@dataclass(frozen=True, slots=True)
class LibraryPart:
    """A part of the list of entries, under a heading or without one."""

    heading: str
    count: int
    shelves: Sequence[tuple[Term | None, list[Entry]]]
    is_index: bool
    """Its topics are named, not its entries."""


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """All entries by topic, or those that fit the filters of the address."""

    form: LibraryForm
    wanted: Wanted
    matches: Found
    parts: Sequence[LibraryPart]
    is_full: bool
    """Each entry with its whole text."""
    start: LibraryStart | None
    """None where entries are listed."""
    title: str
    chips: Sequence[tuple[str, str]]
    """(name in the address, words) of each filter."""
    is_about_illness: bool
    asks_about_chest: bool
    alarm: Alarm | None
    conditions: frozenset[str]
    """Of the health profile, for steps that are replaced by another sentence with one of them."""
    sources: Iterable[Source]
    chest_question: Question = QUESTION_OF[CHEST_SIGNS]


def library_page(request: SignedInRequest, now: dt.datetime) -> LibraryPage:
    """The library as the address narrows it."""
    library = library_in(get_language())
    form = _form(request, library)
    wanted = Wanted(**form.asked())
    matches = browse(wanted, library)
    for name in ("topic", "moment", "source"):
        form.show_counts(name, counts(name, wanted, library))
    is_full = form.cleaned_data.get("full", False)
    return LibraryPage(
        form=form,
        wanted=wanted,
        matches=matches,
        parts=_parts(wanted, matches, is_full),
        is_full=is_full,
        start=None if wanted or is_full else library_start(library),
        title=_title(wanted),
        chips=_chips(wanted, library),
        is_about_illness=_is_about_illness(wanted, matches),
        asks_about_chest=_asks_about_chest(wanted.place, library),
        alarm=alarm(request, now),
        conditions=_conditions(request, now),
        sources=library.sources.values(),
    )


@dataclass(frozen=True, slots=True)
class LibraryEntryPage:
    """One entry: what it says, whom it concerns, where it comes from, where the sources differ."""

    entry: Entry
    citations: Sequence[Cited]
    disagreements: Sequence[Disagreement]
    related: Sequence[Entry]
    before: Entry | None
    after: Entry | None
    card_shown_when: Sequence[LazyText]
    """When the log raises a card of this entry."""
    is_about_one_entry: bool
    can_wait: bool
    """A question about it may wait for the next visit."""
    conditions: frozenset[str]
    alarm: Alarm | None


def library_entry_page(request: SignedInRequest, entry: Entry, now: dt.datetime) -> LibraryEntryPage:
    """The page of this entry."""
    library, rule = library_in(get_language()), RAISING.get(entry.condition)
    before, after = neighbors(entry, library)
    return LibraryEntryPage(
        entry=entry,
        citations=library.cited(entry.citations),
        disagreements=library.disagreements_of([entry]),
        related=related(entry, library),
        before=before,
        after=after,
        card_shown_when=rule.says if rule else (),
        is_about_one_entry=entry.condition in CARD_CONDITIONS,
        can_wait=entry.care in CAN_WAIT,
        conditions=_conditions(request, now),
        alarm=alarm(request, now) if is_self_care(entry) else None,
    )


@dataclass(frozen=True, slots=True)
class DisagreementsPage:
    """Every disagreement, with the entries that name it."""

    disagreements: Sequence[tuple[Disagreement, list[Entry]]]


def disagreements_page(library: Library) -> DisagreementsPage:
    """All disagreements of the sources."""
    return DisagreementsPage([(each, naming(each, library)) for each in library.disagreements.values()])


def _conditions(request: SignedInRequest, now: dt.datetime) -> frozenset[str]:
    """The conditions of the profile, for steps that are replaced by another sentence with one of them."""
    return safety_profile(request, now).conditions


def _form(request: SignedInRequest, library: Library) -> LibraryForm:
    sources = [
        (source.number, _("%(number)d: %(title)s") % {"number": source.number, "title": source.title})
        for source in library.sources.values()
    ]
    return LibraryForm(request.GET, topics=TOPICS.choices(), moments=MOMENTS.choices(), sources=sources)


def _parts(wanted: Wanted, matches: Found, is_full: bool) -> list[LibraryPart]:
    """What the page lists: with a place what is meant for it, then what is general; with words best match first."""
    named = [("", matches.meant)]
    if wanted.place:
        place = _place_label(wanted.place)
        named = [
            (_("Meant for: %(place)s") % {"place": place}, matches.meant),
            (_("For any part of the body"), matches.general),
        ]
    parts = []
    for heading, entries in named:
        shelves: list[tuple[Term | None, list[Entry]]] = (
            [(None, list(entries))] if wanted.words else [*by_topic(entries)]
        )
        is_index = not is_full and len(entries) > LONG and len(shelves) > 1
        parts.append(LibraryPart(heading, len(entries), shelves, is_index))
    return [part for part in parts if part.count or part.heading]


def _asks_about_chest(place: str, library: Library) -> bool:
    """True if the question about the chest belongs here: to a region that asks it, or the group with the chest."""
    if place in GROUPS and "chest" not in regions_of_place(place):
        return False
    places = tuple((region, side) for region in regions_of_place(place) for side in REGIONS[region].sides)
    return assess(EntryFacts(regions=places), library).asks_two_lines


def _is_about_illness(wanted: Wanted, matches: Found) -> bool:
    """True if illnesses are what was asked for: by topic, or as the best match for the words."""
    return wanted.topic == ILLNESSES or bool(wanted.words and matches.entries and matches.entries[0].topic == ILLNESSES)


def _place_label(place: str) -> str:
    return str(GROUPS.label(place) if place in GROUPS else REGIONS.label(place))


def _title(wanted: Wanted) -> str:
    """What the page is called: the topic where one was asked for."""
    return str(TOPICS.label(wanted.topic)) if wanted.topic else _("Library")


def _chips(wanted: Wanted, library: Library) -> list[tuple[str, str]]:
    """(name in the address, words) of each filter."""
    chips = []
    if wanted.words:
        chips.append(("q", quoted_words(wanted.words)))
    if wanted.topic:
        chips.append(("topic", str(TOPICS.label(wanted.topic))))
    if wanted.moment:
        chips.append(("moment", str(MOMENTS.label(wanted.moment))))
    if wanted.place:
        chips.append(("where", _place_label(wanted.place)))
    if wanted.source:
        chips.append(("source", _("source %(number)d") % {"number": wanted.source}))
    return chips
