"""What a device sent from its outbox and is stored: noted so that it is stored once, however often it is sent."""

from django.db import models

from tracker.models.owned import OwnedModel


class SentItem(OwnedModel):
    """One item of a device's outbox; `uid` is the id that the device gave it. Says nothing of what was in it.

    Kept for 90 days, as long as a device may send it again unasked.
    """

    device = models.UUIDField()
    kind = models.CharField(max_length=16)
    about = models.CharField(max_length=40, blank=True, default="")
    """The uid of an entry, or a date."""
    made = models.UUIDField(null=True)
    """The entry that it was stored in."""
    digest = models.CharField(max_length=64)
    """Of its content: the same item with other content was corrected on the device."""
    marks = models.TextField(blank=True, default="")
    """Of what was stored after it (see services/conflicts.py): what the device itself stored is no change by others."""
    stored_at = models.DateTimeField()

    class Meta(OwnedModel.Meta):
        ordering = ["-pk"]
        indexes = [models.Index(fields=["owner", "device", "kind", "about"], name="sent_item_of_device")]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"
