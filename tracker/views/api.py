"""What programs may ask for and tell, each with a token of its own: docs/openapi.json.

No session is read or made: cookies are taken off before (`NoCookiesMiddleware`). Nothing here needs to know where a
request comes from, because a browser adds no token by itself; and no page of another site may read an answer, because
none has a header that would allow it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeAlias
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from tracker import __version__
from tracker.models import AccessToken
from tracker.pages import api
from tracker.pages.api_fields import NoJSONError, read_json
from tracker.pages.request import Request
from tracker.pages.share import THIS_DEVICE
from tracker.selectors.person import person_of
from tracker.services.archive import stream_archive
from tracker.services.preferences import note_download
from tracker.services.snapshots import snapshot_file
from tracker.services.tokens import note_use, token_of
from tracker.views import tries
from tracker.views.answers import open_file_answer
from tracker.views.kept_files import uploads_folder
from tracker.views.problems import problem, unreadable
from tracker.vocabulary.scopes import BACKUP, LOG, READ

log = logging.getLogger("spasmlog.events")

MOST_BYTES_OF_CALL = 64 * 1024
_Act: TypeAlias = Callable[[api.Call], api.Answer | HttpResponseBase]
_View: TypeAlias = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What docs/openapi.json says of an address; a test compares both."""

    method: str
    scopes: tuple[str, ...]
    statuses: frozenset[int]


COMMON_STATUSES = frozenset({400, 401, 403, 429, 503, 507})
"""Of every address: not read, no token or one that does not work, not allowed, too often, nothing can be stored."""
ENDPOINTS: dict[str, Endpoint] = {}
"""By the name of the address."""


def _endpoint(name: str, method: str, scopes: tuple[str, ...], *statuses: int) -> Callable[[_Act], _View]:
    """Makes a view of what is done for a token of one of these scopes. Other statuses than these it never answers."""
    ENDPOINTS[name] = Endpoint(method, scopes, COMMON_STATUSES | frozenset(statuses))
    methods = {"GET", "HEAD"} if method == "GET" else {method}

    def made(act: _Act) -> _View:
        @csrf_exempt
        @wraps(act)
        def answered(request: Request) -> HttpResponseBase:
            if request.method not in methods:
                words = _("Use %(method)s here.") % {"method": method}
                return problem(405, "method", words, Allow=", ".join(sorted(methods)))
            token = _let_in(request, scopes)
            return token if isinstance(token, HttpResponse) else _answer(request, token, act)

        return answered

    return made


def _let_in(request: Request, scopes: tuple[str, ...]) -> AccessToken | HttpResponse:
    """The token of the request, or why it lets nothing in."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        return _unknown("no-token", _("Send a token, in the header “Authorization: Bearer …”."))
    moment = timezone.now()
    token = token_of(secret.strip())
    if token is None or not token.works(moment):
        if tries.is_token_too_many(request, moment):
            return _too_often(tries.WINDOW.total_seconds())
        if token is None:
            return _unknown("unknown-token", _("This token isn’t known here. Copy it again, or make a new one."))
        return _unknown("ended-token", _("This token was turned off or has expired. Make a new one in Settings."))
    if token.scope not in scopes:
        words = _("This token may not do that. Make one that may, in Settings.")
        return problem(403, "scope", words, WWW_Authenticate='Bearer error="insufficient_scope"')
    return token


def _answer(request: Request, token: AccessToken, act: _Act) -> HttpResponseBase:
    person, moment = person_of(token.owner), timezone.now()
    try:
        if request.method == "POST":
            if tries.is_call_too_many(token, moment):
                return _too_often(tries.WINDOW.total_seconds())
            if len(request.body) > MOST_BYTES_OF_CALL:
                return _too_large()
            sent = read_json(request.body)
        else:
            sent = request.GET.dict()
        note_use(token, person.today(moment))
        answer = act(api.Call(token, person, moment, _site(request), sent))
    except RequestDataTooBig:
        return _too_large()
    except (NoJSONError, UnreadablePostError):
        return unreadable()
    except api.ProblemError as error:
        return problem(error.status, error.code, error.words, error.errors)
    return JsonResponse(answer.data, status=answer.status) if isinstance(answer, api.Answer) else answer


def _site(request: Request) -> str:
    has_name = urlsplit(settings.ORIGIN).hostname not in THIS_DEVICE
    return settings.ORIGIN if has_name else request.build_absolute_uri("/").rstrip("/")


def _unknown(code: str, words: str) -> HttpResponse:
    return problem(401, code, words, WWW_Authenticate="Bearer")


def _too_often(seconds: float) -> HttpResponse:
    return problem(429, "too-often", _("Too many tries. Wait a while, then try again."), Retry_After=str(int(seconds)))


def _too_large() -> HttpResponse:
    return problem(413, "too-large", _("This is too much at once. Send less."))


@_endpoint("api-now", "GET", (LOG, READ), 200, 422)
def now(call: api.Call) -> api.Answer:
    """What is running."""
    return api.now(call)


@_endpoint("api-start", "POST", (LOG,), 200, 201, 404, 413, 422)
def start(call: api.Call) -> api.Answer:
    """Starts a spasm."""
    return api.start(call)


@_endpoint("api-stop", "POST", (LOG,), 200, 404, 409, 413, 422)
def stop(call: api.Call) -> api.Answer:
    """Stops a spasm."""
    return api.stop(call)


@_endpoint("api-check-in", "POST", (LOG,), 200, 409, 413, 422)
def check_in(call: api.Call) -> api.Answer:
    """Answers the check-in of a day."""
    return api.check_in(call)


@_endpoint("api-episodes", "GET", (READ,), 200, 422)
def episodes(call: api.Call) -> api.Answer:
    """Entries since a day."""
    return api.episodes(call)


@_endpoint("api-backup", "GET", (BACKUP,), 200, 422)
def backup(call: api.Call) -> HttpResponseBase:
    """Everything the person has told, as one file."""
    call.read({})
    person = call.person
    if tries.is_backup_too_many(call.token, call.now):
        return _too_often(tries.HOUR.total_seconds())
    name = person.owner.get_username()
    file = snapshot_file(stream_archive(person, name, __version__, now=call.now), uploads_folder())
    log.info("Person %s exported: archive, by a token", person.owner.pk)
    note_download(person.owner, now=call.now)
    return open_file_answer(file, f"spasmlog-{name}-{person.today(call.now).isoformat()}.zip", "application/zip")


@csrf_exempt
def nothing_here(request: Request) -> HttpResponse:
    """Any other address for programs."""
    words = _("There is nothing at this address. Check it, and leave off any slash at the end.")
    return problem(404, "no-such-address", words)
