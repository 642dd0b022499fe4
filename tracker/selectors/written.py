"""Reads whose SQL is written out: Django takes up to ten times as long to compose these as a database to answer them.

Only for what every look at Today asks for, in words that SQLite and PostgreSQL both know. Whoever writes one asks for
the owner in it, or for keys that were asked for by owner.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

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


def _adapted(parameters: Iterable[Any]) -> list[Any]:
    """The values as the database compares them."""
    adapt = connection.ops.adapt_datetimefield_value
    return [adapt(value) if isinstance(value, dt.datetime) else value for value in parameters]
