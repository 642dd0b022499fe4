"""Sign-in and devices: what opens the account, each with its own page."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.pages.install import can_have_passkeys
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.sign_in import PasskeyLine, SignInPage


@login_required
@require_safe
def sign_in(request: SignedInRequest) -> HttpResponse:
    """What is set up, and the way to each of it."""
    person = diary_person(request)
    stored = list(Authenticator.objects.filter(user=request.user).order_by("pk"))
    steps = {step.type: step for step in stored}
    app, codes = steps.get(Authenticator.Type.TOTP), steps.get(Authenticator.Type.RECOVERY_CODES)
    page = SignInPage(
        has_password=request.user.has_usable_password(),
        app_since=app and person.wall_clock(app.created_at),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
        passkeys=[
            PasskeyLine(
                step.pk,
                step.wrap().name,
                person.wall_clock(step.created_at),
                step.last_used_at and person.wall_clock(step.last_used_at),
            )
            for step in stored
            if step.type == Authenticator.Type.WEBAUTHN
        ],
        can_have_passkeys=can_have_passkeys(request),
    )
    return render(request, "tracker/sign_in.html", {"page": page})
