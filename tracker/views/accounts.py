"""Accounts: where allauth's pages meet the diary. Pages themselves are allauth's, in templates/account/."""

import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LogoutView, SignupView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from tracker.forms.accounts import NAME_TAKEN, SignUpForm, account_named
from tracker.places import HIDING_ZONES, place_words
from tracker.services.preferences import ensure_preferences, keep_account_name
from tracker.views.answers import forget_device

log = logging.getLogger("spasmlog.events")

WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}
"""Ways to prove once more who one is, by allauth's names for them."""


TOO_MANY_TRIES = dict.fromkeys(
    ("too_many_login_attempts", "rate_limited"), _("Too many tries. Wait five minutes, then try again.")
)
"""What allauth says of too many passwords or codes, by its names."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """What happens around an account, in our words."""

    error_messages = (
        DefaultAccountAdapter.error_messages
        | TOO_MANY_TRIES
        | {
            "username_password_mismatch": _("This name and password don’t match. Check both. Capital letters matter."),
            "username_taken": NAME_TAKEN,
            "enter_current_password": _("This is not your current password."),
            "incorrect_password": _("This is not your password."),
        }
    )

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGNUP_IS_OPEN

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        log.info("Person %s logged in.", user.pk)

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """An error in our words. Too many tries, at a password or a code, are logged."""
        error: ValidationError = super().validation_error(code, *args)
        if code in TOO_MANY_TRIES:
            log.warning("A log-in was refused: too many tries.")
        return error

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        log.warning("A log-in failed.")
        super().authentication_failed(request, **credentials)

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Not for a quarter of an hour after they proved who they are: whoever just logged in is not asked at once."""
        since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(self.request, self.request.user)
        return not any(record["at"] > since for record in records)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method | {"description": WAYS[method["id"]]} for method in methods]

    def is_password_of(self, request: HttpRequest, user: User, password: str) -> bool:
        """Whether it is; a wrong one counts as a failed log-in does. Raises ValidationError after too many of them."""
        return self.authenticate(request, username=user.get_username(), password=password) is not None

    def forget_tries(self, request: HttpRequest, user: User) -> None:
        """Deletes the count of failed log-ins of an account that is gone."""
        self._delete_login_attempts_cached_email(request, username=user.get_username())

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Taken is a name also in other capitals of any script, which a database does not see."""
        cleaned: str = super().clean_username(username, shallow)
        if not shallow and account_named(cleaned):
            raise self.validation_error("username_taken")
        return cleaned

    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:
        """Makes the account and its preferences in one go; says so if the browser's zone was of no use."""
        with transaction.atomic():
            user = super().save_user(request, user, form, commit=commit)
            keep_account_name(user)
            zone = form.cleaned_data.get("time_zone", "")
            known = ensure_preferences(user, zone)
        if not known:
            messages.warning(
                request, _("We could not tell your time zone, so times are in UTC. Choose yours under Settings.")
            )
        elif zone in HIDING_ZONES:
            # Browsers that hide where they are report one of these.
            words = _("Your browser says you are on %(place)s time. If not, choose your city under Settings.")
            messages.warning(request, words % {"place": place_words(zone)})
        return user

    def is_safe_url(self, url: str | None) -> bool:
        """After logging in it goes on here only, not to another host that this machine also answers to."""
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("sign-in")


class SignUp(SignupView):  # type: ignore[misc]  # allauth has no types
    """Signing up. If two people choose the same name at the same moment, the second gets an error in the form."""

    def form_valid(self, form: SignUpForm) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = super().form_valid(form)
        except IntegrityError:
            form.name_was_taken()
            answer = self.form_invalid(form)
        # They just chose the password.
        record_authentication(self.request, self.request.user, method="password")
        return answer


class LogOut(LogoutView):  # type: ignore[misc]  # allauth has no types
    """Logging out; the browser forgets what it may still hold of the diary."""

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        forget_device(self.request, response)
        return response


log_out = LogOut.as_view()
sign_up = SignUp.as_view()
