"""What every top-level row has: an owner, and a uid that is unique for that owner."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models.expressions import Combinable
from django.db.models.functions import Now


class OwnedModel(models.Model):
    """A row of one person's diary. The uid may be chosen by the client; another person may use the same one."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=uuid.uuid4)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["owner", "uid"], name="%(class)s_uid_unique_per_owner"),
        ]


def added_at_field() -> "models.DateTimeField[dt.datetime | Combinable, dt.datetime]":
    """When the row came to be, by the database's clock: a page that was shared before shows nothing added later."""
    return models.DateTimeField(db_default=Now(), editable=False)


def code_field(length: int = 48) -> "models.CharField[str | Combinable, str]":
    """A stored code, "" when not answered. Forms and readers check the vocabulary, so a new code needs no migration."""
    return models.CharField(max_length=length, blank=True, default="")
