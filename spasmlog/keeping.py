"""`spasmlog backup` and `spasmlog restore`: what tracker/management does, in sentences for a terminal."""

import datetime as dt
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings

from spasmlog.environment import ConfigurationError
from spasmlog.folder import MARK
from spasmlog.running import not_running

if TYPE_CHECKING:
    from tracker.management.retention import Keep


def is_sqlite(database: Mapping[str, object]) -> bool:
    """True for a diary that is a file, by its settings; False for one in PostgreSQL."""
    return "sqlite" in str(database["ENGINE"])


def back_up(to: Path | None, keep: "Keep | None", *, forgets_older: bool) -> None:
    """Makes a backup, then deletes older ones by the rule."""
    from tracker.management import backups
    from tracker.selectors.backup_files import BACKUPS

    var, database, now, began = settings.VAR_DIR, settings.DATABASES["default"], _now(), time.monotonic()
    has_file = is_sqlite(database)
    if has_file and not Path(database["NAME"]).exists():
        raise backups.BackupError(f"There is no diary to back up: {database['NAME']} does not exist.")
    if has_file and backups.is_empty(Path(database["NAME"])):
        raise backups.BackupError(f"There is no diary to back up: {database['NAME']} is empty.")
    own, folder = var / BACKUPS, to or backups.own_folder(var)
    if has_file:
        made = backups.back_up(Path(database["NAME"]), folder, now)
    else:
        django.setup()
        from tracker.management.postgresql_backups import dump

        made = dump(database, folder, now)
    backups.note_last_backup(var, made, now, days_kept=keep.most_days if keep else None)
    size = made.stat().st_size / 1e6
    _say(f"Backed up to {made} ({size:,.1f} MB, {time.monotonic() - began:.1f} s).")
    forgotten: list[Path] = []
    if forgets_older:
        django.setup()
        from tracker.management.tried_backups import forget_scratch

        forget_scratch(var)
        forgotten = backups.forget_all_older(made, folder, own)
    elif keep:
        forgotten = backups.forget_older(folder, keep, own)
    if forgotten:
        _say(f"Older backups deleted: {len(forgotten)}.")


def verify(file: Path) -> None:
    """Restores a backup into a scratch folder or database, and says what is in it."""
    django.setup()
    began, database = time.monotonic(), settings.DATABASES["default"]
    if is_sqlite(database):
        from tracker.management.tried_backups import tried_backup

        with tried_backup(file, settings.VAR_DIR, _now()) as tried:
            counts, was_restored = tried.counts, True
    else:
        from tracker.management.postgresql_backups import verify_dump

        counts, was_restored = verify_dump(file, database, settings.VAR_DIR)
    _say_counts(counts)
    if was_restored:
        _say(f"{file} can be restored. Trying it took {time.monotonic() - began:.1f} s.")
    else:
        _say(
            f"{file} can be read to its end. It could not be tried: this PostgreSQL user may not create databases "
            "(ALTER ROLE … CREATEDB)."
        )


def restore(file: Path, *, end_sessions: bool) -> None:
    """Puts a backup in the place of the diary."""
    django.setup()
    var, database = settings.VAR_DIR, settings.DATABASES["default"]
    if not (var / MARK).exists():
        raise ConfigurationError(f"Nothing can be written to {var}, so nothing can be restored there.")
    with not_running(var):
        kept: Path | None
        if is_sqlite(database):
            from tracker.management.restore import restore as put_in_place

            counts, kept = put_in_place(file, Path(database["NAME"]), _now(), end_sessions=end_sessions)
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
    _say("Every token is off, including those for calendars, and no caregiver has access anymore.")
    _say("Everybody has to log in again." if end_sessions else "Anyone logged in when the backup was made still is.")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def _say_counts(counts: Mapping[str, int]) -> None:
    width = max(map(len, counts))
    for table, rows in counts.items():
        _say(f"{table:<{width}}  {rows:>9,}")
