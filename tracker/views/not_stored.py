"""The page that says why something could not be stored, with all that was sent, so that it can be sent again."""

import sys

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.views import defaults

from tracker.forms.sent import Sent, read_sent
from tracker.pages.unsaved import NotStoredPage
from tracker.pages.unsaved_words import TROUBLE_WORDS
from tracker.services.storage import BUSY, trouble_of
from tracker.views.problems import failed, is_for_programs, no_room

INSUFFICIENT_STORAGE, UNAVAILABLE = 507, 503


def _sent(request: HttpRequest) -> Sent:
    try:
        return read_sent(request.POST, now=timezone.now(), has_files=bool(request.FILES))
    except (OSError, SuspiciousOperation):
        # The rest of the form never came, or cannot be read.
        return Sent()


def not_stored(request: HttpRequest, trouble: str) -> HttpResponse:
    """Says that nothing was stored, and why. Reads nothing from the database: it may not even be readable."""
    is_form = request.method == "POST"
    page = NotStoredPage(
        reason=TROUBLE_WORDS[trouble],
        is_form=is_form,
        sent=_sent(request) if is_form else Sent(),
        address=request.get_full_path(),
        csrf_token=get_token(request) if is_form else "",
    )
    template = "tracker/parts/not_stored.html" if request.headers.get("HX-Request") else "not_stored.html"
    # Without the request: no context processor may look up who is signed in.
    html = render_to_string(template, {"page": page})
    return HttpResponse(html, status=UNAVAILABLE if trouble == BUSY else INSUFFICIENT_STORAGE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500. A failure to store that no view caught gets the same page as one that a view caught."""
    trouble = trouble_of(sys.exc_info()[1])
    if is_for_programs(request):
        return no_room(trouble) if trouble else failed()
    return not_stored(request, trouble) if trouble else defaults.server_error(request)
