"""What is done when the server stops: the database becomes one file that can be copied."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The settings read this module too, and every command with them.
    from gunicorn.arbiter import Arbiter


def write_into_one_file(database: Path) -> None:
    """Moves what lies in the files beside it (`-wal`) into the SQLite file itself, and removes them.

    Called after every other connection is gone; while another one reads or writes, what it needs stays beside it.
    """
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=rw", uri=True, timeout=1)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.Error as error:
        print(f"The files beside {database.name} belong to it: {error}. Copy them, too.", flush=True)  # noqa: T201


def on_exit(server: "Arbiter") -> None:
    """gunicorn's hook, after the last worker ended, on every way of stopping that leaves a moment for it."""
    from django.conf import settings

    default = settings.DATABASES["default"]
    if "sqlite" in default["ENGINE"]:
        write_into_one_file(Path(default["NAME"]))


def stop_on_hangup(server: "Arbiter") -> None:
    """Lets SIGHUP, which a closed terminal sends, stop the server; gunicorn would go on unseen with new workers."""
    server.handle_hup = server.handle_term  # type: ignore[method-assign]  # of this one alone
