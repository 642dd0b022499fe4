"""The year view: twelve small months."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.year import year_page


@login_required
@require_safe
def diary_year(request: SignedInRequest, year: int) -> HttpResponse:
    """The days of one year, each by its worst; a year that has not come is not found."""
    person = diary_person(request)
    page = year_page(person, person.today(timezone.now()), year)
    if page is None:
        raise Http404
    return render(request, "tracker/year.html", {"page": page})
