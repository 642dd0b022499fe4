"""What helps now, and the pages about the sources. Reads the library of entries, never a diary."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tracker.guidance.loader import library_in
from tracker.pages.guidance import SourcesPage, guidance_page, source_page
from tracker.pages.request import SignedInRequest
from tracker.pages.when_to_get_help import WhenToGetHelpPage


@login_required
@require_safe
def guidance(request: SignedInRequest) -> HttpResponse:
    """What helps for a region, during or after, and the way into the library."""
    return render(request, "tracker/guidance.html", {"page": guidance_page(request, timezone.now())})


@require_safe
def when_to_get_help(request: SignedInRequest) -> HttpResponse:
    """Three short lists of plain signs. For everybody: who needs it must not have to log in first."""
    return render(request, "tracker/when_to_get_help.html", {"page": WhenToGetHelpPage()})


@login_required
@require_safe
def guidance_sources(request: SignedInRequest) -> HttpResponse:
    """What the five sources are, and what they are not."""
    page = SourcesPage(library_in(get_language()).sources.values())
    return render(request, "tracker/guidance_sources.html", {"page": page})


@login_required
@require_safe
def guidance_source(request: SignedInRequest, number: int) -> HttpResponse:
    """One source: the kind of text, what it covers, and the entries that rest on it."""
    library = library_in(get_language())
    source = library.sources.get(number)
    if source is None:
        raise Http404("no such source")
    return render(request, "tracker/guidance_source.html", {"page": source_page(library, source)})
