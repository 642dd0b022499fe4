"""Reads whose SQL is written out: Django takes up to ten times as long to compose these as a database to answer them.

Only for what every look at Today or at an entry asks for, in words that SQLite and PostgreSQL both know. Whoever writes
one asks for the owner in it, or for keys that were asked for by owner.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Model

AnyModel = TypeVar("AnyModel", bound=Model)


def written_rows(sql: str, parameters: Iterable[Any]) -> list[tuple[Any, ...]]:
    """What the query selects, as the driver hands it over: no instants, and dates for `date_of`."""
    with connection.cursor() as cursor:
        cursor.execute(sql, _adapted(parameters))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def date_of(value: dt.date | str) -> dt.date:
    """A date of a row: PostgreSQL gives it as such, SQLite as text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def written_models(model: type[AnyModel], sql: str, parameters: Iterable[Any]) -> list[AnyModel]:
    """The rows of a query that selects all columns of the model."""
    return list(model._default_manager.raw(sql, _adapted(parameters)))


@dataclass(frozen=True)
class Joined:
    """A model among others in a row: what it is called in the query, and columns that are read where they are asked
    for."""

    alias: str
    model: type[Model]
    late: frozenset[str] = frozenset()

    @cached_property
    def fields(self) -> "tuple[Field[Any, Any], ...]":
        """Those that are read now, the key first."""
        return tuple(field for field in self.model._meta.concrete_fields if field.attname not in self.late)

    @cached_property
    def names(self) -> list[str]:
        """Of the attributes."""
        return [field.attname for field in self.fields]

    @cached_property
    def columns(self) -> str:
        """As a query selects them."""
        return ", ".join(f"{self.alias}.{connection.ops.quote_name(field.column)}" for field in self.fields)

    @cached_property
    def _converters(self) -> list[tuple[int, Any, Any]]:
        """(place, expression, converter) of what a database does not hand over as Python knows it."""
        expressions = [(place, field.get_col(self.alias)) for place, field in enumerate(self.fields)]
        return [
            (place, each, convert)
            for place, each in expressions
            for convert in (*connection.ops.get_db_converters(each), *each.get_db_converters(connection))
        ]

    def row(self, values: Sequence[Any]) -> Model | None:
        """The model of these values; None where the join met none."""
        # Django puts the key first.
        if values[0] is None:
            return None
        converted = list(values)
        for place, expression, convert in self._converters:
            converted[place] = convert(converted[place], expression, connection)
        return self.model.from_db(connection.alias, self.names, converted)


def written_joined(parts: Sequence[Joined], joins: str, parameters: Iterable[Any]) -> list[list[Model | None]]:
    """The models of each row side by side. `joins`: the query from FROM on."""
    sql = f"SELECT {', '.join(part.columns for part in parts)} FROM {joins}"
    ends = list(accumulate(len(part.fields) for part in parts))
    return [
        [part.row(row[end - len(part.fields) : end]) for part, end in zip(parts, ends, strict=True)]
        for row in written_rows(sql, parameters)
    ]


def _adapted(parameters: Iterable[Any]) -> list[Any]:
    """The values as the database compares them."""
    adapt = connection.ops.adapt_datetimefield_value
    return [
        adapt(value) if isinstance(value, dt.datetime) else _uid(value) if isinstance(value, uuid.UUID) else value
        for value in parameters
    ]


def _uid(value: uuid.UUID) -> uuid.UUID | str:
    """As PostgreSQL compares it, or SQLite, which knows texts alone."""
    return value if connection.features.has_native_uuid_field else value.hex
