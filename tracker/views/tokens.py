"""Tokens as the person sees them: the list, making one, which is shown once, and turning one off in one tap."""

import logging
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.tokens import CalendarForm, TokenForm
from tracker.pages.check_in_setup import USUAL_REMINDER
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.share import THIS_DEVICE
from tracker.pages.tokens import TokenCalendarPage, token_made_page, token_new_page, tokens_page
from tracker.services import tokens as service
from tracker.views.access import asked_again, post_action, token_or_404

log = logging.getLogger("spasmlog.events")


@login_required
@require_safe
def tokens(request: SignedInRequest) -> HttpResponse:
    """The person's tokens: what each may do, until when, and when it was used."""
    page = tokens_page(diary_person(request), timezone.now())
    return render(request, "tracker/tokens.html", {"page": page})


@login_required
@asked_again
@require_http_methods(["GET", "HEAD", "POST"])
def token_new(request: SignedInRequest) -> HttpResponse:
    """A new token. Once it is made it is shown in the answer itself, which is kept nowhere."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        page = token_new_page(form)
        return render(request, "tracker/token_new.html", {"page": page}, status=422 if form.is_bound else 200)
    person, chosen = diary_person(request), form.cleaned_data
    try:
        token, secret = service.make_token(
            person.owner,
            chosen["uid"],
            name=chosen["name"],
            scope=chosen["scope"],
            days=chosen["days"],
            now=timezone.now(),
        )
    except service.TooManyTokensError:
        page = token_new_page(form, has_too_many=True)
        return render(request, "tracker/token_new.html", {"page": page}, status=422)
    if not secret:
        return _seen_before(request)
    log.info("Person %s made a token: %s", person.owner.pk, token.scope)
    page_made = token_made_page(person, token, secret, site=_site_address(request))
    return render(request, "tracker/token_made.html", {"page": page_made})


@login_required
@asked_again
@require_http_methods(["GET", "HEAD", "POST"])
def token_calendar(request: SignedInRequest) -> HttpResponse:
    """The address of a calendar with the evening reminder, shown once."""
    form = CalendarForm(request.POST if request.method == "POST" else None, initial={"at": f"{USUAL_REMINDER:%H:%M}"})
    if not form.is_valid():
        return _calendar(request, form)
    person, chosen = diary_person(request), form.cleaned_data
    try:
        token, secret = service.make_calendar_token(
            person.owner, chosen["uid"], name=_("My calendar"), remind_at=chosen["at"], now=timezone.now()
        )
    except service.TooManyTokensError:
        return _calendar(request, form, has_too_many=True)
    if not secret:
        return _seen_before(request)
    log.info("Person %s made a token: %s", person.owner.pk, token.scope)
    page = token_made_page(person, token, _site_address(request) + reverse("calendar-feed", args=[secret]))
    return render(request, "tracker/token_made.html", {"page": page})


def _calendar(request: SignedInRequest, form: CalendarForm, *, has_too_many: bool = False) -> HttpResponse:
    page = TokenCalendarPage(form, has_too_many)
    return render(request, "tracker/token_calendar.html", {"page": page}, status=422 if form.is_bound else 200)


def _seen_before(request: SignedInRequest) -> HttpResponse:
    """The answer to a form that was sent twice: its token was shown, and nobody knows it any more."""
    messages.info(request, _("You already made this token and saw it. If you lost it, make a new one."))
    return redirect("tokens")


def _site_address(request: SignedInRequest) -> str:
    """Where others reach spasmlog: the machine's own name, or this very host where it has none."""
    has_name = urlsplit(settings.ORIGIN).hostname not in THIS_DEVICE
    return settings.ORIGIN if has_name else request.build_absolute_uri("/").rstrip("/")


@post_action
def token_revoke(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """From now on the token lets nothing in."""
    token = token_or_404(request, uid)
    if service.revoke_token(diary_owner(request), token, now=timezone.now()):
        log.info("Person %s turned off a token: %s", diary_owner(request).pk, token.scope)
    messages.success(request, _("Turned off. That token no longer works."))
    return redirect("tokens")
