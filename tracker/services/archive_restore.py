"""An archive back into a diary: what the diary lacks is added, whole or not at all.

All is read, checked, compared and made ready before anybody has to wait (see `staging`). What that rests on is looked
at once more in the transaction: if somebody wrote to this diary meanwhile, it is all done anew.
"""

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import DataError, IntegrityError

from tracker.days import FOUR_O_CLOCK, DayStarts
from tracker.exchange.archive import Archive, RowData, damaged
from tracker.models import DatedSetting, Day, Episode, Pause, Preferences, ProfileItem, ShareLink
from tracker.selectors.person import day_starts
from tracker.services.archive import ArchiveComparison, blocks_of, ended, is_empty, nothing_compared, sort_out
from tracker.services.archive_checks import record_of_row
from tracker.services.archive_kinds import ARCHIVE_KINDS, KINDS_BY_NAME, Kind, Part
from tracker.services.archive_rows import values_of
from tracker.services.derived import derived_fields, whole_second
from tracker.services.staging import StagedRows, staging
from tracker.services.versions import diary_write, renew_data_version


def restore(owner: User, archive: Archive, *, now: dt.datetime) -> ArchiveComparison:
    """Adds what the diary lacks, whole or not at all, and says what was done. Raises ArchiveError."""
    try:
        while True:
            done = _restored(owner, archive, now)
            if done is not None:
                return done
    except (IntegrityError, DataError) as error:
        raise damaged(repr(error)) from error


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the comparison of a file with the diary rests on, beside the rows themselves."""

    is_empty: bool
    starts: DayStarts
    pauses: frozenset[Any]
    profile: frozenset[Any]


def _ground(owner: User) -> _Ground:
    return _Ground(
        is_empty(owner),
        day_starts(owner),
        frozenset(Pause.objects.filter(owner=owner).values_list("from_on", "to_on")),
        frozenset(ProfileItem.objects.of(owner).values_list("kind", "code")),
    )


def _restored(owner: User, archive: Archive, now: dt.datetime) -> ArchiveComparison | None:
    """What was done; None, and nothing was, if the ground has changed before the transaction began."""
    ground = _ground(owner)
    comparison = nothing_compared(is_into_empty=ground.is_empty)
    with staging() as table:
        ready = _Ready(table, owner, ground, now)
        for kind, rows in blocks_of(archive):
            ready.add(kind, sort_out(owner, kind, rows, comparison))
        # Others wait for their turn to write from here on: no longer than it takes to copy the rows.
        with diary_write(owner):
            if _ground(owner) != ground:
                return None
            if ground.is_empty:
                _clear_settings(owner)
            else:
                ready.drop_known(comparison)
            ready.insert()
            if comparison.new:
                renew_data_version(owner)
    return comparison


def _clear_settings(owner: User) -> None:
    for kind in ARCHIVE_KINDS:
        if kind.is_setting and kind.model is not Preferences:
            kind.model._default_manager.filter(owner=owner).delete()


class _Ready:
    """Rows of all kinds on their way into the diary, in the order in which they are written."""

    def __init__(self, table: Callable[..., StagedRows], owner: User, ground: _Ground, now: dt.datetime):
        self._table, self._owner, self._now = table, owner, now
        self._is_empty = ground.is_empty
        # The days of entries are those of the diary; an empty one takes over what the file says of them.
        self._starts = FOUR_O_CLOCK if ground.is_empty else ground.starts
        self._preferences: dict[str, Any] = {}
        self._rows: dict[str, StagedRows] = {}
        self._parts: list[StagedRows] = []
        self._of_part: dict[tuple[StagedRows, str], StagedRows] = {}

    def add(self, kind: Kind, rows: list[RowData]) -> None:
        """Makes the rows ready. Settings come before all that depends on them, as in the file."""
        if not rows:
            return
        if kind.model is Preferences:
            (row,) = rows
            self._preferences = values_of(kind, row)
            return
        if kind.model is DatedSetting and self._is_empty:
            self._take_over_day_starts(rows)
        if kind.name not in self._rows:
            self._rows[kind.name] = self._table(kind.model, key=kind.key)
        more = self._beside(kind, rows)
        made = ({"owner_id": self._owner.pk} | values_of(kind, row) | more(row) for row in rows)
        staged = self._rows[kind.name]
        self._add_parts(kind, staged, staged.add((0, each) for each in made), rows)

    def _take_over_day_starts(self, rows: list[RowData]) -> None:
        hours = [
            (dt.date.fromisoformat(row["from_on"]), int(row["value"]))
            for row in rows
            if row["name"] == DatedSetting.DAY_START_HOUR
        ]
        self._starts = DayStarts(tuple(sorted([*self._starts.changes, *hours])))

    def _add_parts(self, kind: Kind | Part, above: StagedRows, places: list[int], rows: list[RowData]) -> None:
        for part in kind.parts:
            pairs = [(place, each) for place, row in zip(places, rows, strict=True) for each in row[part.name]]
            if not pairs:
                continue
            staged = self._of_part.get((above, part.name))
            if staged is None:
                staged = self._table(part.model, key=part.key, parent=above, link=part.of)
                self._of_part[above, part.name] = staged
                self._parts.append(staged)
            added = staged.add((place, values_of(part, each)) for place, each in pairs)
            self._add_parts(part, staged, added, [each for _place, each in pairs])

    def _beside(self, kind: Kind, rows: list[RowData]) -> Callable[[RowData], dict[str, Any]]:
        """What gives the columns that are in no file, and those that another row has taken."""
        if kind.model is Episode:
            return lambda row: derived_fields(record_of_row(row), self._starts)
        if kind.model is Day:
            uids = [row["uid"] for row in rows]
            stored = Day.objects.of(self._owner).filter(uid__in=uids)
            taken = {str(uid) for uid in stored.values_list("uid", flat=True)}
            return lambda row: {"uid": uuid.uuid4()} if row["uid"] in taken else {}
        if kind.model is ShareLink:
            return lambda row: _without_secret(row, self._now)
        return lambda row: {}

    def drop_known(self, comparison: ArchiveComparison) -> None:
        """Leaves out what came to be known since it was compared."""
        for name, staged in self._rows.items():
            known = staged.drop_known(whole=not KINDS_BY_NAME[name].is_unique)
            comparison.by_kind[name].new -= known
            comparison.by_kind[name].known += known

    def insert(self) -> None:
        """Writes all of it."""
        if self._preferences:
            Preferences.objects.update_or_create(owner=self._owner, defaults=self._preferences)
        for staged in (*self._rows.values(), *self._parts):
            staged.insert()


def _without_secret(row: RowData, now: dt.datetime) -> dict[str, Any]:
    """A hash of no token that anybody has; and the link is over, whatever the file says."""
    token_hash = hashlib.sha256(secrets.token_bytes()).hexdigest()
    revoked_at = ended(row, whole_second(now))["revoked_at"]
    return {"token_hash": token_hash, "revoked_at": revoked_at and dt.datetime.fromisoformat(revoked_at)}
