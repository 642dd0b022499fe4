"""The backups in a folder, by their names, and those that still hold a person's diary. Read only."""

import contextlib
import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from tracker.selectors.last_backup import last_backup

BACKUPS = "backups"
"""The folder beside the database."""
STAMP = "%Y-%m-%d-%H%M%S"
_NAME = re.compile(r"spasmlog-(\d{4}-\d\d-\d\d-\d{6})(-before-[\w.-]+)?\.(sqlite3|dump)")


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup by its name: when it was made, and whether before something (an update, a restore)."""

    path: Path
    made_at: dt.datetime
    before: str
    """"" for one that was asked for."""


@dataclass(frozen=True, slots=True)
class HoldingBackups:
    """The backups on this machine that hold a person's diary."""

    count: int
    days_kept: int | None
    """After so many days the last of them is deleted, if backups go on as they do now; None if no rule deletes them."""


def backups_in(folder: Path) -> list[BackupFile]:
    """The backups in a folder, the latest first. Files with other names, and links, are somebody else's."""
    backups = []
    for path in folder.iterdir() if folder.is_dir() else ():
        name = _NAME.fullmatch(path.name)
        if name and path.is_file() and not path.is_symlink():
            with contextlib.suppress(ValueError):
                made_at = dt.datetime.strptime(name[1], STAMP).replace(tzinfo=dt.UTC)
                backups.append(BackupFile(path, made_at, (name[2] or "").removeprefix("-before-")))
    return sorted(backups, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def backups_holding(var: Path, joined_at: dt.datetime) -> HoldingBackups:
    """The backups made since the person joined: in the folder of `var`, and in the one where the last backup went.

    A folder that cannot be read counts as empty: those who run spasmlog know of it, the page does not.
    """
    own, last = var / BACKUPS, last_backup(var)
    folders = {own.resolve()} | ({Path(last.file).parent.resolve()} if last else set())
    # Names of backups have no parts of seconds.
    since = joined_at.replace(microsecond=0)
    holding = []
    for folder in folders:
        with contextlib.suppress(OSError):
            holding += [backup for backup in backups_in(folder) if backup.made_at >= since]
    if last is None or last.days_kept is None:
        return HoldingBackups(len(holding), None)
    # The rule is for the folder of the last backup, and for copies made before something, wherever they are.
    ruled = Path(last.file).parent.resolve()
    is_ruled = all(backup.before or backup.path.parent == ruled for backup in holding)
    return HoldingBackups(len(holding), last.days_kept if is_ruled else None)
