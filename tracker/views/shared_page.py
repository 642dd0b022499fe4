"""What a share link shows, without an account: the doctor's page, the question for its pass phrase, or nothing.

Unknown, mistyped, expired and revoked links, and those of a closed account, give the same bytes, status and headers.
No page of these has a way into the app, and none is drawn for a signed-in person: there is no request in the templates.
"""

from dataclasses import replace
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tracker.days import Period
from tracker.forms.share import PhraseForm
from tracker.models import ShareLink
from tracker.report.choice import choice_of
from tracker.selectors.person import person_of
from tracker.services import share as service
from tracker.views import doctors_page, tries
from tracker.views.report_blocks import shown

HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}
KEY, KEY_SECONDS = "shared-page", 3600
"""The cookie that says that the pass phrase was typed here, and how long it does."""


def _on_its_own(view):
    """The headers of every answer: found by no search, its address passed on to nobody."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return answered


# Without the check of where a form comes from: a page that passes no address on sends none with its form either. There
# is nothing to gain by sending this one in somebody's name: it needs the pass phrase, and lets the sender read on.
@csrf_exempt
@_on_its_own
@require_http_methods(["GET", "HEAD", "POST"])
def shared_page(request: HttpRequest, token: str) -> HttpResponse:
    """The doctor's page behind this token, as it was ticked. Every GET that shows it is listed as an opening."""
    now = timezone.now()
    if tries.are_used_up(request, now):
        return _too_often()
    link = service.link_of(token.removesuffix("/"), now=now)
    if link is None:
        tries.count_miss(request, now)
        return _nothing()
    if link.phrase_hash and not _has_key(request, link):
        return _ask(request, link, token, now)
    if request.method != "GET":
        # Nothing is shown, so nothing is listed.
        return HttpResponse(status=200) if request.method == "HEAD" else _back_to(request)
    said = service.record_opening(link, now=now)
    if said != service.OPENED:
        return _too_often() if said == service.TOO_OFTEN else _nothing()
    return _page(link)


def _page(link: ShareLink) -> HttpResponse:
    person, choice = replace(person_of(link.owner), time_zone=link.time_zone), choice_of(link.choice)
    period = Period(link.first_on, link.last_on)
    before = Period(link.before_first_on, link.before_last_on)
    report = doctors_page.shared_page(person, choice, period, before, link.cut_off)
    depends_on = (person.owner.pk, person.data_version, link.cut_off, period, before, person.time_zone, person.starts)
    context = {
        "page": shown(report, *depends_on),
        "until": person.wall_clock(link.expires_at),
        "time_zone": person.time_zone,
    }
    return _answer("tracker/shared_page.html", context)


def _ask(request, link, token, now) -> HttpResponse:
    form = PhraseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = service.try_phrase(link, form.cleaned_data["phrase"], now=now)
        if said == service.RIGHT:
            return _with_key(_back_to(request), link, token)
        tries.count_miss(request, now)
        if said == service.TOO_OFTEN:
            return _too_often()
        form.add_error("phrase", _("This is not the pass phrase. Check how it is spelled; capitals count."))
    return _answer("tracker/shared_phrase.html", {"form": form}, status=422 if form.is_bound else 200)


def _back_to(request) -> HttpResponse:
    return HttpResponseRedirect(request.path)


def _has_key(request, link) -> bool:
    return request.get_signed_cookie(KEY, default=None, salt=_salt(link), max_age=KEY_SECONDS) is not None


def _with_key(response, link, token) -> HttpResponse:
    response.set_signed_cookie(
        KEY,
        "yes",
        salt=_salt(link),
        max_age=KEY_SECONDS,
        path=reverse("shared-page", args=[token.removesuffix("/")]),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _salt(link) -> str:
    """Of this link and this pass phrase: the cookie of another link opens nothing here."""
    return f"shared-page:{link.token_hash}:{link.phrase_hash}"


def _nothing() -> HttpResponse:
    return _answer("tracker/shared_nothing.html", {}, status=404)


def _too_often() -> HttpResponse:
    response = _answer("tracker/shared_too_often.html", {}, status=429)
    response["Retry-After"] = str(int(tries.WINDOW.total_seconds()))
    return response


def _answer(template, context, status=200) -> HttpResponse:
    return HttpResponse(render_to_string(template, context), status=status)
