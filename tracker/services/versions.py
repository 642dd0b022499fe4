"""The write transaction of a person's diary, and the data version that it renews so that caches tell old from new."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from tracker.models import Preferences
from tracker.models.person import fresh_mark


@contextmanager
def diary_write(owner) -> Iterator[None]:
    """A transaction in which nobody else writes to this person's diary: what is read in it is still so when it writes.

    SQLite lets one writer in at a time anyway; PostgreSQL makes the second wait at the row of preferences.
    """
    with transaction.atomic():
        Preferences.objects.filter(owner=owner).select_for_update().values_list("pk").first()
        yield


def raise_data_version(owner) -> None:
    """Gives the person's data a fresh mark. Call inside the transaction that writes."""
    changed = Preferences.objects.filter(owner=owner).update(data_version=fresh_mark())
    if not changed:
        # The new row has one of its own.
        Preferences.objects.get_or_create(owner=owner)
