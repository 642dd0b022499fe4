"""Copies of the database beside it, made before something changes every table; the last few are kept."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

KEPT = 3
COPIES = "copies"


def copy_database(database: Path, name: str) -> Path | None:
    """Copies an SQLite file, also while others write to it. None where there is nothing in it yet.

    Raises OSError or sqlite3.Error if there is no room; no half copy stays.
    """
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as source:
        if not source.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return None
        folder = database.parent / COPIES
        folder.mkdir(mode=0o700, exist_ok=True)
        copy, half = folder / f"{name}.sqlite3", folder / f"{name}.half"
        half.unlink(missing_ok=True)
        os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            with closing(sqlite3.connect(half)) as target:
                source.backup(target)
                # A copy is one file, wherever it is put.
                target.execute("PRAGMA journal_mode=DELETE")
            half.replace(copy)
        finally:
            half.unlink(missing_ok=True)
    _forget_old(folder)
    return copy


def _forget_old(folder: Path) -> None:
    copies = sorted(folder.glob("*.sqlite3"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in copies[:-KEPT]:
        path.unlink(missing_ok=True)
    # What a power cut left of a copy.
    for path in folder.glob("*.half*"):
        path.unlink(missing_ok=True)
