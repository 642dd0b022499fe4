"""The version of a person's data, raised in the transaction of every write so that caches can tell old from new."""

from django.db.models import F

from tracker.models import Preferences


def raise_data_version(owner) -> None:
    """Call inside the transaction that writes."""
    changed = Preferences.objects.filter(owner=owner).update(data_version=F("data_version") + 1)
    if not changed:
        Preferences.objects.create(owner=owner, data_version=2)
