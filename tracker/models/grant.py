"""What another account may do in a person's diary: from its invitation on, until it ends."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.models.owned import OwnedModel
from tracker.querysets import GrantQuerySet
from tracker.vocabulary.grants import MAY_BOTH, MAY_KEEP, MAY_LOG, MAY_LOOK

GRANT_LABEL_LENGTH = 60
INVITATION_LASTS = dt.timedelta(days=7)
GRANT_KEPT = dt.timedelta(days=90)
"""How long a grant and its openings are listed after it ended."""
DIARY_NAME_LENGTH = 60
KEPT_NAMES = "diary/"
"""What the account names of kept diaries begin with. No name that somebody chooses has such a sign."""


class Grant(OwnedModel):
    """One grant. Its uid stands in the addresses of the diary, as the account that has it sees them.

    The token of the invitation is shown once and kept nowhere: the hash tells it again, and cannot be turned back.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    """The account that accepted; None while it is an invitation."""
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    """SHA-256 of the invitation's token; None once it was used."""
    label = models.CharField(max_length=GRANT_LABEL_LENGTH, blank=True, default="")
    """Whom it is for, in the owner's words. The owner alone sees it."""
    may = models.CharField(max_length=8)
    sees_notes = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    """The first instant at which it allows nothing; None for who keeps the diary."""
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to=None, accepted_at=None)
                | Q(to__isnull=False, accepted_at__isnull=False, token_hash=None),
                name="grant_is_an_invitation_or_accepted",
            ),
            models.CheckConstraint(
                condition=Q(may=MAY_KEEP, expires_at=None)
                | (Q(may__in=[MAY_LOOK, MAY_LOG, MAY_BOTH]) & Q(expires_at__isnull=False)),
                name="grant_expires_unless_it_keeps",
            ),
        ]

    def could_hold(self, now: dt.datetime) -> bool:
        """True while it is neither revoked nor over, whether it was accepted or not."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)

    def holds(self, now: dt.datetime) -> bool:
        """True while the account that accepted it may use it."""
        return self.accepted_at is not None and self.could_hold(now)

    def is_open_invitation(self, now: dt.datetime) -> bool:
        """True while it can be accepted."""
        return self.accepted_at is None and self.could_hold(now) and now < self.made_at + INVITATION_LASTS

    @property
    def may_look(self) -> bool:
        return self.may in {MAY_LOOK, MAY_BOTH}

    @property
    def may_log(self) -> bool:
        return self.may in {MAY_LOG, MAY_BOTH}

    @property
    def keeps(self) -> bool:
        return self.may == MAY_KEEP

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} {self.may}"


class GrantOpening(models.Model):
    """A day on which somebody opened a diary by a grant: one row a day, by the owner's clock."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="openings")
    on = models.DateField()
    at = models.DateTimeField()
    """When they did so first that day."""

    class Meta:
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["grant", "on"], name="grant_opening_once_a_day")]

    def __str__(self) -> str:
        return str(self.on)


class KeptDiary(models.Model):
    """Says that nobody logs in as the owner of this diary: another account keeps it, for a child for example."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_diary")
    name = models.CharField(max_length=DIARY_NAME_LENGTH)
    """Whose diary it is, in the words of who keeps it."""

    def __str__(self) -> str:
        return self.name
