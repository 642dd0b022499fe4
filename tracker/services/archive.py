"""Everything that a person has told spasmlog as one file, and such a file compared with what is there.

Nothing that is there is ever overwritten. In a diary with nothing in it, the settings that it began with give way to
those of the file.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.contrib.auth.models import User

from tracker.exchange.archive import FORMAT, Archive, ArchiveHead, RowData, damaged, newer, read_me_text
from tracker.exchange.archive import write_archive as archive_of
from tracker.models import DatedSetting, Episode, Pause, ProfileItem, Revision, ShareLink
from tracker.selectors.person import Person
from tracker.services.archive_kinds import ARCHIVE_KINDS, KINDS_BY_NAME, Kind
from tracker.services.archive_rows import BLOCK, checked, rows_known, rows_of
from tracker.services.constraints import once_keys
from tracker.services.derived import whole_second
from tracker.services.export import stream_days, stream_episodes
from tracker.services.revisions import UNDO_AGE
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
        return (ended(row, now) for row in rows)
    if kind.model is Revision:
        return (row for row in rows if dt.datetime.fromisoformat(row["at"]) >= now - UNDO_AGE)
    return rows


def ended(row: RowData, now: dt.datetime) -> RowData:
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
    comparison = nothing_compared(is_into_empty=is_empty(owner))
    for kind, rows in blocks_of(archive):
        sort_out(owner, kind, rows, comparison)
    return comparison


def nothing_compared(*, is_into_empty: bool) -> ArchiveComparison:
    """What to begin with."""
    return ArchiveComparison({kind.name: Compared() for kind in ARCHIVE_KINDS}, is_into_empty)


def blocks_of(archive: Archive) -> Iterator[tuple[Kind, list[RowData]]]:
    """Rows of one kind, some hundred at a time, checked. Raises ArchiveError, also for a row that comes twice."""
    order = iter(ARCHIVE_KINDS)
    for name, group in groupby(archive.rows(), key=itemgetter(0)):
        kind = KINDS_BY_NAME.get(name)
        if kind is None:
            raise newer()
        # Looked for among those that have not come yet.
        if kind not in order:
            raise damaged(f"{name} stands too late")
        seen: set[Any] = set()
        beside: list[RowData] = []
        while block := [row for _name, row in islice(group, BLOCK)]:
            rows = checked(kind, block)
            if kind.is_unique:
                for row in rows:
                    _add_once(seen, [kind.key_of(row), *once_keys(kind.model, {"owner"}, row).items()], name)
            if kind.stand_together:
                beside += rows
            yield kind, rows
        if kind.stand_together and not kind.stand_together(beside):
            raise damaged(f"{name}: two rows that cannot stand beside each other")


def _add_once(seen: set[Any], added: list[Any], name: str) -> None:
    before = len(seen)
    seen.update(added)
    if len(seen) < before + len(added):
        raise damaged(f"{name}: a row stands there twice")


def sort_out(owner: User, kind: Kind, rows: list[RowData], comparison: ArchiveComparison) -> list[RowData]:
    """Counts the rows, and gives those that the diary lacks and can take."""
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
    if kind.model is DatedSetting:
        # The day of every entry follows from it, of those that are there too.
        return lambda row: bool(row["name"] == DatedSetting.DAY_START_HOUR)
    return lambda row: False


def _share_a_day(row: RowData, first: dt.date, last: dt.date | None) -> bool:
    """Two pauses never do."""
    to_on = row["to_on"] or dt.date.max.isoformat()
    return row["from_on"] <= (last or dt.date.max).isoformat() and first.isoformat() <= to_on


def _contradict(row: RowData, kind: str, code: str) -> bool:
    """ "None" and something of that kind; and there is one beginning."""
    return row["kind"] == kind and (NONE_OF_THESE in {row["code"], code} or kind == BEGAN)
