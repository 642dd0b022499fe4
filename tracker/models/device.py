"""The devices that a person is logged in on, as they see them. The session itself is Django's."""

from django.conf import settings
from django.db import models


class SignedInDevice(models.Model):
    """One session, by its key: Django's own table does not say whose a session is. No address is kept."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    since = models.DateTimeField()
    seen_on = models.DateField()
    """The day of its last note: at most one a week, so that pages that only read write nothing."""

    class Meta:
        ordering = ["-seen_on", "-since"]

    def __str__(self) -> str:
        return self.name
