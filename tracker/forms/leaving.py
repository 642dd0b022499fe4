"""The password that is asked once more before an account is deleted."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext_lazy as _


class LeavingForm(forms.Form):
    """One field. `check` says whether the password is right, and raises ValidationError after too many tries. None: the
    account has no password, and nothing is asked here."""

    use_required_attribute = False

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password.")},
    )

    def __init__(self, *args: object, check: Callable[[str], bool] | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if check is None:
            del self.fields["password"]
        self._check = check

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if self._check and not self._check(password):
            raise forms.ValidationError(_("This is not your password."), "incorrect")
        return password
