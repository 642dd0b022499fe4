"""What every request of a diary must be, and what every page of it carries."""

import codecs
import datetime as dt
import logging

from django.core.exceptions import BadRequest
from django.utils import timezone

from tracker.services.storage import trouble_of
from tracker.views.not_stored import not_stored

log = logging.getLogger(__name__)

RENEWED_ON = "renewed-on"
RENEWED_AFTER = dt.timedelta(days=7)


class PlainTextMiddleware:
    """Lets only through what can be stored as text: UTF-8, and cookies without NUL.

    Some of the other encodings give text that no database takes, and PostgreSQL does not even look for a NUL.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.encoding:
            is_utf8 = codecs.lookup(request.encoding).name == "utf-8"
            # Under this one name, also for the error page, which reads the form once more.
            request.encoding = "utf-8"
            if not is_utf8:
                raise BadRequest("only UTF-8 is read")
        # Not a cookie of ours, so nobody is signed out by losing it.
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\x00" not in value}
        return self.get_response(request)


class KeepSignedInMiddleware:
    """Lets the 90 days of a device in use begin anew: nobody is to be asked for a password at 3 am.

    At most once a week, because a session that is stored on every request is a write on every page that only reads.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            today = timezone.now().date()
            renewed = request.session.get(RENEWED_ON)
            if renewed is None or dt.date.fromisoformat(renewed) <= today - RENEWED_AFTER:
                request.session[RENEWED_ON] = today.isoformat()
        return response


class NotStoredMiddleware:
    """Says in plain words what could not be stored, and why: a full or read-only disk is no fault of the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        trouble = trouble_of(exception)
        if not trouble:
            return None
        log.error("Nothing can be stored: %s", trouble)
        return not_stored(request, trouble)


class PrivatePagesMiddleware:
    """Keeps whatever is not a static file out of every cache, the browser's own too, and lets none be asked for again.

    No view can say otherwise: a browser shows what it keeps to whoever sits there next, and after a restore it would
    show another diary's page as still right.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response["Cache-Control"] = "private, no-store"
        for name in ("ETag", "Last-Modified", "Expires"):
            del response[name]
        return response
