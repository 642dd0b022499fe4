"""What the factor analysis has closed: it is stored block by block, so that no later edit of the diary changes it."""

from django.conf import settings
from django.db import models


class Evidence(models.Model):
    """One row a person, from the first evening with a factor on. All of it is one row, so that an archive brings it
    whole or not at all: blocks of two diaries never mix."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    begins_on = models.DateField()
    """The first day of the first block of 28 days; days that are added before it do not move it."""
    weekend_from = models.PositiveSmallIntegerField(null=True, blank=True)
    """The weekday (0 is Monday) before the first day of the weekend where the person lived when it began; None only
    between the change of the method and the first write after it."""
    outcome = models.JSONField(default=dict, blank=True)
    """What is looked for, decided when the first block closes; empty before."""
    founders = models.JSONField(default=list, blank=True)
    """Codes of the factors that were asked for when the method changed."""
    blocks = models.JSONField(default=list, blank=True)
    """The closed blocks in their order, as analysis/factor_records.py writes them; blocks are added, never changed."""
