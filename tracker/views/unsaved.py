"""A form that arrived and could not be saved: its sender is logged out, or logged in anew since its page was drawn.

Or it would open the diary to others, and its sender has to prove once more who they are.

The answer is a page at the same address that holds everything that was sent, in hidden fields; nothing of it is kept on
the server. Logged out, the person logs in on that very page, and the view then gets the form as if it had just come.
What deletes something, or shows it to somebody else, is never done that way: it waits for its button to be pressed.
A form about something that was deleted in another tab is held in the same way. One of a diary that is no longer open
is shown, and cannot be sent.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.stages import LoginStageController
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as plain_csrf_failure

from tracker.forms.accounts import LogInForm
from tracker.forms.second_step import AskAgainCodeForm, AskAgainForm, LogInCodeForm, ProofForm
from tracker.forms.sent import SECRETS, Sent, read_sent
from tracker.pages.request import Request
from tracker.pages.unsaved import ClosedDiaryPage, DeletedElsewherePage, UnsavedNote, UnsavedPage
from tracker.pages.unsaved_words import button_words, is_shown_first, not_saved_words, text_label
from tracker.views.access import BRING_BACK, View, has_to_prove
from tracker.vocabulary.lazy_text import LazyText

LOG_IN = "log-in"
"""What the names of the log-in fields begin with on a page that holds a form."""
_NAME, _PASSWORD, _CODE = f"{LOG_IN}-login", f"{LOG_IN}-password", f"{LOG_IN}-code"
_SECRET, _FILES = f"{LOG_IN}-secret", f"{LOG_IN}-files"
"""What the held form lacks of the one that was sent."""


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match and match.view_name) or ""


def holds_forms(request: HttpRequest) -> bool:
    """True for an address of the diary. The pages of accounts hold passwords, the staff's pages guard themselves."""
    name = _name(request)
    return not name.startswith(("account_", "mfa_", "admin:"))


def is_sent_to_log_in(request: Request, response: HttpResponseBase) -> bool:
    """True if a visitor was answered with the way to the log-in page."""
    if not isinstance(response, HttpResponseRedirect) or response.status_code != 302:
        return False
    if request.user.is_authenticated:
        return False
    return urlsplit(response.url).path == resolve_url(settings.LOGIN_URL)


def answer_logged_out(request: Request, response: HttpResponseBase) -> HttpResponseBase:
    """What a visitor gets in place of the redirect to the log-in page, which would lose what they sent."""
    if request.htmx:
        return _note(request)
    if request.method != "POST":
        return response
    if not holds_forms(request):
        messages.warning(request, _("You were logged out, so nothing was saved."))
        return response
    return _ask_to_log_in(request, _sent(request))


def _sent(request: HttpRequest) -> Sent:
    """What the request holds, and what the form lacked already if a page of these sent it."""
    has_files = bool(request.FILES) or _FILES in request.POST
    label, now = text_label(_name(request)), timezone.now()
    sent = read_sent(request.POST, now=now, has_files=has_files, without=f"{LOG_IN}-", text_label=label)
    lacking: list[tuple[str, LazyText]] = [
        (name, label) for name, label in SECRETS.items() if name in request.POST.getlist(_SECRET)
    ]
    return replace(sent, secrets=sent.secrets or lacking)


def _ask_to_log_in(request: HttpRequest, sent: Sent, form: ProofForm | None = None) -> HttpResponse:
    return _page(request, sent, form or LogInForm(prefix=LOG_IN, request=request))


def _ask_to_send_again(request: HttpRequest, sent: Sent) -> HttpResponse:
    return _page(request, sent, None)


def _page(request: HttpRequest, sent: Sent, form: ProofForm | None) -> HttpResponse:
    name = _name(request)
    page = UnsavedPage(
        sent=sent,
        form=form,
        not_saved=not_saved_words(name),
        button=button_words(name),
        is_sent_at_once=sent.is_whole and not is_shown_first(name),
        address=request.get_full_path(),
        lacks_secret=_SECRET,
        lacks_files=_FILES,
        asks_again=form is not None and request.user.is_authenticated,
    )
    return render(request, "tracker/unsaved.html", {"page": page}, status=403)


def _path_of(address: str) -> str:
    """The path of an address that a browser sent; "" if it is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _note(request: Request) -> HttpResponse:
    """For a part of a page: a note at its top, and everything else on it stays as it is."""
    address = _path_of(request.htmx.current_url or "") or resolve_url("today")
    note = UnsavedNote(
        is_post=request.method == "POST",
        not_saved=not_saved_words(_name(request)),
        is_logged_in=request.user.is_authenticated,
        address=address,
        log_in=f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': address})}",
    )
    response = render(request, "tracker/parts/unsaved_note.html", {"part": note})
    response["HX-Retarget"] = "#page-note"
    # What was tapped may be far down: the note has to be seen. What a page asks for by itself moves nothing.
    response["HX-Reswap"] = "innerHTML show:top" if note.is_post else "innerHTML"
    return response


# Logging in on the page that holds the form


def is_log_in(request: HttpRequest, view: View) -> bool:
    """True if the request comes from the log-in fields of a page that holds a form."""
    if request.method != "POST" or getattr(view, "csrf_exempt", False) or not holds_forms(request):
        return False
    return _PASSWORD in request.POST or _CODE in request.POST


def log_in(request: Request) -> HttpResponse | None:
    """Logs the person in, or proves once more who they are. None: the view may go on with what was sent; else the
    answer to give."""
    sent, is_asked_again = _sent(request), _NAME not in request.POST
    if not request.user.is_authenticated:
        response = _try_code(request, sent) if _CODE in request.POST else _try_to_log_in(request, sent)
        if response is not None:
            return response
        is_asked_again = False
    elif is_asked_again and has_to_prove(request):
        form = _proof_form(request, request.POST)
        if not form.is_valid():
            return _page(request, sent, form)
        _prove(request, form)
    # Django's own type for it stands in the stubs alone.
    request.POST = _without_log_in(request.POST)  # type: ignore[assignment]
    if sent.is_whole and (is_asked_again or not is_shown_first(_name(request))):
        return None
    return _ask_to_send_again(request, sent)


def _try_to_log_in(request: HttpRequest, sent: Sent) -> HttpResponse | None:
    form = LogInForm(request.POST, prefix=LOG_IN, request=request)
    if not ratelimit.consume(request, action="login"):
        form.add_error("password", _("Too many tries. Wait a minute, then try again."))
    if not form.is_valid():
        return _ask_to_log_in(request, sent, form)
    try:
        response = form.login(request, redirect_url=request.get_full_path())
    except ImmediateHttpResponse as stopped:
        answer: HttpResponse = stopped.response
        return answer
    if request.user.is_authenticated:
        return None
    step = _second_step(request)
    # Of a closed account, allauth says where it goes on.
    return _ask_to_log_in(request, sent, LogInCodeForm(user=step.login.user, prefix=LOG_IN)) if step else response


def _second_step(request: HttpRequest) -> Any:
    """What is left after the password, if that is a code."""
    return LoginStageController.enter(request, AuthenticateStage.key)


def _try_code(request: HttpRequest, sent: Sent) -> HttpResponse | None:
    step = _second_step(request)
    if not step:
        return _ask_to_log_in(request, sent)
    form = LogInCodeForm(request.POST, user=step.login.user, prefix=LOG_IN)
    if not form.is_valid():
        return _ask_to_log_in(request, sent, form)
    form.save()
    response: HttpResponse = step.exit()
    return None if request.user.is_authenticated else response


# Proving once more who one is


def ask_again(request: Request) -> HttpResponse:
    """The answer to a form whose sender has to prove it."""
    return _page(request, _sent(request), _proof_form(request))


def _proof_form(request: Request, data: QueryDict | None = None) -> ProofForm:
    """By the password; by a code for an account without one."""
    has_password = request.user.is_authenticated and request.user.has_usable_password()
    form = AskAgainForm if has_password else AskAgainCodeForm
    return form(data, user=request.user, prefix=LOG_IN)


def _prove(request: Request, form: ProofForm) -> None:
    if isinstance(form, AskAgainForm):
        reauthenticate_by_password(request)
    else:
        form.save()


def _without_log_in(data: QueryDict) -> QueryDict:
    kept = data.copy()
    for name in data:
        if name.startswith(f"{LOG_IN}-"):
            del kept[name]
    kept._mutable = False
    return kept


# A form about something that was deleted


def answer_deleted(request: HttpRequest) -> HttpResponse:
    """The answer to a form whose row was deleted elsewhere: all that was sent, and a button that brings it back."""
    sent = read_sent(request.POST, now=timezone.now(), text_label=text_label(_name(request)))
    page = DeletedElsewherePage(sent, request.get_full_path(), BRING_BACK)
    return render(request, "tracker/deleted_elsewhere.html", {"page": page}, status=409)


# A form of a diary that is no longer open


def answer_closed(request: Request) -> HttpResponse:
    """The answer to what is sent to somebody else's diary, or to a part of it, that is not open: the same whatever the
    reason, with all that was typed and chosen."""
    sent = replace(read_sent(request.POST, text_label=text_label(_name(request))), fields=[])
    return render(request, "tracker/closed_diary.html", {"page": ClosedDiaryPage(sent)}, status=404)


# A form whose token is out of date


def csrf_failure(request: Request, reason: str = "") -> HttpResponse:
    """A form without a valid token. From a page of our own it can be sent once more; from elsewhere it is refused."""
    if _name(request) == "outbox":
        # A script reads the answer.
        return JsonResponse({"code": "csrf"}, status=403)
    if not (is_from_here(request) and holds_forms(request)):
        return plain_csrf_failure(request, reason)
    if request.htmx:
        return _note(request)
    sent = _sent(request)
    return _ask_to_send_again(request, sent) if request.user.is_authenticated else _ask_to_log_in(request, sent)


def is_from_here(request: HttpRequest) -> bool:
    """True if the browser says that a page of this very site sent the request. Saying nothing is not enough."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return origin in {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return site is not None
