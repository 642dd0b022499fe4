"""The page with one large button."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.pages.request import SignedInRequest
from tracker.pages.spasm_now import spasm_now_page


@login_required
@require_safe
def spasm_now(request: SignedInRequest) -> HttpResponse:
    """One button that starts a spasm; what runs already comes before it."""
    return render(request, "tracker/spasm_now.html", {"page": spasm_now_page(request, timezone.now())})
