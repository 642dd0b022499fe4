"""A CSV file on its way into the diary: what it would do, and then all of it or nothing.

Nothing that is there is ever overwritten. An entry is known by its uid, a day by its date.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from tracker.days import ONE_DAY, wall_clock
from tracker.exchange.errors import RowError
from tracker.exchange.foreign import Answers, ImportFile, ImportRow, LeftOut
from tracker.models import Day, Episode, Import, OwnTerm, Pause, Revision
from tracker.models.imported import FILE_NAME_LENGTH
from tracker.records.day import DAY_ANSWERS, DayRecord
from tracker.records.episode import EPISODE_ANSWERS, EpisodeRecord
from tracker.selectors.person import Person
from tracker.services.archive import MOST_SHOWN, Compared, Differing
from tracker.services.bulk import Inserted, insert_records
from tracker.services.change_looks import store_due_changes
from tracker.services.evidence import close_due_blocks
from tracker.services.export import episode_records
from tracker.services.import_answers import own_terms_of
from tracker.services.import_undo import purge_imported_rows, stored_days
from tracker.services.revisions import deletions
from tracker.vocabulary.day import PAUSED

EPISODES_FILE, DAYS_FILE = "episodes", "days"
"""Codes of our own files."""
MOST_ERRORS = 50
"""So many are shown, and the number of the rest is said."""
MOST_LINES = 5
_BLOCK = 500
_episode_answers = attrgetter(*EPISODE_ANSWERS)


@dataclass(slots=True)
class LeftOutRows:
    """Rows that are left out for one reason."""

    count: int = 0
    lines: list[int] = field(default_factory=list)
    """The first of them in the file."""


@dataclass(slots=True)
class ImportCheck:
    """How a file stands to the diary."""

    entries: Compared = field(default_factory=Compared)
    days: Compared = field(default_factory=Compared)
    paused: Compared = field(default_factory=Compared)
    """Days that are paused."""
    equal: int = 0
    """Rows that say the same as an earlier one of the file; they are added, too."""
    first_on: dt.date | None = None
    last_on: dt.date | None = None
    """When the entries of the file are, by the clocks where they were."""
    left_out: dict[str, LeftOutRows] = field(default_factory=dict)
    """By the words that say why."""
    errors: list[RowError] = field(default_factory=list)
    """The first ones."""
    error_count: int = 0

    @property
    def new(self) -> int:
        """How much the file would add."""
        return self.entries.new + self.days.new + self.paused.new

    def add_error(self, error: RowError) -> None:
        """Counts an error, and keeps the first ones."""
        self.error_count += 1
        if len(self.errors) < MOST_ERRORS:
            self.errors.append(error)

    def add_left_out(self, words: str, line: int = 0) -> None:
        """Counts a row that adds nothing; `line` is 0 where that does not help to see it."""
        rows = self.left_out.setdefault(words, LeftOutRows())
        rows.count += 1
        if line and len(rows.lines) < MOST_LINES:
            rows.lines.append(line)


class ImportHasErrorsError(ValueError):
    """The file has an error, so nothing of it was imported; `check` has them."""

    def __init__(self, check: ImportCheck):
        super().__init__(f"{check.error_count} errors")
        self.check = check


def check_import(person: Person, file: ImportFile, answers: Answers, *, now: dt.datetime) -> ImportCheck:
    """What an import would do. Writes nothing. Raises ValueError where an answer is missing that the file needs."""
    check = ImportCheck()
    for _record in _new_records(person.owner, _rows(file, answers, now), check, now):
        pass
    return check


def run_import(
    person: Person, file: ImportFile, answers: Answers, file_name: str, *, now: dt.datetime
) -> Import | None:
    """Adds what the diary lacks, whole or not at all, in one transaction with what an undo needs.

    None if nothing was new. Raises ImportHasErrorsError, and ValueError as `check_import` does.
    """
    made: list[Import] = []
    check = ImportCheck()

    def make(inserted: Inserted) -> Import:
        purge_imported_rows(person.owner, now=now)
        OwnTerm.objects.bulk_create(own_terms_of(person.owner, answers), ignore_conflicts=True)
        counts = {"entries": inserted.episodes, "days": inserted.days, "pauses": inserted.pauses}
        name = file_name.replace("\0", "")[:FILE_NAME_LENGTH]
        made.append(Import.objects.create(owner=person.owner, at=now, code=file.code, file_name=name, **counts))
        return made[-1]

    def close_blocks() -> None:
        # As before any write of entries: what is due is said of the diary as it was.
        if check.new:
            store_due_changes(person, now)
            close_due_blocks(person, now)

    is_days = file.code == DAYS_FILE
    records: Any = _without_errors(person, _rows(file, answers, now), check, now)
    episodes, days = ((), records) if is_days else (records, ())
    insert_records(person.owner, episodes, days, now=now, starts=person.starts, before=close_blocks, made_by=make)
    return made[0] if made else None


def _rows(file: ImportFile, answers: Answers, now: dt.datetime) -> Iterator[ImportRow]:
    # Wherever the person is, it is no later than this.
    return file.records(answers, now + ONE_DAY)


def _without_errors(
    person: Person, rows: Iterable[ImportRow], check: ImportCheck, now: dt.datetime
) -> Iterator[EpisodeRecord | DayRecord]:
    """The new records, counted in `check`; at the end of a file with an error ImportHasErrorsError, before anything of
    it is written."""
    yield from _new_records(person.owner, rows, check, now)
    if check.error_count:
        raise ImportHasErrorsError(check)


def _new_records(
    owner: User, rows: Iterable[ImportRow], check: ImportCheck, now: dt.datetime
) -> Iterator[EpisodeRecord | DayRecord]:
    """What the diary lacks, a block of rows at a time; everything is counted in `check`."""
    episodes, days = _Episodes(owner, check, now), _Days(owner, check)
    left = iter(rows)
    while block := list(islice(left, _BLOCK)):
        entries: list[EpisodeRecord] = []
        answered: list[DayRecord] = []
        for row in block:
            if isinstance(row, RowError):
                check.add_error(row)
            elif isinstance(row, LeftOut):
                check.add_left_out(row.message, row.line)
            elif isinstance(row, DayRecord):
                answered.append(row)
            else:
                entries.append(row)
        yield from episodes.new(entries)
        yield from days.new(answered)


def _compare(compared: Compared, record: EpisodeRecord | DayRecord, fields: tuple[str, ...]) -> None:
    """Counts a record that the diary has; `fields`: what it says otherwise."""
    if not fields:
        compared.known += 1
        return
    compared.differs += 1
    if len(compared.differing) < MOST_SHOWN:
        compared.differing.append(Differing(record.as_data(), fields))


def _other_fields(names: tuple[str, ...], values: tuple[Any, ...], stored: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(name for name, one, other in zip(names, values, stored, strict=True) if one != other)


class _Episodes:
    """Sorts entries out."""

    def __init__(self, owner: User, check: ImportCheck, now: dt.datetime):
        self._owner, self._check, self._now = owner, check, now
        self._seen: set[int] = set()

    def new(self, records: list[EpisodeRecord]) -> Iterator[EpisodeRecord]:
        """Those that the diary lacks."""
        if not records:
            return
        uids = [record.uid for record in records]
        stored = {
            record.uid: _episode_answers(record)
            for record in episode_records(self._owner, Episode.objects.of(self._owner).filter(uid__among=uids))
        }
        deleted = deletions(self._owner, Revision.EPISODE, self._now).filter(uid__among=uids)
        deleted_uids = set(deleted.order_by().values_list("uid", flat=True))
        for record in records:
            self._look_at(record)
            answers = _episode_answers(record)
            if record.uid in stored:
                _compare(self._check.entries, record, _other_fields(EPISODE_ANSWERS, answers, stored[record.uid]))
            elif record.uid in deleted_uids:
                self._check.add_left_out(
                    _("You deleted this entry in the last 30 days. You can bring it back under Deleted entries.")
                )
            else:
                self._check.entries.new += 1
                yield record

    def _look_at(self, record: EpisodeRecord) -> None:
        check, on = self._check, wall_clock(record.started_at, record.time_zone).date()
        check.first_on, check.last_on = min(check.first_on or on, on), max(check.last_on or on, on)
        said_before = hash(_episode_answers(record))
        check.equal += said_before in self._seen
        self._seen.add(said_before)


class _Days:
    """Sorts days out."""

    def __init__(self, owner: User, check: ImportCheck):
        self._owner, self._check = owner, check
        self._pauses: list[tuple[dt.date, dt.date | None]] | None = None

    def new(self, records: list[DayRecord]) -> Iterator[DayRecord]:
        """Those that the diary lacks, and those that are paused."""
        if not records:
            return
        if self._pauses is None:
            self._pauses = list(Pause.objects.filter(owner=self._owner).values_list("from_on", "to_on"))
        there = Day.objects.of(self._owner).filter(date__in=[record.date for record in records])
        stored = {record.date: _day_answers(record) for _day, record in stored_days(there)}
        for record in records:
            if record.state == PAUSED or record.time_zone:
                yield from self._new(record, stored.get(record.date))
            else:
                self._check.add_left_out(_("Nothing was answered on this day."))

    def _new(self, record: DayRecord, stored: tuple[Any, ...] | None) -> Iterator[DayRecord]:
        is_new = bool(record.time_zone) and stored is None
        if is_new:
            self._check.days.new += 1
        elif record.time_zone and stored is not None:
            _compare(self._check.days, record, _other_fields(DAY_ANSWERS, _day_answers(record), stored))
        if record.state == PAUSED:
            self._check.paused.known += self._is_covered(record.date)
            self._check.paused.new += not self._is_covered(record.date)
        if is_new or record.state == PAUSED:
            yield record

    def _is_covered(self, date: dt.date) -> bool:
        """True if the day is paused already."""
        return any(first <= date and (last is None or date <= last) for first, last in self._pauses or ())


def _day_answers(record: DayRecord) -> tuple[Any, ...]:
    # A file has factors in the order of the vocabulary, a table in none.
    return tuple(sorted(record.factors) if name == "factors" else getattr(record, name) for name in DAY_ANSWERS)
