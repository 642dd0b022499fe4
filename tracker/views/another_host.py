"""The answer to a request for a host that is not the one in SPASMLOG_URL: page and log say what to set."""

import logging
import re

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template import loader
from django.utils.translation import gettext as _
from django.views import defaults

from tracker.pages.unsaved import AnotherHostPage
from tracker.views.problems import is_for_programs, problem, unreadable

log = logging.getLogger("spasmlog.hosts")

MOST_LOGGED = 20
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9a-fA-F:]{2,39}\](:[0-9]{1,5})?")
_logged: set[str] = set()
"""Each name once, and not many: whoever scans the internet would fill the log."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 400. One of its own where the address is another than SPASMLOG_URL says."""
    if not isinstance(exception, DisallowedHost):
        return unreadable() if is_for_programs(request) else defaults.bad_request(request, exception)
    host = request.META.get("HTTP_HOST", "")
    host = host if _HOST.fullmatch(host) else ""
    if host and host not in _logged and len(_logged) < MOST_LOGGED:
        _logged.add(host)
        log.warning(
            "Somebody asked for %s, but SPASMLOG_URL is %s. If people are to use that address, set SPASMLOG_URL to it.",
            host,
            settings.ORIGIN,
        )
    if is_for_programs(request):
        return problem(400, "another-host", _("spasmlog has another address. Use the one that its pages show."))
    # Without the request: what a page asks of it would ask for its host again.
    page = AnotherHostPage(host, f"SPASMLOG_URL=https://{host or 'diary.example.org'} {settings.START_COMMAND}")
    return HttpResponseBadRequest(loader.get_template("another_host.html").render({"page": page}))
