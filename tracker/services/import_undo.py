"""Undo of an import: within 30 days, exactly the rows that it added and that nobody has changed since."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import QuerySet

from tracker.models import Day, DayFactor, Episode, Import, ImportedRow, Pause, Preferences
from tracker.querysets import DayQuerySet
from tracker.records.day import DAY_VALUES, DayRecord
from tracker.selectors.person import Person
from tracker.services.digests import digest_of, digest_of_pause
from tracker.services.episode_rows import DETAIL_TABLES
from tracker.services.evidence import factor_write
from tracker.services.export import episode_records
from tracker.services.revisions import UNDO_AGE
from tracker.services.versions import renew_data_version

_BLOCK = 500
_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class Untouched:
    """Keys of the rows of an import that say what they said then, and how many do not."""

    episodes: list[int]
    days: list[int]
    pauses: list[int]
    changed: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did."""

    removed: int
    kept: int
    """Rows that stay, since they were changed."""


def imports_of(owner: User) -> QuerySet[Import]:
    """The owner's imports, the latest first."""
    return Import.objects.filter(owner=owner)


def can_undo(made: Import, *, now: dt.datetime) -> bool:
    """True for 30 days, once."""
    return made.undone_at is None and made.at >= now - UNDO_AGE


def undo_import(person: Person, made: Import, *, now: dt.datetime) -> Undone | None:
    """Removes the rows of the import that were not changed, whole or not at all. None if it can no longer be undone."""
    owner = person.owner
    if not can_undo(made, now=now):
        return None
    # Reading ten years takes longer than others should wait, so it comes first.
    version, untouched = _version(owner), _untouched(owner, made)
    with factor_write(person, now):
        if not Import.objects.filter(owner=owner, pk=made.pk, undone_at=None).exists():
            return None
        if _version(owner) != version:
            # Somebody wrote meanwhile.
            untouched = _untouched(owner, made)
        _delete_episodes(owner, untouched.episodes)
        for keys in _blocks(untouched.days):
            Day.objects.of(owner).filter(pk__in=keys).delete()
        Pause.objects.filter(owner=owner, pk__in=untouched.pauses).delete()
        ImportedRow.objects.filter(made_by=made).delete()
        Import.objects.filter(owner=owner, pk=made.pk).update(undone_at=now, kept=untouched.changed)
        purge_imported_rows(owner, now=now)
        renew_data_version(owner)
    return Undone(len(untouched.episodes) + len(untouched.days) + len(untouched.pauses), untouched.changed)


def _delete_episodes(owner: User, keys: list[int]) -> None:
    """Without a look at each row and at what hangs on it, which would hold the others up four times as long."""
    episodes = Episode.objects.of(owner).filter(pk__among=keys)
    for table in DETAIL_TABLES.values():
        details = table.model._default_manager.filter(episode__in=episodes.values("pk"))
        details._raw_delete(details.db)
    episodes._raw_delete(episodes.db)


def purge_imported_rows(owner: User, *, now: dt.datetime) -> int:
    """Removes what undos need that can no longer be made. Returns how many rows that were."""
    return ImportedRow.objects.filter(made_by__owner=owner, made_by__at__lt=now - UNDO_AGE).delete()[0]


def stored_days(days: DayQuerySet) -> Iterator[tuple[Day, DayRecord]]:
    """The days of the query, each with its record. Two queries."""
    rows = list(days)
    factors: dict[int, list[tuple[str, bool]]] = {}
    answers = DayFactor.objects.filter(day__in=rows).order_by("code").values_list("day", "code", "is_yes")
    for day, code, is_yes in answers:
        factors.setdefault(day, []).append((code, is_yes))
    for row in rows:
        values: dict[str, Any] = {name: getattr(row, name) for name in DAY_VALUES}
        yield row, DayRecord(**values, factors=tuple(factors.get(row.pk, ())))


def _version(owner: User) -> int | None:
    return Preferences.objects.filter(owner=owner).values_list("data_version", flat=True).first()


def _untouched(owner: User, made: Import) -> Untouched:
    episodes: list[int] = []
    days: list[int] = []
    pauses: list[int] = []
    there = 0
    for digests in _digests(made, ImportedRow.EPISODE):
        stored = Episode.objects.of(owner).filter(uid__among=[uuid.UUID(key) for key in digests])
        keys = dict(stored.order_by().values_list("uid", "pk"))
        for record in episode_records(owner, stored):
            there += 1
            if digest_of(record) == digests[str(record.uid)]:
                episodes.append(keys[record.uid])
    for digests in _digests(made, ImportedRow.DAY):
        for row, day in stored_days(Day.objects.of(owner).filter(uid__in=list(digests))):
            there += 1
            if digest_of(day) == digests[str(row.uid)]:
                days.append(row.pk)
    for digests in _digests(made, ImportedRow.PAUSE):
        for pause in Pause.objects.filter(owner=owner, pk__in=map(int, digests)):
            there += 1
            if digest_of_pause(pause) == digests[str(pause.pk)]:
                pauses.append(pause.pk)
    return Untouched(episodes, days, pauses, there - len(episodes) - len(days) - len(pauses))


def _digests(made: Import, kind: str) -> Iterator[dict[str, str]]:
    """What rows of the import said, by key, some hundred at a time."""
    rows = ImportedRow.objects.filter(made_by=made, kind=kind).order_by("pk").values_list("key", "digest")
    return map(dict, _blocks(rows))


def _blocks(each: Iterable[_Each]) -> Iterator[list[_Each]]:
    gathered = list(each)
    return (gathered[at : at + _BLOCK] for at in range(0, len(gathered), _BLOCK))
