"""Backups of an SQLite diary: one file each, whole or not there. Made, named, listed, and the older ones deleted.

`VACUUM INTO` reads the diary in one transaction, so it ends however much is written meanwhile, and no writer waits.
A kill at any moment leaves a file whose name ends in `.half`, which the next backup into that folder takes away.
"""

import contextlib
import datetime as dt
import fcntl
import json
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tracker.management.retention import Keep
from tracker.selectors.last_backup import NOTE

BACKUPS = "backups"
"""The folder beside the database."""
UPDATES_KEPT = 3
"""Backups made before an update; the latest ones stay."""
OLD_COPIES = "copies"
"""Where earlier versions put what they copied before an update."""
HALF = ".half"
_ABANDONED_AFTER = 24 * 3600
"""Seconds after which a half file is nobody's any more, in a folder that cannot be locked."""
_NAME = re.compile(r"spasmlog-(\d{4}-\d\d-\d\d-\d{6})(-before-[\w.-]+)?\.(sqlite3|dump)")
_STAMP = "%Y-%m-%d-%H%M%S"


class BackupError(Exception):
    """Why there is no backup, or no restore, in a sentence for the person who asked for it."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup by its name: when it was made, and whether before something (an update, a restore)."""

    path: Path
    made_at: dt.datetime
    before: str
    """"" for one that was asked for."""


def backups_in(folder: Path) -> list[BackupFile]:
    """The backups in a folder, the latest first. Files with other names, and links, are somebody else's."""
    backups = []
    for path in folder.iterdir() if folder.is_dir() else ():
        name = _NAME.fullmatch(path.name)
        if name and path.is_file() and not path.is_symlink():
            with contextlib.suppress(ValueError):
                made_at = dt.datetime.strptime(name[1], _STAMP).replace(tzinfo=dt.UTC)
                backups.append(BackupFile(path, made_at, (name[2] or "").removeprefix("-before-")))
    return sorted(backups, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def backup_name(now: dt.datetime, before: str = "", ending: str = "sqlite3") -> str:
    """The file's name: the moment in UTC and, for one made before something, what that was."""
    return f"spasmlog-{now.astimezone(dt.UTC).strftime(_STAMP)}{f'-before-{before}' if before else ''}.{ending}"


def back_up(database: Path, folder: Path, now: dt.datetime, *, before: str = "") -> Path:
    """Backs an SQLite diary up into the folder, also while others write to it. Returns the new file.

    Raises BackupError, with nothing left behind.
    """
    if not database.exists():
        raise BackupError(f"There is no diary to back up: {database} does not exist.")
    with new_file(folder, backup_name(now, before)) as (half, target):
        try:
            with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=10)) as source:
                source.execute("VACUUM INTO ?", [str(half)])
        except sqlite3.Error as error:
            raise BackupError(_why_not(error, database, folder)) from error
    return target


@contextmanager
def new_file(folder: Path, name: str) -> Iterator[tuple[Path, Path]]:
    """Gives (an empty file to fill, the file it becomes once filled): stored for good, for the owner alone.

    Others may make backups in the same folder: one waits for the other. Raises BackupError if it cannot be stored.
    """
    try:
        with _turn_in(folder) as is_alone:
            _forget_halves(folder, is_alone=is_alone)
            target = _free(folder / name)
            half = target.with_suffix(HALF)
            os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            try:
                give_to_owner_of(folder, half)
                yield half, target
                store(half)
                half.replace(target)
                store(folder)
            finally:
                half.unlink(missing_ok=True)
    except OSError as error:
        raise BackupError(no_room_words(error, folder)) from error


def give_to_owner_of(folder: Path, path: Path) -> None:
    """Lets root, who may do so, make files that the user whose folder it is can read and write."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def store(path: Path) -> None:
    """Comes back once the file, or the names in a folder, would outlast a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        # Some network disks know no such thing for a folder.
        if not path.is_dir():
            raise
    finally:
        os.close(descriptor)


def own_folder(var: Path) -> Path:
    """The folder for backups in `var`, made if need be; what earlier versions copied before an update is in it."""
    folder = var / BACKUPS
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        give_to_owner_of(var, folder)
        old = var / OLD_COPIES
        for copy in old.glob("*.sqlite3"):
            copy.replace(folder / f"spasmlog-{copy.name}")
        if old.is_dir():
            for half in old.glob("*.half*"):
                half.unlink()
            with contextlib.suppress(OSError):
                old.rmdir()
    except OSError as error:
        raise BackupError(no_room_words(error, folder)) from error
    return folder


def forget_older(folder: Path, keep: Keep) -> list[Path]:
    """Deletes the backups that no rule keeps. Those made before an update or a restore are left alone."""
    asked_for = {backup.made_at: backup for backup in backups_in(folder) if not backup.before}
    older = [backup.path for at, backup in asked_for.items() if at not in keep.kept(asked_for)]
    for path in older:
        path.unlink(missing_ok=True)
    return older


def forget_older_updates(folder: Path) -> None:
    """Deletes all but the latest backups that were made before an update."""
    of_updates = [backup for backup in backups_in(folder) if backup.before and backup.before != "restore"]
    for backup in of_updates[UPDATES_KEPT:]:
        backup.path.unlink(missing_ok=True)


def note_last_backup(var: Path, backup: Path, now: dt.datetime) -> None:
    """Notes when and where the last backup was made, for the settings page; without room, nothing is noted."""
    note, half = var / NOTE, var / f"{NOTE}{HALF}"
    with contextlib.suppress(OSError):
        half.write_text(json.dumps({"at": now.isoformat(), "file": str(backup.resolve())}), encoding="utf-8")
        give_to_owner_of(var, half)
        half.replace(note)


def no_room_words(error: OSError, folder: Path) -> str:
    """Why nothing can be stored there."""
    if isinstance(error, FileNotFoundError):
        return f"{folder} does not exist. Make it first, or check that its disk is there. Nothing was changed."
    if isinstance(error, NotADirectoryError | FileExistsError):
        return f"{folder} is not a folder. Nothing was changed."
    return f"Nothing can be stored in {folder}: {error.strerror or error}. Nothing was changed."


def _why_not(error: sqlite3.Error, database: Path, folder: Path) -> str:
    kind = "_".join((getattr(error, "sqlite_errorname", "") or "").split("_")[:2])
    if kind in {"SQLITE_CORRUPT", "SQLITE_NOTADB"}:
        return f"{database} is damaged ({error}), so it was not backed up. Restore the last backup that is whole."
    if kind == "SQLITE_FULL":
        return f"There is no room left in {folder} for a backup. No backup was made."
    return f"{database} could not be backed up into {folder}: {error}. No backup was made."


def _free(path: Path) -> Path:
    """The path, or where that is taken (two in one second), the next second's."""
    while path.exists():
        stamp = path.name[len("spasmlog-") :][:17]
        later = dt.datetime.strptime(stamp, _STAMP) + dt.timedelta(seconds=1)
        path = path.with_name(path.name.replace(stamp, later.strftime(_STAMP), 1))
    return path


@contextmanager
def _turn_in(folder: Path) -> Iterator[bool]:
    """Waits until nobody else makes a backup in the folder. False where the disk cannot lock."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def _forget_halves(folder: Path, *, is_alone: bool) -> None:
    """Takes away what a kill or a power cut left."""
    for half in folder.glob(f"spasmlog-*{HALF}*"):
        if is_alone or half.stat().st_mtime < time.time() - _ABANDONED_AFTER:
            half.unlink(missing_ok=True)
