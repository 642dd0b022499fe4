"""Rows that are taken away with a tap: what each kind of them shares, so that it can be brought back for 30 days."""

import datetime as dt

from tracker.models import Revision
from tracker.services.episodes import purge_revisions
from tracker.services.versions import log_deletion, raise_data_version


def take_away(owner, stored, *, kind: str, schema: int, snapshot: dict, now: dt.datetime) -> Revision:
    """Deletes the row and keeps its snapshot, with when it came to be. Call inside the transaction that found it.

    Parameters: the row as it is stored; its kind among those of Revision; the number of the snapshot's form.
    """
    purge_revisions(owner, now=now)
    revision = Revision.objects.create(
        owner=owner,
        kind=kind,
        uid=stored.uid,
        at=now,
        action=Revision.DELETE,
        schema=schema,
        snapshot=snapshot | {"added_at": stored.added_at.isoformat()},
    )
    stored.delete()
    log_deletion(owner, kind)
    raise_data_version(owner)
    return revision


def came_to_be(revision: Revision) -> dt.datetime:
    """When the removed row was written down first: bringing it back makes it no younger."""
    return dt.datetime.fromisoformat(revision.snapshot["added_at"])
