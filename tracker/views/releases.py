"""All drawn stretches and positions of ease on one sheet, to look at or to print."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.pages.guidance import releases_page
from tracker.pages.request import SignedInRequest


@login_required
@require_safe
def releases(request: SignedInRequest) -> HttpResponse:
    """Each release as its profile lets this person see it; none while an urgent or emergency card stands."""
    return render(request, "tracker/guidance_releases.html", {"page": releases_page(request, timezone.now())})
