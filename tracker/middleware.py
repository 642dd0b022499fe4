"""What every page of a diary carries."""

import datetime as dt

from django.utils import timezone

RENEWED_ON = "renewed-on"
RENEWED_AFTER = dt.timedelta(days=7)


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
