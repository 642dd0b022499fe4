"""A token by which a button, a watch or another program gets at one person's diary without a session."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from tracker.models.owned import OwnedModel
from tracker.querysets import AccessTokenQuerySet
from tracker.vocabulary.scopes import CALENDAR

TOKEN_NAME_LENGTH = 60
TOKEN_KEPT = dt.timedelta(days=30)
"""How long a token is listed after it ended."""


class AccessToken(OwnedModel):
    """One token. It is shown once and kept nowhere: the hash tells it again, and cannot be turned back."""

    token_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token, in hexadecimal digits."""
    name = models.CharField(max_length=TOKEN_NAME_LENGTH)
    """What it is for, in the person's words."""
    scope = models.CharField(max_length=16)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    """The first instant at which it no longer works; None for a calendar's, which works until it is turned off."""
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    """The person's day on which it was used last: one write a day at most."""
    remind_at = models.TimeField(null=True, blank=True)
    """Of a calendar's alone: the time of day at which it reminds."""

    objects = AccessTokenQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(scope=CALENDAR, expires_at=None, remind_at__isnull=False)
                | (~Q(scope=CALENDAR) & Q(expires_at__isnull=False, expires_at__gt=F("made_at"), remind_at=None)),
                name="access_token_expires_or_reminds",
            ),
        ]

    def works(self, now: dt.datetime) -> bool:
        """True while it is neither revoked nor expired."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} {self.scope}"
