"""An item of a device's outbox as it was sent, and what is answered to it. Reads JSON; stores nothing.

The protocol: docs/offline.md.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from tracker.forms.datetimes import parse_instant
from tracker.forms.running import MOST_WAITED, REPLAY_AGE, waited

_MOST_FIELDS = 500
_LONGEST_ID = 64


class ItemOutcome(StrEnum):
    """What came of an item."""

    STORED = "stored"
    CONFLICT = "conflict"
    GONE = "gone"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    ASK = "ask"
    WAITS = "waits"
    FAILED = "failed"


class ItemKind(StrEnum):
    """What was tapped."""

    START = "start"
    WHERE = "where"
    BEGAN = "began"
    COUNT = "count"
    STOP = "stop"
    NUMBER = "number"
    OVER = "over"
    ANSWER = "answer"
    NOTICE = "notice"
    DELETE = "delete"
    CHECK_IN = "check-in"
    TAKE_BACK = "take-back"
    CLEAR = "clear"
    CLEAR_DAYS = "clear-days"
    NIGHT = "night"
    CARD = "card"
    DEVICE_ZONE = "device-zone"


KIND_OF_ADDRESS = {
    "episode-start": ItemKind.START,
    "episode-where": ItemKind.WHERE,
    "episode-correct-start": ItemKind.BEGAN,
    "episode-count": ItemKind.COUNT,
    "episode-stop": ItemKind.STOP,
    "episode-after": ItemKind.NUMBER,
    "episode-add": ItemKind.OVER,
    "episode-answer": ItemKind.ANSWER,
    "episode-notice": ItemKind.NOTICE,
    "episode-delete": ItemKind.DELETE,
    "check-in-day": ItemKind.CHECK_IN,
    "check-in-take-back": ItemKind.TAKE_BACK,
    "day-clear": ItemKind.CLEAR,
    "check-in-clear": ItemKind.CLEAR_DAYS,
    "trial-night": ItemKind.NIGHT,
    "guidance-answer": ItemKind.CARD,
    "device-zone": ItemKind.DEVICE_ZONE,
}
"""Names of the addresses whose forms are taken; the kind of what they do."""
MAKES_ENTRY = frozenset({ItemKind.START, ItemKind.OVER})
ABOUT_ENTRY = frozenset(
    {
        ItemKind.WHERE,
        ItemKind.BEGAN,
        ItemKind.COUNT,
        ItemKind.STOP,
        ItemKind.NUMBER,
        ItemKind.ANSWER,
        ItemKind.NOTICE,
        ItemKind.DELETE,
    }
)
ABOUT_DAY = frozenset({ItemKind.CHECK_IN, ItemKind.TAKE_BACK, ItemKind.CLEAR, ItemKind.NIGHT})


class ItemError(ValueError):
    """An item that says too little, or nothing that can be read. `field`: what of it; "" for all."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


class UnknownKindError(ValueError):
    """An item of a kind, or for an address, that this version does not take."""


@dataclass(frozen=True, slots=True)
class Item:
    """One tap that a device kept."""

    uid: uuid.UUID
    """The id that the device gave it."""
    kind: ItemKind
    entry: uuid.UUID | None
    """The entry that it makes or is about."""
    date: dt.date | None
    """The day that it is about."""
    data: QueryDict
    """The fields of its form."""
    waited: dt.timedelta
    """From the tap until it was sent, by the device's clock."""
    keep: Mapping[str, str]
    """What the person chose of what differs, by the name of the difference."""
    seen: str
    """The marks of what a conflict showed."""
    restore: bool
    is_old_known: bool
    digest: str

    @property
    def about(self) -> str:
        """The entry or day as text; "" if it is about none."""
        return str(self.entry or self.date or "")

    @property
    def asks(self) -> bool:
        """True if the person has to say first whether it is to be stored after such a time."""
        return self.waited > REPLAY_AGE and not self.is_old_known


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an item."""

    code: ItemOutcome
    more: Mapping[str, Any]
    """What the client is told beside the code, as JSON takes it."""
    entry: uuid.UUID | None = None
    """The entry that it was stored in."""
    marks: str = ""
    """Of what is stored now, if it was stored."""

    @property
    def is_stored(self) -> bool:
        return self.code == ItemOutcome.STORED

    def as_data(self, sent_id: object) -> dict[str, Any]:
        """As it is answered, under the id as it was sent."""
        entry = {"uid": str(self.entry)} if self.entry else {}
        return {"id": sent_id, "result": self.code} | entry | dict(self.more)


def stored(entry: uuid.UUID | None = None, *, words: str = "", marks: str = "") -> Result:
    """It is in the diary."""
    return Result(ItemOutcome.STORED, {"words": words} if words else {}, entry, marks)


def invalid(errors: Mapping[str, list[str]]) -> Result:
    """It cannot be stored as it is; why, by field."""
    return Result(ItemOutcome.INVALID, {"errors": dict(errors)})


def gone(*, can_restore: bool, words: str) -> Result:
    """What it is about was deleted."""
    return Result(ItemOutcome.GONE, {"can_restore": can_restore, "words": words})


def id_as_sent(raw: object) -> str | None:
    """The id of an item, to be sent back; None for what is none."""
    sent = raw.get("id") if isinstance(raw, dict) else None
    return sent if isinstance(sent, str) and len(sent) <= _LONGEST_ID else None


def read_item(raw: object, sent_at: dt.datetime) -> Item:
    """The item that a device sent. Raises ItemError, UnknownKindError."""
    if not isinstance(raw, dict):
        raise ItemError("", _("This can’t be read. Throw it away, and log it again."))
    uid = _uid(raw.get("id"))
    if uid is None:
        raise ItemError("id", _("This can’t be read. Throw it away, and log it again."))
    data = _fields(raw.get("fields", []))
    kind, target = _kind_and_target(raw)
    tapped_at = parse_instant(_text(raw.get("tapped_at")))
    if tapped_at is None:
        raise ItemError("tapped_at", _("This entry doesn’t say when you logged it."))
    if waited(tapped_at, sent_at) > MOST_WAITED:
        words = _("Your device’s clock was far off when you logged this. Throw this away, and log it again.")
        raise ItemError("tapped_at", words)
    entry, date = _entry_and_date(kind, target, data, uid)
    keep, seen = raw.get("keep"), _text(raw.get("seen"))
    content = [str(uid), kind, str(entry), str(date), list(data.lists()), tapped_at.isoformat()]
    return Item(
        uid=uid,
        kind=kind,
        entry=entry,
        date=date,
        data=data,
        waited=waited(tapped_at, sent_at),
        keep={_text(name): _text(choice) for name, choice in keep.items()} if isinstance(keep, dict) else {},
        seen=seen,
        restore=raw.get("restore") is True,
        is_old_known=raw.get("old") is True,
        digest=hashlib.sha256(json.dumps(content).encode()).hexdigest(),
    )


def _text(value: object) -> str:
    """A text that can be stored; "" for anything else."""
    return value if isinstance(value, str) and _is_storable(value) else ""


def _is_storable(text: str) -> bool:
    # Half of a pair of surrogates is no character, and no database takes it.
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _uid(value: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _fields(raw: object) -> QueryDict:
    data = QueryDict(mutable=True)
    pairs = raw if isinstance(raw, list) else [None]
    if len(pairs) > _MOST_FIELDS:
        raise ItemError("", _("This can’t be read. Throw it away, and log it again."))
    for pair in pairs:
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)):
            raise ItemError("", _("This can’t be read. Throw it away, and log it again."))
        name, value = pair
        if not (_is_storable(name) and _is_storable(value)):
            raise ItemError(_text(name), _("This contains a character that can’t be saved. Remove it."))
        data.appendlist(name, value)
    return data


def _kind_and_target(raw: Mapping[str, Any]) -> tuple[ItemKind, Mapping[str, Any]]:
    """(kind, what its address names): of a kind that is named, or of the address of a form."""
    if "path" not in raw:
        try:
            return ItemKind(_text(raw.get("kind"))), raw
        except ValueError:
            raise UnknownKindError(raw.get("kind")) from None
    try:
        match = resolve(urlsplit(_text(raw["path"])).path)
    except (Resolver404, ValueError):
        raise UnknownKindError(raw["path"]) from None
    if match.url_name not in KIND_OF_ADDRESS:
        raise UnknownKindError(raw["path"])
    return KIND_OF_ADDRESS[match.url_name], match.kwargs


def _entry_and_date(
    kind: ItemKind, target: Mapping[str, Any], data: QueryDict, uid: uuid.UUID
) -> tuple[uuid.UUID | None, dt.date | None]:
    if kind in MAKES_ENTRY:
        # What a form makes has the uid of the form; without one, that of the item, so that it is made once.
        return _uid(data.get("uid")) or uid, None
    if kind in ABOUT_ENTRY:
        named = target.get("uid")
        entry = named if isinstance(named, uuid.UUID) else _uid(named)
        if entry is None:
            raise ItemError("uid", _("This doesn’t say which spasm it is about."))
        return entry, None
    if kind in ABOUT_DAY:
        named = target.get("date")
        try:
            return None, named if isinstance(named, dt.date) else dt.date.fromisoformat(_text(named))
        except ValueError:
            raise ItemError("date", _("This doesn’t say which day it is about.")) from None
    return None, None
