"""A column of a table in an archive: its value as JSON, and back. Whatever comes from a file is checked here, before it
gets near a table.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from tracker.records.fields import INSTANT

_FIRST_YEAR, _LAST_YEAR = 1900, 9000
"""No form takes a date outside of these, and further out the arithmetic of time zones ends."""


@dataclass(frozen=True)
class Field:
    """A column, and its value as JSON."""

    column: "models.Field[Any, Any]"

    @cached_property
    def name(self) -> str:
        """The column's name."""
        return str(self.column.name)

    @cached_property
    def selected(self) -> str:
        """What is read of it: of another row of the person, its uid."""
        return f"{self.name}__uid" if self.column.is_relation else self.name

    @cached_property
    def has_default(self) -> bool:
        """True if a file of before this column may lack it. By its uid a row is known again: none was made up ever."""
        return not isinstance(self.column, models.UUIDField) and (self.column.has_default() or self.column.null)

    @cached_property
    def as_data(self) -> Callable[[Any], Any]:
        """What makes JSON of a value."""
        return next((written for types, written in _WRITTEN if isinstance(self.column, types)), _same)

    @cached_property
    def value_of(self) -> Callable[[Any], Any]:
        """What makes a value of the JSON that `as_data` gave. Raises ValueError or TypeError for anything else."""
        if isinstance(self.column, models.JSONField):
            return self._json_value
        expected, read = next((type_, read) for types, type_, read in _READ if isinstance(self.column, types))
        has_null = self.column.null

        def value_of(data: Any) -> Any:
            if type(data) is expected:
                return read(data)
            if data is None and has_null:
                return None
            raise TypeError(f"{type(data).__name__} in place of {expected.__name__}")

        return value_of

    @cached_property
    def validators(self) -> list[Callable[[Any], None]]:
        """What else the column asks of a value: that a text is short enough, that a number is in range."""
        return list(self.column.validators)

    def checked(self, data: Any) -> Any:
        """The value of this JSON. Raises ValueError, TypeError or ValidationError."""
        value = self.value_of(data)
        if value is not None:
            for validate in self.validators:
                validate(value)
        return value

    def _json_value(self, data: Any) -> Any:
        _check_json(data)
        # What the column holds before anybody says anything has the shape of what it holds later.
        if not isinstance(data, type(self.column.get_default()) if self.column.has_default() else dict | list | str):
            raise TypeError("another shape")
        return data


def _text(data: str) -> str:
    if "\0" in data:
        raise ValueError("a NUL in a text")
    data.encode()
    return data


def _instant(data: str) -> dt.datetime:
    value = dt.datetime.fromisoformat(data)
    if value.tzinfo is None:
        raise ValueError("an instant without an offset")
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise ValueError("too far away")
    return value.astimezone(dt.UTC)


def _date(data: str) -> dt.date:
    value = dt.date.fromisoformat(data)
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise ValueError("too far away")
    return value


def _same(data: Any) -> Any:
    return data


_READ: tuple[tuple[Any, type, Callable[[Any], Any]], ...] = (
    # An instant is a date to Django: the narrower class first.
    (models.DateTimeField, str, _instant),
    (models.DateField, str, _date),
    ((models.UUIDField, models.ForeignKey), str, uuid.UUID),
    (models.BooleanField, bool, _same),
    (models.IntegerField, int, _same),
    ((models.CharField, models.TextField), str, _text),
)
"""By class of column: the type of its value as JSON, and what makes a value of it."""


def _uid_as_data(uid: uuid.UUID | None) -> str | None:
    return None if uid is None else str(uid)


def _date_as_data(date: dt.date | None) -> str | None:
    return None if date is None else date.isoformat()


_WRITTEN: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (models.DateTimeField, INSTANT.as_data),
    (models.DateField, _date_as_data),
    ((models.UUIDField, models.ForeignKey), _uid_as_data),
)
"""The other way. Other values are JSON as they are."""


def _check_json(data: Any, depth: int = 0) -> None:
    if depth > 20:
        raise ValueError("too deep")
    if isinstance(data, str):
        _text(data)
    elif isinstance(data, dict):
        for key, value in data.items():
            _text(key)
            _check_json(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            _check_json(value, depth + 1)


def fields_of(model: type[models.Model], left_out: set[str]) -> tuple[Field, ...]:
    """The columns of the model but for its number and those that are left out."""
    columns = (column for column in model._meta.concrete_fields if not column.primary_key)
    return tuple(Field(column) for column in columns if column.name not in left_out)
