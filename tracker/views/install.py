"""What makes an app of the pages: the manifest, and the button that hides the hint about the Home Screen."""

import datetime as dt

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tracker.pages.install import HINT_COOKIE, manifest_data
from tracker.pages.request import Request, SignedInRequest
from tracker.views.access import post_action


@require_safe
def manifest(request: Request) -> HttpResponse:
    """What a browser reads before it installs spasmlog. Asks for nobody: browsers send no cookies for it."""
    return JsonResponse(manifest_data(), content_type="application/manifest+json")


@post_action
def home_screen_hint_hide(request: SignedInRequest) -> HttpResponse:
    """Hides the hint about the Home Screen on this device, for a year."""
    response = redirect("today")
    response.set_cookie(
        HINT_COOKIE, "hidden", max_age=dt.timedelta(days=365), secure=request.is_secure(), httponly=True, samesite="Lax"
    )
    return response
