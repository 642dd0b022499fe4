"""What an archive holds of a person: one list of kinds of rows, and both ways between a row and its JSON.

A kind is a model. Its fields come from the model, so a new column is in the archive at once; what is left out is named
here. Rows of details stand within the row that they belong to. Whatever comes from a file is checked here, before it
gets near a table.
"""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models

from tracker.days import zone_names
from tracker.exchange.archive import ENTRIES, RowData, damaged, newer
from tracker.exchange.csv_files import read_episodes, write_episodes
from tracker.exchange.errors import RowError
from tracker.models import (
    DatedSetting,
    Day,
    DayFactor,
    DayFactorBefore,
    Episode,
    EpisodeFactor,
    EpisodeFollowUp,
    EpisodeNoticed,
    EpisodeRegion,
    EpisodeRelief,
    FactorRecord,
    GuidanceAnswer,
    OwnTerm,
    Pause,
    Preferences,
    ProfileItem,
    Question,
    Revision,
    ShareLink,
    ShareOpening,
    ShownAfterSaving,
    Visit,
)
from tracker.records.episode import EPISODE_VALUES, EpisodeRecord, canonical
from tracker.records.fields import INSTANT
from tracker.services.episode_rows import DETAIL_TABLES
from tracker.vocabulary.day import CHECK_IN_ANSWERS, UNLISTED_COUNTS
from tracker.vocabulary.profile import PROFILE_KINDS

BLOCK = 500
_FIRST_YEAR, _LAST_YEAR = 1900, 9000
"""No form takes a date outside of these, and further out the arithmetic of time zones ends."""


@dataclass(frozen=True)
class Part:
    """Rows of details, under a name within the row that they belong to."""

    name: str
    model: type[models.Model]
    of: str
    """The foreign key to that row."""
    parts: tuple["Part", ...] = ()

    @cached_property
    def fields(self) -> tuple["Field", ...]:
        """The columns that are written."""
        return _fields(self.model, {self.of})


@dataclass(frozen=True)
class Kind:
    """A kind of row that belongs to a person."""

    name: str
    """In the file. It is a code: it stays."""
    model: type[models.Model]
    key: tuple[str, ...] = ("uid",)
    """The fields by which a row is known again; of several, the first tells most rows apart. None: there is one row."""
    left_out: frozenset[str] = frozenset()
    """Columns that are not written."""
    not_compared: frozenset[str] = frozenset()
    """Fields that do not make a row differ from the one in the diary."""
    parts: tuple[Part, ...] = ()
    is_unique: bool = True
    """False where two rows may have one key."""
    is_setting: bool = False
    """There before anything was logged; it does not make a diary one that has something in it."""
    check: Callable[[RowData], bool] = bool
    """False for a row whose values do not fit together."""

    @cached_property
    def fields(self) -> tuple["Field", ...]:
        """The columns that are written."""
        return _fields(self.model, {"owner", *self.left_out})

    def key_of(self, row: RowData) -> tuple[Any, ...]:
        """What the row is known by."""
        return tuple(row[name] for name in self.key)

    def compared(self, row: RowData) -> str:
        """Equal for rows that say the same."""
        return json.dumps({name: row[name] for name in row if name not in self.not_compared}, sort_keys=True)


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
        """True if a file of before this column may lack it."""
        return self.column.has_default() or self.column.null

    def as_data(self, value: Any) -> Any:
        """The value as JSON takes it."""
        if isinstance(value, dt.datetime):
            return INSTANT.as_data(value)
        if isinstance(value, dt.date):
            return value.isoformat()
        return str(value) if isinstance(value, uuid.UUID) else value

    def from_data(self, data: Any) -> Any:
        """The value of which `as_data` gave this. Raises ValueError or TypeError for anything else."""
        if data is None:
            if not self.column.null:
                raise ValueError("nothing where something is needed")
            return None
        value = self._value(data)
        self.column.run_validators(value)
        return value

    def _value(self, data: Any) -> Any:
        column = self.column
        if isinstance(column, models.JSONField):
            _check_json(data)
            # What the column holds before anybody says anything has the shape of what it holds later.
            if not isinstance(data, type(column.get_default()) if column.has_default() else dict | list | str):
                raise TypeError("another shape")
            return data
        for types, expected, value_of in _VALUES:
            if isinstance(column, types):
                if type(data) is not expected:
                    raise TypeError(f"{type(data).__name__} in place of {expected.__name__}")
                return value_of(data)
        raise TypeError(f"no way to read {type(column).__name__}")


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


_VALUES: tuple[tuple[Any, type, Callable[[Any], Any]], ...] = (
    # An instant is a date to Django: the narrower class first.
    (models.DateTimeField, str, _instant),
    (models.DateField, str, _date),
    ((models.UUIDField, models.ForeignKey), str, uuid.UUID),
    (models.BooleanField, bool, _same),
    (models.IntegerField, int, _same),
    ((models.CharField, models.TextField), str, _text),
)
"""By class of column: the type of its value as JSON, and what makes a value of it."""


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


def _fields(model: type[models.Model], left_out: set[str]) -> tuple[Field, ...]:
    columns = (column for column in model._meta.concrete_fields if not column.primary_key)
    return tuple(Field(column) for column in columns if column.name not in left_out)


# What must fit within a row


def _setting_holds(row: RowData) -> bool:
    """A setting that no page can read would break every page."""
    name, value = row["name"], row["value"]
    if name == DatedSetting.DAY_START_HOUR:
        return value.isascii() and value.isdigit() and int(value) < 24
    if name == DatedSetting.DEADLINE:
        dt.time.fromisoformat(value)
        return len(value) == len("22:00")
    return bool(name == DatedSetting.FACTORS)


def _day_holds(row: RowData) -> bool:
    codes = ((row["answer"], CHECK_IN_ANSWERS), (row["unlisted_count"], UNLISTED_COUNTS))
    return row["time_zone"] in zone_names() and all(not code or code in vocabulary for code, vocabulary in codes)


def _profile_item_holds(row: RowData) -> bool:
    return row["kind"] in PROFILE_KINDS


def _revision_holds(row: RowData) -> bool:
    kinds = {Revision.EPISODE, Revision.DAY, Revision.PROFILE, Revision.QUESTION, Revision.VISIT}
    return row["kind"] in kinds and row["action"] in {Revision.EDIT, Revision.DELETE}


def _preferences_hold(row: RowData) -> bool:
    return all(isinstance(zone, str) for zone in row["device_zones"].values())


def record_of_row(row: RowData) -> EpisodeRecord:
    """The entry of a row. Raises ValueError, KeyError or TypeError for one that no entry can be."""
    columns: dict[str, Any] = {name: _ENTRY_COLUMNS[name].from_data(row[name]) for name in EPISODE_VALUES}
    lists: dict[str, Any] = {
        name: tuple(table.item(*(each[column] for column in table.columns)) for each in row[table.rows])
        for name, table in DETAIL_TABLES.items()
    }
    return canonical(EpisodeRecord(**columns, **lists))


def _entry_holds(row: RowData) -> bool:
    """What a row of episodes.csv may hold, an entry of an archive may hold too, and nothing more."""
    return not any(isinstance(each, RowError) for each in read_episodes(write_episodes([record_of_row(row)])))


ARCHIVE_KINDS = (
    Kind(
        "preferences",
        Preferences,
        key=(),
        left_out=frozenset({"data_version"}),
        is_setting=True,
        check=_preferences_hold,
    ),
    Kind("settings", DatedSetting, key=("from_on", "name"), is_setting=True, check=_setting_holds),
    Kind("own-words", OwnTerm, key=("code", "vocabulary")),
    Kind("visits", Visit),
    Kind("questions", Question),
    Kind("profile", ProfileItem, check=_profile_item_holds),
    Kind(
        ENTRIES,
        Episode,
        # Derived from the others when it is written.
        left_out=frozenset({"day", "offset_seconds", "search_text", "may_warn"}),
        parts=(
            Part("regions", EpisodeRegion, "episode"),
            Part("factors", EpisodeFactor, "episode"),
            Part("relief", EpisodeRelief, "episode"),
            Part("noticed", EpisodeNoticed, "episode"),
            Part("follow_ups", EpisodeFollowUp, "episode"),
        ),
        check=_entry_holds,
    ),
    Kind(
        "days",
        Day,
        key=("date",),
        not_compared=frozenset({"uid"}),
        check=_day_holds,
        parts=(Part("factors", DayFactor, "day", (Part("before", DayFactorBefore, "factor"),)),),
    ),
    Kind("pauses", Pause, key=("from_on",), not_compared=frozenset({"added_at"})),
    Kind("guidance-answers", GuidanceAnswer),
    Kind("shown-after-saving", ShownAfterSaving, key=("topic",), not_compared=frozenset({"shown_on"}), is_setting=True),
    Kind("looks", FactorRecord, key=("code", "at", "kind")),
    Kind(
        "share-links",
        ShareLink,
        # Its secrets: without them nobody opens it.
        left_out=frozenset({"token_hash", "phrase_hash", "tries", "tries_from"}),
        not_compared=frozenset({"revoked_at", "openings"}),
        parts=(Part("openings", ShareOpening, "link"),),
    ),
    Kind("revisions", Revision, key=("uid", "at", "action", "kind"), is_unique=False, check=_revision_holds),
)
"""In the order in which they are written and read: a question names its visit, an entry's day follows the settings."""
KINDS_BY_NAME = {kind.name: kind for kind in ARCHIVE_KINDS}
_ENTRY_COLUMNS = {field.name: field for field in KINDS_BY_NAME[ENTRIES].fields}

NOT_IN_IT = {
    "tracker.AccountName": "the name of the account, not of the diary; a restore may be into another account",
    "tracker.GuidanceResult": "computed anew from the diary",
    "account.EmailAddress": "belongs to the account",
    "admin.LogEntry": "what staff did on their pages",
}
"""Models with an owner that no archive holds, and why."""


# From rows to JSON


def rows_of(owner: User, kind: Kind) -> Iterator[RowData]:
    """The owner's rows of this kind in the order in which they were stored, a block at a time."""
    last = 0
    while block := _block(kind.model._default_manager.filter(owner=owner, pk__gt=last).order_by("pk")[:BLOCK], kind):
        yield from (row for _key, row in block)
        last = block[-1][0]


def rows_known(owner: User, kind: Kind, rows: Iterable[RowData]) -> dict[tuple[Any, ...], list[RowData]]:
    """The owner's rows with the keys of these, by key."""
    found = kind.model._default_manager.filter(owner=owner)
    if kind.key:
        first = kind.key[0]
        found = found.filter(**{f"{first}__in": {row[first] for row in rows}})
    known: dict[tuple[Any, ...], list[RowData]] = {}
    for _key, row in _block(found, kind):
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
    found = part.model._default_manager.filter(**{f"{part.of}__in": keys}).order_by()
    pairs = list(found.values_list(f"{part.of}_id", "pk", *(field.selected for field in part.fields)))
    owners = {pk: owner for owner, pk, *_values in pairs}
    by_owner: dict[int, list[RowData]] = {}
    for pk, row in _with_parts([pair[1:] for pair in pairs], part):
        by_owner.setdefault(owners[pk], []).append(row)
    for rows in by_owner.values():
        rows.sort(key=_as_text)
    return by_owner


def _as_text(row: RowData) -> str:
    return json.dumps(row, sort_keys=True)


# From JSON to rows


def checked(kind: Kind, row: RowData, *, wholly: bool = True) -> RowData:
    """The row of a file, as `rows_of` would give it. Raises ArchiveError for one that cannot be stored.

    Not `wholly`: what fits together is not looked at, for a file that was read before.
    """
    try:
        row = _completed(kind, row)
        if wholly and not kind.check(row):
            raise ValueError("values that do not fit together")
    except (ValueError, TypeError, KeyError, ValidationError, OverflowError, AttributeError) as error:
        raise damaged(f"{kind.name}: {error!r}") from error
    return row


def _completed(kind: Kind | Part, row: RowData) -> RowData:
    """The row with every field, each in the form that `as_data` gives it."""
    names = {field.name for field in kind.fields} | {part.name for part in kind.parts}
    if row.keys() - names:
        # What this version does not know would be lost without a word.
        raise newer()
    whole: RowData = {}
    for field in kind.fields:
        if field.name in row:
            whole[field.name] = field.as_data(field.from_data(row[field.name]))
        elif field.has_default:
            whole[field.name] = field.as_data(field.column.get_default())
        else:
            raise KeyError(field.name)
    for part in kind.parts:
        whole[part.name] = sorted((_completed(part, each) for each in row.get(part.name, [])), key=_as_text)
    return whole


def values_of(kind: Kind | Part, row: RowData, uids: Mapping[uuid.UUID, int]) -> dict[str, Any]:
    """The columns of a checked row as keyword arguments of its model; `uids`: keys of rows that it may name."""
    values: dict[str, Any] = {}
    for field in kind.fields:
        value = field.from_data(row[field.name])
        if field.column.is_relation:
            # A visit that was removed meanwhile: the question is for the next one then.
            values[f"{field.name}_id"] = uids.get(value)
        else:
            values[field.name] = value
    return values
