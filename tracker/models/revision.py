"""What an entry, a day, a visit, a question or a row of the profile was before it was changed or deleted."""

from django.conf import settings
from django.db import models


class Revision(models.Model):
    """A snapshot taken before an edit or a deletion; undo within 30 days rebuilds from it, older ones are purged."""

    EDIT, DELETE = "edit", "delete"
    EPISODE, DAY, PROFILE, QUESTION, VISIT = "episode", "day", "profile", "question", "visit"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    uid = models.UUIDField()
    at = models.DateTimeField()
    action = models.CharField(max_length=8)
    schema = models.PositiveSmallIntegerField()
    snapshot = models.JSONField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["owner", "kind", "uid", "at"], name="revision_of_entry")]
