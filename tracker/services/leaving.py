"""Leaving: a person's diary goes with their account, in one transaction, and nothing of it is left beside the tables.

What lies beside them cannot be part of the transaction. So a note is made first, in the folder of the database, which
names a number and nobody. Whoever finds it clears away, however often: after the commit, or at the next start if that
was not reached (`finish_erases`). Backups are left alone: they are other people's, too.
"""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import Error, OperationalError, connection, transaction
from django.db.models import Model, Q, QuerySet

from tracker.models import Day, Episode
from tracker.services.grants import owners_kept_by
from tracker.services.uploads import forget_uploads_of
from tracker.services.versions import diary_write, log_deletion

log = logging.getLogger(__name__)

UNFINISHED_ERASE = "erase-unfinished-"
"""What the note's name begins with; the rest is the number of the account."""
_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
_PATIENCE_MS = 1000
"""How long others may be kept waiting by the clearing; it is tried again later."""


def erase(owner: User, var: Path) -> list[int]:
    """Deletes the account and everything that belongs to it, the diaries that it keeps for others, too. `clear_away`
    comes next, for each of the numbers that this returns.

    Raises whatever keeps it from being stored; then everything is as it was.
    """
    owners = [*owners_kept_by(owner), owner]
    for each in owners:
        _note(var, each.pk).touch(mode=0o600)
    _store_names(var)
    with transaction.atomic():
        for each in owners:
            _delete_all_of(each)
    return [each.pk for each in owners]


def _delete_all_of(owner: User) -> None:
    # The first makes other writes of theirs wait, the second those that would add a row to an account that goes.
    with diary_write(owner):
        account = User.objects.select_for_update().filter(pk=owner.pk).first()
        if account is None:
            return
        _delete_with_details(Episode.objects.of(owner))
        _delete_with_details(Day.objects.of(owner))
        _delete_sessions(owner)
        _log_entries_about(owner).delete()
        account.delete()
        log_deletion(owner, "account")


def clear_away(var: Path, number: int) -> bool:
    """Removes what is left of an erased diary outside the tables. False if something could not be done yet.

    All cached drawings go: they do not tell whose they are, and are made again when somebody looks.
    """
    steps: tuple[Callable[[], None], ...] = (
        lambda: _empty(var / "cache"),
        # Another one, where several servers share it.
        lambda: caches["drawings"].clear(),
        lambda: forget_uploads_of(var / "uploads", number),
        _rewrite_file,
    )
    undone = [step for step in steps if not _is_done(step)]
    return not undone


def finish_erase(var: Path, number: int) -> bool:
    """Clears away and, if that went well, removes the note. False: to be tried again."""
    return clear_away(var, number) and _is_done(lambda: _note(var, number).unlink(missing_ok=True))


def finish_erases(var: Path) -> None:
    """For the start: finishes what was killed on its way. Keeps nobody from starting."""
    for note in var.glob(f"{UNFINISHED_ERASE}*"):
        number = note.name.removeprefix(UNFINISHED_ERASE)
        if number.isdecimal():
            finish_erase(var, int(number))


def _is_done(step: Callable[[], None]) -> bool:
    """Does it. False, with a line in the log, if it could not be done."""
    try:
        step()
    except (OSError, Error) as error:
        log.warning("What is left of an erased diary could not be cleared away yet: %s", type(error).__name__)
        return False
    return True


def _note(var: Path, number: int) -> Path:
    return var / f"{UNFINISHED_ERASE}{number}"


def _store_names(folder: Path) -> None:
    """Comes back once the names in the folder would outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some network disks know no such thing for a folder.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _delete_with_details(rows: "QuerySet[Model]") -> None:
    """Deletes the rows and what hangs on them, in a statement a table.

    Django would read each row first to follow it: ten years take four seconds so, in which nobody else can save.
    """
    for relation in rows.model._meta.related_objects:
        details: type[Model] = relation.field.model
        _delete_with_details(details._base_manager.filter(**{f"{relation.field.name}__in": rows}))
    rows._raw_delete(rows.db)


def _delete_sessions(owner: User) -> None:
    """Ends every session of the person, on all devices. Whose a session is, stands only inside it."""
    number = str(owner.pk)
    theirs = [row.pk for row in Session.objects.iterator() if row.get_decoded().get(SESSION_KEY) == number]
    Session.objects.filter(pk__in=theirs).delete()


def _log_entries_about(owner: User) -> "QuerySet[LogEntry]":
    """What the staff's pages noted about the account and its addresses, by name."""
    emails = apps.get_model("account", "EmailAddress")._default_manager.filter(user=owner)
    addresses = [str(key) for key in emails.values_list("pk", flat=True)]
    return LogEntry.objects.filter(
        Q(content_type__app_label="auth", content_type__model="user", object_id=str(owner.pk))
        | Q(content_type__app_label="account", content_type__model="emailaddress", object_id__in=addresses)
    )


def _empty(folder: Path) -> None:
    """Removes the files in the folder, those that a kill left half written, too."""
    for path in folder.glob("*"):
        path.unlink(missing_ok=True)


def _rewrite_file() -> None:
    """Writes SQLite's file anew, without the places where something was, and empties the log beside it.

    What is deleted is overwritten with zeros (settings), but not what an earlier version deleted, nor what SQLite left
    behind when it moved rows. In PostgreSQL, its own vacuum does this in time.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        try:
            # Once before: without room for the second step, at least the zeros are in the file.
            for statement in (_EMPTY_LOG, "VACUUM", _EMPTY_LOG):
                cursor.execute(statement)
                result = cursor.fetchone()
                if result and result[0]:
                    raise OperationalError("somebody reads what the log beside the database holds")
        finally:
            cursor.execute(f"PRAGMA busy_timeout={usual}")
