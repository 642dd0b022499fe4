"""Digests of what rows say: two are equal if nothing that a person can see of the rows differs."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from tracker.models import Pause
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord

_EMPTY: tuple[Any, ...] = ("", None, [])


def digest_of(record: EpisodeRecord | DayRecord) -> str:
    """The digest of a record in canonical order."""
    data = record.as_data()
    if isinstance(record, DayRecord):
        # Rows of a table have no order of their own.
        data["factors"] = sorted(data["factors"])
    return digest_of_data(data)


def digest_of_pause(pause: Pause) -> str:
    """The digest of a pause."""
    return digest_of_data({"from_on": str(pause.from_on), "to_on": str(pause.to_on), "reason": pause.reason})


def digest_of_data(data: Mapping[str, Any]) -> str:
    """The digest of JSON values. What is empty is left out, so that a field that comes later changes no digest."""
    filled = {name: value for name, value in data.items() if value not in _EMPTY}
    return hashlib.blake2b(json.dumps(filled, sort_keys=True).encode(), digest_size=16).hexdigest()
