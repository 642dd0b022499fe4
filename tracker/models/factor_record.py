"""What an earlier method said of factors: it looked at fixed numbers of days. Kept as history; nothing writes it."""

from django.conf import settings
from django.db import models

from tracker.vocabulary.terms import OWN_CODE_LENGTH


class FactorRecord(models.Model):
    """The outcome that was fixed, a look, or a repeat of a link."""

    OUTCOME, LOOK, REPEAT = "outcome", "look", "repeat"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    at = models.PositiveIntegerField(default=0)
    """Usable days of the look, also of the look that a repeat follows; 0 for the outcome."""
    code = models.CharField(max_length=OWN_CODE_LENGTH, blank=True, default="")
    """The factor of a repeat; "" else."""
    taken_at = models.DateTimeField()
    data = models.JSONField()

    class Meta:
        ordering = ["kind", "at", "code"]
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "at", "code"], name="factor_record_once")]
