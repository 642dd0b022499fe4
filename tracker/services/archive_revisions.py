"""What a revision in an archive holds: a row of another kind, as it was. It must fit as that row itself must."""

import uuid
from typing import Any

from tracker.exchange.archive import ENTRIES, RowData
from tracker.models import Revision
from tracker.records.episode import EPISODE_SCHEMA, EPISODE_VALUES, EpisodeRecord
from tracker.records.fields import INSTANT
from tracker.services.day_revisions import DAY_REVISION
from tracker.services.episode_rows import DETAIL_TABLES
from tracker.services.episodes import BESIDE

_KINDS = {
    Revision.EPISODE: ENTRIES,
    Revision.DAY: "days",
    Revision.PROFILE: "profile",
    Revision.QUESTION: "questions",
    Revision.VISIT: "visits",
}
SCHEMAS = dict.fromkeys(_KINDS, 1) | {Revision.EPISODE: EPISODE_SCHEMA, Revision.DAY: DAY_REVISION.schema}


def row_of_revision(row: RowData) -> tuple[str, RowData]:
    """The kind and the row that a revision keeps, as an archive writes it. Raises KeyError, TypeError, AttributeError
    or ValueError for a snapshot that no page could read."""
    kind, snapshot = row["kind"], row["snapshot"]
    if kind == Revision.EPISODE:
        return ENTRIES, _entry(row["uid"], snapshot)
    inner = snapshot | {"uid": row["uid"]}
    if kind == Revision.VISIT:
        for uid in inner.pop("questions"):
            uuid.UUID(uid)
    return _KINDS[kind], inner


def _entry(uid: str, snapshot: dict[str, Any]) -> RowData:
    record = EpisodeRecord.from_data(snapshot)
    if str(record.uid) != uid:
        raise ValueError("a snapshot of another entry")
    data = record.as_data()
    row: RowData = {name: data[name] for name in EPISODE_VALUES}
    for name, table in DETAIL_TABLES.items():
        row[table.rows] = [dict(zip(table.columns, table.values(item), strict=True)) for item in getattr(record, name)]
    beside = snapshot.get(BESIDE, {"leave_open": False, "safety_said_at": None, "answered": []})
    row["leave_open"], row["safety_said_at"] = beside["leave_open"], beside["safety_said_at"]
    row["arrived_at"] = beside.get("arrived_at")
    answered = {(question, answer): INSTANT.from_data(at) for question, answer, at in beside["answered"]}
    for each in row["follow_ups"]:
        answered_at = answered.get((each["question"], each["answer"]))
        each["answered_at"] = INSTANT.as_data(answered_at) if answered_at else row["logged_at"]
    return row
