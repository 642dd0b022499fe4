"""What helps, the library of entries, and the pages about the sources. Reads the library, never a diary."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tracker.forms.guidance import GuidanceForm
from tracker.guidance.conditions import CARD_CONDITIONS, EntryFacts
from tracker.guidance.engine import help_for, safety_for_entry
from tracker.guidance.loader import library_in


@login_required
@require_safe
def guidance(request: HttpRequest) -> HttpResponse:
    """What helps for a region, during or after, and all entries by topic."""
    library = library_in(get_language())
    form = GuidanceForm(request.GET)
    places, answer = form.places(), form.answer()
    safety = safety_for_entry(EntryFacts(regions=places, chest_signs=answer), library)
    # About the chest, the question comes first: steps appear once it is answered with no.
    holds_steps_back = safety.takes_self_care_off or (safety.asks_two_lines and not answer)
    regions = [region for region, _side in places]
    help_now = None if holds_steps_back else help_for(regions, form.moment_asked(), library)
    context = {"form": form, "safety": safety, "asks": safety.asks_two_lines and not answer, "help": help_now}
    return render(request, "tracker/guidance.html", context | {"topics": library.by_topic(), "library": library})


@login_required
@require_safe
def guidance_entry(request: HttpRequest, key: str) -> HttpResponse:
    """One entry: what it says, whom it concerns, where it comes from, where the sources differ."""
    library = library_in(get_language())
    entry = library.entries.get(key)
    if entry is None:
        raise Http404("no such entry")
    condition = CARD_CONDITIONS.get(entry.condition)
    context = {
        "entry": entry,
        "citations": library.cited(entry.citations),
        "disagreements": library.disagreements_of([entry]),
        "see_also": [library.entries[other] for other in entry.see_also],
        "raised_when": condition.says if condition else (),
    }
    return render(request, "tracker/guidance_entry.html", context)


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
    return render(request, "tracker/guidance_source.html", {"source": source, "citing": library.citing(number)})
