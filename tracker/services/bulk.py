"""Writes of many records at once: what an import, a restore and the demo account share. All of them, or none."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from django.contrib.auth.models import User

from tracker.days import FOUR_O_CLOCK, ONE_DAY, DayStarts
from tracker.models import Day, DayFactor, Episode, Import, ImportedRow, Pause
from tracker.records.day import DAY_VALUES, DayRecord
from tracker.records.episode import EPISODE_INSTANTS, EpisodeRecord, canonical
from tracker.services.derived import whole_second
from tracker.services.digests import digest_of, digest_of_pause
from tracker.services.episode_rows import DETAIL_TABLES, detail_values, row_values
from tracker.services.staging import StagedRows, staging
from tracker.services.versions import diary_write, renew_data_version
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

    @property
    def new(self) -> int:
        """Rows of all kinds that were added."""
        return self.episodes + self.days + self.pauses


def insert_records(
    owner: User,
    episodes: Iterable[EpisodeRecord] = (),
    days: Iterable[DayRecord] = (),
    *,
    now: dt.datetime,
    starts: DayStarts = FOUR_O_CLOCK,
    before: Callable[[], None] = lambda: None,
    made_by: Callable[[Inserted], Import] | None = None,
) -> Inserted:
    """Adds what the person's diary does not have yet, whole or not at all; what it has is left as it is.

    An entry is known by its uid, a day by its date, so inserting the same records again changes nothing. `now` stands
    where a record does not say when it was logged. Days of which nothing was said make no row; a stretch of days with
    the state `paused` makes a pause. Takes the records one batch at a time. Raises IntegrityError for a record that
    is not valid.

    `before` is called in the same transaction before anything is written. `made_by` is for what can be undone: called
    in it if anything was new, it stores the import, and what each row said is kept beside it.
    """
    with staging() as table:
        entries = _StagedEntries(table, owner, starts, with_undo=made_by is not None)
        known_episodes = entries.add(episodes, now)
        answered = _StagedDays(table, owner, with_undo=made_by is not None)
        known_days = answered.add(days, now)
        # All is made by now: others wait for their turn to write no longer than it takes to copy it.
        with diary_write(owner):
            before()
            known_episodes += entries.rows.drop_known()
            known_days += answered.rows.drop_known()
            new_episodes, new_days = entries.insert(), answered.insert()
            pauses = _insert_pauses(owner, answered.paused)
            inserted = Inserted(new_episodes, new_days, len(pauses), known_episodes, known_days)
            if inserted.new:
                renew_data_version(owner)
                if made_by:
                    _keep_for_undo(made_by(inserted), (entries.undo_rows, answered.undo_rows), pauses)
    return inserted


def _keep_for_undo(made_by: Import, staged: Iterable[StagedRows | None], pauses: Iterable[Pause]) -> None:
    for rows in staged:
        if rows:
            rows.insert(made_by_id=made_by.pk)
    ImportedRow.objects.bulk_create(
        ImportedRow(made_by=made_by, kind=ImportedRow.PAUSE, key=str(pause.pk), digest=digest_of_pause(pause))
        for pause in pauses
    )


def _undo_row(kind: str, uid: uuid.UUID, record: EpisodeRecord | DayRecord) -> dict[str, str]:
    return {"kind": kind, "key": str(uid), "digest": digest_of(record)}


def _batches(records: Iterable[_Record]) -> Iterator[list[_Record]]:
    left = iter(records)
    while batch := list(islice(left, _BATCH)):
        yield batch


class _StagedEntries:
    """Entries with their details, on their way into the diary."""

    def __init__(self, table: Callable[..., StagedRows], owner: User, starts: DayStarts, *, with_undo: bool):
        self.rows = table(Episode, key=("uid",))
        self.undo_rows = table(ImportedRow, parent=self.rows) if with_undo else None
        self._details = {
            name: table(kind.model, parent=self.rows, link="episode") for name, kind in DETAIL_TABLES.items()
        }
        self._owner, self._starts = owner, starts

    def add(self, records: Iterable[EpisodeRecord], now: dt.datetime) -> int:
        """Stages the records, each uid once. Returns how many came again."""
        uids: set[uuid.UUID] = set()
        again = 0
        for batch in _batches(records):
            fresh = [_as_stored(record, now) for record in {record.uid: record for record in batch}.values()]
            fresh = [record for record in fresh if record.uid not in uids]
            uids.update(record.uid for record in fresh)
            again += len(batch) - len(fresh)
            owner = {"owner_id": self._owner.pk}
            rows = [owner | row_values(record, self._starts) for record in fresh]
            places = self.rows.add((0, row) for row in rows)
            if self.undo_rows:
                undo_rows = (_undo_row(ImportedRow.EPISODE, record.uid, record) for record in fresh)
                self.undo_rows.add(zip(places, undo_rows, strict=True))
            for name, details in self._details.items():
                details.add(
                    (place, detail)
                    for place, row, record in zip(places, rows, fresh, strict=True)
                    for detail in detail_values(name, record, row["logged_at"])
                )
        return again

    def insert(self) -> int:
        """Writes them. Returns how many entries were new."""
        new = self.rows.insert()
        for details in self._details.values():
            details.insert()
        return new


def _as_stored(record: EpisodeRecord, now: dt.datetime) -> EpisodeRecord:
    """The record in canonical order and whole seconds, with the time it was logged."""
    record = canonical(record if record.logged_at else replace(record, logged_at=now))
    instants: dict[str, Any] = {name: whole_second(getattr(record, name)) for name in EPISODE_INSTANTS}
    return replace(record, **instants)


class _StagedDays:
    """Days with what was answered of factors, on their way into the diary."""

    def __init__(self, table: Callable[..., StagedRows], owner: User, *, with_undo: bool):
        self.rows = table(Day, key=("date",))
        self.undo_rows = table(ImportedRow, parent=self.rows) if with_undo else None
        self._factors = table(DayFactor, parent=self.rows, link="day")
        self._owner = owner
        self.paused: list[dt.date] = []
        """Dates that are paused."""

    def add(self, records: Iterable[DayRecord], now: dt.datetime) -> int:
        """Stages the records, each date once. Returns how many came again."""
        dates: set[dt.date] = set()
        again = 0
        for batch in _batches(records):
            self.paused.extend(record.date for record in batch if record.state == PAUSED)
            # Without a zone nothing was said of the day: its state follows from what is around it.
            by_date = {record.date: record for record in batch if record.time_zone}
            fresh = [record for date, record in by_date.items() if date not in dates]
            dates.update(record.date for record in fresh)
            again += len(by_date) - len(fresh)
            rows = [_day(self._owner, record) for record in fresh]
            places = self.rows.add((0, row) for row in rows)
            if self.undo_rows:
                undo_rows = (
                    _undo_row(ImportedRow.DAY, row["uid"], replace(record, answered_at=row["answered_at"]))
                    for row, record in zip(rows, fresh, strict=True)
                )
                self.undo_rows.add(zip(places, undo_rows, strict=True))
            self._factors.add(
                (place, {"code": code, "is_yes": is_yes, "first_answered_at": row["answered_at"] or whole_second(now)})
                for place, row, record in zip(places, rows, fresh, strict=True)
                for code, is_yes in record.factors
            )
        return again

    def insert(self) -> int:
        """Writes them. Returns how many days were new."""
        new = self.rows.insert()
        self._factors.insert()
        return new


def _day(owner: User, record: DayRecord) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in DAY_VALUES}
    return values | {"owner_id": owner.pk, "uid": uuid.uuid4(), "answered_at": whole_second(record.answered_at)}


def _insert_pauses(owner: User, dates: list[dt.date]) -> list[Pause]:
    """Pauses over the runs of dates that no pause of the person covers yet. Returns those that were made."""
    if not dates:
        return []
    there = list(Pause.objects.filter(owner=owner).values_list("from_on", "to_on"))
    uncovered = sorted({d for d in dates if not any(a <= d and (b is None or d <= b) for a, b in there)})
    runs: list[list[dt.date]] = []
    for date in uncovered:
        if runs and date - runs[-1][1] == ONE_DAY:
            runs[-1][1] = date
        else:
            runs.append([date, date])
    return Pause.objects.bulk_create(Pause(owner=owner, from_on=first, to_on=last) for first, last in runs)
