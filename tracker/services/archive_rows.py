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
from functools import cached_property, lru_cache
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models

from tracker.analysis.factor_records import look_from_data, outcome_from_data, repeat_from_data
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

    @cached_property
    def names(self) -> frozenset[str]:
        """Of all that stands in a row of it."""
        return frozenset({field.name for field in self.fields} | {part.name for part in self.parts})


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
    holds: Callable[[list[RowData]], bool] = bool
    """False if the values of one of these rows do not fit together."""

    @cached_property
    def fields(self) -> tuple["Field", ...]:
        """The columns that are written."""
        return _fields(self.model, {"owner", *self.left_out})

    @cached_property
    def names(self) -> frozenset[str]:
        """Of all that stands in a row of it."""
        return frozenset({field.name for field in self.fields} | {part.name for part in self.parts})

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
        """The JSON that `as_data` gives of the value. Raises ValueError, TypeError or ValidationError."""
        value = self.value_of(data)
        if value is not None:
            for validate in self.validators:
                validate(value)
        return self.as_data(value)

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


def _look_holds(row: RowData) -> bool:
    read: dict[str, Callable[[Any], object]] = {
        FactorRecord.OUTCOME: outcome_from_data,
        FactorRecord.LOOK: look_from_data,
        FactorRecord.REPEAT: repeat_from_data,
    }
    return bool(read[row["kind"]](row["data"]))


def _revision_holds(row: RowData) -> bool:
    kinds = {Revision.EPISODE, Revision.DAY, Revision.PROFILE, Revision.QUESTION, Revision.VISIT}
    return row["kind"] in kinds and row["action"] in {Revision.EDIT, Revision.DELETE}


def _preferences_hold(row: RowData) -> bool:
    return all(isinstance(zone, str) for zone in row["device_zones"].values())


def record_of_row(row: RowData) -> EpisodeRecord:
    """The entry of a row. Raises ValueError, KeyError or TypeError for one that no entry can be."""
    columns: dict[str, Any] = {name: _ENTRY_COLUMNS[name].value_of(row[name]) for name in EPISODE_VALUES}
    lists: dict[str, Any] = {
        name: tuple(table.item(*(each[column] for column in table.columns)) for each in row[table.rows])
        for name, table in DETAIL_TABLES.items()
    }
    return canonical(EpisodeRecord(**columns, **lists))


def _entries_hold(rows: list[RowData]) -> bool:
    """What a row of episodes.csv may hold, an entry of an archive may hold too, and nothing more."""
    records = (record_of_row(row) for row in rows)
    return not any(isinstance(each, RowError) for each in read_episodes(write_episodes(records)))


def _each(holds: Callable[[RowData], bool]) -> Callable[[list[RowData]], bool]:
    return lambda rows: all(map(holds, rows))


ARCHIVE_KINDS = (
    Kind(
        "preferences",
        Preferences,
        key=(),
        left_out=frozenset({"data_version", "looks_seen_to_on", "downloaded_at"}),
        is_setting=True,
        holds=_each(_preferences_hold),
    ),
    Kind("settings", DatedSetting, key=("from_on", "name"), is_setting=True, holds=_each(_setting_holds)),
    Kind("own-words", OwnTerm, key=("code", "vocabulary")),
    Kind("visits", Visit),
    Kind("questions", Question),
    Kind("profile", ProfileItem, holds=_each(_profile_item_holds)),
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
        holds=_entries_hold,
    ),
    Kind(
        "days",
        Day,
        key=("date",),
        not_compared=frozenset({"uid"}),
        holds=_each(_day_holds),
        parts=(Part("factors", DayFactor, "day", (Part("before", DayFactorBefore, "factor"),)),),
    ),
    Kind("pauses", Pause, key=("from_on",), not_compared=frozenset({"added_at"})),
    Kind("guidance-answers", GuidanceAnswer),
    Kind("shown-after-saving", ShownAfterSaving, key=("topic",), not_compared=frozenset({"shown_on"}), is_setting=True),
    Kind("looks", FactorRecord, key=("code", "at", "kind"), holds=_each(_look_holds)),
    Kind(
        "share-links",
        ShareLink,
        # Its secrets: without them nobody opens it. And what this machine did to it.
        left_out=frozenset({"token_hash", "phrase_hash", "tries", "tries_from", "closed_by_restore_at"}),
        not_compared=frozenset({"revoked_at", "openings"}),
        parts=(Part("openings", ShareOpening, "link"),),
    ),
    Kind("revisions", Revision, key=("uid", "at", "action", "kind"), is_unique=False, holds=_each(_revision_holds)),
)
"""In the order in which they are written and read: a question names its visit, an entry's day follows the settings."""
KINDS_BY_NAME = {kind.name: kind for kind in ARCHIVE_KINDS}
_ENTRY_COLUMNS = {field.name: field for field in KINDS_BY_NAME[ENTRIES].fields}

NOT_IN_IT = {
    "tracker.AccountName": "the name of the account, not of the diary; a restore may be into another account",
    "tracker.GuidanceResult": "computed anew from the diary",
    "tracker.SentItem": "what devices sent to this installation; says nothing that is not in an entry or a day",
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


def _as_text(row: RowData) -> str:
    return json.dumps(row, sort_keys=True)


# From JSON to rows


def checked(kind: Kind, rows: Iterable[RowData]) -> list[RowData]:
    """The rows of a file, as `rows_of` would give them. Raises ArchiveError for one that cannot be stored."""
    try:
        whole = [_checked(kind, row) for row in rows]
        if whole and not kind.holds(whole):
            raise ValueError("values that do not fit together")
    except (ValueError, TypeError, KeyError, ValidationError, OverflowError, AttributeError) as error:
        raise damaged(f"{kind.name}: {error!r}") from error
    return whole


def _checked(kind: Kind | Part, row: RowData) -> RowData:
    """The row with every field, each in the form that `as_data` gives it."""
    row = completed(kind, row)
    whole = {field.name: field.checked(row[field.name]) for field in kind.fields}
    for part in kind.parts:
        read = _checked_details if part.parts else _checked_detail
        details = [read(part, tuple(each.items())) for each in row[part.name]]
        whole[part.name] = sorted(details, key=_as_text) if len(details) > 1 else details
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


def values_of(kind: Kind | Part, row: RowData, uids: Mapping[uuid.UUID, int]) -> dict[str, Any]:
    """The columns of a checked row as keyword arguments of its model; `uids`: keys of rows that it may name."""
    values: dict[str, Any] = {}
    for field in kind.fields:
        value = field.value_of(row[field.name])
        if field.column.is_relation:
            # A visit that was removed meanwhile: the question is for the next one then.
            values[f"{field.name}_id"] = uids.get(value)
        else:
            values[field.name] = value
    return values
