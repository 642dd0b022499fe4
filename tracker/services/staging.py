"""Rows that wait in tables of this connection alone, and are then written to the diary at once.

SQLite lets one writer in at a time. Making the rows of ten years takes much longer than writing them, so they are made
before anybody has to wait: a temporary table takes no lock that others need, and no memory.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.models import Field, Model

_VALUES_A_STATEMENT = 10_000
"""Fewer than any database takes."""


class StagedRows:
    """Rows of one model, or rows that belong to them; each has a number, by which the others name their parent."""

    def __init__(self, model: type[Model], key: str = "", parent: "StagedRows | None" = None, link: str = ""):
        """`key`: what names a row of the model beside its owner. `link`: the column that names the row's parent.

        Without one, a row that has a parent is written if its parent is, and names it in its own way.
        """
        self.model, self.key, self.parent = model, key, parent
        self._fields: list[Field[Any, Any]] = [
            field for field in model._meta.concrete_fields if not field.primary_key and field.name != link
        ]
        self._link_column = next((f.column for f in model._meta.concrete_fields if f.name == link), "")
        # A name of its own: records may bring in others while they are read.
        self.table = f"staged_{model._meta.db_table}_{secrets.token_hex(8)}"
        self._number = 0
        # The connection itself: what stands for it looks it up for each value.
        self._database = connections[DEFAULT_DB_ALIAS]
        columns = ", ".join(_quoted(field.column) for field in self._fields)
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMPORARY TABLE {self.table} AS SELECT 0 AS place, 0 AS parent_place, {columns} "
                f"FROM {_quoted(model._meta.db_table)} WHERE 1 = 0"
            )

    def add(self, rows: Iterable[tuple[int, Model]]) -> list[int]:
        """Stages instances of the model, each with the number of its parent (0: none). Returns their own numbers."""
        staged = [(parent, self._values(row)) for parent, row in rows]
        numbers = range(self._number + 1, self._number + 1 + len(staged))
        self._number += len(staged)
        width = len(self._fields) + 2
        values = iter(
            value for number, (parent, row) in zip(numbers, staged, strict=True) for value in (number, parent, *row)
        )
        one = f"({', '.join(['%s'] * width)})"
        with connection.cursor() as cursor:
            while part := list(islice(values, _VALUES_A_STATEMENT // width * width)):
                rows_there = ", ".join([one] * (len(part) // width))
                cursor.execute(f"INSERT INTO {self.table} VALUES {rows_there}", part)
        return list(numbers)

    def _values(self, row: Model) -> list[Any]:
        return [field.get_db_prep_save(field.pre_save(row, add=True), self._database) for field in self._fields]

    def drop_known(self) -> int:
        """Takes out the rows that the owner has already, by the key. Returns how many."""
        key, table = _quoted(self.key), _quoted(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {self.table} WHERE EXISTS (SELECT 1 FROM {table} AS known "
                f"WHERE known.owner_id = {self.table}.owner_id AND known.{key} = {self.table}.{key})"
            )
            return int(cursor.rowcount)

    def insert(self, **given: int) -> int:
        """Writes the rows, those of a parent that was written or all if they have none. Returns how many.

        `given`: values of columns that were not known when the rows were staged, the same for all.
        """
        columns = [field.column for field in self._fields]
        source, link = self.table, ""
        selected = ["%s" if column in given else f"{self.table}.{_quoted(column)}" for column in columns]
        if self.parent:
            above, key = self.parent, _quoted(self.parent.key)
            source += f" JOIN {above.table} AS above ON above.place = {self.table}.parent_place"
            if self._link_column:
                link = f", {_quoted(self._link_column)}"
                selected.append("parent.id")
                source += (
                    f" JOIN {_quoted(above.model._meta.db_table)} AS parent "
                    f"ON parent.owner_id = above.owner_id AND parent.{key} = above.{key}"
                )
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {_quoted(self.model._meta.db_table)} ({', '.join(map(_quoted, columns))}{link}) "
                f"SELECT {', '.join(selected)} FROM {source} ORDER BY {self.table}.place",
                [given[column] for column in columns if column in given],
            )
            return int(cursor.rowcount)

    def remove(self) -> None:
        """Takes the table away."""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {self.table}")


@contextmanager
def staging() -> Iterator[Callable[..., StagedRows]]:
    """Gives what makes the tables (the arguments are those of `StagedRows`); they are gone afterwards."""
    tables: list[StagedRows] = []

    def make(*arguments: Any, **named: Any) -> StagedRows:
        tables.append(StagedRows(*arguments, **named))
        return tables[-1]

    try:
        yield make
    finally:
        # In a transaction that failed nothing can be said to the database any more; it takes the tables away itself.
        for table in tables:
            with suppress(DatabaseError):
                table.remove()


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
