"""Many rows read as columns: what the driver hands over, as arrays. No model and no owner: the queries bring both."""

from collections.abc import Hashable, Iterable
from itertools import chain
from typing import Any

import numpy as np
from django.db import connections
from django.db.models import Model, QuerySet

from tracker.diary import NOT_ANSWERED

Rows = QuerySet[Model, tuple[Any, ...]]
"""What `values_list` asks for."""


def places(texts: Iterable[Hashable], codes: tuple[Hashable, ...]) -> np.ndarray:
    """Each text's (or pair's) place among the codes, NOT_ANSWERED for one that is not one of them."""
    place_of = {code: place for place, code in enumerate(codes)}
    return np.fromiter((place_of.get(text, NOT_ANSWERED) for text in texts), np.int32)


def fetched(rows: Rows) -> list[tuple[Any, ...]]:
    """What a query selects, as the database driver hands it over: only for columns that need no conversion."""
    # Django's own fetching calls int() on every value of every expression: half of the time.
    sql, params = rows.order_by().query.sql_with_params()
    with connections[rows.db].cursor() as cursor:
        cursor.execute(sql, params)
        values: list[tuple[Any, ...]] = cursor.fetchall()
    return values


def table(rows: Rows, columns: int) -> np.ndarray:
    """The integers that a query selects, as an array with a row for every column."""
    return np.fromiter(chain.from_iterable(fetched(rows)), np.int64).reshape(-1, columns).T


def columns_of(rows: Rows, columns: int) -> list[tuple[Any, ...]]:
    """What a query selects, as a tuple for every column."""
    return list(zip(*fetched(rows), strict=True)) or [()] * columns
