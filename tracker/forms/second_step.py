"""The forms of the second step of a log-in, and of being asked once more: allauth's own, in our words.

A code of an app works once. allauth notes a used one for half a minute, but takes it for longer, because clocks differ;
so it is noted here for as long as it could be taken.
"""

from typing import Any, TypeAlias

from allauth.account import forms as account_forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.forms.accounts import LogInForm, without_placeholders
from tracker.vocabulary.lazy_text import LazyText

USED_SECONDS = 120
"""Longer than any code can be taken."""


def _as_code(form: forms.Form, label: LazyText, help_text: LazyText = "") -> None:
    """One field for a code, which phones offer from the app."""
    field = form.fields["code"]
    field.label, field.help_text = label, help_text
    field.error_messages["required"] = _("Enter the code.")
    field.widget.attrs |= {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}
    field.widget.attrs["inputmode"] = "numeric"
    without_placeholders(form)


def _spend(user: User, code: str) -> None:
    """Notes that a code of the app was used. Raises ValidationError if it was before."""
    digits = "".join(sign for sign in code if sign.isdigit())
    if not cache.add(f"app-code:{user.pk}:{digits}", 1, timeout=USED_SECONDS):
        raise get_adapter().validation_error("incorrect_code")


def _checked(form: Any, code: str) -> str:
    """The code that allauth took; refused if it is an app's and was used before."""
    if form.authenticator.type == Authenticator.Type.TOTP:
        _spend(form.user, code)
    return code


class LogInCodeForm(base_forms.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The code after the password: one of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self, pgettext_lazy("field", "Code"), _("From your app. A recovery code works, too."))

    def clean_code(self) -> str:
        return _checked(self, super().clean_code())


class AskAgainCodeForm(base_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The same, asked of somebody who is logged in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self, pgettext_lazy("field", "Code"), _("From your app. A recovery code works, too."))

    def clean_code(self) -> str:
        return _checked(self, super().clean_code())


class SetUpAppForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an app, which shows that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self, _("Code from the app"))

    def clean_code(self) -> str:
        code: str = super().clean_code()
        _spend(self.user, code)
        return code


class AskAgainForm(account_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password, asked of somebody who is logged in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password")
        self.fields["password"].error_messages["required"] = _("Enter your password.")
        without_placeholders(self)


ProofForm: TypeAlias = LogInForm | LogInCodeForm | AskAgainForm | AskAgainCodeForm
"""What shows who somebody is, on a page that holds their form."""
