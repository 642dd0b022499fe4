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


def last_backup(var: Path) -> LastBackup | None:
    """The last backup; None before the first, and where the note cannot be read."""
    try:
        note = json.loads((var / NOTE).read_text(encoding="utf-8"))
        at, file = dt.datetime.fromisoformat(note["at"]), str(note["file"])
        return LastBackup(at, file, Path(file).is_file())
    except (OSError, ValueError, KeyError, TypeError):
        return None
