"""Backups of a diary in PostgreSQL, with PostgreSQL's own programs: pg_dump, pg_restore, psql.

A restore is one transaction. What is settled after it (share links, data versions) is noted in `var` before, so that
the next start does it if this program is killed in between.
"""

import contextlib
import datetime as dt
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.cache import caches

from tracker.management.backups import BackupError, backup_name, new_file, own_folder
from tracker.management.restore import EMPTIED, empty_folder
from tracker.management.restored import settle_restored
from tracker.management.tried_backups import refuse_unknown, scratch_folder
from tracker.services.shared_uploads import SHARED

UNFINISHED = "restore-unfinished"
_SIGNATURE = b"PGDMP"
CACHE_TABLES = "spasmlog_*"
"""What only makes pages quicker is in no backup; `migrate` makes the tables again."""
_NOT_ALLOWED = "42501"
"""PostgreSQL's code for a missing privilege."""
_COPY = re.compile(r'COPY (?:"?\w+"?\.)?"?(\w+)"? \((.*)\) FROM stdin;\n')
_EMPTY_SCHEMA = """
SET lock_timeout = '10s';
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', name);
  END LOOP;
END $$;
"""
"""Before the backup's tables: one that only a newer version has would otherwise stay, with its rows."""

Database = Mapping[str, Any]
"""Django's settings of a database."""


@dataclass(frozen=True, slots=True)
class ReadDump:
    """A backup as SQL, with its rows by table."""

    script: Path
    counts: dict[str, int]


def dump(database: Database, folder: Path, now: dt.datetime, *, before: str = "") -> Path:
    """Backs the diary up into the folder (`pg_dump -Fc`). Returns the new file. Raises BackupError."""
    program = _program("pg_dump")
    with new_file(folder, backup_name(now, before, "dump")) as (half, target):
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--exclude-table={CACHE_TABLES}"]
        options.append(f"--file={half}")
        _run([program, *options, f"--dbname={database['NAME']}"], database, "The diary could not be backed up")
    return target


@contextlib.contextmanager
def read_dump(file: Path, var: Path) -> Iterator[ReadDump]:
    """The backup written out as SQL in a scratch folder. Raises BackupError if it is damaged, or newer than this."""
    if not file.is_file():
        raise BackupError(f"{file} does not exist." if not file.exists() else f"{file} is not a file.")
    with file.open("rb") as opened:
        if opened.read(len(_SIGNATURE)) != _SIGNATURE:
            raise BackupError(f"{file} is not a backup made by pg_dump.")
    program = _program("pg_restore")
    with scratch_folder(var) as folder:
        script = folder / "backup.sql"
        script.touch(0o600)
        command = [program, "--no-owner", "--no-privileges", f"--file={script}", str(file)]
        _run(command, {}, f"{file} is damaged")
        counts, applied = _rows_of(script)
        if "django_migrations" not in counts or "tracker_episode" not in counts:
            raise BackupError(f"{file} is a backup, but not of a diary of spasmlog.")
        refuse_unknown(file, applied)
        yield ReadDump(script, counts)


def verify_dump(file: Path, database: Database, var: Path) -> tuple[dict[str, int], bool]:
    """Rows by table, and True if it was restored into a database of its own. Raises BackupError."""
    with read_dump(file, var) as read:
        name = f"spasmlog_verify_{os.getpid()}"
        made = _ask(database, f"CREATE DATABASE {name} TEMPLATE template0")
        if _NOT_ALLOWED in made.stderr:
            return read.counts, False
        if made.returncode:
            raise BackupError(f"{file} could not be tried in a database of its own: {_first_line(made)}.")
        try:
            _psql({**database, "NAME": name}, read.script, error=f"{file} could not be restored")
        finally:
            _ask(database, f"DROP DATABASE {name}")
        return read.counts, True


def restore_dump(
    file: Path, database: Database, var: Path, now: dt.datetime, *, end_sessions: bool
) -> tuple[dict[str, int], Path]:
    """Puts the backup in the place of the diary, in one transaction. Returns its rows by table, and where the diary is
    kept that was there before; `migrate` does the rest. Raises BackupError; then the diary is as it was."""
    with read_dump(file, var) as read:
        kept = dump(database, own_folder(var), now, before="restore")
        for name in EMPTIED:
            empty_folder(var / name)
        first = read.script.with_name("first.sql")
        first.write_text(_EMPTY_SCHEMA, encoding="utf-8")
        unfinished = var / UNFINISHED
        unfinished.write_text(json.dumps({"end_sessions": end_sessions}), encoding="utf-8")
        try:
            _psql(database, first, read.script, error=f"{file} could not be restored")
        except BackupError:
            unfinished.unlink()
            raise
        return read.counts, kept


def finish_restore(var: Path, now: dt.datetime) -> None:
    """Settles the diary after a restore whose tables are in place and up to date; nothing without one."""
    unfinished = var / UNFINISHED
    with contextlib.suppress(FileNotFoundError):
        settle_restored(now, end_sessions=json.loads(unfinished.read_text(encoding="utf-8"))["end_sessions"])
        # Those in folders are empty by now.
        for cache in {"drawings", SHARED} & {*caches.settings}:
            caches[cache].clear()
        unfinished.unlink()


def _rows_of(script: Path) -> tuple[dict[str, int], set[tuple[str, str]]]:
    """Rows by table, and the (app, name) of every migration in them."""
    counts: dict[str, int] = {}
    applied, table, columns = set(), "", [""]
    with script.open(encoding="utf-8") as lines:
        for line in lines:
            if not table:
                begun = _COPY.fullmatch(line)
                if begun:
                    table, columns = begun[1], begun[2].split(", ")
                    counts[table] = 0
            elif line == "\\.\n":
                table = ""
            else:
                counts[table] += 1
                if table == "django_migrations":
                    row = dict(zip(columns, line.rstrip("\n").split("\t"), strict=True))
                    applied.add((row["app"], row["name"]))
    return dict(sorted(counts.items())), applied


def _psql(database: Database, *scripts: Path, error: str) -> None:
    """All of the scripts in one transaction, or nothing."""
    options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    files = [f"--file={script}" for script in scripts]
    _run([_program("psql"), *options, *files, f"--dbname={database['NAME']}"], database, error)


def _program(name: str) -> str:
    program = shutil.which(name)
    if not program:
        raise BackupError(
            f"{name} was not found, so the diary in PostgreSQL cannot be backed up or restored here. "
            "It comes with PostgreSQL's client (on Debian: apt-get install postgresql-client)."
        )
    return program


def _ask(database: Database, query: str) -> subprocess.CompletedProcess[str]:
    """A single statement; an error comes as its code."""
    options = ["--no-psqlrc", "--quiet", "--set=VERBOSITY=sqlstate", f"--dbname={database['NAME']}"]
    return _call([_program("psql"), *options, f"--command={query}"], database)


def _run(command: list[str], database: Database, otherwise: str) -> None:
    done = _call(command, database)
    if done.returncode:
        raise BackupError(f"{otherwise}: {_first_line(done)}.")


def _call(command: list[str], database: Database) -> subprocess.CompletedProcess[str]:
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {variable: str(database[name]) for variable, name in names.items() if database.get(name)}
    return subprocess.run(
        command, env=os.environ | given, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def _first_line(done: "subprocess.CompletedProcess[str]") -> str:
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return lines[0].rstrip(".") if lines else f"{done.args[0]} ended with {done.returncode}"
