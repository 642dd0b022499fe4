"""When the last backup was made, and where it is: read from a note in the folder of the database."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

NOTE = "last-backup.json"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The latest backup that was made on this machine."""

    at: dt.datetime
    file: str
    is_there: bool
    """The file is still where it was put."""
    days_kept: int | None = None
    """How long the rule keeps a backup at most (`--keep`); None if it was made without one."""


def last_backup(var: Path) -> LastBackup | None:
    """The last backup; None before the first, and where the note cannot be read."""
    try:
        note = json.loads((var / NOTE).read_text(encoding="utf-8"))
        at, file = dt.datetime.fromisoformat(note["at"]), str(note["file"])
        days_kept = None if note.get("days_kept") is None else int(note["days_kept"])
        return LastBackup(at, file, Path(file).is_file(), days_kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
