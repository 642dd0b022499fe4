"""Passkeys: logging in with one, and the pages about them. allauth's, in templates/mfa/webauthn/."""

from http import HTTPStatus
from typing import Any

from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse, reverse_lazy


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Adds one that is enough to log in."""

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # allauth asks for one that only goes with a password, unless its own script changes that.
        options = begin_registration(self.request.user, passwordless=True)
        return context | {"js_data": {"creation_options": options}}

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "sign-in")


class LogInWithPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """Logs in whoever has the passkey and can unlock it."""

    def form_invalid(self, form: Form) -> HttpResponseRedirect:
        return _back_with_errors(self.request, form, reverse("account_login"))


class AskAgainForPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Asks somebody who is logged in for a passkey."""

    def form_invalid(self, form: Form) -> HttpResponseRedirect:
        return _back_with_errors(self.request, form, self.request.get_full_path())


def _back_with_errors(request: HttpRequest, form: Form, address: str) -> HttpResponseRedirect:
    for error in form.errors.get("credential", []):
        messages.error(request, str(error))
    response = HttpResponseRedirect(address)
    # With 302, it would be taken for a form that could not be saved, see views/unsaved.py.
    response.status_code = HTTPStatus.SEE_OTHER
    return response


add_passkey = AddPasskey.as_view()
rename_passkey = EditWebAuthnView.as_view(success_url=reverse_lazy("sign-in"))
remove_passkey = RemoveWebAuthnView.as_view(success_url=reverse_lazy("sign-in"))
log_in_with_passkey = LogInWithPasskey.as_view()
ask_again_for_passkey = AskAgainForPasskey.as_view()
