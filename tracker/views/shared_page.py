"""What a share link shows, without an account: a button that opens it, the doctor's page, or nothing.

Unknown, mistyped, expired and revoked links, and those of a closed account, give the same bytes, status and headers.
No page of these has a way into the app, and none is drawn for a signed-in person: there is no request in the templates.
"""

import datetime as dt
import re
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tracker.forms.share import PhraseForm
from tracker.models import ShareLink
from tracker.pages import shared_page as pages
from tracker.pages.request import Request
from tracker.services import share as service
from tracker.views import tries

HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}
_COOKIE, _COOKIE_SECONDS = "shared-page", 3600
"""The cookie that says that the link was opened here, and how long it does."""
_GLUED_ON = re.compile(r"[^A-Za-z0-9_-]+\Z")
"""What a sentence puts after an address (a full stop, a bracket, a quotation mark), or a browser (a slash)."""


Arguments = ParamSpec("Arguments")


def _with_headers(view: Callable[Arguments, HttpResponse]) -> Callable[Arguments, HttpResponse]:
    """Adds HEADERS to every answer: no search engine lists the page, and no link on it passes its address on."""

    @wraps(view)
    def answered(*args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return answered


# Without the check of where a form comes from: a page that passes no address on sends none with its form either. There
# is nothing to gain by sending this one in somebody's name: it needs the link, and lets the sender read on.
@csrf_exempt
@_with_headers
@require_http_methods(["GET", "HEAD", "POST"])
def shared_page(request: Request, token: str) -> HttpResponse:
    """The doctor's page behind this token, as it was ticked, after a tap on its button or with its passphrase.

    Only that is listed as an opening: previews in chats, scanners of mails and browsers that fetch ahead press no
    button. What the address of a sentence has glued to its end is no part of the token.
    """
    now, token = timezone.now(), _GLUED_ON.sub("", token)
    link = service.link_of(token, now=now)
    if link is None:
        return _too_often() if tries.is_miss_too_many(request, now) else _nothing()
    if request.method == "HEAD":
        return HttpResponse()
    if request.method == "POST":
        return _back_to(token) if _has_key(request, link) else _open(request, link, token, now)
    if _has_key(request, link):
        return _page(link)
    return _door(PhraseForm() if link.phrase_hash else None)


def _page(link: ShareLink) -> HttpResponse:
    return _answer("tracker/shared_page.html", pages.shared_page(link))


def _door(form: PhraseForm | None) -> HttpResponse:
    """One button, and before it the passphrase if there is one."""
    is_wrong = form is not None and form.is_bound
    return _answer("tracker/shared_door.html", pages.SharedDoorPage(form), status=422 if is_wrong else 200)


def _open(request: Request, link: ShareLink, token: str, now: dt.datetime) -> HttpResponse:
    """Lists the opening and lets the reader in, if the passphrase is right or none is asked for."""
    if link.phrase_hash:
        form = PhraseForm(request.POST)
        if not form.is_valid():
            return _door(form)
        if tries.is_phrase_too_many(request, link, now):
            return _too_often()
        verdict = service.try_phrase(link, form.cleaned_data["phrase"], now=now)
        if verdict == service.TOO_OFTEN:
            return _too_often()
        if verdict != service.RIGHT_PHRASE:
            form.add_error("phrase", _("This is not the passphrase. Check the spelling. Capital letters matter."))
            return _door(form)
        tries.forget_phrases(request, link)
    if tries.is_opening_too_many(request, link, now):
        return _too_often()
    if service.record_opening(link, now=now) != service.OPENED:
        return _nothing()
    return _with_key(_back_to(token), link, token)


def _back_to(token: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("shared-page", args=[token]))


def _has_key(request: Request, link: ShareLink) -> bool:
    return request.get_signed_cookie(_COOKIE, default=None, salt=_salt(link), max_age=_COOKIE_SECONDS) is not None


def _with_key(response: HttpResponse, link: ShareLink, token: str) -> HttpResponse:
    response.set_signed_cookie(
        _COOKIE,
        "yes",
        salt=_salt(link),
        max_age=_COOKIE_SECONDS,
        path=reverse("shared-page", args=[token]),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _salt(link: ShareLink) -> str:
    """Of this link and this passphrase: the cookie of another link opens nothing here."""
    return f"shared-page:{link.token_hash}:{link.phrase_hash}"


def _nothing() -> HttpResponse:
    return _answer("tracker/shared_nothing.html", None, status=404)


def _too_often() -> HttpResponse:
    response = _answer("tracker/shared_too_often.html", None, status=429)
    response["Retry-After"] = str(int(tries.WINDOW.total_seconds()))
    return response


def _answer(template: str, page: pages.SharedPage | pages.SharedDoorPage | None, status: int = 200) -> HttpResponse:
    return HttpResponse(render_to_string(template, {"page": page}), status=status)
