"""What a row was before it was changed or taken away: kept for 30 days, so that it can be brought back.

Here is what days, visits, questions and rows of the health profile share; entries have their own form of snapshot.
"""

import datetime as dt
from collections.abc import Mapping

from tracker.models import Revision
from tracker.services.episodes import UNDO_AGE, purge_revisions
from tracker.services.versions import log_deletion, renew_data_version

NOT_AN_EDIT = frozenset({"private"})
"""Changing these alone changes nothing that was said."""


def keep_revision(owner, stored, *, action: str, kind: str, schema: int, snapshot: dict, now: dt.datetime) -> Revision:
    """Keeps the snapshot of a stored row. Call inside the transaction that changes it.

    Parameters: what is about to happen to it, and its kind, among those of Revision; the number of the snapshot's form.
    """
    purge_revisions(owner, now=now)
    return Revision.objects.create(
        owner=owner, kind=kind, uid=stored.uid, at=now, action=action, schema=schema, snapshot=snapshot
    )


def delete_with_revision(owner, stored, *, kind: str, schema: int, snapshot: dict, now: dt.datetime) -> Revision:
    """Deletes the row and keeps its snapshot. Call inside the transaction that found it."""
    action = Revision.DELETE
    revision = keep_revision(owner, stored, action=action, kind=kind, schema=schema, snapshot=snapshot, now=now)
    stored.delete()
    log_deletion(owner, kind)
    renew_data_version(owner)
    return revision


def is_edit(before: Mapping, after: Mapping) -> bool:
    """True if a value that was stored is another one now, or gone. Filling what was empty is no edit."""
    return any(
        value not in ("", None, (), []) and after.get(name) != value
        for name, value in before.items()
        if name not in NOT_AN_EDIT and not isinstance(value, bool)
    )


def is_over(revision: Revision, now: dt.datetime) -> bool:
    """True if it is too old to go back to."""
    return revision.at < now - UNDO_AGE


def edit_kept(owner, kind: str, uid, now: dt.datetime) -> Revision | None:
    """The revision that a change at this very instant left; None if it changed nothing that was stored."""
    return Revision.objects.filter(owner=owner, kind=kind, uid=uid, action=Revision.EDIT, at=now).first()


def deletion_of(owner, kind: str, uid, now: dt.datetime) -> Revision | None:
    """The latest revision from which a deleted row can be brought back; None if there is none, or it is too old."""
    rows = Revision.objects.filter(owner=owner, kind=kind, uid=uid, action=Revision.DELETE, at__gte=now - UNDO_AGE)
    return rows.first()


def first_stored_at(revision: Revision) -> dt.datetime:
    """When the row was stored first: bringing it back makes it no younger."""
    return dt.datetime.fromisoformat(revision.snapshot["added_at"])
