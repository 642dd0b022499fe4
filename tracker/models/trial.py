"""A self-trial of a habit before bed: what was fixed at its start, its answered nights, and what is not told yet."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.models.owned import OwnedModel, added_at_field
from tracker.vocabulary.trials import BY_MORE_SPASMS, BY_PERSON

LONGEST_TRIAL = 112


class Trial(OwnedModel):
    """One trial. It runs as long as it has a TrialSeal; one that came back from a file never does.

    What was drawn for its nights is here only once it is over: whatever reads this row, a page, a file, a log, can tell
    nobody's tomorrow.
    """

    habit = models.CharField(max_length=32)
    length = models.PositiveSmallIntegerField()
    """Nights, two of them a pair."""
    first_on = models.DateField()
    """The evening of its first night; the others follow day by day."""
    baseline_spasms = models.PositiveSmallIntegerField()
    baseline_nights = models.PositiveSmallIntegerField()
    """Of the answered nights before: what decided how much could be promised."""
    commitment = models.CharField(max_length=64)
    """SHA-256 of the sequence, a space and the secret: shown from the start on, so that nobody can change them."""
    sequence = models.CharField(max_length=LONGEST_TRIAL, blank=True, default="")
    """1 for each night with the habit, 0 without; empty until the trial is over."""
    secret = models.CharField(max_length=64, blank=True, default="")
    half_way = models.JSONField(default=dict, blank=True)
    """What the look half way said, once it is taken: later answers and edits change none of it."""
    at_end = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=24, blank=True, default="")
    added_at = added_at_field()

    class Meta(OwnedModel.Meta):
        ordering = ["-started_at", "-pk"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(condition=Q(length__in=[84, 112]), name="trial_of_84_or_112_nights"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="") | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="trial_end_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(sequence="", secret="") | (Q(ended_at__isnull=False) & ~Q(sequence="") & ~Q(secret="")),
                name="trial_reveals_nothing_before_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.habit} {self.uid}"

    @property
    def last_on(self) -> dt.date:
        """The evening of its last night, as planned."""
        return self.first_on + dt.timedelta(days=self.length - 1)

    @property
    def says_something(self) -> bool:
        """Whether its looks may be told: a trial that ended early, but for the person's wish or for what the look half
        way said, says nothing of the habit, and one that came back from a file unfinished neither."""
        return bool(self.at_end) or self.ended_why in {BY_PERSON, BY_MORE_SPASMS}


class TrialAnswer(models.Model):
    """One night of a trial whose morning question was answered. No row: it was not, and the night does not count."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField()
    """0 is the first night."""
    is_with = models.BooleanField()
    """What was drawn for the night: it was told by the time it was answered."""
    had_spasm = models.BooleanField()
    """As it was answered; an entry that began in the night makes it a yes all the same."""
    answered_at = models.DateTimeField()
    was_done = models.BooleanField(null=True, blank=True)
    """Whether the habit was kept; NULL: not answered."""

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "number"], name="trial_answer_once"),
            models.CheckConstraint(condition=Q(number__lt=LONGEST_TRIAL), name="trial_answer_is_one_of_the_trial"),
        ]


class TrialSeal(models.Model):
    """What was drawn for a running trial and its secret; gone when the trial is over. One for a person at most.

    In no archive, no CSV file and on no page: only what holds for tonight is ever read from it for them.
    """

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="trial_seal")
    trial = models.OneToOneField(Trial, on_delete=models.CASCADE, related_name="seal")
    sequence = models.CharField(max_length=LONGEST_TRIAL)
    secret = models.CharField(max_length=64)
