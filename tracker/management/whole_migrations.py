"""Migrations that cannot stop half way: each is stored together with the note that it was done, in one transaction.

Django writes that note after the transaction of a migration that makes indexes. Killed in between, the next start would
make the same tables again and fail, as would every later one. Diaries that were stopped like this heal here too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class WholeMigrationExecutor(MigrationExecutor):
    """Django's executor, with the migration and its record in one transaction."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._begun: set[str] = set()
        """Apps of which a migration was done by this executor: only the first can have been stopped half way."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        is_first = migration.app_label not in self._begun
        self._begun.add(migration.app_label)
        if is_first and not fake and is_in_the_database(self.connection, migration, state):
            fake = True
        with _one_transaction(self.connection, migration):
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)

    def unapply_migration(self, state: ProjectState, migration: Migration, fake: bool = False) -> ProjectState:
        with _one_transaction(self.connection, migration):
            return super().unapply_migration(state, migration, fake=fake)


@contextmanager
def _one_transaction(connection: BaseDatabaseWrapper, migration: Migration) -> Iterator[None]:
    """A transaction around a migration; none for one that says it must not have any."""
    if not (migration.atomic and connection.features.can_rollback_ddl):
        yield
        return
    # SQLite takes this only outside a transaction, and its schema editor insists that it is so.
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(using=connection.alias):
            yield
    finally:
        connection.enable_constraint_checking()


def is_in_the_database(connection: BaseDatabaseWrapper, migration: Migration, before: ProjectState) -> bool:
    """True where all that this migration makes is there already, though nobody noted it.

    A migration is stored as a whole, so what it makes is there together or not at all. One that makes nothing that
    could be looked for (it changes columns, or rows) does no harm when it runs again, and counts as not done.
    """
    signs = []
    state = before.clone()
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for operation in migration.operations:
            old = state.clone()
            operation.state_forwards(migration.app_label, state)
            sign = _sign(connection, cursor, tables, operation, migration.app_label, old, state)
            if sign is not None:
                signs.append(sign)
    return bool(signs) and all(signs)


def _sign(
    connection: BaseDatabaseWrapper,
    cursor: CursorWrapper,
    tables: set[str],
    operation: Operation,
    app_label: str,
    old: ProjectState,
    new: ProjectState,
) -> bool | None:
    """Whether the database shows that the operation was done; None where it could not show it."""
    model = str(getattr(operation, "model_name", None) or getattr(operation, "name", ""))
    if isinstance(operation, operations.CreateModel):
        options = operation.options
        if options.get("proxy") or options.get("managed") is False:
            return None
        return _table(new, app_label, operation.name) in tables
    if isinstance(operation, operations.DeleteModel):
        return _table(old, app_label, operation.name) not in tables
    if isinstance(operation, operations.AddField):
        field = new.apps.get_model(app_label, model)._meta.get_field(operation.name)
        if field.many_to_many:
            return field.remote_field.through._meta.db_table in tables
        return field.column in _columns(connection, cursor, tables, _table(new, app_label, model))
    if isinstance(operation, operations.RemoveField):
        field = old.apps.get_model(app_label, model)._meta.get_field(operation.name)
        if field.many_to_many:
            return field.remote_field.through._meta.db_table not in tables
        return field.column not in _columns(connection, cursor, tables, _table(old, app_label, model))
    if isinstance(operation, operations.RenameField):
        field = new.apps.get_model(app_label, model)._meta.get_field(operation.new_name)
        return field.column in _columns(connection, cursor, tables, _table(new, app_label, model))
    if isinstance(operation, operations.RenameModel):
        return _table(new, app_label, operation.new_name) in tables
    named = _named(operation)
    if named is None:
        return None
    name, is_wanted = named
    return (name in _constraints(connection, cursor, tables, _table(new, app_label, model))) == is_wanted


def _named(operation: Operation) -> tuple[str, bool] | None:
    """The index or constraint that an operation is about, and whether it is there afterwards."""
    if isinstance(operation, operations.AddIndex):
        return operation.index.name, True
    if isinstance(operation, operations.AddConstraint):
        return operation.constraint.name, True  # type: ignore[attr-defined]  # missing in the stubs
    if isinstance(operation, operations.RenameIndex):
        return operation.new_name, True
    if isinstance(operation, operations.RemoveIndex):
        return operation.name, False
    if isinstance(operation, operations.RemoveConstraint):
        return operation.name, False  # type: ignore[attr-defined]  # missing in the stubs
    return None


def _table(state: ProjectState, app_label: str, model: str) -> str:
    table: str = state.apps.get_model(app_label, model)._meta.db_table
    return table


def _columns(connection: BaseDatabaseWrapper, cursor: CursorWrapper, tables: set[str], table: str) -> set[str]:
    if table not in tables:
        return set()
    return {column.name for column in connection.introspection.get_table_description(cursor, table)}


def _constraints(connection: BaseDatabaseWrapper, cursor: CursorWrapper, tables: set[str], table: str) -> set[str]:
    return set(connection.introspection.get_constraints(cursor, table)) if table in tables else set()
