"""manage.py migrate: Django's, with each migration stored whole, and a copy of the database made first."""

import datetime as dt
import sqlite3
from pathlib import Path
from typing import Any, TypeAlias

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations import Migration
from django.db.models.signals import pre_migrate
from django.utils import timezone

from tracker.management.copies import COPIES, copy_database
from tracker.management.whole_migrations import WholeMigrationExecutor

MigrationPlan: TypeAlias = list[tuple[Migration, bool]]
"""The migrations to do, each with whether it is undone."""

# Django's command leaves no other place for an executor of one's own.
migrate.MigrationExecutor = WholeMigrationExecutor  # type: ignore[attr-defined]  # imported there, so not in the stubs


class Command(migrate.Command):
    help = "Brings the database up to date. Copies it first if there is work to do (SQLite, with data in it)."

    def handle(self, *arguments: Any, **options: Any) -> None:
        def copy_first(using: str, plan: MigrationPlan, **_: object) -> None:
            # Sent once for every app.
            pre_migrate.disconnect(copy_first)
            connection = connections[using]
            if plan and isinstance(connection, DatabaseWrapper) and not connection.is_in_memory_db():
                self._copy(Path(connection.settings_dict["NAME"]), plan, timezone.now())

        pre_migrate.connect(copy_first, weak=False)
        try:
            super().handle(*arguments, **options)
        finally:
            pre_migrate.disconnect(copy_first)

    def _copy(self, database: Path, plan: MigrationPlan, now: dt.datetime) -> None:
        first = plan[0][0]
        name = f"{now:%Y-%m-%d-%H%M%S}-before-{first.app_label}-{first.name}"
        try:
            copy = copy_database(database, name)
        except (OSError, sqlite3.Error) as error:
            raise CommandError(
                f"The diary needs an update, but it could not be copied first: {error}.\n"
                f"Nothing was changed. Make room in {database.parent}, then start again."
            ) from error
        if copy and self.verbosity:
            self.stdout.write(f"A copy of the diary as it was: {COPIES}/{copy.name}")
