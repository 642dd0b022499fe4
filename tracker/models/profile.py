"""The health profile: what the person has, takes, does and has been through, each with its dates."""

from django.db import models
from django.db.models import F, Q

from tracker.models.owned import OwnedModel, added_at_field, code_field
from tracker.querysets import ProfileQuerySet
from tracker.vocabulary.profile import BEGAN, DOSE_LENGTH, MEDICATION, PROFILE_TEXT_LENGTH, SUPPLEMENT
from tracker.vocabulary.terms import NONE_OF_THESE


def _has_precision(name: str) -> Q:
    on, precision = f"{name}_on", f"{name}_precision"
    return Q(**{f"{on}__isnull": True, precision: ""}) | (Q(**{f"{on}__isnull": False}) & ~Q(**{precision: ""}))


class ProfileItem(OwnedModel):
    """One row of the profile. A row with the code "none" is the answer "none" to its kind; no row is no answer.

    A date that is known by its month or year alone is stored as the first day that it can mean (`from_on`) or the last
    one (`to_on`), with its precision ("day", "month", "year"), so that no day is printed that nobody said.
    """

    kind = models.CharField(max_length=24)
    code = code_field()
    text = models.CharField(max_length=PROFILE_TEXT_LENGTH, blank=True, default="")
    dose = models.CharField(max_length=DOSE_LENGTH, blank=True, default="")
    from_on = models.DateField(null=True, blank=True)
    from_precision = code_field(5)
    to_on = models.DateField(null=True, blank=True)
    to_precision = code_field(5)
    note = models.TextField(blank=True, default="")
    is_expected = models.BooleanField(default=False)
    """`to_on` was ahead when it was said: a due date, not an end."""
    for_spasms = models.BooleanField(default=False)
    """A medicine that is taken for the spasms themselves."""
    look_since = models.BooleanField(default=False)
    look_until = models.BooleanField(default=False)
    """Its beginning, or its end, was marked before anybody could know what follows: look at the 90 days before and
    after."""
    private = models.BooleanField(default=False)
    added_at = added_at_field()

    objects = ProfileQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        ordering = ["kind", "from_on", "pk"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="profile_item_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=_has_precision("from"), name="profile_item_from_has_its_precision"),
            models.CheckConstraint(condition=_has_precision("to"), name="profile_item_to_has_its_precision"),
            models.CheckConstraint(
                condition=(Q(code="") & ~Q(text="")) | (~Q(code="") & Q(text="")), name="profile_item_code_or_text"
            ),
            models.CheckConstraint(
                condition=Q(dose="") | Q(kind__in=[MEDICATION, SUPPLEMENT]), name="profile_item_dose_of_what_is_taken"
            ),
            models.CheckConstraint(
                condition=Q(for_spasms=False) | Q(kind=MEDICATION), name="profile_item_for_spasms_is_a_medicine"
            ),
            models.CheckConstraint(
                condition=Q(look_since=False) | Q(from_precision="day"), name="profile_item_look_since_a_day"
            ),
            models.CheckConstraint(
                condition=Q(look_until=False) | Q(to_precision="day"), name="profile_item_look_until_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(code=NONE_OF_THESE) | Q(dose="", to_on__isnull=True, note=""),
                name="profile_item_none_says_no_more",
            ),
            models.CheckConstraint(
                condition=~Q(kind=BEGAN) | Q(code=NONE_OF_THESE) | Q(from_on__isnull=False),
                name="profile_item_began_at_a_date",
            ),
            models.UniqueConstraint(
                fields=["owner", "kind"], condition=Q(code=NONE_OF_THESE), name="profile_item_none_once_a_kind"
            ),
            models.UniqueConstraint(fields=["owner"], condition=Q(kind=BEGAN), name="profile_item_began_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
