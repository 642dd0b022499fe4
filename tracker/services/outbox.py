"""Notes of what a device sent from its outbox: an item is stored once, and a device's own later item is no conflict.

What an item does is done elsewhere, in the transaction that notes it here. Nothing of the diary changes by a note.
"""

import datetime as dt
import uuid

from django.contrib.auth.models import User

from tracker.models import SentItem

KEPT = dt.timedelta(days=90)
"""As long as a device sends an item again without asking the person first."""


def note_of(owner: User, uid: uuid.UUID) -> SentItem | None:
    """The note of the item with this id; None if it was not stored yet."""
    return SentItem.objects.filter(owner=owner, uid=uid).first()


def latest_note(owner: User, device: uuid.UUID, kind: str, about: str) -> SentItem | None:
    """What this device stored last, of that kind and about the same entry or day."""
    return SentItem.objects.filter(owner=owner, device=device, kind=kind, about=about).order_by("-pk").first()


def note_stored(
    owner: User,
    uid: uuid.UUID,
    *,
    device: uuid.UUID,
    kind: str,
    about: str,
    made: uuid.UUID | None,
    digest: str,
    marks: str,
    now: dt.datetime,
) -> None:
    """Notes that the item is stored. Call in the transaction that stored it: both are there, or neither."""
    # A corrected item is the latest again.
    SentItem.objects.filter(owner=owner, uid=uid).delete()
    SentItem.objects.create(
        owner=owner,
        uid=uid,
        device=device,
        kind=kind,
        about=about,
        made=made,
        digest=digest,
        marks=marks,
        stored_at=now,
    )


def purge_notes(owner: User, *, now: dt.datetime) -> int:
    """Removes notes of items that no device sends again unasked. Returns how many."""
    return SentItem.objects.filter(owner=owner, stored_at__lt=now - KEPT).delete()[0]
