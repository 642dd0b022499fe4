"""All drawn stretches and positions of ease on one sheet, to look at or to print."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tracker.guidance.loader import library_in
from tracker.guidance.releases import releases_to_show
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import alarm
from tracker.services.safety import safety_profile


@login_required
@require_safe
def releases(request: SignedInRequest) -> HttpResponse:
    """Each release as its profile lets this person see it; none while an urgent or emergency card stands."""
    profile, current = safety_profile(diary_person(request), timezone.now()), alarm(request, timezone.now())
    shown = releases_to_show(
        conditions=profile.conditions,
        is_late_pregnancy=profile.is_late_pregnancy,
        library=library_in(get_language()),
    )
    context = {"alarm": current, "releases": () if current else shown}
    return render(request, "tracker/guidance_releases.html", context)
