"""The person's tokens."""

import datetime as dt

from django.contrib.auth.models import User
from django.db.models import Q

from tracker.models import AccessToken
from tracker.models.token import TOKEN_KEPT


def tokens_of(owner: User, now: dt.datetime) -> list[AccessToken]:
    """The person's tokens: those that work first, then those that ended within TOKEN_KEPT; the latest first in each."""
    since = now - TOKEN_KEPT
    ended = Q(revoked_at__lt=since) | Q(expires_at__lt=since)
    return sorted(AccessToken.objects.of(owner).exclude(ended), key=lambda token: not token.works(now))
