"""A CSV file of anybody's is recognized here, by its header: ours, an app's, or one whose columns are chosen."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tracker.exchange.apps.bearable import BEARABLE
from tracker.exchange.apps.cluster_headache_tracker import CLUSTER_HEADACHE_TRACKER
from tracker.exchange.apps.daylio import DAYLIO
from tracker.exchange.apps.headi import HEADI
from tracker.exchange.apps.migraine_buddy import MIGRAINE_BUDDY
from tracker.exchange.apps.other import OtherFile
from tracker.exchange.apps.track_and_graph import TRACK_AND_GRAPH
from tracker.exchange.columns import DAY_COLUMN_NAMES, EPISODE_COLUMNS, is_factor_column
from tracker.exchange.csv_files import read_days, read_episodes
from tracker.exchange.errors import RowError
from tracker.exchange.foreign import Answers, ImportFile, ImportRow, MappingQuestion
from tracker.exchange.mapping import ForeignFile
from tracker.exchange.tables import FileTable, open_table
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord
from tracker.vocabulary.lazy_text import LazyText

_ENOUGH_COLUMNS = 3
"""So many columns of ours make a file ours, even if one that it needs is missing: that is an error to name."""

_Reader = Callable[
    [Iterable[str], str, dt.datetime | None], Iterator[EpisodeRecord | RowError] | Iterator[DayRecord | RowError]
]


@dataclass(frozen=True, slots=True)
class _OwnFormat:
    """episodes.csv or days.csv."""

    code: str
    name: LazyText
    columns: frozenset[str]
    """Those that other apps hardly have."""
    needed: frozenset[str]
    is_column: Callable[[str], bool]
    read: _Reader

    def is_header(self, cells: Sequence[str]) -> bool:
        has_only_ours = self.needed <= set(cells) and all(map(self.is_column, cells))
        return has_only_ours or len(self.columns.intersection(cells)) >= _ENOUGH_COLUMNS


_EPISODE_NAMES = frozenset(column.name for column in EPISODE_COLUMNS)
_COMMON_NAMES = frozenset({"id", "date", "count", "kind", "intensity", "relief", "note", "private", "state"})
_OWN_FORMATS = (
    _OwnFormat(
        "episodes",
        pgettext_lazy("what a file holds", "spasmlog, entries"),
        _EPISODE_NAMES - _COMMON_NAMES,
        frozenset({"id", "started_at", "time_zone"}),
        _EPISODE_NAMES.__contains__,
        read_episodes,
    ),
    _OwnFormat(
        "days",
        pgettext_lazy("what a file holds", "spasmlog, days"),
        frozenset(DAY_COLUMN_NAMES) - _COMMON_NAMES,
        frozenset({"date", "time_zone"}),
        lambda name: name in DAY_COLUMN_NAMES or is_factor_column(name),
        read_days,
    ),
)
_APPS = (MIGRAINE_BUDDY, BEARABLE, DAYLIO, TRACK_AND_GRAPH, HEADI, CLUSTER_HEADACHE_TRACKER)


class OwnFile:
    """A file that spasmlog wrote. It asks nothing."""

    def __init__(self, own: _OwnFormat, table: FileTable):
        self._own, self._table = own, table

    @property
    def code(self) -> str:
        return self._own.code

    @property
    def name(self) -> str:
        return str(self._own.name)

    @property
    def signature(self) -> str:
        return self._own.code

    def questions(self, answers: Answers) -> tuple[MappingQuestion, ...]:
        return ()

    def suggestion(self, question: MappingQuestion) -> str | None:
        return None

    def records(self, answers: Answers, until: dt.datetime | None = None) -> Iterator[ImportRow]:
        lines_above = self._table.header_line - 1
        for row in self._own.read(self._table.lines(), self._table.delimiter, until):
            yield replace(row, line=row.line + lines_above) if isinstance(row, RowError) else row


def open_import(file: BinaryIO) -> ImportFile:
    """The file, recognized. It stays the caller's, and must stay open. Raises ImportRefused."""
    table = open_table(file, _is_header)
    for own in _OWN_FORMATS:
        if own.is_header(table.header):
            return OwnFile(own, table)
    app = next((app for app in _APPS if app.is_header(table.header)), None)
    return ForeignFile(app, table) if app else OtherFile(table)


def import_name(code: str) -> str:
    """Whose file it was, by the code that was stored of it."""
    return next((str(each.name) for each in (*_OWN_FORMATS, *_APPS) if each.code == code), _("CSV file"))


def _is_header(cells: Sequence[str]) -> bool:
    return any(each.is_header(cells) for each in (*_OWN_FORMATS, *_APPS))
