"""A backup takes the place of the SQLite diary in one step: killed at any moment, there is the old one or the new one.

The caller sees to it that the app does not run (spasmlog/running.py).
"""

import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO

from tracker.management.backups import BackupError, backup_name, new_file, own_folder, store
from tracker.management.tried_backups import tried_backup

EMPTIED = ("cache", "uploads")
"""Folders in `var` that hold what was made from the diary before, or waited to be put into it."""


def restore(file: Path, database: Path, now: dt.datetime, *, end_sessions: bool) -> tuple[dict[str, int], Path | None]:
    """Restores an SQLite backup. Returns its rows by table, and where the diary is kept that was there before.

    Raises BackupError; then the diary is as it was.
    """
    var = database.parent
    if database.exists() and file.exists() and file.samefile(database):
        raise BackupError(f"{file} is the diary itself. Name a backup.")
    with ExitStack() as stack:
        is_whole = stack.enter_context(_nobody_uses(database))
        tried = stack.enter_context(tried_backup(file, var, now, end_sessions=end_sessions))
        for name in EMPTIED:
            empty_folder(var / name)
        kept = None
        if database.exists():
            # Closed at the end: a program that closes a file gives up all its locks on it, SQLite's among them.
            present = stack.enter_context(database.open("rb"))
            kept = _keep(present, database, own_folder(var), now)
        if not is_whole:
            # It cannot be read; what lay beside it is kept with it, and must not be taken for the new one's.
            for ending in ("-wal", "-shm"):
                database.with_name(f"{database.name}{ending}").unlink(missing_ok=True)
        tried.database.replace(database)
        store(var)
        return tried.counts, kept


@contextmanager
def _nobody_uses(database: Path) -> Iterator[bool]:
    """Keeps every other program out of the diary. True if it is one file now, False if it is there but cannot be read.

    Raises BackupError while another program has it open.
    """
    if not database.exists():
        yield False
        return
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=rw", uri=True, timeout=1)) as held:
        try:
            held.isolation_level = None
            # SQLite does this only for the last connection, and takes in what lies beside the file.
            held.execute("PRAGMA journal_mode=DELETE").fetchall()
            held.execute("BEGIN EXCLUSIVE")
            is_whole = True
        except sqlite3.Error as error:
            if (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise BackupError(
                    f"Another program has {database} open. Stop spasmlog and whatever else uses it, then try again."
                ) from error
            is_whole = False
        yield is_whole


def _keep(present: IO[bytes], database: Path, folder: Path, now: dt.datetime) -> Path:
    """Copies the diary that is there, byte for byte, whatever is wrong with it."""
    name = backup_name(now, "restore")
    with new_file(folder, name) as (half, target):
        with half.open("r+b") as kept:
            shutil.copyfileobj(present, kept, 1024 * 1024)
        beside = database.with_name(f"{database.name}-wal")
        if beside.exists():
            shutil.copyfile(beside, target.with_name(f"{target.name}-wal"))
            target.with_name(f"{target.name}-wal").chmod(0o600)
    return target


def empty_folder(folder: Path) -> None:
    """Removes what is in the folder; one that is not there is empty."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
