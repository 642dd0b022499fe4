"""What must be counted whoever asks, before anybody is known: failed log-ins, guesses at links and passphrases."""

from django.db import models


class Counter(models.Model):
    """One count under a name that tells nothing of whom it is about, until it runs out. Belongs to no diary."""

    key = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField(null=True)
    """NULL only within the transaction that makes the row."""
    until = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key[:8]} until {self.until:%Y-%m-%d %H:%M}"
