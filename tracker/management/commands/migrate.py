"""manage.py migrate: Django's, with each migration stored whole, and a backup made first.

Of several servers that start at once on one PostgreSQL, one does it; the others wait, and have nothing left to do.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.models.signals import pre_migrate
from django.utils import timezone

from tracker.management.backups import BackupError, back_up, forget_older_updates, own_folder
from tracker.management.postgresql_backups import dump, finish_restore
from tracker.management.whole_migrations import WholeMigrationExecutor
from tracker.selectors.backup_files import BACKUPS

MigrationPlan: TypeAlias = list[tuple[Migration, bool]]
"""The migrations to do, each with whether it is undone."""

_LOCK = 0x73706173
"""The number of the lock that a migration holds in PostgreSQL; any would do, as spasmlog has a database of its own."""

# Django's command leaves no other place for an executor of one's own.
migrate.MigrationExecutor = WholeMigrationExecutor  # type: ignore[attr-defined]  # imported there, so not in the stubs


class Command(migrate.Command):
    help = "Brings the database up to date. Backs it up first if there is work to do on one with data in it."
    stealth_options = ("has_backup",)
    """For a backup that is being tried: it is its own."""

    def handle(self, *arguments: Any, **options: Any) -> None:
        has_backup = options.pop("has_backup", False)

        def back_up_first(using: str, plan: MigrationPlan, **_: object) -> None:
            # Sent once for every app.
            pre_migrate.disconnect(back_up_first)
            if plan and not has_backup and settings.BACKUP_BEFORE_UPDATE:
                self._back_up(connections[using], plan, timezone.now())

        pre_migrate.connect(back_up_first, weak=False)
        try:
            with _one_at_a_time(connections[options["database"]]):
                super().handle(*arguments, **options)
                # Of a cache in the database, if there is one.
                call_command("createcachetable", database=options["database"], verbosity=0)
        finally:
            pre_migrate.disconnect(back_up_first)
        if not has_backup:
            finish_restore(settings.VAR_DIR, timezone.now())

    def _back_up(self, connection: BaseDatabaseWrapper, plan: MigrationPlan, now: dt.datetime) -> None:
        if not connection.introspection.table_names():
            return
        is_sqlite, database = connection.vendor == "sqlite", connection.settings_dict
        if is_sqlite and str(database["NAME"]).startswith(("file:", ":memory:")):
            return
        before = f"{plan[0][0].app_label}-{plan[0][0].name}"
        var = Path(database["NAME"]).parent if is_sqlite else settings.VAR_DIR
        try:
            folder = own_folder(var)
            if is_sqlite:
                backup = back_up(Path(database["NAME"]), folder, now, before=before)
            else:
                backup = dump(database, folder, now, before=before)
            forget_older_updates(folder)
        except (BackupError, OSError) as error:
            way_out = (
                f"Make room in {var}, then start again."
                if is_sqlite
                else "Fix that, or make a backup yourself and start once with SPASMLOG_BACKUP_BEFORE_UPDATE=no."
            )
            raise CommandError(
                f"The diary needs an update, but it could not be backed up first: {error}\n"
                f"Nothing was changed. {way_out}"
            ) from error
        if self.verbosity:
            self.stdout.write(f"A backup of the diary as it was: {BACKUPS}/{backup.name}")


@contextmanager
def _one_at_a_time(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """bin/run and the package see to it on one machine; on several, the database does."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        # If the connection was lost, the lock went with it.
        with suppress(Error), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
