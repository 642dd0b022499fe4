"""Tokens: make, find, note the day of a use, revoke.

The token is returned once, when it is made. What is stored is its SHA-256, as of a share link: it is random and 256
bits long. Nothing here changes the diary, so the data version stays.
"""

import datetime as dt
import secrets
import uuid

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from tracker.models import AccessToken
from tracker.models.token import TOKEN_KEPT
from tracker.services.share import hash_of
from tracker.services.storage import kept_if_possible
from tracker.vocabulary.scopes import CALENDAR, CHOSEN_SCOPES

SECRET_BYTES = 32
TOKENS_MOST = 20
"""Tokens of one person that work at the same time: enough for every button in a house."""


class TooManyTokensError(ValueError):
    """The person has TOKENS_MOST tokens that work."""


def make_token(
    owner: User, uid: uuid.UUID, *, name: str, scope: str, days: int, now: dt.datetime
) -> tuple[AccessToken, str]:
    """Stores a token that works for so many days. Returns it with its secret, which is known here and never again.

    The same uid once more makes nothing: the secret is "" then. Raises TooManyTokensError, and ValueError for a scope
    that nobody chooses.
    """
    if scope not in CHOSEN_SCOPES:
        raise ValueError(f"a token has one of {CHOSEN_SCOPES}, not {scope!r}")
    return _made(owner, uid, now, name=name, scope=scope, expires_at=now + dt.timedelta(days=days))


def make_calendar_token(
    owner: User, uid: uuid.UUID, *, name: str, remind_at: dt.time, now: dt.datetime
) -> tuple[AccessToken, str]:
    """The same for a calendar's address, which works until it is turned off."""
    return _made(owner, uid, now, name=name, scope=CALENDAR, remind_at=remind_at)


def _made(owner: User, uid: uuid.UUID, now: dt.datetime, **fields: object) -> tuple[AccessToken, str]:
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        # Two forms at once count each other.
        User.objects.select_for_update().get(pk=owner.pk)
        tokens = AccessToken.objects.of(owner)
        tokens.filter(Q(revoked_at__lt=now - TOKEN_KEPT) | Q(expires_at__lt=now - TOKEN_KEPT)).delete()
        made_before = tokens.filter(uid=uid).first()
        if made_before is not None:
            return made_before, ""
        if sum(token.works(now) for token in tokens.all()) >= TOKENS_MOST:
            raise TooManyTokensError
        token = AccessToken.objects.create(owner=owner, uid=uid, token_hash=hash_of(secret), made_at=now, **fields)
        return token, secret


def token_of(secret: str) -> AccessToken | None:
    """The row of this token, whether it still works or not; None for one that is unknown, or of a closed account."""
    return AccessToken.objects.with_token_hash(hash_of(secret)).first()


def note_use(token: AccessToken, today: dt.date) -> None:
    """Notes that it was used on this day of the person: one write a day, and none if nothing can be stored."""
    if token.last_used_on == today:
        return
    with kept_if_possible():
        AccessToken.objects.of(token.owner).filter(pk=token.pk).update(last_used_on=today)


def revoke_token(owner: User, token: AccessToken, *, now: dt.datetime) -> bool:
    """Revokes the token: it lets nothing in from now on. False if it was revoked before, or is gone."""
    return bool(AccessToken.objects.of(owner).filter(pk=token.pk, revoked_at=None).update(revoked_at=now))
