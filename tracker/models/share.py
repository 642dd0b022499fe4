"""A link by which somebody without an account reads the doctor's page, and when it was opened."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from tracker.models.owned import OwnedModel
from tracker.querysets import ShareLinkQuerySet

SHARE_LABEL_LENGTH = 80
SHARE_DAYS_MOST = 90
SHARE_KEPT = dt.timedelta(days=2 * SHARE_DAYS_MOST)
"""How long a link and its openings are listed, counted from when it was made: 90 days past the longest that opens."""
PHRASE_LENGTH_LEAST, PHRASE_LENGTH_MOST = 8, 128


class ShareLink(OwnedModel):
    """One link. Its token is shown once and kept nowhere: the hash tells it again, and cannot be turned back.

    It carries what was ticked when it was made, not the page: the page is built anew from the diary at every opening.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token, in hexadecimal digits."""
    label = models.CharField(max_length=SHARE_LABEL_LENGTH, blank=True, default="")
    """For whom it is. The person alone sees it."""
    made_at = models.DateTimeField()
    cut_off = models.DateTimeField()
    """What was written down, or arrived here, later never appears."""
    days = models.PositiveSmallIntegerField()
    """How long it opens, counted from `made_at`."""
    revoked_at = models.DateTimeField(null=True, blank=True)
    closed_by_restore_at = models.DateTimeField(null=True, blank=True)
    """When a backup was restored: a link that was revoked after that backup would be open again. None once the person
    has opened it again."""
    first_on = models.DateField()
    last_on = models.DateField()
    """The last day that counts. As many days were asked for as the days before are: today may be one more."""
    before_first_on = models.DateField()
    before_last_on = models.DateField()
    time_zone = models.CharField(max_length=64)
    """The person's when it was made: a later one would tell where they are now."""
    choice = models.JSONField()
    """What was ticked, as tracker/report/choice.py stores it."""
    phrase_hash = models.CharField(max_length=256, blank=True, default="")
    """The passphrase, by Django's password hasher; "" for none."""
    tries = models.PositiveSmallIntegerField(default=0)
    """Passphrases tried since `tries_from`."""
    tries_from = models.DateTimeField(null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=SHARE_DAYS_MOST), name="share_link_days_allowed"),
            models.CheckConstraint(condition=Q(cut_off__lte=F("made_at")), name="share_link_cut_off_is_past"),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("made_at")), name="share_link_revoked_after_made"
            ),
            models.CheckConstraint(condition=Q(first_on__lte=F("last_on")), name="share_link_period_in_order"),
            models.CheckConstraint(
                condition=Q(before_first_on__lte=F("before_last_on"), before_last_on__lt=F("first_on")),
                name="share_link_before_lies_before",
            ),
        ]

    @property
    def expires_at(self) -> dt.datetime:
        """The first instant at which it no longer opens."""
        return self.made_at + dt.timedelta(days=self.days)

    def is_open(self, now: dt.datetime) -> bool:
        """True while the link shows something: neither revoked, nor expired, nor closed by a restore."""
        return self.closed_by_restore_at is None and self.could_open(now)

    def could_open(self, now: dt.datetime) -> bool:
        """True for a link that is open, or would be but for a restore that closed it."""
        return self.revoked_at is None and self.made_at <= now < self.expires_at

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} {self.uid}"


class ShareOpening(models.Model):
    """One opening of a link: when, and nothing about whoever opened it, neither address nor browser."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["link", "at"], name="share_opening_of_link_by_time")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
