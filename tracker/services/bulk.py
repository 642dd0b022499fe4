"""Writes of many records at once: what an import, a restore and the demo account share. All of them, or none."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction

from tracker.days import FOUR_O_CLOCK, ONE_DAY, DayStarts
from tracker.models import Day, DayFactor, Episode, Pause
from tracker.records.day import DAY_VALUES, DayRecord
from tracker.records.episode import EPISODE_INSTANTS, EpisodeRecord, canonical
from tracker.services.derived import whole_second
from tracker.services.episode_rows import insert_details, row_values
from tracker.services.versions import renew_data_version
from tracker.vocabulary.day import PAUSED

_BATCH = 500
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Inserted:
    """How many rows were new, and how many records were passed over because the diary has them already."""

    episodes: int = 0
    days: int = 0
    pauses: int = 0
    episodes_known: int = 0
    days_known: int = 0


def insert_records(
    owner: User,
    episodes: Iterable[EpisodeRecord] = (),
    days: Iterable[DayRecord] = (),
    *,
    now: dt.datetime,
    starts: DayStarts = FOUR_O_CLOCK,
) -> Inserted:
    """Adds what the person's diary does not have yet, whole or not at all; what it has is left as it is.

    An entry is known by its uid, a day by its date, so inserting the same records again changes nothing. `now` stands
    where a record does not say when it was logged. Days of which nothing was said make no row; a stretch of days with
    the state `paused` makes a pause. Takes the records one batch at a time. Raises IntegrityError for a record that
    is not valid.
    """
    with transaction.atomic():
        new_episodes, known_episodes = _insert_episodes(owner, episodes, now, starts)
        new_days, known_days, paused = _insert_days(owner, days, now)
        pauses = _insert_pauses(owner, paused)
        if new_episodes or new_days or pauses:
            renew_data_version(owner)
    return Inserted(new_episodes, new_days, pauses, known_episodes, known_days)


def _batches(records: Iterable[_Record]) -> Iterator[list[_Record]]:
    left = iter(records)
    while batch := list(islice(left, _BATCH)):
        yield batch


def _insert_episodes(
    owner: User, records: Iterable[EpisodeRecord], now: dt.datetime, starts: DayStarts
) -> tuple[int, int]:
    new = known = 0
    for batch in _batches(records):
        by_uid = {record.uid: record for record in batch}
        there = set(Episode.objects.of(owner).filter(uid__in=by_uid).values_list("uid", flat=True))
        fresh = [_as_stored(record, now) for uid, record in by_uid.items() if uid not in there]
        rows = Episode.objects.bulk_create(Episode(owner=owner, **row_values(record, starts)) for record in fresh)
        insert_details((row, record, row.logged_at) for row, record in zip(rows, fresh, strict=True))
        new += len(fresh)
        known += len(batch) - len(fresh)
    return new, known


def _as_stored(record: EpisodeRecord, now: dt.datetime) -> EpisodeRecord:
    """The record in canonical order and whole seconds, with the time it was logged."""
    record = canonical(record if record.logged_at else replace(record, logged_at=now))
    instants: dict[str, Any] = {name: whole_second(getattr(record, name)) for name in EPISODE_INSTANTS}
    return replace(record, **instants)


def _insert_days(owner: User, records: Iterable[DayRecord], now: dt.datetime) -> tuple[int, int, list[dt.date]]:
    """(new, known, dates that are paused)."""
    new = known = 0
    paused: list[dt.date] = []
    for batch in _batches(records):
        paused.extend(record.date for record in batch if record.state == PAUSED)
        # Without a zone nothing was said of the day: its state follows from what is around it.
        by_date = {record.date: record for record in batch if record.time_zone}
        there = set(Day.objects.of(owner).filter(date__in=by_date).values_list("date", flat=True))
        fresh = [record for date, record in by_date.items() if date not in there]
        rows = Day.objects.bulk_create(_day(owner, record) for record in fresh)
        DayFactor.objects.bulk_create(
            DayFactor(day=day, code=code, is_yes=is_yes, first_answered_at=day.answered_at or whole_second(now))
            for day, record in zip(rows, fresh, strict=True)
            for code, is_yes in record.factors
        )
        new += len(fresh)
        known += len(by_date) - len(fresh)
    return new, known, paused


def _day(owner: User, record: DayRecord) -> Day:
    values = {name: getattr(record, name) for name in DAY_VALUES}
    return Day(owner=owner, **values | {"answered_at": whole_second(record.answered_at)})


def _insert_pauses(owner: User, dates: list[dt.date]) -> int:
    """Pauses over the runs of dates that no pause of the person covers yet. Returns how many were made."""
    if not dates:
        return 0
    there = list(Pause.objects.filter(owner=owner).values_list("from_on", "to_on"))
    uncovered = sorted({d for d in dates if not any(a <= d and (b is None or d <= b) for a, b in there)})
    runs: list[list[dt.date]] = []
    for date in uncovered:
        if runs and date - runs[-1][1] == ONE_DAY:
            runs[-1][1] = date
        else:
            runs.append([date, date])
    return len(Pause.objects.bulk_create(Pause(owner=owner, from_on=first, to_on=last) for first, last in runs))
