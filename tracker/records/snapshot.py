"""A record as JSON values and back: what a revision keeps. The schema number tells how to read old ones."""

import dataclasses
import datetime as dt
import uuid

from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse

SCHEMA = 1
BESIDE = "beside"
"""Where a snapshot keeps what belongs to the stored row alone; no part of the record."""


def episode_to_json(record: EpisodeRecord) -> dict:
    """The record with instants as ISO 8601 text and the uid as text."""
    data = dataclasses.asdict(record)
    for name, value in data.items():
        if isinstance(value, dt.datetime):
            data[name] = value.astimezone(dt.UTC).isoformat()
        elif isinstance(value, uuid.UUID):
            data[name] = str(value)
    return data


def episode_from_json(data: dict, schema: int = SCHEMA) -> EpisodeRecord:
    """The record that `episode_to_json` wrote. Raises ValueError for a schema it does not know."""
    if schema != SCHEMA:
        raise ValueError(f"a snapshot of schema {schema}; this version reads {SCHEMA}")
    values = {name: value for name, value in data.items() if name != BESIDE}
    for name in ("started_at", "ended_at", "logged_at", "edited_at"):
        values[name] = dt.datetime.fromisoformat(values[name]) if values[name] else None
    values["uid"] = uuid.UUID(values["uid"])
    values["regions"] = tuple(RegionMark(**mark) for mark in values["regions"])
    values["relief"] = tuple(ReliefUse(**use) for use in values["relief"])
    for name in ("suspected_factors", "also_noticed"):
        values[name] = tuple(values[name])
    # Snapshots of before there were such questions do not have it.
    values["follow_up"] = tuple((question, answer) for question, answer in values.get("follow_up", ()))
    return EpisodeRecord(**values)
