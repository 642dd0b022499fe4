"""The second step of a log-in: a code from an app, and recovery codes. allauth's pages, in templates/mfa/."""

import base64
import logging
import secrets
from typing import Any
from urllib.parse import quote

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.pages.device_name import device_name

log = logging.getLogger("spasmlog.events")

NO_SECRET = str.maketrans("0189", "GHIJ")
"""Makes of hex digits what base32 has, too."""


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """How secrets are stored and called, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code isn’t right, or it was used before. Wait for a new one."),
        "incorrect_passkey": gettext_lazy("This passkey didn’t work. Try again, or log in another way."),
        "cannot_generate_recovery_codes": gettext_lazy("Set up a second step first."),
    }

    def get_totp_issuer(self) -> str:
        return f"spasmlog ({settings.HOST})"

    def _get_user_identifier(self, user: User) -> str:
        # Not the email address: they log in with their name.
        return user.get_username()

    def _get_site_name(self) -> str:
        return "spasmlog"

    def generate_authenticator_name(self, user: User, type: str) -> str:
        return device_name(context.request.headers.get("User-Agent", ""))

    def build_totp_svg(self, url: str) -> SafeString:
        """The picture as part of the page. Black on white in both themes: cameras read nothing else."""
        # Takes a moment to load, and few pages need it.
        from qrcode import QRCode  # type: ignore[import-untyped]

        code = QRCode(border=4)
        code.add_data(url)
        matrix = code.get_matrix()
        dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark)
        svg = (
            '<svg class="qr-code" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
            '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>'
        )
        return format_html(svg, len(matrix), _("QR code for your app"), dark)

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.warning("The secret of a second step was stored under another key.")
            # Right for either kind of secret, and a new one each time: no code fits.
            return secrets.token_hex(20).translate(NO_SECRET)


def _box() -> Fernet:
    """What secrets are locked with: the key of the machine, so that a backup alone gives none away."""
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"spasmlog second step")
    return Fernet(base64.urlsafe_b64encode(derive.derive(settings.SECRET_KEY.encode())))


class SetUpApp(ActivateTOTPView):  # type: ignore[misc]
    """A QR code for an app, and the first code from it."""

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "sign-in")


class RecoveryCodesOnce(ViewRecoveryCodesView):  # type: ignore[misc]
    """The codes, once; from the second time on, only how many are left. To be saved as a file without asking again."""

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        codes = context["unused_codes"] if context["can_view_codes"] else []
        text = "\n".join((_("Recovery codes for spasmlog"), *codes, ""))
        return context | {"file": f"data:text/plain;charset=utf-8,{quote(text)}"}


ask_for_code = AuthenticateView.as_view()
ask_again_for_code = ReauthenticateView.as_view()
set_up_app = SetUpApp.as_view()
turn_off_app = DeactivateTOTPView.as_view(success_url=reverse_lazy("sign-in"))
recovery_codes = RecoveryCodesOnce.as_view()
new_recovery_codes = GenerateRecoveryCodesView.as_view()
