"""What is kept of the person besides the log: preferences, dated settings, own words."""

import secrets

from django.conf import settings
from django.db import models

from tracker.vocabulary.factors import MOST_ASKED
from tracker.vocabulary.terms import OWN_CODE_LENGTH

NOTHING_WRITTEN = 0
"""The data version of a person without a row: there is nothing of theirs that could be out of date."""


def fresh_mark() -> int:
    """A random number of 63 bits, never NOTHING_WRITTEN. A count would come round again in a restored database, and
    in a new one: what was drawn from one diary would be shown for another."""
    return secrets.randbelow(2**63 - 1) + 1


class Preferences(models.Model):
    """One row a person: their zone, the look of the pages, and the version of their data."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences")
    time_zone = models.CharField(max_length=64, default="UTC")
    device_zones = models.JSONField(default=dict, blank=True)
    """What was answered where a device is in another zone: its name for it to the zone to use, "" to keep ours."""
    theme = models.CharField(max_length=8, default="system")
    text_size = models.CharField(max_length=8, default="normal")
    data_version = models.PositiveBigIntegerField(default=fresh_mark)
    """A fresh mark in the transaction of every write to the diary; caches carry it in their key."""
    evidence_due_on = models.DateField(null=True, blank=True)
    """The person's day from which on the next write has a block of the factor analysis to close, or has to look whether
    one begins; None: the next write looks."""
    changes_due_on = models.DateField(null=True, blank=True)
    """The person's day from which on a look at change may be due; None if that is not known."""
    downloaded_at = models.DateTimeField(null=True, blank=True)
    """When everything was last downloaded."""
    emergency_country = models.CharField(max_length=8, default="", blank=True)
    """Whose emergency number is shown: a country's code, "" as the time zone says, "other" their own number."""
    emergency_number = models.CharField(max_length=15, default="", blank=True)
    """Their own number; used while the country is "other"."""
    report_choice = models.JSONField(default=dict, blank=True)
    """What was last ticked for the doctor's page, as tracker/report/choice.py stores it; empty before that."""


class DatedSetting(models.Model):
    """A setting that holds from its date on, so that earlier days keep what held for them."""

    DAY_START_HOUR = "day-start-hour"
    DEADLINE = "deadline"
    """The person's bedtime, "22:00": an answer to the check-in before it is on time."""
    FACTORS = "factors"
    """What the check-in asks for: codes joined by spaces, empty for none."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=32)
    from_on = models.DateField()
    value = models.CharField(max_length=MOST_ASKED * (OWN_CODE_LENGTH + 1), blank=True)

    class Meta:
        ordering = ["name", "from_on"]
        constraints = [models.UniqueConstraint(fields=["owner", "name", "from_on"], name="dated_setting_once_a_day")]


class OwnTerm(models.Model):
    """A person's own word for a factor or a relief: the code is stored in entries, the label is shown."""

    FACTOR, RELIEF = "factor", "relief"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    vocabulary = models.CharField(max_length=12)
    code = models.CharField(max_length=OWN_CODE_LENGTH)
    label = models.CharField(max_length=80)

    class Meta:
        ordering = ["label"]
        constraints = [models.UniqueConstraint(fields=["owner", "vocabulary", "code"], name="own_term_once")]
