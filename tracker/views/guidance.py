"""What helps now, and the pages about the sources. Reads the library of entries, never a diary."""

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tracker.forms.guidance import GuidanceForm
from tracker.guidance.assess import assess
from tracker.guidance.browse import by_topic
from tracker.guidance.engine import help_for
from tracker.guidance.entry_facts import EntryFacts
from tracker.guidance.loader import library_in
from tracker.guidance.releases import release_for
from tracker.guidance.schema import DURING
from tracker.guidance.when_to_get_help import FOR_A_CHILD, FOR_WHOM, HELP_LISTS
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import alarm
from tracker.services.safety import safety_profile
from tracker.views.library import browsing
from tracker.vocabulary.terms import NONE_OF_THESE


@login_required
@require_safe
def guidance(request: SignedInRequest) -> HttpResponse:
    """What helps for a region, during or after, and the way into the library."""
    library = library_in(get_language())
    form = GuidanceForm(request.GET)
    places, answer = form.places(), form.answer()
    profile = safety_profile(diary_person(request), timezone.now())
    # Where a question comes first, steps appear once it is answered with no.
    cleared = form.cleared()
    facts = EntryFacts(
        regions=places,
        chest_signs=answer,
        flags=profile.flags,
        follow_up={cleared: frozenset({NONE_OF_THESE})} if cleared else {},
    )
    assessment = assess(facts, library)
    regions, current = [region for region, _side in places], alarm(request, timezone.now())
    help_now = release = None
    if assessment.shows_steps and current is None:
        help_now = help_for(regions, form.moment_asked(), library, conditions=profile.conditions)
        if form.moment_asked() == DURING:
            release = release_for(
                regions,
                noticed=(),
                conditions=profile.conditions,
                is_late_pregnancy=profile.is_late_pregnancy,
                library=library,
            )
    context = {"form": form, "assessment": assessment, "alarm": current, "help": help_now, "release_help": release}
    return render(request, "tracker/guidance.html", context | browsing(library))


@require_safe
def when_to_get_help(request: SignedInRequest) -> HttpResponse:
    """Three short lists of plain signs. For everybody: who needs it must not have to log in first."""
    context = {"lists": HELP_LISTS, "for_a_child": FOR_A_CHILD, "for_whom": FOR_WHOM}
    return render(request, "tracker/when_to_get_help.html", context)


@login_required
@require_safe
def guidance_sources(request: SignedInRequest) -> HttpResponse:
    """What the five sources are, and what they are not."""
    library = library_in(get_language())
    return render(request, "tracker/guidance_sources.html", {"sources": library.sources.values()})


@login_required
@require_safe
def guidance_source(request: SignedInRequest, number: int) -> HttpResponse:
    """One source: the kind of text, what it covers, and the entries that rest on it."""
    library = library_in(get_language())
    source = library.sources.get(number)
    if source is None:
        raise Http404("no such source")
    cited = {entry.key: cited for entry, cited in library.citing(number)}
    shelves = [
        (topic, [(entry, cited[entry.key]) for entry in entries])
        for topic, entries in by_topic(library.entries[key] for key in cited)
    ]
    context = {
        "source": source,
        "shelves": shelves,
        "entry_count": len(cited),
        "left_out": sorted(Counter(source.not_used.values()).items()),
        "disagreements": [each for each in library.disagreements.values() if each.is_about(number)],
    }
    return render(request, "tracker/guidance_source.html", context)
