"""The page that says why something could not be stored, with all that was sent, so that it can be sent again."""

import sys
from dataclasses import dataclass

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views import defaults

from tracker.services.storage import BROKEN, BUSY, FULL, READ_ONLY, trouble_of

REASONS = {
    FULL: _("The disk of this machine is full. Make some room on it, then try again."),
    READ_ONLY: _("The diary’s folder cannot be written to. Ask the person who runs this machine to check its disk."),
    BROKEN: _("The diary’s disk does not work as it should. Ask the person who runs this machine to check it."),
    BUSY: _("Something else is being saved, and it takes long. Wait a moment, then try again."),
}
INSUFFICIENT_STORAGE, UNAVAILABLE = 507, 503
SECRETS = ("password", "phrase")
"""Parts of the names of fields whose value is never sent back: a secret is typed anew."""
NOT_TYPED = ("next", "uid", "time_zone")
"""Fields that a page filled in by itself."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sent: all of it, to send it once more, and of it what was typed, to be read."""

    fields: tuple[tuple[str, str], ...] = ()
    typed: tuple[str, ...] = ()


def _sent(request: HttpRequest) -> Sent:
    try:
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
    except (OSError, SuspiciousOperation):
        # The rest of the form never came, or cannot be read.
        return Sent()
    has_secret = any(value and part in name for name, value in sent for part in SECRETS)
    fields = [(name, value) for name, value in sent if not any(part in name for part in (*SECRETS, "csrf"))]
    # Codes and numbers hold no spaces; what holds some was written by a person.
    typed = tuple(value for name, value in fields if name not in NOT_TYPED and len(value.split()) > 1)
    return Sent(() if has_secret else tuple(fields), typed)


def not_stored(request: HttpRequest, trouble: str) -> HttpResponse:
    """Says that nothing was stored, and why. Reads nothing from the database: it may not even be readable."""
    is_form = request.method == "POST"
    context = {
        "reason": REASONS[trouble],
        "is_form": is_form,
        "sent": _sent(request) if is_form else Sent(),
        "address": request.get_full_path(),
        "csrf_token": get_token(request) if is_form else "",
    }
    part = "tracker/parts/not_stored.html" if request.headers.get("HX-Request") else "not_stored.html"
    # Without the request: no context processor may look up who is signed in.
    html = render_to_string(part, context)
    return HttpResponse(html, status=UNAVAILABLE if trouble == BUSY else INSUFFICIENT_STORAGE)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for an error that no view met: what cannot be stored outside of a view is said in the same words."""
    trouble = trouble_of(sys.exc_info()[1])
    return not_stored(request, trouble) if trouble else defaults.server_error(request)
