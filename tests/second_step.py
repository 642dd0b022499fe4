"""Codes as an app shows them, and a person who has set one up."""

import hashlib
import hmac
import struct
import time
from base64 import b32decode

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from tests.factories import NOON
from tracker.models import SignedInDevice

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def app_code(secret=SECRET, *, later=0):
    """The six digits of RFC 6238, written anew: `later` counts half minutes."""
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.new(b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def set_up(owner):
    """Gives them an app, and returns their recovery codes."""
    kept = {"secret": get_adapter().encrypt(SECRET)}
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data=kept)
    return RecoveryCodes.activate(owner).get_unused_codes()


def make_passkey(owner, name="My phone"):
    """A passkey as a device makes it; its private half is thrown away."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    held = AttestedCredentialData.create(b"\0" * 16, b"key-of-" + owner.username.encode(), public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, held)
    parts = {
        "clientDataJSON": CollectedClientData.create("webauthn.create", b"challenge", "http://localhost"),
        "attestationObject": AttestationObject.create("none", data, {}),
    }
    key = websafe_encode(held.credential_id)
    credential = {"id": key, "rawId": key, "type": "public-key"}
    credential["response"] = {part: websafe_encode(value) for part, value in parts.items()}
    kept = {"name": name, "credential": credential}
    return Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data=kept)


def make_device(owner, session_key="ended"):
    """A device that the person was logged in on."""
    return SignedInDevice.objects.create(
        owner=owner, session_key=session_key, name="Mac", since=NOON, seen_on=NOON.date()
    )


def just_logged_in(client, user):
    """Logs them in without a password, as if they had entered it just now."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
