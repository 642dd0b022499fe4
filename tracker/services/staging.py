"""Rows that wait in tables of this connection alone, and are then written to the diary at once.

SQLite lets one writer in at a time. Making the rows of ten years takes much longer than writing them, so they are made
before anybody has to wait: a temporary table takes no lock that others need, and no memory.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.models import (
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    PositiveIntegerField,
    PositiveSmallIntegerField,
    SmallIntegerField,
    TextField,
)

_VALUES_A_STATEMENT = 10_000
"""Fewer than any database takes."""
_TAKEN_AS_THEY_ARE = {
    *(BooleanField, CharField, ForeignKey, IntegerField, PositiveIntegerField, PositiveSmallIntegerField),
    *(SmallIntegerField, TextField),
}
"""Kinds of columns whose values every driver takes; Django would look at each a dozen times."""


class StagedRows:
    """Rows of one model, or rows that belong to them; each has a number, by which the others name their parent."""

    def __init__(
        self, model: type[Model], key: tuple[str, ...] = (), parent: "StagedRows | None" = None, link: str = ""
    ):
        """`key`: the columns that name a row of the model beside its owner, or beside its parent. `link`: the column
        that names the row's parent; without one, a row is written if its parent is, and names it in its own way.
        A column that names another row of the owner has the uid of that row instead."""
        self.model, self.parent = model, parent
        self._key = key
        self._fields: list[Field[Any, Any]] = [
            field for field in model._meta.concrete_fields if not field.primary_key and field.name != link
        ]
        self._named: dict[str, type[Model]] = {
            field.column: field.related_model
            for field in self._fields
            if field.is_relation and field.name != "owner" and isinstance(field.related_model, type)
        }
        # What a value is written as: one that names another row, as that row's uid.
        self._columns = [
            cast("Field[Any, Any]", self._named[field.column]._meta.get_field("uid"))
            if field.column in self._named
            else field
            for field in self._fields
        ]
        self._written = [
            (field.attname, field.get_default, _writer(column))
            for field, column in zip(self._fields, self._columns, strict=True)
        ]
        self._link_column = next((f.column for f in model._meta.concrete_fields if f.name == link), "")
        # A name of its own: records may bring in others while they are read.
        self.table = f"staged_{model._meta.db_table}_{secrets.token_hex(8)}"
        self._number = 0
        columns = ", ".join(map(self._made_like, self._fields))
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMPORARY TABLE {self.table} AS SELECT 0 AS place, 0 AS parent_place, {columns} "
                f"FROM {_table(model)} WHERE 1 = 0"
            )

    def _made_like(self, field: "Field[Any, Any]") -> str:
        named = self._named.get(field.column)
        column = _quoted(field.column)
        return f"(SELECT uid FROM {_table(named)} WHERE 1 = 0) AS {column}" if named else column

    def add(self, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> list[int]:
        """Stages rows, each with the number of its parent (0: none) and its values by attribute of the model (what is
        missing has its default). Returns their own numbers.

        No instances: making one takes longer than all else that is done with it.
        """
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

    def _values(self, row: Mapping[str, Any]) -> list[Any]:
        return [write(row[name] if name in row else default()) for name, default, write in self._written]

    def drop_known(self, *, whole: bool = False) -> int:
        """Takes out the rows that the owner has already, by the key; with `whole`, only those that are equal in every
        column. Returns how many."""
        columns = [field.column for field in self._fields] if whole else ["owner_id", *self._key]
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {self.table} WHERE EXISTS "
                f"(SELECT 1 FROM {_table(self.model)} AS known WHERE {_equal('known', self.table, columns)})"
            )
            return int(cursor.rowcount)

    def insert(self, **given: int) -> int:
        """Writes the rows, those of a parent that was written or all if they have none. Returns how many.

        `given`: values of columns that were not known when the rows were staged, the same for all.
        """
        columns = [_quoted(field.column) for field in self._fields]
        selected = ["%s" if field.column in given else self._selected(field.column) for field in self._fields]
        joined = ""
        if self.parent and not self._link_column:
            joined = f" JOIN {self.parent.table} ON {self.parent.table}.place = {self.table}.parent_place"
        elif self.parent:
            columns.append(_quoted(self._link_column))
            selected.append(f"{self.parent.stored}.id")
            joined = self.parent.joined_to(self)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {_table(self.model)} ({', '.join(columns)}) "
                f"SELECT {', '.join(selected)} FROM {self.table}{joined} ORDER BY {self.table}.place",
                [given[field.column] for field in self._fields if field.column in given],
            )
            return int(cursor.rowcount)

    def _selected(self, column: str) -> str:
        named = self._named.get(column)
        staged = f"{self.table}.{_quoted(column)}"
        if named is None:
            return staged
        return (
            f"(SELECT named.id FROM {_table(named)} AS named "
            f"WHERE named.owner_id = {self.table}.owner_id AND named.uid = {staged})"
        )

    @property
    def stored(self) -> str:
        """What the rows of the model are called in a statement that has joined them."""
        return f"stored_{self.model._meta.db_table}"

    def joined_to(self, child: "StagedRows") -> str:
        """The join of the child's rows to these, and of these to what is stored of them by now."""
        joined = f" JOIN {self.table} ON {self.table}.place = {child.table}.parent_place"
        if self.parent:
            joined += self.parent.joined_to(self)
            beside = f"{self.stored}.{_quoted(self._link_column)} = {self.parent.stored}.id AND "
            columns = self._key
        else:
            beside, columns = "", ("owner_id", *self._key)
        return f"{joined} JOIN {_table(self.model)} AS {self.stored} ON {beside}" + _equal(
            self.stored, self.table, columns
        )

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


def _writer(column: "Field[Any, Any]") -> Callable[[Any], Any]:
    """What makes a value of it one that the database driver takes."""
    if type(column) in _TAKEN_AS_THEY_ARE:
        return _as_it_is
    # The connection itself: what stands for it looks it up for each value.
    return partial(column.get_db_prep_save, connection=connections[DEFAULT_DB_ALIAS])


def _as_it_is(value: Any) -> Any:
    return value


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _table(model: type[Model]) -> str:
    return _quoted(model._meta.db_table)


def _equal(one: str, other: str, columns: Iterable[str]) -> str:
    return " AND ".join(f"{one}.{_quoted(column)} = {other}.{_quoted(column)}" for column in columns)
