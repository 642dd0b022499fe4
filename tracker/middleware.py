"""What every request of a diary must be, and what every page of it carries."""

import codecs
import datetime as dt

from django.core.exceptions import BadRequest
from django.utils import timezone

from tracker.views import unsaved
from tracker.views.access import DeletedElsewhereError

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


class PrivatePagesMiddleware:
    """Keeps pages of signed-in people out of shared and browser caches, unless a view says otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response


class UnsavedFormsMiddleware:
    """Keeps what a logged-out person sends: the page that answers holds it, and lets them log in. What is sent to
    something that was deleted meanwhile is kept in the same way.

    For every form at once: a view says that it needs somebody logged in, and no more.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if unsaved.is_sent_to_log_in(request, response):
            return unsaved.answer_logged_out(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        return unsaved.log_in(request) if unsaved.is_log_in(request, view) else None

    def process_exception(self, request, exception):
        is_deleted = isinstance(exception, DeletedElsewhereError)
        return unsaved.answer_deleted(request) if is_deleted else None
