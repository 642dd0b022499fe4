"""What guidance keeps of a person: its last result, what they said to its cards, and which topics were shown."""

from django.conf import settings
from django.db import models

from tracker.models.owned import OwnedModel
from tracker.vocabulary.relief import RELIEF_TEXT_LENGTH

ABOUT_LENGTH = RELIEF_TEXT_LENGTH + 60
"""A code and a text, such as a medicine by its name."""


class GuidanceResult(models.Model):
    """What the log raised when it was last looked at. Computed anew at will: no part of the diary, in no file.

    It holds codes and numbers alone; sentences are made when they are shown. The one exception is `words`: the person's
    own, which have no translation.
    """

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="guidance_result")
    data_version = models.PositiveBigIntegerField()
    """Of the diary that was looked at. With another one, or on another day, this is out of date."""
    for_on = models.DateField()
    shown = models.JSONField(default=list)
    """The cards of Today, in order, without what they rest on: read with every page of who is signed in."""
    words = models.JSONField(default=dict)
    """Labels of the person's own codes that these cards name, by code."""
    raised = models.JSONField(default=list)
    """Everything that was raised, with the entries and days it rests on. Long in a long diary."""


class GuidanceAnswer(OwnedModel):
    """What a person said to a card. Of several answers to one card the latest counts; undoing one removes its row."""

    key = models.CharField(max_length=64)
    about = models.CharField(max_length=ABOUT_LENGTH, blank=True, default="")
    answer = models.CharField(max_length=16)
    answered_on = models.DateField()
    n = models.PositiveIntegerField()
    """The card's count at that time: it wakes when that has risen by half."""

    class Meta(OwnedModel.Meta):
        ordering = ["answered_on", "pk"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(key=""), name="guidance_answer_is_to_a_card"),
            models.CheckConstraint(condition=~models.Q(answer=""), name="guidance_answer_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.answered_on} {self.uid}"


class ShownAfterSaving(models.Model):
    """When a topic was last shown after saving: it rests for a while then."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=48)
    shown_on = models.DateField()

    class Meta:
        ordering = ["topic"]
        constraints = [models.UniqueConstraint(fields=["owner", "topic"], name="shown_after_saving_once_a_topic")]
