"""What came in from CSV files: one row an import, what its undo needs, and what a person said of the words in files."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.models.owned import OwnedModel

FILE_NAME_LENGTH = 200
WORD_LENGTH = 250
"""Longer than any word or column that exchange/ asks about."""


class Import(OwnedModel):
    """A file that was brought in. It can be undone for 30 days."""

    at = models.DateTimeField()
    code = models.CharField(max_length=48)
    """Whose file it was: "episodes" and "days" are ours, others are named in exchange/apps/, "other" is any other."""
    file_name = models.CharField(max_length=FILE_NAME_LENGTH, blank=True, default="")
    entries = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=0)
    pauses = models.PositiveIntegerField(default=0)
    """How many rows were new, of each kind."""
    undone_at = models.DateTimeField(null=True, blank=True)
    kept = models.PositiveIntegerField(default=0)
    """How many rows an undo left, since they had been changed."""

    class Meta(OwnedModel.Meta):
        ordering = ["-at", "-id"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(code=""), name="import_says_whose_file"),
            models.CheckConstraint(condition=Q(kept=0) | Q(undone_at__isnull=False), name="import_kept_by_an_undo"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.code}"


class ImportedRow(models.Model):
    """A row that an import added, and a digest of what it said then: undo removes it only if it still says that.

    Not a foreign key: an entry that was deleted and brought back is the same entry, and no deletion has to look here.
    """

    EPISODE, DAY, PAUSE = "episode", "day", "pause"

    made_by = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=36)
    """The uid of an entry or a day, the number of a pause."""
    digest = models.CharField(max_length=32)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["made_by", "kind", "key"], name="imported_row_once"),
            models.CheckConstraint(condition=Q(kind__in=["episode", "day", "pause"]), name="imported_row_kind_known"),
        ]


class ImportAnswer(models.Model):
    """What a word, a column or a date in files of one kind means, as the person said: asked once, then offered."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    signature = models.CharField(max_length=64)
    """Of the files: the app's code, or for any other file also a hash of its columns."""
    topic = models.CharField(max_length=12)
    word = models.CharField(max_length=WORD_LENGTH, blank=True)
    """As the file has it; "" for what is asked once a file."""
    value = models.CharField(max_length=400, blank=True)
    """What it means, see exchange/foreign.py; "" is "leave it empty"."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "signature", "topic", "word"], name="import_answer_once_per_owner"
            ),
            models.CheckConstraint(condition=~Q(signature="") & ~Q(topic=""), name="import_answer_is_about_something"),
        ]
