"""Backups of an SQLite diary: one file each, whole or not there. Made, named, listed, and the older ones deleted.

`VACUUM INTO` reads the diary in one transaction, so it ends however much is written meanwhile, and no writer waits.
A kill at any moment leaves a file whose name ends in `.half`, which the next backup into that folder takes away.
"""

import contextlib
import datetime as dt
import fcntl
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tracker.management.retention import Keep
from tracker.selectors.backup_files import BACKUPS, STAMP, BackupFile, backups_in
from tracker.selectors.last_backup import NOTE

UPDATES_KEPT = 3
"""Backups made before an update; the latest ones stay."""
OLD_COPIES = "copies"
"""Where earlier versions put what they copied before an update."""
HALF = ".half"
_ABANDONED_AFTER = 24 * 3600
"""Seconds after which a half file is nobody's any more, in a folder that cannot be locked."""


class BackupError(Exception):
    """Why there is no backup, or no restore, in a sentence for the person who asked for it."""


def backup_name(now: dt.datetime, before: str = "", ending: str = "sqlite3") -> str:
    """The file's name: the moment in UTC and, for one made before something, what that was."""
    return f"spasmlog-{now.astimezone(dt.UTC).strftime(STAMP)}{f'-before-{before}' if before else ''}.{ending}"


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


def is_empty(database: Path) -> bool:
    """True for a file without a table, which a command that only looked may have left. Not if it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=10)) as source:
            return not source.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.Error:
        return False


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


def forget_older(folder: Path, keep: Keep, own: Path | None = None) -> list[Path]:
    """Deletes the backups that no rule keeps. Returns them.

    Copies made before an update or a restore follow the same rules, also those in `own`, the folder where such copies
    are always put. The last one of each kind stays as long as anything of its day, week or month does: after a restore
    it may be all that is left of what was there before.
    """
    backups = backups_in(folder)
    if own is not None and own.resolve() != folder.resolve():
        backups += [backup for backup in backups_in(own) if backup.before]
    of_kind: dict[str, list[BackupFile]] = {}
    for backup in backups:
        of_kind.setdefault(_kind(backup), []).append(backup)
    all_times = [backup.made_at for backup in backups]
    older = []
    for same in of_kind.values():
        kept = keep.kept([backup.made_at for backup in same], among=all_times)
        older += [backup for backup in same if backup.made_at not in kept]
    return _deleted(older)


def forget_all_older(made: Path, *folders: Path) -> list[Path]:
    """Deletes every other backup in these folders, whatever it was made for. Returns them."""
    others = {backup.path.resolve(): backup for folder in folders for backup in backups_in(folder)}
    others.pop(made.resolve(), None)
    return _deleted(list(others.values()))


def forget_older_updates(folder: Path) -> None:
    """Deletes all but the latest backups that were made before an update."""
    _deleted([backup for backup in backups_in(folder) if _kind(backup) == "update"][UPDATES_KEPT:])


def _kind(backup: BackupFile) -> str:
    return backup.before if backup.before in {"", "restore"} else "update"


def _deleted(backups: list[BackupFile]) -> list[Path]:
    for backup in backups:
        # What lay beside a diary that could not be read, see restore.py.
        for path in (backup.path.with_name(f"{backup.path.name}-wal"), backup.path):
            path.unlink(missing_ok=True)
    return [backup.path for backup in backups]


def note_last_backup(var: Path, backup: Path, now: dt.datetime, *, days_kept: int | None = None) -> None:
    """Notes when and where the last backup was made, and how long the rule keeps it at most, for the pages that say so;
    without room, nothing is noted."""
    note, half = var / NOTE, var / f"{NOTE}{HALF}"
    words = {"at": now.isoformat(), "file": str(backup.resolve()), "days_kept": days_kept}
    with contextlib.suppress(OSError):
        half.write_text(json.dumps(words), encoding="utf-8")
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
        later = dt.datetime.strptime(stamp, STAMP) + dt.timedelta(seconds=1)
        path = path.with_name(path.name.replace(stamp, later.strftime(STAMP), 1))
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
