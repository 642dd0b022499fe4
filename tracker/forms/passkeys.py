"""The forms that a passkey fills in: allauth's own, in our words. What a browser sends is read with care: anybody may
send anything in its place."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.forms.accounts import without_placeholders

NAME_LENGTH_MOST = 60
_NO_CREDENTIAL = (AttributeError, KeyError, OverflowError, TypeError, ValueError)
"""What reading something raises that is no credential."""


def _as_credential(form: forms.Form) -> None:
    field = form.fields["credential"]
    field.label = ""
    field.error_messages |= dict.fromkeys(("required", "invalid"), _("This needs JavaScript and a passkey."))


class AddPasskeyForm(allauth_forms.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """What the new passkey is called. It always checks who holds the device, so that it is enough to log in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever asks the device for a passkey here always asks for one that is enough by itself.
        self.fields.pop("passwordless", None)
        _as_name(self)
        _as_credential(self)

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except _NO_CREDENTIAL as error:
            raise get_adapter().validation_error("incorrect_passkey") from error
        return cleaned


class RenamePasskeyForm(allauth_forms.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_name(self)
        self.fields["name"].error_messages["required"] = _("Give it a name.")


def _as_name(form: forms.Form) -> None:
    form.fields["name"] = forms.CharField(
        label=pgettext_lazy("of a passkey", "Name"),
        help_text=_("So you’ll know later which device it’s on."),
        max_length=NAME_LENGTH_MOST,
        required=form.fields["name"].required,
    )
    form.order_fields(["name"])
    without_placeholders(form)


class _WithPasskey:
    """What is common to the forms that are sent with one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_credential(self)  # type: ignore[arg-type]  # a form, with the class it stands before

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except _NO_CREDENTIAL as error:
            raise get_adapter().validation_error("incorrect_passkey") from error


class LogInPasskeyForm(_WithPasskey, allauth_forms.LoginWebAuthnForm):  # type: ignore[misc]
    """In place of name and password."""


class SecondStepPasskeyForm(_WithPasskey, allauth_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """In place of a code, after the password."""


class AskAgainPasskeyForm(_WithPasskey, allauth_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """In place of the password, for somebody who is logged in."""
