"""One episode and its details, each kind of detail a table of its own."""

from django.db import models
from django.db.models import F, Q

from tracker.models.owned import OwnedModel, code_field
from tracker.querysets import EpisodeQuerySet
from tracker.vocabulary.episodes import (
    COUNT_MAX,
    INTENSITY_MAX,
    INTENSITY_MIN,
    LOGGED_BY_LENGTH,
    ONGOING,
    UNKNOWN,
)
from tracker.vocabulary.regions import OTHER_REGION
from tracker.vocabulary.relief import RELIEF_TEXT_LENGTH
from tracker.vocabulary.terms import OWN_CODE_LENGTH

_WITHOUT_END = [UNKNOWN, ONGOING]


class Episode(OwnedModel):
    """One entry of the diary. "" and NULL mean not answered, which is not "no"."""

    started_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)
    duration_basis = models.CharField(max_length=12, default=UNKNOWN)
    count = models.PositiveSmallIntegerField(default=1)
    kind = code_field()
    intensity = models.PositiveSmallIntegerField(null=True, blank=True)
    at_onset = code_field()
    woke = code_field(4)
    soreness = code_field()
    impact = code_field()
    chest_signs = code_field(12)
    note = models.TextField(blank=True, default="")
    private = models.BooleanField(default=False)
    logged_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When it was first stored here: after `logged_at` if a device kept it meanwhile. NULL: with `logged_at`, as in
    rows that came from a file."""
    logged_by = models.CharField(max_length=LOGGED_BY_LENGTH, blank=True, default="")
    """The name of the account that logged it for the person; "" for the person. It stays when that account is gone."""
    leave_open = models.BooleanField(default=False)
    """The person said "leave it so": what is missing is not asked for again."""

    # Derived when saved, from started_at, time_zone and the person's day start: what lists and charts read in bulk.
    day = models.DateField()
    offset_seconds = models.IntegerField()
    search_text = models.TextField(blank=True, default="")
    """What a text search looks through, folded (vocabulary/folding.py): SQLite folds ASCII only."""
    safety_said_at = models.DateTimeField(null=True, blank=True)
    """When something that the safety rules read was last said; a sign that is added later is asked about then."""
    may_warn = models.BooleanField(default=False)
    """True if something in it could ask a safety question or raise a card; Today looks at these alone."""

    objects = EpisodeQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        ordering = ["-day", "-started_at", "-uid"]
        indexes = [
            models.Index(fields=["owner", "day", "started_at", "uid"], name="episode_in_order"),
            # Not a partial index: SQLite does not use one for a condition that comes as a parameter.
            models.Index(fields=["owner", "duration_basis", "day"], name="episode_by_duration_basis"),
            models.Index(fields=["owner", "chest_signs", "day"], name="episode_by_chest_signs"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="episode_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, duration_basis__in=_WITHOUT_END)
                | (Q(ended_at__isnull=False) & ~Q(duration_basis__in=_WITHOUT_END)),
                name="episode_end_fits_duration_basis",
            ),
            models.CheckConstraint(
                condition=Q(intensity__isnull=True) | Q(intensity__range=(INTENSITY_MIN, INTENSITY_MAX)),
                name="episode_intensity_0_to_10",
            ),
            models.CheckConstraint(condition=Q(count__range=(1, COUNT_MAX)), name="episode_count_from_1"),
            models.CheckConstraint(condition=Q(woke__in=["", "yes", "no"]), name="episode_woke_yes_no_or_unanswered"),
            models.CheckConstraint(condition=~Q(time_zone=""), name="episode_has_a_zone"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.uid}"


class EpisodeDetail(models.Model):
    """A row of an episode's details; it belongs to whoever the episode belongs to."""

    class Meta:
        abstract = True


class EpisodeRegion(EpisodeDetail):
    """Where it was. `text` says where for the region "other"."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="regions")
    region = models.CharField(max_length=48)
    side = code_field(8)
    text = models.CharField(max_length=RELIEF_TEXT_LENGTH, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "region", "side", "text"], name="episode_region_once"),
            models.CheckConstraint(
                condition=Q(side__in=["", "left", "right", "both", "middle"]), name="episode_region_side_known"
            ),
            models.CheckConstraint(condition=Q(text="") | Q(region=OTHER_REGION), name="episode_region_text_for_other"),
        ]
        indexes = [models.Index(fields=["region", "side"], name="episode_region_where")]


class EpisodeFactor(EpisodeDetail):
    """A suspected trigger; the single row `none` says that the person saw none of these."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="factors")
    code = models.CharField(max_length=OWN_CODE_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode", "code"], name="episode_factor_once")]
        indexes = [models.Index(fields=["code"], name="episode_factor_code")]


class EpisodeRelief(EpisodeDetail):
    """What was done, when, and with what effect; `text` names the medicine and its dose."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="relief")
    code = models.CharField(max_length=OWN_CODE_LENGTH)
    text = models.CharField(max_length=RELIEF_TEXT_LENGTH, blank=True, default="")
    moment = code_field(8)
    effect = code_field(12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "code", "text", "moment"], name="episode_relief_once"),
        ]


class EpisodeNoticed(EpisodeDetail):
    """A sign also noticed; the single row `none` says that there was none of these."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="noticed")
    code = models.CharField(max_length=48)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode", "code"], name="episode_noticed_once")]


class EpisodeFollowUp(EpisodeDetail):
    """An answer to a one-tap safety question; a question that takes ticks has a row for each."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="follow_ups")
    question = models.CharField(max_length=24)
    answer = models.CharField(max_length=24)
    answered_at = models.DateTimeField()
    """A page that was shared shows no answer that was given later."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "question", "answer"], name="episode_follow_up_once"),
            models.CheckConstraint(condition=~Q(question="") & ~Q(answer=""), name="episode_follow_up_says_something"),
        ]
