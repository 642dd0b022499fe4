"""The library: all entries, narrowed by what is asked, one entry, and where the articles disagree. Reads no diary."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tracker.guidance.loader import library_in
from tracker.pages.library import disagreements_page, library_entry_page, library_page
from tracker.pages.request import SignedInRequest


@login_required
@require_safe
def guidance_library(request: SignedInRequest) -> HttpResponse:
    """All entries by topic, or those that fit what the address asks for."""
    page = library_page(request, timezone.now())
    return render(request, "tracker/guidance_library.html", {"page": page})


@login_required
@require_safe
def guidance_entry(request: SignedInRequest, key: str) -> HttpResponse:
    """One entry: what it says, whom it concerns, where it comes from, where the sources differ."""
    library = library_in(get_language())
    entry = library.entries.get(key)
    if entry is None:
        raise Http404("no such entry")
    page = library_entry_page(request, entry, timezone.now())
    return render(request, "tracker/guidance_entry.html", {"page": page})


@login_required
@require_safe
def guidance_disagreements(request: SignedInRequest) -> HttpResponse:
    """Every disagreement: each side with its source, the cautious reading, and the entries that name it."""
    page = disagreements_page(library_in(get_language()))
    return render(request, "tracker/guidance_disagreements.html", {"page": page})
