"""What a look at change said when it was taken, so that a later edit of the diary does not reword it."""

from django.conf import settings
from django.db import models


class ChangeRecord(models.Model):
    """A look at the year, or at the 90 days around a marked change: written once, never changed."""

    YEAR, VISIT, BEGAN, ENDED = "year", "visit", "began", "ended"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=8)
    of = models.CharField(max_length=36, blank=True, default="")
    """The uid of the visit, or of the row of the health profile; "" for a year. Their words stay with them: what is
    removed there is named nowhere."""
    on = models.DateField()
    """The first day of the later window."""
    taken_at = models.DateTimeField()
    data = models.JSONField()
    """As tracker/analysis/change_records.py writes it."""

    class Meta:
        ordering = ["on", "what", "of"]
        constraints = [models.UniqueConstraint(fields=["owner", "on", "what", "of"], name="change_record_once")]
