"""An entry as rows: which table holds which list of its record, and both ways between them. What saving, importing and
exporting share; nothing here decides whether to write.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from django.db import models

from tracker.days import FOUR_O_CLOCK, DayStarts
from tracker.models import (
    Episode,
    EpisodeFactor,
    EpisodeFollowUp,
    EpisodeNoticed,
    EpisodeRegion,
    EpisodeRelief,
)
from tracker.records.episode import EPISODE_VALUES, EpisodeRecord, canonical
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse
from tracker.services.derived import derived_fields


@dataclass(frozen=True, slots=True)
class DetailTable:
    """The table that holds one list of an entry, a row for each item."""

    model: type[models.Model]
    rows: str
    """Name of its rows on an Episode."""
    columns: tuple[str, ...]
    item: Callable[..., Any]
    """The item of a row, from the values of these columns."""
    values: Callable[[Any], tuple[str, ...]]
    """The values of these columns, from an item."""


def _code(code: str) -> str:
    return code


def _pair(question: str, answer: str) -> tuple[str, str]:
    return question, answer


def _one(code: str) -> tuple[str]:
    return (code,)


DETAIL_TABLES = {
    "regions": DetailTable(
        EpisodeRegion, "regions", ("region", "side", "text"), RegionMark, attrgetter("region", "side", "text")
    ),
    "suspected_factors": DetailTable(EpisodeFactor, "factors", ("code",), _code, _one),
    "relief": DetailTable(
        EpisodeRelief,
        "relief",
        ("code", "text", "moment", "effect"),
        ReliefUse,
        attrgetter("relief", "text", "moment", "effect"),
    ),
    "also_noticed": DetailTable(EpisodeNoticed, "noticed", ("code",), _code, _one),
    "follow_up": DetailTable(EpisodeFollowUp, "follow_ups", ("question", "answer"), _pair, tuple),
}
"""By field of EpisodeRecord."""


def record_of(episode: Episode) -> EpisodeRecord:
    """The stored entry as a plain record. Five queries for its details."""
    values: dict[str, Any] = {name: getattr(episode, name) for name in EPISODE_VALUES}
    lists: dict[str, Any] = {
        name: tuple(
            table.item(*(getattr(row, column) for column in table.columns))
            for row in getattr(episode, table.rows).all()
        )
        for name, table in DETAIL_TABLES.items()
    }
    return canonical(EpisodeRecord(**values, **lists))


def row_values(record: EpisodeRecord, starts: DayStarts = FOUR_O_CLOCK) -> dict[str, Any]:
    """The columns of the entry's own row, those that are derived too, as keyword arguments of Episode."""
    return {name: getattr(record, name) for name in EPISODE_VALUES} | derived_fields(record, starts)


def detail_values(name: str, record: EpisodeRecord, answered_at: dt.datetime) -> Iterator[dict[str, Any]]:
    """The columns of the rows of that list of the record; `answered_at`: when its safety questions were."""
    table = DETAIL_TABLES[name]
    times = {"answered_at": answered_at} if table.model is EpisodeFollowUp else {}
    for item in getattr(record, name):
        yield dict(zip(table.columns, table.values(item), strict=True)) | times


def insert_details(episode: Episode, record: EpisodeRecord, answered_at: dt.datetime) -> None:
    """Writes the lists of the record; the entry must have no such rows yet."""
    for name, table in DETAIL_TABLES.items():
        rows = [table.model(episode=episode, **values) for values in detail_values(name, record, answered_at)]
        if rows:
            table.model._default_manager.bulk_create(rows)


def replace_details(episode: Episode, record: EpisodeRecord, now: dt.datetime) -> None:
    """Writes the lists of the record in place of those that are stored.

    Answers to safety questions that stay keep their time: what is shared up to an instant shows no later one.
    """
    for table in DETAIL_TABLES.values():
        if table.model is not EpisodeFollowUp:
            getattr(episode, table.rows).all().delete()
    kept = set()
    for row in episode.follow_ups.all():
        if (row.question, row.answer) in record.follow_up:
            kept.add((row.question, row.answer))
        else:
            row.delete()
    fresh = tuple(pair for pair in record.follow_up if pair not in kept)
    insert_details(episode, replace(record, follow_up=fresh), now)
