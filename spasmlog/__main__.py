"""`python -m spasmlog`, which `bin/spasmlog` calls: what the person who runs the machine does from a terminal.

Every failure is a sentence on stderr and an exit code that is not 0.
"""

import argparse
import datetime as dt
import os
import sqlite3
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spasmlog.environment import ConfigurationError
from spasmlog.folder import MARK
from spasmlog.running import not_running

if TYPE_CHECKING:
    from tracker.management.retention import Keep


def main(arguments: Sequence[str]) -> int:
    """Does what is asked; returns the exit code."""
    asked = _parser().parse_args(arguments)
    # A backup is as private as the diary.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spasmlog.settings")
    from django.core.management.base import CommandError
    from django.db import DatabaseError

    from tracker.management.backups import BackupError

    try:
        if asked.command == "restore":
            _restore(asked.file, end_sessions=asked.end_sessions)
        elif asked.verify:
            _verify(asked.verify)
        else:
            _back_up(asked.to, asked.keep, forgets_older=asked.forget_older)
    except BackupError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except (sqlite3.Error, DatabaseError, CommandError) as error:
        sys.stderr.write(f"The database could not be read or written: {str(error).strip()}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{error.filename or 'The disk'}: {error.strerror or error}. Nothing was changed.\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Nothing was changed.\n")
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/spasmlog", description="Backs up your diary, and brings it back.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="backup | restore")
    backup = commands.add_parser("backup", help="back up, also while spasmlog runs; or try a backup with --verify FILE")
    backup.add_argument("--to", type=Path, metavar="DIR", help="a folder that is there (default: backups/ in var/)")
    backup.add_argument(
        "--keep",
        type=_keep,
        metavar="7d,4w,12m",
        help="afterwards keep only the last backup of each of the latest 7 days, 4 weeks and 12 months",
    )
    backup.add_argument(
        "--forget-older",
        action="store_true",
        help="afterwards delete every older backup, there and in var/, also those from before an update or a restore",
    )
    backup.add_argument("--verify", type=Path, metavar="FILE", help="restore FILE into a scratch folder, and count")
    restore = commands.add_parser("restore", help="put a backup in the place of the diary; spasmlog must be stopped")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--end-sessions", action="store_true", help="log everybody out")
    return parser


def _keep(text: str) -> "Keep":
    from tracker.management.retention import Keep

    try:
        return Keep.from_text(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not of the form 7d,4w,12m (days, weeks, months, years)"
        ) from None


def _back_up(to: Path | None, keep: "Keep | None", *, forgets_older: bool) -> None:
    from django.conf import settings

    from tracker.management import backups
    from tracker.selectors.backup_files import BACKUPS

    var, database, now, began = settings.VAR_DIR, settings.DATABASES["default"], _now(), time.monotonic()
    is_sqlite = _is_sqlite(database)
    if is_sqlite and not Path(database["NAME"]).exists():
        raise backups.BackupError(f"There is no diary to back up: {database['NAME']} does not exist.")
    own, folder = var / BACKUPS, to or backups.own_folder(var)
    if is_sqlite:
        made = backups.back_up(Path(database["NAME"]), folder, now)
    else:
        _set_up()
        from tracker.management.postgresql_backups import dump

        made = dump(database, folder, now)
    backups.note_last_backup(var, made, now, days_kept=keep.most_days if keep else None)
    size = made.stat().st_size / 1e6
    _say(f"Backed up to {made} ({size:,.1f} MB, {time.monotonic() - began:.1f} s).")
    forgotten: list[Path] = []
    if forgets_older:
        _set_up()
        from tracker.management.tried_backups import forget_scratch

        forget_scratch(var)
        forgotten = backups.forget_all_older(made, folder, own)
    elif keep:
        forgotten = backups.forget_older(folder, keep, own)
    if forgotten:
        _say(f"Older backups deleted: {len(forgotten)}.")


def _verify(file: Path) -> None:
    from django.conf import settings

    _set_up()
    began, database = time.monotonic(), settings.DATABASES["default"]
    if _is_sqlite(database):
        from tracker.management.tried_backups import tried_backup

        with tried_backup(file, settings.VAR_DIR, _now()) as tried:
            counts, was_restored = tried.counts, True
    else:
        from tracker.management.postgresql_backups import verify_dump

        counts, was_restored = verify_dump(file, database, settings.VAR_DIR)
    _say_counts(counts)
    if was_restored:
        _say(f"{file} can be restored. It was tried in {time.monotonic() - began:.1f} s.")
    else:
        _say(
            f"{file} can be read to its end. It could not be tried: this user of PostgreSQL may not make databases "
            "(ALTER ROLE … CREATEDB)."
        )


def _restore(file: Path, *, end_sessions: bool) -> None:
    from django.conf import settings

    _set_up()
    var, database = settings.VAR_DIR, settings.DATABASES["default"]
    if not (var / MARK).exists():
        raise ConfigurationError(f"{var} cannot be written, so nothing can be restored there.")
    with not_running(var):
        kept: Path | None
        if _is_sqlite(database):
            from tracker.management.restore import restore

            counts, kept = restore(file, Path(database["NAME"]), _now(), end_sessions=end_sessions)
        else:
            from django.core.management import call_command

            from tracker.management.postgresql_backups import restore_dump

            counts, kept = restore_dump(file, database, var, _now(), end_sessions=end_sessions)
            call_command("migrate", verbosity=0, interactive=False)
    _say_counts(counts)
    _say(f"{file} is the diary now. Start spasmlog to see it.")
    if kept:
        _say(f"The diary that was there before is kept: {kept}")
    _say("Every shared link is off. On “Shared links”, each can be turned on again.")
    _say("Everybody has to log in again." if end_sessions else "Anyone logged in when the backup was made still is.")


def _set_up() -> None:
    import django

    django.setup()


def _is_sqlite(database: Mapping[str, object]) -> bool:
    return "sqlite" in str(database["ENGINE"])


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def _say_counts(counts: Mapping[str, int]) -> None:
    width = max(map(len, counts))
    for table, rows in counts.items():
        _say(f"{table:<{width}}  {rows:>9,}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
