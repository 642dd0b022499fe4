"""Sign-in and devices: what opens the account, each with its own page."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.sign_in import SignInPage


@login_required
@require_safe
def sign_in(request: SignedInRequest) -> HttpResponse:
    """What is set up, and the way to each of it."""
    person = diary_person(request)
    steps = {step.type: step for step in Authenticator.objects.filter(user=request.user)}
    app, codes = steps.get(Authenticator.Type.TOTP), steps.get(Authenticator.Type.RECOVERY_CODES)
    page = SignInPage(
        has_password=request.user.has_usable_password(),
        app_since=app and person.wall_clock(app.created_at),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )
    return render(request, "tracker/sign_in.html", {"page": page})
