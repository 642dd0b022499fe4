"""Logging in elsewhere: with an OpenID Connect provider, or by the word of a proxy. Both are off unless set up.

What is of allauth's part for other accounts is imported where it is used: that part is there only if a provider is set.
"""

import logging
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tracker.forms.accounts import NAME_LENGTH, account_named, normalized_name, valid_name
from tracker.pages.request import Request
from tracker.selectors.grants import is_kept
from tracker.services.preferences import ensure_preferences, keep_account_name

log = logging.getLogger("spasmlog.events")


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """What happens around an account of a provider. It is known again by the provider's own number for it alone, never
    by a name or an email address: these may be somebody else's here."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "invalid_token": _("Logging in there didn’t work. Try again."),
    }

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        with transaction.atomic():
            user: User = super().save_user(request, sociallogin, form)
            keep_account_name(user)
            ensure_preferences(user, "")
        return user

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return settings.SIGNUP_IS_OPEN


@require_safe
def log_in(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Sends the person to the provider. Only to log in: nothing is connected to an account that is logged in."""
    from allauth.socialaccount.providers.openid_connect import views

    if request.GET.get("process", "login") != "login":
        raise Http404
    if request.user.is_authenticated:
        return redirect("today")
    answer: HttpResponseBase = views.login(request, provider_id)
    return answer


@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Where the provider sends them back to."""
    from allauth.socialaccount.providers.openid_connect import views

    answer: HttpResponseBase = views.callback(request, provider_id)
    return answer


@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """They changed their mind there."""
    return render(request, "socialaccount/login_cancelled.html")


# By the word of a proxy


def log_in_as(request: Request, sent_name: str) -> None:
    """Logs the person in that a trusted proxy names, in place of anybody else; makes them an account if sign-up is
    open. A name that no account can have logs nobody in."""
    name = normalized_name(sent_name)
    stored = account_named(name)
    if request.user.is_authenticated:
        if request.user.get_username() == stored:
            return
        logout(request)
        # What they send was typed by somebody else: without this cookie it is held, and not stored.
        request.COOKIES.pop(settings.CSRF_COOKIE_NAME, None)
    user = User.objects.filter(username=stored).first() if stored else _new_account(name)
    if user is None or not user.is_active or is_kept(user):
        log.warning("A proxy named somebody who has no account.")
        return
    login(request, user, settings.AUTHENTICATION_BACKENDS[0])
    log.info("Person %s logged in by a proxy.", user.pk)


def _new_account(name: str) -> User | None:
    if not get_adapter().is_open_for_signup(None) or not _can_be_a_name(name):
        return None
    with transaction.atomic():
        user = User.objects.create_user(name)
        keep_account_name(user)
        ensure_preferences(user, "")
    return user


def _can_be_a_name(name: str) -> bool:
    try:
        valid_name(name)
    except ValidationError:
        return False
    return 0 < len(name) <= NAME_LENGTH
