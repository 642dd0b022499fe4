"""A question for the next visit to a doctor."""

from django.db import models
from django.db.models import Q

from tracker.models.guidance import ABOUT_LENGTH
from tracker.models.owned import OwnedModel, added_at_field
from tracker.models.visit import Visit

QUESTION_LENGTH = 500


class Question(OwnedModel):
    """What the person wants to ask, in the order they gave it.

    One that was kept from a card of the guidance carries the card. Its text is "" until the person words it
    themselves: until then it reads as the card does, in the language of the moment.
    """

    text = models.CharField(max_length=QUESTION_LENGTH, blank=True, default="")
    asked_on = models.DateField()
    """The day on which it was written down."""
    from_key = models.CharField(max_length=64, blank=True, default="")
    from_about = models.CharField(max_length=ABOUT_LENGTH, blank=True, default="")
    written_from = models.CharField(max_length=80, blank=True, default="")
    """The page that it was written from, as views/question_origins.py codes it; what it names may be gone by now."""
    position = models.PositiveIntegerField(default=0)
    answered_on = models.DateField(null=True, blank=True)
    """The day on which the person ticked it off; NULL while it is open."""
    visit = models.ForeignKey(Visit, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions")
    """The visit that it was put to, or answered at. An open one of none, or of one that is over, is for the next."""

    added_at = added_at_field()

    class Meta(OwnedModel.Meta):
        ordering = ["position", "pk"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(text="") | ~Q(from_key=""), name="question_asks_something"),
            models.CheckConstraint(condition=Q(from_about="") | ~Q(from_key=""), name="question_about_a_card"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on} {self.uid}"
