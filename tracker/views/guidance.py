"""What helps now, and the pages about the sources. Reads the library of entries, never a diary."""

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tracker.forms.guidance import GuidanceForm
from tracker.guidance.browse import by_topic
from tracker.guidance.conditions import EntryFacts
from tracker.guidance.engine import help_for, safety_for_entry
from tracker.guidance.loader import library_in
from tracker.views.library import browsing


@login_required
@require_safe
def guidance(request: HttpRequest) -> HttpResponse:
    """What helps for a region, during or after, and the way into the library."""
    library = library_in(get_language())
    form = GuidanceForm(request.GET)
    places, answer = form.places(), form.answer()
    safety = safety_for_entry(EntryFacts(regions=places, chest_signs=answer), library)
    # About the chest, the question comes first: steps appear once it is answered with no.
    holds_steps_back = safety.takes_self_care_off or (safety.asks_two_lines and not answer)
    regions = [region for region, _side in places]
    help_now = None if holds_steps_back else help_for(regions, form.moment_asked(), library)
    context = {"form": form, "safety": safety, "asks": safety.asks_two_lines and not answer, "help": help_now}
    return render(request, "tracker/guidance.html", context | browsing(library))


@login_required
@require_safe
def guidance_sources(request: HttpRequest) -> HttpResponse:
    """What the five sources are, and what they are not."""
    library = library_in(get_language())
    return render(request, "tracker/guidance_sources.html", {"sources": library.sources.values()})


@login_required
@require_safe
def guidance_source(request: HttpRequest, number: int) -> HttpResponse:
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
