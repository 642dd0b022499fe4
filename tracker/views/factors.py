"""What goes with spasms: all factors, and one of them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.pages.factors import factor_page, factors_page
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.views.trends import trends_chart


@login_required
@require_GET
def factor_list(request: SignedInRequest) -> HttpResponse:
    """All factors. The chart of the same name is here, too: for Trends, and for an address that asks for its look."""
    if request.htmx or request.GET:
        return trends_chart(request, chart="factors")
    return render(request, "tracker/factors.html", {"page": factors_page(diary_person(request), timezone.now())})


@login_required
@require_GET
def factor(request: SignedInRequest, code: str) -> HttpResponse:
    """One factor, with its evidence over time."""
    return render(request, "tracker/factor.html", {"page": factor_page(diary_person(request), code, timezone.now())})
