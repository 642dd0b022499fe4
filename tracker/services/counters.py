"""Counts that outlast a restart and any load: in the database, each changed in one transaction, none pushed out.

Two who count at once are both counted. A row that ran out counts as missing, and goes when another one is made. Keys
are hashes that the caller makes: no address and no name is stored.
"""

import datetime as dt
from typing import Any

from django.db import transaction

from tracker.models import Counter

PURGED_AT_ONCE = 100


def value_of(key: str, *, now: dt.datetime) -> Any:
    """What is stored under the key; None if nothing is, or if it ran out."""
    row = Counter.objects.filter(key=key, until__gt=now).first()
    return row.value if row else None


def store_value(key: str, value: object, until: dt.datetime, *, now: dt.datetime) -> None:
    """Stores the value (JSON) until then, over whatever was there."""
    _row, is_new = Counter.objects.update_or_create(key=key, defaults={"value": value, "until": until})
    if is_new:
        _purge(now)


def store_first(key: str, value: object, until: dt.datetime, *, now: dt.datetime) -> bool:
    """Stores the value if nothing is there. Of two at once, one is told True."""
    with transaction.atomic():
        row, is_new = _locked(key, value, until)
        if not is_new and row.until > now:
            return False
        if not is_new:
            Counter.objects.filter(key=key).update(value=value, until=until)
    if is_new:
        _purge(now)
    return True


def count_up(key: str, until: dt.datetime, *, now: dt.datetime) -> int:
    """Counts one more, and returns how many there are now. `until` holds for a count that begins with this one."""
    with transaction.atomic():
        row, is_new = _locked(key, 1, until)
        count = 1 if is_new or row.until <= now or row.value is None else row.value + 1
        if not is_new:
            Counter.objects.filter(key=key).update(value=count, until=until if count == 1 else row.until)
    if is_new:
        _purge(now)
    return count


def forget(key: str) -> bool:
    """Deletes the count, so that it begins anew. False if there was none."""
    return bool(Counter.objects.filter(key=key).delete()[0])


def _locked(key: str, value: object, until: dt.datetime) -> tuple[Counter, bool]:
    """The row, which nobody else changes until the transaction ends; True if it was made just now."""
    row = None
    # What was there when it could not be made may be gone when it is read: then it is made after all.
    while row is None:
        Counter.objects.bulk_create([Counter(key=key, value=None, until=until)], ignore_conflicts=True)
        row = Counter.objects.select_for_update().filter(key=key).first()
    if row.value is not None:
        return row, False
    Counter.objects.filter(key=key).update(value=value)
    return row, True


def _purge(now: dt.datetime) -> None:
    """Deletes some of the counts that ran out, PURGED_AT_ONCE at most: as many as one request can bear."""
    over = list(Counter.objects.filter(until__lte=now).values_list("key", flat=True)[:PURGED_AT_ONCE])
    if over:
        Counter.objects.filter(key__in=over, until__lte=now).delete()
