"""What a row was before it was changed or deleted: kept for 30 days, so that it can be brought back.

Here is what every kind has in common: keep, delete, list, restore, purge. What a snapshot of a kind holds, and how its
row is rebuilt, stands beside the writes of that kind, as a `RevisionKind`.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import QuerySet

from tracker.models import Revision
from tracker.models.owned import OwnedModel
from tracker.services.versions import diary_write, log_deletion, renew_data_version

UNDO_AGE = dt.timedelta(days=30)
"""A revision can be gone back to for so long, the last instant included."""
_Row = TypeVar("_Row")
Snapshot = dict[str, Any]
"""A snapshot: the values of a row as JSON takes them."""


@dataclass(frozen=True, slots=True)
class RevisionKind:
    """One kind of row of which revisions are kept."""

    name: str
    """Among those of Revision."""
    schema: int
    """Number of the form of its snapshots; stored with each, so that one of another form is not guessed at."""
    as_data: Callable[[Any], Snapshot]
    """The snapshot of a stored row: all that is lost when it is deleted."""


def keep_revision(
    owner: User,
    kind: RevisionKind,
    row: OwnedModel,
    *,
    now: dt.datetime,
    action: str = Revision.EDIT,
    snapshot: Snapshot | None = None,
) -> Revision:
    """Keeps the row as it is stored, and purges what is too old. Call inside the transaction that changes the row.

    `snapshot`: what `as_data` gave of the row before, where it was changed since.
    """
    purge_revisions(owner, now=now)
    return Revision.objects.create(
        owner=owner,
        kind=kind.name,
        uid=row.uid,
        at=now,
        action=action,
        schema=kind.schema,
        snapshot=kind.as_data(row) if snapshot is None else snapshot,
    )


def delete_with_revision(owner: User, kind: RevisionKind, row: OwnedModel, *, now: dt.datetime) -> Revision:
    """Deletes the row and keeps its snapshot. Call inside the transaction that read it."""
    revision = keep_revision(owner, kind, row, now=now, action=Revision.DELETE)
    row.delete()
    log_deletion(owner, kind.name)
    renew_data_version(owner)
    return revision


def restore(
    owner: User, kind: RevisionKind, revision: Revision, rebuild: Callable[[Snapshot], _Row], *, now: dt.datetime
) -> _Row | None:
    """What `rebuild` makes of the snapshot, in one transaction. None if the 30 days are over.

    Undoing a deletion uses its revision up. Raises ValueError for a snapshot of another schema.
    """
    if revision.at < now - UNDO_AGE:
        return None
    if revision.schema != kind.schema:
        raise ValueError(f"a revision ({kind.name}) of schema {revision.schema}; this version reads {kind.schema}")
    with diary_write(owner):
        row = rebuild(revision.snapshot)
        if revision.action == Revision.DELETE:
            Revision.objects.filter(owner=owner, pk=revision.pk).delete()
        renew_data_version(owner)
    return row


def deletions(owner: User, kind: str, now: dt.datetime) -> QuerySet[Revision]:
    """Revisions from which a deleted row of this kind can be brought back, the latest first."""
    return Revision.objects.filter(owner=owner, kind=kind, action=Revision.DELETE, at__gte=now - UNDO_AGE)


def deletion_of(owner: User, kind: str, uid: uuid.UUID, now: dt.datetime) -> Revision | None:
    """The latest revision from which this deleted row can be brought back; None if there is none, or it is too old."""
    return deletions(owner, kind, now).filter(uid=uid).first()


def edit_kept(owner: User, kind: str, uid: uuid.UUID, now: dt.datetime) -> Revision | None:
    """The revision that a change at this very instant left; None if it changed nothing that was stored."""
    return Revision.objects.filter(owner=owner, kind=kind, uid=uid, action=Revision.EDIT, at=now).first()


def purge_revisions(owner: User, *, now: dt.datetime) -> int:
    """Removes revisions that can no longer be undone. Returns how many."""
    return Revision.objects.filter(owner=owner, at__lt=now - UNDO_AGE).delete()[0]


def created_at_of(revision: Revision) -> dt.datetime:
    """When the row was stored first: bringing it back makes it no younger."""
    return dt.datetime.fromisoformat(revision.snapshot["added_at"])
