"""The library: all entries, narrowed by what is asked, one entry, and where the articles disagree. Reads no diary."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

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
from tracker.guidance.questions import CHEST_SIGNS, QUESTION_OF
from tracker.guidance.schema import MOMENTS, TOPICS, Library
from tracker.pages.owner import diary_person
from tracker.pages.question_origins import CAN_WAIT
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import alarm, is_self_care
from tracker.services.safety import safety_profile
from tracker.vocabulary.regions import GROUPS, REGIONS

ILLNESSES = "conditions"
LONG = 40
"""A part with more entries than this, of several topics, names its topics; each of them is a tap away."""


@login_required
@require_safe
def guidance_library(request: SignedInRequest) -> HttpResponse:
    """All entries by topic, or those that fit what the address asks for."""
    library = library_in(get_language())
    form = _form(request, library)
    wanted = Wanted(**form.asked())
    found = browse(wanted, library)
    for name in ("topic", "moment", "source"):
        form.show_counts(name, counts(name, wanted, library))
    is_full = form.cleaned_data.get("full", False)
    context = {
        "form": form,
        "wanted": wanted,
        "found": found,
        "parts": _parts(wanted, found, is_full),
        "is_full": is_full,
        "lists_entries": bool(wanted) or is_full,
        "title": _title(wanted),
        "asked_words": _asked_words(wanted, library),
        "is_about_illness": _is_about_illness(wanted, found),
        "asks_about_chest": _asks_about_chest(wanted.place, library),
        "chest_question": QUESTION_OF[CHEST_SIGNS],
        "alarm": alarm(request, timezone.now()),
        "conditions": _conditions(request),
        "sources": library.sources.values(),
    }
    if not context["lists_entries"]:
        context |= browsing(library)
    return render(request, "tracker/guidance_library.html", context)


def browsing(library: Library) -> dict[str, Any]:
    """What the start of the library shows: topics, moments and parts of the body, each with how many entries."""
    by_place = counts("place", Wanted(), library)
    by_moment = counts("moment", Wanted(), library)
    return {
        "topics": by_topic(library.entries.values()),
        "moments": [(term, by_moment[term.code]) for term in MOMENTS.values() if by_moment[term.code]],
        "groups": [(term, by_place[term.code]) for term in GROUPS.values() if by_place[term.code]],
        "entry_count": len(library.entries),
        "disagreement_count": len(library.disagreements),
    }


@login_required
@require_safe
def guidance_entry(request: SignedInRequest, key: str) -> HttpResponse:
    """One entry: what it says, whom it concerns, where it comes from, where the sources differ."""
    library = library_in(get_language())
    entry = library.entries.get(key)
    if entry is None:
        raise Http404("no such entry")
    raising = RAISING.get(entry.condition)
    before, after = neighbors(entry, library)
    context = {
        "entry": entry,
        "citations": library.cited(entry.citations),
        "disagreements": library.disagreements_of([entry]),
        "related": related(entry, library),
        "before": before,
        "after": after,
        "raised_when": raising.says if raising else (),
        "is_about_one_entry": entry.condition in CARD_CONDITIONS,
        "can_wait": entry.care in CAN_WAIT,
        "conditions": _conditions(request),
        "alarm": alarm(request, timezone.now()) if is_self_care(entry) else None,
    }
    return render(request, "tracker/guidance_entry.html", context)


@login_required
@require_safe
def guidance_disagreements(request: SignedInRequest) -> HttpResponse:
    """Every disagreement: each side with its source, the cautious reading, and the entries that name it."""
    library = library_in(get_language())
    pairs = [(each, naming(each, library)) for each in library.disagreements.values()]
    return render(request, "tracker/guidance_disagreements.html", {"disagreements": pairs})


def _conditions(request: SignedInRequest) -> frozenset[str]:
    """The conditions of the profile, for steps that are replaced by another sentence with one of them."""
    return safety_profile(diary_person(request), timezone.now()).conditions


def _form(request: SignedInRequest, library: Library) -> LibraryForm:
    sources = [
        (source.number, _("%(number)d: %(title)s") % {"number": source.number, "title": source.title})
        for source in library.sources.values()
    ]
    return LibraryForm(request.GET, topics=TOPICS.choices(), moments=MOMENTS.choices(), sources=sources)


def _parts(wanted: Wanted, found: Found, is_full: bool) -> list[dict[str, Any]]:
    """What the page lists: with a place what is meant for it, then what is general; with words best match first."""
    named = [("", found.meant)]
    if wanted.place:
        place = _place_label(wanted.place)
        named = [
            (_("Meant for: %(place)s") % {"place": place}, found.meant),
            (_("For any part of the body"), found.general),
        ]
    parts = []
    for heading, entries in named:
        shelves = [(None, entries)] if wanted.words else by_topic(entries)
        is_index = not is_full and len(entries) > LONG and len(shelves) > 1
        parts.append({"heading": heading, "count": len(entries), "shelves": shelves, "is_index": is_index})
    return [part for part in parts if part["count"] or part["heading"]]


def _asks_about_chest(place: str, library: Library) -> bool:
    """True if the question about the chest belongs here: to a region that asks it, or the group with the chest."""
    if place in GROUPS and "chest" not in regions_of_place(place):
        return False
    places = tuple((region, side) for region in regions_of_place(place) for side in REGIONS[region].sides)
    return assess(EntryFacts(regions=places), library).asks_two_lines


def _is_about_illness(wanted: Wanted, found: Found) -> bool:
    """True if illnesses are what was asked for: by topic, or as the best match for the words."""
    return wanted.topic == ILLNESSES or bool(wanted.words and found.entries and found.entries[0].topic == ILLNESSES)


def _place_label(place: str) -> str:
    return str(GROUPS.label(place) if place in GROUPS else REGIONS.label(place))


def _title(wanted: Wanted) -> str:
    """What the page is called: the topic where one was asked for."""
    return str(TOPICS.label(wanted.topic)) if wanted.topic else _("Library")


def _asked_words(wanted: Wanted, library: Library) -> list[tuple[str, str]]:
    """(name in the address, words) of each thing asked for."""
    asked = []
    if wanted.words:
        asked.append(("q", quoted_words(wanted.words)))
    if wanted.topic:
        asked.append(("topic", str(TOPICS.label(wanted.topic))))
    if wanted.moment:
        asked.append(("moment", str(MOMENTS.label(wanted.moment))))
    if wanted.place:
        asked.append(("where", _place_label(wanted.place)))
    if wanted.source:
        asked.append(("source", _("source %(number)d") % {"number": wanted.source}))
    return asked
