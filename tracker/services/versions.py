"""The write transaction of a person's diary, and the data version that it renews so that caches tell old from new."""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models import Preferences
from tracker.models.person import fresh_mark

log = logging.getLogger("spasmlog.events")


@contextmanager
def diary_write(owner: User) -> Iterator[dt.date | None]:
    """A transaction in which nobody else writes to this person's diary: what is read in it is still so when it writes.

    Gives the person's day from which on a block of the factor analysis is due to close, None if that is not known.
    SQLite lets one writer in at a time anyway; PostgreSQL makes the second wait at that row.
    """
    with transaction.atomic():
        locked = Preferences.objects.filter(owner=owner).select_for_update()
        yield locked.values_list("evidence_due_on", flat=True).first()


def renew_data_version(owner: User) -> None:
    """Renews the person's data version. Call inside the transaction that writes."""
    changed = Preferences.objects.filter(owner=owner).update(data_version=fresh_mark())
    if not changed:
        # The new row has one of its own.
        Preferences.objects.get_or_create(owner=owner)


def log_deletion(owner: User, kind: str) -> None:
    """One line in the log once the deletion is stored: whose by number and of what kind, nothing of what it said."""
    transaction.on_commit(lambda: log.info("Person %s deleted: %s", owner.pk, kind))
