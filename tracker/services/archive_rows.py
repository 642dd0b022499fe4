"""Both ways between the rows of a person and those of an archive."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models

from tracker.exchange.archive import ArchiveError, RowData, damaged, newer
from tracker.services.archive_kinds import KINDS_BY_NAME, Kind, Part
from tracker.services.constraints import fits_checks, once_keys

BLOCK = 500

# From rows to JSON


def rows_of(owner: User, kind: Kind) -> Iterator[RowData]:
    """The owner's rows of this kind in the order in which they were stored, a block at a time."""
    last = 0
    while block := _block(kind.model._default_manager.filter(owner=owner, pk__gt=last).order_by("pk")[:BLOCK], kind):
        yield from (row for _key, row in block)
        last = block[-1][0]


def rows_known(owner: User, kind: Kind, rows: Iterable[RowData]) -> dict[tuple[Any, ...], list[RowData]]:
    """The owner's rows with the keys of these, by key."""
    stored = kind.model._default_manager.filter(owner=owner)
    if kind.key:
        first = kind.key[0]
        stored = stored.filter(**{f"{first}__in": {row[first] for row in rows}})
    known: dict[tuple[Any, ...], list[RowData]] = {}
    for _key, row in _block(stored, kind):
        known.setdefault(kind.key_of(row), []).append(row)
    return known


def _block(rows: "models.QuerySet[Any, Any]", kind: Kind) -> list[tuple[int, RowData]]:
    return _with_parts(rows.values_list("pk", *(field.selected for field in kind.fields)), kind)


def _with_parts(rows: Iterable[tuple[Any, ...]], kind: Kind | Part) -> list[tuple[int, RowData]]:
    """(key, row) of the rows that a query of this kind gave, with their details."""
    block = [
        (key, {field.name: field.as_data(value) for field, value in zip(kind.fields, values, strict=True)})
        for key, *values in rows
    ]
    for part in kind.parts:
        details = _details(part, [key for key, _row in block])
        for key, row in block:
            row[part.name] = details.get(key, [])
    return block


def _details(part: Part, keys: list[int]) -> dict[int, list[RowData]]:
    """Rows of details by the key of the row that they belong to. Their order says nothing: it is that of their text."""
    if not keys:
        return {}
    stored = part.model._default_manager.filter(**{f"{part.of}__in": keys}).order_by()
    pairs = list(stored.values_list(f"{part.of}_id", "pk", *(field.selected for field in part.fields)))
    owners = {pk: owner for owner, pk, *_values in pairs}
    by_owner: dict[int, list[RowData]] = {}
    for pk, row in _with_parts([pair[1:] for pair in pairs], part):
        by_owner.setdefault(owners[pk], []).append(row)
    for rows in by_owner.values():
        if len(rows) > 1:
            rows.sort(key=_as_text)
    return by_owner


_as_text = json.JSONEncoder(sort_keys=True).encode


# From JSON to rows


def checked(kind: Kind, rows: Iterable[RowData]) -> list[RowData]:
    """The rows of a file, as `rows_of` would give them. Raises ArchiveError for one that cannot be stored."""
    try:
        whole = [_checked(kind, row) for row in rows]
        if whole and not kind.holds(whole):
            raise ValueError("values that do not fit together")
        if kind.within:
            _check_within([kind.within(row) for row in whole])
    except ArchiveError:
        raise
    except (ValueError, TypeError, KeyError, ValidationError, OverflowError, AttributeError) as error:
        raise damaged(f"{kind.name}: {error!r}") from error
    return whole


def _check_within(held: list[tuple[str, RowData]]) -> None:
    """Rows that other rows hold."""
    by_kind: dict[str, list[RowData]] = {}
    for name, row in held:
        by_kind.setdefault(name, []).append(row)
    for name, rows in by_kind.items():
        checked(KINDS_BY_NAME[name], rows)


def _checked(kind: Kind | Part, row: RowData) -> RowData:
    """The row with every field, each in the form that `as_data` gives it."""
    row = completed(kind, row)
    values = {field.name: field.checked(row[field.name]) for field in kind.fields}
    if not fits_checks(kind.model, values):
        raise ValueError("values that the database does not take together")
    whole = {field.name: field.as_data(values[field.name]) for field in kind.fields}
    for part in kind.parts:
        read = _checked_details if part.parts else _checked_detail
        details = [read(part, tuple(each.items())) for each in row[part.name]]
        whole[part.name] = sorted(details, key=_as_text) if len(details) > 1 else details
        if len(details) > 1:
            keys = [key for each in details for key in once_keys(part.model, {part.of}, each).items()]
            if len(keys) > len(set(keys)):
                raise ValueError("a detail that comes twice")
    return whole


def _checked_details(part: Part, items: tuple[tuple[str, Any], ...]) -> RowData:
    return _checked(part, dict(items))


# The same few marks come again and again. What is returned is shared: nothing changes it.
_checked_detail = lru_cache(4096)(_checked_details)


def completed(kind: Kind | Part, row: RowData) -> RowData:
    """The row with the defaults of fields that it lacks. Raises ArchiveError if it has more than is known here."""
    if row.keys() == kind.names:
        return row
    if row.keys() - kind.names:
        # What this version does not know would be lost without a word.
        raise newer()
    defaults: RowData = {part.name: [] for part in kind.parts}
    for field in kind.fields:
        if field.has_default:
            defaults[field.name] = field.as_data(field.column.get_default())
    return defaults | row


def values_of(kind: Kind | Part, row: RowData) -> dict[str, Any]:
    """The columns of a checked row as keyword arguments of its model; of another row of the person, its uid."""
    return {field.column.attname: field.value_of(row[field.name]) for field in kind.fields}
