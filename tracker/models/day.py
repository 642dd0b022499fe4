"""One local day of a person: the check-in's answer, its factors, and the stretches that are not asked for."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tracker.models.owned import OwnedModel, added_at_field, code_field
from tracker.querysets import DayQuerySet
from tracker.vocabulary.day import LIMITED_MAX, LIMITED_MIN, UNLISTED
from tracker.vocabulary.episodes import INTENSITY_MAX, LOGGED_BY_LENGTH
from tracker.vocabulary.terms import OWN_CODE_LENGTH


class Day(OwnedModel):
    """What the person said of a day. No row, or an empty answer, is an unanswered day: never a clear one."""

    date = models.DateField()
    time_zone = models.CharField(max_length=64)
    answer = code_field(12)
    answered_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When the first answer was stored here: later than it was given if a device kept it meanwhile. NULL: with the
    answer, as in rows that came from a file."""
    unlisted_count = code_field(8)
    unlisted_worst = models.PositiveSmallIntegerField(null=True, blank=True)
    limited = models.PositiveSmallIntegerField(null=True, blank=True)
    limited_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When `limited` was first said; NULL: with the answer, as in rows that came from a file."""
    note = models.TextField(blank=True, default="")
    private = models.BooleanField(default=False)
    logged_by = models.CharField(max_length=LOGGED_BY_LENGTH, blank=True, default="")
    """The name of the account that gave the answer for the person; "" for the person."""

    objects = DayQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        ordering = ["-date"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "date"], name="day_once_per_owner"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="day_answer_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(answer=UNLISTED) | Q(unlisted_count="", unlisted_worst__isnull=True),
                name="day_unlisted_details_fit_answer",
            ),
            models.CheckConstraint(
                condition=Q(limited__isnull=True) | Q(limited__range=(LIMITED_MIN, LIMITED_MAX)),
                name="day_limited_0_to_4",
            ),
            models.CheckConstraint(
                condition=Q(unlisted_worst__isnull=True) | Q(unlisted_worst__lte=INTENSITY_MAX),
                name="day_unlisted_worst_0_to_10",
            ),
        ]

    def __str__(self) -> str:
        return str(self.date)


class DayFactor(models.Model):
    """One factor's yes or no for a day, as it stands now.

    The value that held at an instant: none before `first_answered_at`; else `was_yes` of the first DayFactorBefore
    whose `until` is later; else `is_yes`.
    """

    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="factors")
    code = models.CharField(max_length=OWN_CODE_LENGTH)
    is_yes = models.BooleanField()
    first_answered_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "code"], name="day_factor_once")]


class DayFactorBefore(models.Model):
    """What a factor's answer was until it was changed: with these rows the value at any instant is known."""

    factor = models.ForeignKey(DayFactor, on_delete=models.CASCADE, related_name="before")
    was_yes = models.BooleanField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["until", "id"]


class Pause(models.Model):
    """Days on which the person is not asked (hospital, holiday), both ends included; without `to_on` it goes on."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True, default="")
    added_at = added_at_field()

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="pause_ends_after_it_starts"
            ),
        ]
