"""A backup is tried: copied into a folder of its own, checked, brought up to date, and made ready to be the diary.

Verifying stops there; restoring puts the result in the place of the diary (restore.py). Nothing here touches the diary
or the backup.
"""

import datetime as dt
import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from tracker.management.backups import BackupError, give_to_owner_of, no_room_words, store
from tracker.management.restored import settle_restored

SCRATCH = "restoring-"
"""How the name of a scratch folder in `var` begins."""
_NEEDED = {"django_migrations", "auth_user", "tracker_episode"}


@dataclass(frozen=True, slots=True)
class TriedBackup:
    """What became of a backup in its scratch folder, ready to be the diary; `counts` are the backup's own rows."""

    database: Path
    counts: dict[str, int]


@contextmanager
def scratch_folder(var: Path) -> Iterator[Path]:
    """A folder in `var` for the owner alone, gone afterwards; what a kill left of others goes, too."""
    try:
        forget_scratch(var)
        folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=var))
    except OSError as error:
        raise BackupError(no_room_words(error, var)) from error
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield folder
    except OSError as error:
        raise BackupError(no_room_words(error, var)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def forget_scratch(var: Path) -> None:
    """Deletes what a kill left of a backup that was tried: it is everybody's diary."""
    for folder in var.glob(f"{SCRATCH}*"):
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            # Another backup is being tried there.
            continue
        finally:
            os.close(held)


@contextmanager
def tried_backup(file: Path, var: Path, now: dt.datetime, *, end_sessions: bool = False) -> Iterator[TriedBackup]:
    """Tries an SQLite backup. Raises BackupError with a sentence about the first thing that is wrong with it."""
    with scratch_folder(var) as folder:
        database = folder / "spasmlog.sqlite3"
        _copy(file, database)
        give_to_owner_of(var, database)
        counts = _checked_counts(database, file)
        with _used_by_django(database):
            refuse_unknown(file, MigrationLoader(connection).applied_migrations)
            try:
                call_command("migrate", verbosity=0, interactive=False, has_backup=True)
                settle_restored(now, end_sessions=end_sessions)
            except DatabaseError as error:
                raise BackupError(
                    f"{file} could not be brought up to date: {_reason(error)}. Nothing was changed."
                ) from error
        with closing(sqlite3.connect(database)) as made:
            # One file, wherever it is put.
            made.execute("PRAGMA journal_mode=DELETE").fetchall()
        store(database)
        yield TriedBackup(database, counts)


def _copy(file: Path, to: Path) -> None:
    if not file.exists():
        raise BackupError(f"{file} does not exist.")
    if not file.is_file():
        raise BackupError(f"{file} is not a file. Name one of the backups in it.")
    try:
        with file.open("rb") as source, to.open("xb") as target:
            to.chmod(0o600)
            shutil.copyfileobj(source, target, 1024 * 1024)
        # Copied by hand from a diary in use, what lies beside it belongs to it.
        beside = file.with_name(f"{file.name}-wal")
        if beside.is_file():
            shutil.copyfile(beside, to.with_name(f"{to.name}-wal"))
    except PermissionError as error:
        raise BackupError(f"{error.filename} cannot be read: {error.strerror}.") from error


def _checked_counts(database: Path, file: Path) -> dict[str, int]:
    """Rows by table. Raises BackupError where the file is damaged, or no diary of spasmlog."""
    try:
        with closing(sqlite3.connect(database)) as copy:
            tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            if not set(tables) >= _NEEDED:
                raise BackupError(f"{file} is a database, but not a diary of spasmlog.")
            wrong = [words for (words,) in copy.execute("PRAGMA integrity_check(3)") if words != "ok"]
            wrong += [f"a row of {row[0]} has lost its {row[2]}" for row in copy.execute("PRAGMA foreign_key_check")]
            if wrong:
                raise BackupError(f"{file} is damaged: {wrong[0]}. Use an older backup.")
            own = sorted(name for name in tables if not name.startswith("sqlite_"))
            return {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in own}
    except sqlite3.DatabaseError as error:
        words = "is not a backup of spasmlog" if error.sqlite_errorname == "SQLITE_NOTADB" else "is damaged"
        raise BackupError(f"{file} {words}: {error}.") from error


def refuse_unknown(file: Path, applied: Iterable[tuple[str, str]]) -> None:
    """Raises BackupError if one of the (app, name) that were applied is of a version of spasmlog that is newer."""
    known = MigrationLoader(None)
    replaced = {key for migration in known.disk_migrations.values() for key in migration.replaces}
    unknown = sorted(set(applied) - known.disk_migrations.keys() - replaced)
    if unknown:
        name = ".".join(unknown[0])
        raise BackupError(
            f"{file} is from a newer version of spasmlog, which knows {name}. Update spasmlog, then try again. "
            "Nothing was changed."
        )


@contextmanager
def _used_by_django(database: Path) -> Iterator[None]:
    """Has Django work on this file instead of the diary."""
    connection.close()
    diary = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(database)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = diary


def _reason(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
