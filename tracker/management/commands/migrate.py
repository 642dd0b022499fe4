"""manage.py migrate: Django's, with each migration stored whole, and a backup made first."""

import datetime as dt
from pathlib import Path
from typing import Any, TypeAlias

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations import Migration
from django.db.models.signals import pre_migrate
from django.utils import timezone

from tracker.management.backups import BackupError, back_up, forget_older_updates, own_folder
from tracker.management.postgresql_backups import finish_restore
from tracker.management.whole_migrations import WholeMigrationExecutor
from tracker.selectors.backup_files import BACKUPS

MigrationPlan: TypeAlias = list[tuple[Migration, bool]]
"""The migrations to do, each with whether it is undone."""

# Django's command leaves no other place for an executor of one's own.
migrate.MigrationExecutor = WholeMigrationExecutor  # type: ignore[attr-defined]  # imported there, so not in the stubs


class Command(migrate.Command):
    help = "Brings the database up to date. Backs it up first if there is work to do (SQLite, with data in it)."
    stealth_options = ("has_backup",)
    """For a backup that is being tried: it is its own."""

    def handle(self, *arguments: Any, **options: Any) -> None:
        has_backup = options.pop("has_backup", False)

        def back_up_first(using: str, plan: MigrationPlan, **_: object) -> None:
            # Sent once for every app.
            pre_migrate.disconnect(back_up_first)
            connection = connections[using]
            if plan and not has_backup and isinstance(connection, DatabaseWrapper) and not connection.is_in_memory_db():
                self._back_up(Path(connection.settings_dict["NAME"]), plan, timezone.now())

        pre_migrate.connect(back_up_first, weak=False)
        try:
            super().handle(*arguments, **options)
        finally:
            pre_migrate.disconnect(back_up_first)
        if not has_backup:
            finish_restore(settings.VAR_DIR, timezone.now())

    def _back_up(self, database: Path, plan: MigrationPlan, now: dt.datetime) -> None:
        if not connections["default"].introspection.table_names():
            return
        first = plan[0][0]
        try:
            folder = own_folder(database.parent)
            backup = back_up(database, folder, now, before=f"{first.app_label}-{first.name}")
            forget_older_updates(folder)
        except (BackupError, OSError) as error:
            raise CommandError(
                f"The diary needs an update, but it could not be backed up first: {error}\n"
                f"Nothing was changed. Make room in {database.parent}, then start again."
            ) from error
        if self.verbosity:
            self.stdout.write(f"A backup of the diary as it was: {BACKUPS}/{backup.name}")
