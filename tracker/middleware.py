"""What every request of a diary must be, and what every page of it carries."""

import codecs
import datetime as dt
import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address
from typing import TypeAlias
from wsgiref.types import WSGIEnvironment

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, MiddlewareNotUsed
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils import timezone

from tracker.pages.addresses import addresses_of, taken_apart
from tracker.pages.device_name import device_name
from tracker.pages.owner import is_caregiver
from tracker.pages.request import Request
from tracker.services.devices import note_device
from tracker.services.storage import is_beyond_numbers, kept_if_possible, trouble_of
from tracker.views import unsaved
from tracker.views.access import AskAgainError, DeletedElsewhereError, View
from tracker.views.enter import enter
from tracker.views.not_stored import not_stored
from tracker.views.problems import is_for_programs, no_room
from tracker.views.single_sign_on import log_in_as

GetResponse: TypeAlias = Callable[[Request], HttpResponseBase]

log = logging.getLogger(__name__)

RENEWED_ON = "renewed-on"
RENEWED_AFTER = dt.timedelta(days=7)
NOTED_AS = "noted-as"
"""In a session: the key that it had when its device was noted."""


OTHER_CHARSET = "spasmlog.other_charset"
_CHARSET = re.compile(r';\s*charset\s*=\s*("[^"]*"|[^;]*)', re.IGNORECASE)


def take_charset_off(environ: WSGIEnvironment, **_kwargs: object) -> None:
    """Takes the charset off a request's kind of content, and notes one that is known and not UTF-8.

    Django reads the address in it while it makes the request, before any middleware: a charset that is none of text
    ("hex"), or an address with too many parameters, would be an error that nobody catches. Hence on the signal that is
    sent before (see tracker/apps.py).
    """
    kind = environ.get("CONTENT_TYPE") or ""
    charset = _CHARSET.search(kind)
    if not charset:
        return
    try:
        is_utf8 = codecs.lookup(charset[1].strip().strip('"')).name == "utf-8"
    except (LookupError, ValueError, UnicodeError):
        # Not known to Python either, so Django would read UTF-8.
        is_utf8 = True
    environ["CONTENT_TYPE"] = _CHARSET.sub("", kind) if is_utf8 else "text/plain"
    environ[OTHER_CHARSET] = not is_utf8


SEALS = {
    # What the app never asks a device for; a page that somebody smuggled something into may not either.
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "fullscreen"),
            *("gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi"),
            *("payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
        )
    ),
    # No other site may show or read any of it.
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Headers of every answer, beside those that Django and the content security policy add."""
USUAL_SEALS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}
"""Of answers that leave before Django's own middleware, or ours, has added them: another host's, the way to HTTPS."""


class SealedMiddleware:
    """Says with every answer what no page may do and no other site may have."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in SEALS.items():
            response.headers[name] = value
        for name, value in USUAL_SEALS.items():
            response.headers.setdefault(name, value)
        return response


class PlainTextMiddleware:
    """Lets only through what can be stored as text: UTF-8, and cookies without NUL.

    Some of the other encodings give text that no database takes, and PostgreSQL does not even look for a NUL.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        if request.META.get(OTHER_CHARSET):
            raise BadRequest("only UTF-8 is read")
        # Not a cookie of ours, so nobody is signed out by losing it.
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\x00" not in value}
        return self.get_response(request)


class NoCookiesMiddleware:
    """Takes every cookie off what programs ask: there a token alone lets in, never the session of a browser."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        if is_for_programs(request):
            request.COOKIES = {}
            request.META.pop("HTTP_COOKIE", None)
        return self.get_response(request)


class DiaryAddressMiddleware:
    """Takes off an address what says whose diary it is in, so that it is the address of a page.

    What is answered in that diary has its addresses (see pages/addresses.py), and nothing after it:
    DiaryAccessMiddleware says when they begin, here they end, whatever happens. What is streamed has none in it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        named = taken_apart(request.path_info)
        if named is None:
            return self.get_response(request)
        request.diary_uid, request.path_info = named
        with addresses_of(get_script_prefix()):
            return self.get_response(request)


class DiaryAccessMiddleware:
    """Lets into somebody else's diary who may open it, for what they may open.

    A diary that there is not, one of somebody else, and one that is no longer open are the same "not found", after the
    same query. It comes last: whoever logs in on the page that holds their form is known by then.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: Request, view: View, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponseBase | None:
        if not hasattr(request, "diary_uid"):
            return None
        try:
            return enter(request)
        except Http404:
            if _holds_a_form(request):
                return unsaved.answer_closed(request)
            raise

    def process_exception(self, request: Request, exception: Exception) -> HttpResponseBase | None:
        """What a caregiver sends about an entry that is no longer in their reach is not lost either."""
        is_closed = isinstance(exception, Http404) and is_caregiver(request)
        return unsaved.answer_closed(request) if is_closed and _holds_a_form(request) else None


def _holds_a_form(request: Request) -> bool:
    # A button within a page has no form to show.
    return request.method == "POST" and not request.htmx


class KeepSignedInMiddleware:
    """Lets the 90 days of a device in use begin anew: nobody is to be asked for a password at 3 am. Not for longer than
    a year in all, which spasmlog.sessions sees to.

    At most once a week, because a session that is stored on every request is a write on every page that only reads.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        response = self.get_response(request)
        # What is the same for everybody does not even ask who they are.
        is_of_nobody = _kept_by_browsers(request) or _is_asked_by_programs(request)
        # Where nothing could be stored, neither can this.
        is_stuck = response.status_code == HTTPStatus.INSUFFICIENT_STORAGE
        if not (is_of_nobody or is_stuck) and request.user.is_authenticated:
            _keep_signed_in(request, request.user)
        return response


def _keep_signed_in(request: Request, owner: User) -> None:
    session, now = request.session, timezone.now()
    key, noted = session.session_key or "", session.get(NOTED_AS, "")
    renewed = session.get(RENEWED_ON)
    is_fresh = renewed is not None and dt.date.fromisoformat(renewed) > now.date() - RENEWED_AFTER
    # A changed password gives the session another key.
    if is_fresh and noted == key:
        return
    session[RENEWED_ON], session[NOTED_AS] = now.date().isoformat(), key
    with kept_if_possible():
        note_device(owner, key, noted, device_name(request.headers.get("User-Agent", "")), now=now)


class ProxyLogInMiddleware:
    """Takes the word of a proxy for who somebody is, if whoever runs spasmlog named its header and its addresses.

    From any other address the header changes nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.PROXY_HEADER:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        name = request.META.get(settings.PROXY_HEADER, "")
        if name and not _asks_for_nobody(request) and _is_of_proxy(request.META.get("REMOTE_ADDR", "")):
            log_in_as(request, _as_sent(name))
        return self.get_response(request)


def _asks_for_nobody(request: Request) -> bool:
    """True where nobody has to be known: who brings no cookie, as programs do, would get a session each time."""
    try:
        name = resolve(request.path_info).url_name
    except Resolver404:
        return False
    return is_for_programs(request) or name in ASKED_BY_PROGRAMS or name in KEPT_BY_BROWSERS


def _as_sent(name: str) -> str:
    """Proxies send names in UTF-8; WSGI hands every header on as if it were Latin-1."""
    try:
        return name.encode("latin-1").decode()
    except UnicodeError:
        return name


def _is_of_proxy(address: str) -> bool:
    try:
        return any(ip_address(address) in network for network in settings.PROXY_ADDRESSES)
    except ValueError:
        return False


class NotStoredMiddleware:
    """Says in plain words what could not be stored, and why: a full or read-only disk is no fault of the page, and a
    number that no database can hold is one of the request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponseBase | None:
        if is_beyond_numbers(exception):
            raise BadRequest("a number that no row can have") from exception
        trouble = trouble_of(exception)
        if not trouble:
            return None
        log.error("Nothing can be stored: %s", trouble)
        return no_room(trouble) if is_for_programs(request) else not_stored(request, trouble)


KEPT_BY_BROWSERS = {
    # Asked for anew each time: a release is seen at once.
    "service-worker": "no-cache",
    "offline": "no-cache",
    "offline-drawings": "no-cache",
    # Browsers ask for it beside every page. For no longer, as its icons have other names after an update.
    "manifest": "public, max-age=3600",
}
"""Addresses that show everybody the same, by name, and how long browsers may keep what they answer."""
ASKED_BY_PROGRAMS = {"health", "calendar-feed"}
"""Addresses beside those of the API that programs ask, by name."""


def _kept_by_browsers(request: Request) -> str:
    match = request.resolver_match
    return KEPT_BY_BROWSERS.get(match.url_name or "", "") if match else ""


def _is_asked_by_programs(request: Request) -> bool:
    match = request.resolver_match
    return bool(match and match.url_name in ASKED_BY_PROGRAMS)


class PrivatePagesMiddleware:
    """Keeps whatever is of a person out of every cache, the browser's own too, and lets none be asked for again.

    No view can say otherwise: a browser shows what it keeps to whoever sits there next, and after a restore it would
    show another diary's page as still right.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        response = self.get_response(request)
        kept = _kept_by_browsers(request) if response.status_code == HTTPStatus.OK else ""
        response["Cache-Control"] = kept or "private, no-store"
        for name in ("ETag", "Last-Modified", "Expires"):
            del response[name]
        return response


class UnsavedFormsMiddleware:
    """Keeps what a logged-out person sends: the page that answers holds it, and lets them log in. What is sent to
    something that was deleted meanwhile is kept in the same way.

    For every form at once: a view says that it needs somebody logged in, and no more.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        response = self.get_response(request)
        if unsaved.is_sent_to_log_in(request, response):
            return unsaved.answer_logged_out(request, response)
        return response

    def process_view(
        self, request: Request, view: View, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponseBase | None:
        return unsaved.log_in(request) if unsaved.is_log_in(request, view) else None

    def process_exception(self, request: Request, exception: Exception) -> HttpResponseBase | None:
        if isinstance(exception, DeletedElsewhereError):
            return unsaved.answer_deleted(request)
        return unsaved.ask_again(request) if isinstance(exception, AskAgainError) else None
