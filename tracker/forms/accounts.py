"""The forms of an account: sign up, log in, change the password. allauth's own, in our words."""

import unicodedata
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.folding import folded_text
from tracker.vocabulary.lazy_text import LazyText

PASSWORD_HELP = _("At least 8 characters, not all digits, and not a common password.")
NAME_LENGTH = 150
"""What Django's user has room for."""
NAME_TAKEN = _("This name is taken. If it is yours, log in instead.")


def normalized_name(name: str) -> str:
    """One spelling for what looks the same, so that the name can be typed on any keyboard."""
    return unicodedata.normalize("NFKC", name).strip()


def valid_name(name: str) -> None:
    """Letters of every script with their marks, digits and @ . + - _. Raises ValidationError."""
    for before, sign in zip(("", *name), name, strict=False):
        is_mark = unicodedata.category(sign)[0] == "M" or sign in _JOINERS
        if not (sign.isalnum() or sign in "@.+-_" or (is_mark and before)):
            raise forms.ValidationError(_("Use only letters, digits and @ . + - _"), code="invalid")


NAME_VALIDATORS = [valid_name]
_JOINERS = "\u200c\u200d"
"""Written between letters in Persian and in scripts of India."""


def account_named(name: str) -> str:
    """The name, as it is stored, of the account that is meant, however it is cased in any script. Empty: none."""
    users = get_user_model().objects
    if users.filter(username=name).exists():
        return name
    folded = folded_text(name)
    stored_name = users.filter(account_name__folded=folded).values_list("username", flat=True).first()
    # Accounts that a command made are few.
    unfolded = users.filter(account_name=None).values_list("username", flat=True)
    return stored_name or next((each for each in unfolded if folded_text(each) == folded), "")


def without_placeholders(form: forms.Form) -> None:
    """Takes out the placeholders: they repeat the labels and vanish while typing. A password can be looked at."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if isinstance(field.widget, forms.PasswordInput):
            field.widget.attrs |= {
                "data-show": gettext("Show password"),
                "data-hide": gettext("Hide password"),
            }


def _as_name(field: forms.Field, help_text: LazyText = "") -> None:
    """A user name as phones should treat it: no capital letter of their own, no correction."""
    field.label, field.help_text = _("Name"), help_text
    field.widget.attrs |= {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


class LogInForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Name and password. An error never says which of the two was wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_name(self.fields["login"])
        self.fields["password"].help_text = _("Forgot your password? The person who runs spasmlog can set a new one.")
        without_placeholders(self)

    def clean_login(self) -> str:
        name = normalized_name(self.cleaned_data["login"])
        return account_named(name) or name

    def clean(self) -> dict[str, Any]:
        try:
            super().clean()
        except forms.ValidationError as error:
            self.add_error("password", error)
        cleaned: dict[str, Any] = self.cleaned_data
        return cleaned


class SignUpForm(allauth_forms.SignupForm):  # type: ignore[misc]  # allauth has no types
    """A name and a password; the e-mail address can stay empty. Carries the browser's time zone along."""

    field_order = ("username", "password1", "email")
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-time-zone": ""}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_name(self.fields["username"], _("You log in with it. Use letters, digits and @ . + - _"))
        self.fields["username"].error_messages["max_length"] = _("Use 150 characters or fewer.")
        self.fields["email"].label = _("Email (optional)")
        self.fields["email"].help_text = _("spasmlog never sends anything to it.")
        self.fields["password1"].help_text = PASSWORD_HELP
        without_placeholders(self)

    def clean_username(self) -> str:
        name = normalized_name(self.cleaned_data["username"])
        if len(name) > NAME_LENGTH:
            # One character may stand for several: "ﬃ" becomes three.
            raise forms.ValidationError(self.fields["username"].error_messages["max_length"], code="max_length")
        self.cleaned_data["username"] = name
        username: str = super().clean_username()
        return username

    def clean_time_zone(self) -> str:
        zone: str = self.cleaned_data["time_zone"]
        return zone[:64]

    def name_was_taken(self) -> None:
        """Somebody took the name between the check and the save, perhaps this very form sent twice."""
        self.add_error("username", forms.ValidationError(NAME_TAKEN, code="username_taken"))


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The password in use, then the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = PASSWORD_HELP
        self.fields["password2"].label = _("Repeat new password")
        without_placeholders(self)

    def clean_oldpassword(self) -> str:
        """A wrong one counts, and is logged, as a failed log-in is: a device that was left open is no way round."""
        given: str = self.cleaned_data["oldpassword"]
        if not get_adapter().is_password_of(context.request, self.user, given):
            raise get_adapter().validation_error("enter_current_password")
        return given


class SetPasswordForm(allauth_forms.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """A password for an account that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HELP
        self.fields["password2"].label = _("Repeat password")
        without_placeholders(self)
