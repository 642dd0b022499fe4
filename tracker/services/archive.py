"""Everything that a person has told spasmlog as one file, and back: written, compared, added where it is missing.

Nothing that is there is ever overwritten. In a diary with nothing in it, the settings that it began with give way to
those of the file.
"""

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, models

from tracker.exchange.archive import FORMAT, Archive, ArchiveHead, RowData, damaged, newer, read_me_text
from tracker.exchange.archive import write_archive as archive_of
from tracker.models import Day, Episode, Pause, Preferences, ProfileItem, Question, Revision, ShareLink, Visit
from tracker.selectors.person import Person, day_starts
from tracker.services.archive_checks import record_of_row
from tracker.services.archive_kinds import ARCHIVE_KINDS, KINDS_BY_NAME, Kind, Part
from tracker.services.archive_rows import BLOCK, checked, completed, rows_known, rows_of, values_of
from tracker.services.derived import derived_fields, whole_second
from tracker.services.export import stream_days, stream_episodes
from tracker.services.revisions import UNDO_AGE
from tracker.services.versions import diary_write, renew_data_version
from tracker.vocabulary.profile import BEGAN
from tracker.vocabulary.terms import NONE_OF_THESE

MOST_SHOWN = 20
"""Rows of a kind that differ and are named one by one."""


# Out


def stream_archive(person: Person, name: str, app_version: str, *, now: dt.datetime) -> Iterator[bytes]:
    """The archive of the person, called `name` in it, in pieces; a block of rows at a time is in memory."""
    now = whole_second(now)
    head = ArchiveHead(FORMAT, app_version, now)
    return archive_of(
        head,
        ((kind.name, _written(person.owner, kind, now)) for kind in ARCHIVE_KINDS),
        episodes=stream_episodes(person.owner, Episode.objects.of(person.owner)),
        days=stream_days(person, person.today(now)),
        read_me=read_me_text(head, name),
    )


def _written(owner: User, kind: Kind, now: dt.datetime) -> Iterator[RowData]:
    rows = rows_of(owner, kind)
    if kind.model is ShareLink:
        return (_ended(row, now) for row in rows)
    if kind.model is Revision:
        return (row for row in rows if dt.datetime.fromisoformat(row["at"]) >= now - UNDO_AGE)
    return rows


def _ended(row: RowData, now: dt.datetime) -> RowData:
    """The link as it comes back: turned off at the latest when it was written, since nobody can open it any more."""
    made_at = dt.datetime.fromisoformat(row["made_at"])
    if row["revoked_at"] or now >= made_at + dt.timedelta(days=row["days"]):
        return row
    return row | {"revoked_at": max(now, made_at).isoformat()}


# Compared


@dataclass(frozen=True, slots=True)
class Differing:
    """A row of the file that the diary has in another version."""

    row: RowData
    fields: tuple[str, ...]
    """What is another there. Empty where nothing has its key, but the two cannot stand beside each other."""


@dataclass(slots=True)
class Compared:
    """How the rows of one kind in a file stand to those in the diary."""

    new: int = 0
    known: int = 0
    differs: int = 0
    differing: list[Differing] = field(default_factory=list)
    """The first of those that differ."""


@dataclass(frozen=True, slots=True)
class ArchiveComparison:
    """What a restore would do, or did."""

    by_kind: dict[str, Compared]
    is_into_empty: bool

    @property
    def new(self) -> int:
        """Rows of all kinds that the diary does not have."""
        return sum(each.new for each in self.by_kind.values())

    @property
    def differs(self) -> int:
        """Rows of all kinds that are there and say something else."""
        return sum(each.differs for each in self.by_kind.values())


def is_empty(owner: User) -> bool:
    """True if nothing was ever told; what a person chose in the settings does not count."""
    kinds = (kind.model._default_manager for kind in ARCHIVE_KINDS if not kind.is_setting)
    return not any(rows.filter(owner=owner).exists() for rows in kinds)


def compare(owner: User, archive: Archive) -> ArchiveComparison:
    """What a restore would do. Reads the whole file: raises ArchiveError if a row of it cannot be stored."""
    comparison = _nothing_yet(owner)
    for kind, rows in _blocks(archive):
        _sort_out(owner, kind, rows, comparison)
    return comparison


def _nothing_yet(owner: User) -> ArchiveComparison:
    return ArchiveComparison({kind.name: Compared() for kind in ARCHIVE_KINDS}, is_empty(owner))


def _blocks(archive: Archive, *, is_new: bool = True) -> Iterator[tuple[Kind, list[RowData]]]:
    """Rows of one kind, some hundred at a time, checked unless the file was read before.

    A row that stands twice in it is an error.
    """
    order = iter(ARCHIVE_KINDS)
    for name, group in groupby(archive.rows(), key=itemgetter(0)):
        kind = KINDS_BY_NAME.get(name)
        if kind is None:
            raise newer()
        # Looked for among those that have not come yet.
        if kind not in order:
            raise damaged(f"{name} stands too late")
        keys: set[tuple[Any, ...]] = set()
        uids: set[str] = set()
        while block := [row for _name, row in islice(group, BLOCK)]:
            rows = checked(kind, block) if is_new else [completed(kind, row) for row in block]
            if kind.is_unique:
                _add_each_once(keys, [kind.key_of(row) for row in rows], name)
                _add_each_once(uids, [row["uid"] for row in rows if "uid" in row], name)
            yield kind, rows


def _add_each_once(seen: set[Any], added: list[Any], name: str) -> None:
    before = len(seen)
    seen.update(added)
    if len(seen) < before + len(added):
        raise damaged(f"{name}: a row stands there twice")


def _sort_out(owner: User, kind: Kind, rows: list[RowData], comparison: ArchiveComparison) -> list[RowData]:
    """Counts the rows, and gives those that the diary lacks."""
    if comparison.is_into_empty:
        comparison.by_kind[kind.name].new += len(rows)
        return rows
    compared = comparison.by_kind[kind.name]
    known, clashes = rows_known(owner, kind, rows), _clashes(owner, kind)
    fresh = []
    for row in rows:
        there = known.get(kind.key_of(row), [])
        if kind.compared(row) in map(kind.compared, there):
            compared.known += 1
        elif (there and kind.is_unique) or clashes(row):
            compared.differs += 1
            if len(compared.differing) < MOST_SHOWN:
                compared.differing.append(Differing(row, _other_fields(kind, row, there)))
        else:
            compared.new += 1
            fresh.append(row)
    return fresh


def _other_fields(kind: Kind, row: RowData, there: list[RowData]) -> tuple[str, ...]:
    """The fields that the first row of the same key has otherwise."""
    names = [name for name in row if name not in kind.not_compared]
    return tuple(name for name in names for other in there[:1] if row[name] != other[name])


def _clashes(owner: User, kind: Kind) -> Callable[[RowData], bool]:
    """What tells that a row cannot stand beside those of the diary, though none has its key."""
    if kind.model is Pause:
        pauses = list(Pause.objects.filter(owner=owner).values_list("from_on", "to_on"))
        return lambda row: any(_share_a_day(row, first, last) for first, last in pauses)
    if kind.model is ProfileItem:
        items = list(ProfileItem.objects.of(owner).values_list("kind", "code"))
        return lambda row: any(_contradict(row, name, code) for name, code in items)
    return lambda row: False


def _share_a_day(row: RowData, first: dt.date, last: dt.date | None) -> bool:
    """Two pauses never do."""
    to_on = row["to_on"] or dt.date.max.isoformat()
    return row["from_on"] <= (last or dt.date.max).isoformat() and first.isoformat() <= to_on


def _contradict(row: RowData, kind: str, code: str) -> bool:
    """ "None" and something of that kind; and there is one beginning."""
    return row["kind"] == kind and (NONE_OF_THESE in {row["code"], code} or kind == BEGAN)


# In


def restore(owner: User, archive: Archive, *, now: dt.datetime) -> ArchiveComparison:
    """Adds what the diary lacks, whole or not at all, and says what was done. Raises ArchiveError.

    The file is checked before the transaction begins, so that others wait for the writing alone.
    """
    compare(owner, archive)
    try:
        with diary_write(owner):
            comparison = _nothing_yet(owner)
            if comparison.is_into_empty:
                _clear_settings(owner)
            for kind, rows in _blocks(archive, is_new=False):
                fresh = _sort_out(owner, kind, rows, comparison)
                if fresh:
                    _insert(owner, kind, fresh, now)
            if comparison.new:
                renew_data_version(owner)
    except IntegrityError as error:
        raise damaged(repr(error)) from error
    return comparison


def _clear_settings(owner: User) -> None:
    for kind in ARCHIVE_KINDS:
        if kind.is_setting and kind.model is not Preferences:
            kind.model._default_manager.filter(owner=owner).delete()


def _insert(owner: User, kind: Kind, rows: list[RowData], now: dt.datetime) -> None:
    uids = dict(Visit.objects.of(owner).values_list("uid", "pk")) if kind.model is Question else {}
    if kind.model is Preferences:
        for row in rows:
            Preferences.objects.update_or_create(owner=owner, defaults=values_of(kind, row, uids))
        return
    more = _beside(owner, kind, rows, now)
    made = [kind.model(owner=owner, **values_of(kind, row, uids) | more(row)) for row in rows]
    _insert_parts(kind, kind.model._default_manager.bulk_create(made), rows)


def _insert_parts(kind: Kind | Part, made: list[models.Model], rows: list[RowData]) -> None:
    for part in kind.parts:
        pairs = [(each, detail) for each, row in zip(made, rows, strict=True) for detail in row[part.name]]
        details = [part.model(**{part.of: each}, **values_of(part, detail, {})) for each, detail in pairs]
        if details:
            part.model._default_manager.bulk_create(details)
            _insert_parts(part, details, [detail for _each, detail in pairs])


def _beside(owner: User, kind: Kind, rows: list[RowData], now: dt.datetime) -> Callable[[RowData], dict[str, Any]]:
    """What gives the columns that are in no file, and those that another row has taken."""
    if kind.model is Episode:
        starts = day_starts(owner)
        return lambda row: derived_fields(record_of_row(row), starts)
    if kind.model is Day:
        uids = [row["uid"] for row in rows]
        taken = {str(uid) for uid in Day.objects.of(owner).filter(uid__in=uids).values_list("uid", flat=True)}
        return lambda row: {"uid": uuid.uuid4()} if row["uid"] in taken else {}
    if kind.model is ShareLink:
        return lambda row: _without_secret(row, now)
    return lambda row: {}


def _without_secret(row: RowData, now: dt.datetime) -> dict[str, Any]:
    """A hash of no token that anybody has; and the link is over, whatever the file says."""
    token_hash = hashlib.sha256(secrets.token_bytes()).hexdigest()
    revoked_at = _ended(row, whole_second(now))["revoked_at"]
    return {"token_hash": token_hash, "revoked_at": revoked_at and dt.datetime.fromisoformat(revoked_at)}
