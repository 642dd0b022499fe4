"""A visit to a doctor or therapist: planned, and afterwards what came of it."""

from django.db import models

from tracker.models.owned import OwnedModel, added_at_field
from tracker.querysets import VisitQuerySet

WITH_WHOM_LENGTH, WHAT_FOR_LENGTH, VISIT_TEXT_LENGTH = 120, 200, 4000


class Visit(OwnedModel):
    """One visit. What it changed of medicines and exercise is not stored here but in the health profile, with its
    dates: what is taken comes from one place."""

    on = models.DateField()
    with_whom = models.CharField(max_length=WITH_WHOM_LENGTH, blank=True, default="")
    what_for = models.CharField(max_length=WHAT_FOR_LENGTH, blank=True, default="")
    note = models.TextField(blank=True, default="")
    """What to think of before: the address, what to bring."""
    said = models.TextField(blank=True, default="")
    """What was said there, in the person's words."""
    tests = models.TextField(blank=True, default="")
    """Tests that were ordered. One that was done belongs into the health profile."""
    look = models.BooleanField(default=False)
    """Marked, before anybody could know what follows: look at the 90 days before and after."""
    private = models.BooleanField(default=False)
    added_at = added_at_field()

    objects = VisitQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["owner", "on"], name="visit_of_owner_by_date")]

    def __str__(self) -> str:
        return f"{self.on} {self.uid}"
