"""Addresses that other programs look for: where a password is changed, and whom to tell of a security problem."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

GOOD_FOR = dt.timedelta(days=180)


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """For password managers: leads to the page."""
    return redirect("account_change_password")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to write to, if whoever runs spasmlog says so (RFC 9116)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = (timezone.now() + GOOD_FOR).replace(microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until.isoformat().replace('+00:00', 'Z')}",
        f"Canonical: {settings.ORIGIN}{reverse('well-known-security')}",
        "Preferred-Languages: en",
    ]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
