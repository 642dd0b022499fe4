"""The diary as files, streamed: rows are read, written and forgotten a block at a time, however long the diary."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import (
    BooleanField,
    DateTimeField,
    Expression,
    ExpressionWrapper,
    F,
    Max,
    Min,
    QuerySet,
    TextField,
    UUIDField,
)

from tracker.analysis.coverage import STATES, Coverage, day_states
from tracker.days import Period
from tracker.exchange.csv_files import write_days, write_episode_values
from tracker.models import Day, DayFactor, Episode
from tracker.querysets import EpisodeFilter, EpisodeQuerySet, EpochSeconds
from tracker.records.day import DAY_VALUES, DayRecord
from tracker.records.episode import EPISODE_LISTS, EPISODE_VALUES, EpisodeRecord
from tracker.selectors.diary import first_day, load_diary
from tracker.selectors.person import Person
from tracker.services.episode_rows import DETAIL_TABLES, DetailTable
from tracker.vocabulary.day import PAUSED

_FIRST_BLOCK = 100
"""Entries in the first block: few, so that the first byte leaves at once."""
_BLOCK = 1_000
# The same few marks, and the same few lists of them, come again and again.
_remembered = lru_cache(4096)

_Row = tuple[Any, ...]
"""A row: its day, its key, then EPISODE_VALUES as the driver hands them over."""

_DAYS_AT_ONCE = dt.timedelta(days=400)
_DAY_FIELDS = tuple(name for name in DAY_VALUES if name != "date")


def stream_episodes(owner: User, episodes: EpisodeQuerySet) -> Iterator[str]:
    """episodes.csv of the owner's entries in the query, oldest first, in pieces of text of some hundred lines.

    Each block costs five small queries for its details, so that memory stays flat and nothing is read twice.
    """
    return _joined(write_episode_values(_blocks(owner, episodes)))


def episode_records(owner: User, episodes: EpisodeQuerySet) -> Iterator[EpisodeRecord]:
    """The owner's entries in the query as records, oldest first, a block at a time."""
    for block in _blocks(owner, episodes):
        for values in zip(*block.values(), strict=True):
            yield EpisodeRecord(**dict(zip(block, values, strict=True)))


def _blocks(owner: User, episodes: EpisodeQuerySet) -> Iterator[dict[str, tuple[Any, ...]]]:
    """The entries some hundred at a time: by field of a record, the value of each of them."""
    wanted = episodes.of(owner)
    columns = [_unconverted("day"), _unconverted("pk"), *map(_selected, EPISODE_VALUES)]
    rows = wanted.order_by("day", "started_at", "uid").values_list(*columns)
    for block in _blocks_of_days(rows.iterator(chunk_size=_BLOCK)):
        yield _by_field(block, wanted.order_by().filter(day__range=(block[0][0], block[-1][0])))


def _unconverted(name: str) -> "ExpressionWrapper[F]":
    """The column as the database driver hands it over: a converter for each value costs more than the value."""
    return ExpressionWrapper(F(name), output_field=TextField())


def _seconds(name: str) -> EpochSeconds:
    """The instant as an integer, ten times faster than a text that is parsed; called a text, it is not converted."""
    return EpochSeconds(F(name), output_field=TextField())


def _instant(seconds: int | None) -> dt.datetime | None:
    return None if seconds is None else dt.datetime.fromtimestamp(seconds, dt.UTC)


def _uid(uid: UUID | str) -> UUID:
    # Half the time of reading it as text that may have hyphens or braces.
    return uid if isinstance(uid, UUID) else UUID(int=int(uid, 16))


_HANDED_OVER: dict[type, tuple[Callable[[str], Expression], Callable[[Any], Any]]] = {
    DateTimeField: (_seconds, _instant),
    UUIDField: (_unconverted, _uid),
    BooleanField: (_unconverted, bool),
}
"""By kind of column: how it is selected, and what makes its value of what the driver hands over. Others are their own
value."""


def _handed_over(name: str) -> tuple[Callable[[str], Expression], Callable[[Any], Any]] | None:
    return _HANDED_OVER.get(type(Episode._meta.get_field(name)))


def _selected(name: str) -> str | Expression:
    kind = _handed_over(name)
    return kind[0](name) if kind else name


_CONVERTED = [(name, kind[1]) for name in EPISODE_VALUES if (kind := _handed_over(name))]


def _list_maker(name: str) -> Callable[[tuple[_Row, ...]], tuple[Any, ...]]:
    """What makes a list of an entry, in its order, of the rows that hold it."""
    item, in_order = DETAIL_TABLES[name].item, EPISODE_LISTS[name]

    @_remembered
    def list_of(rows: tuple[_Row, ...]) -> tuple[Any, ...]:
        return in_order([item(*columns) for columns in rows])

    return list_of


_LIST_MAKERS = {name: _list_maker(name) for name in DETAIL_TABLES}


def _blocks_of_days(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """Rows in blocks that end where a day (the first value) ends, so that a range of days names the block."""
    block: list[_Row] = []
    size = _FIRST_BLOCK
    for row in rows:
        if len(block) >= size and row[0] != block[-1][0]:
            yield block
            block, size = [], _BLOCK
        block.append(row)
    if block:
        yield block


def _joined(lines: Iterator[str]) -> Iterator[str]:
    """The lines in pieces: one write to the network for each line would cost more than making them."""
    size = _FIRST_BLOCK
    while block := list(islice(lines, size)):
        yield "".join(block)
        size = _BLOCK


def _by_field(block: list[_Row], episodes: EpisodeQuerySet) -> dict[str, tuple[Any, ...]]:
    """The values of the rows by field; `episodes` asks for the same entries.

    A field at a time: a step of Python for each value of each entry would cost more than the value.
    """
    _days, keys, *columns = zip(*block, strict=True)
    values = dict(zip(EPISODE_VALUES, columns, strict=True))
    for name, convert in _CONVERTED:
        values[name] = tuple(map(convert, values[name]))
    asked = episodes.values("pk")
    for name, table in DETAIL_TABLES.items():
        by_entry, list_of = _details(table, asked), _LIST_MAKERS[name]
        nothing = list_of(())
        values[name] = tuple(list_of(tuple(rows)) if (rows := by_entry.get(key)) else nothing for key in keys)
    return values


def _details(table: DetailTable, keys: QuerySet[Episode, Any]) -> dict[int, list[_Row]]:
    """Rows by entry, of the entries with these keys. A subquery: a list of keys costs more than the rows it finds."""
    by_entry: dict[int, list[_Row]] = {}
    rows = table.model._default_manager.filter(episode__in=keys).values_list("episode_id", *table.columns)
    for row in rows.iterator(chunk_size=_BLOCK):
        by_entry.setdefault(row[0], []).append(row[1:])
    return by_entry


def stream_days(
    person: Person, today: dt.date, first: dt.date | None = None, last: dt.date | None = None
) -> Iterator[str]:
    """days.csv of the person, oldest first, in pieces of text: see `day_records` for which days."""
    codes = DayFactor.objects.filter(day__owner=person.owner).order_by().values_list("code", flat=True).distinct()
    return _joined(write_days(day_records(person, today, first, last), codes))


def day_records(
    person: Person, today: dt.date, first: dt.date | None = None, last: dt.date | None = None
) -> Iterator[DayRecord]:
    """A record for every day from the first entry to today, answered or not, and for every other day with answers.

    So that numbers read off the file have their denominators: an unanswered day is there and says so. A day of which
    the person said nothing has no time zone. `first` and `last` narrow it.
    """
    began_on = first_day(person.owner)
    period = _days_of_file(person.owner, began_on, today, first, last)
    if period is None:
        return
    coverage = day_states(load_diary(person, EpisodeFilter(), period, today), period)
    for part in _parts(period):
        rows = _day_rows(person.owner, part)
        for day in part:
            is_of_diary = began_on is not None and began_on <= day <= today
            state = _state(coverage, day)
            if is_of_diary and coverage.is_paused[(day - period.first).days]:
                # Of a pause, whatever happened in it: read back, the pause is whole, and no rate counts the day.
                state = PAUSED
            if day in rows:
                yield DayRecord(date=day, state=state, **rows[day])
            elif is_of_diary:
                yield DayRecord(date=day, time_zone="", state=state)


def _days_of_file(
    owner: User, began_on: dt.date | None, today: dt.date, first: dt.date | None, last: dt.date | None
) -> Period | None:
    stored = Day.objects.of(owner).aggregate(first=Min("date"), last=Max("date"))
    starts = [day for day in (began_on, stored["first"]) if day]
    if not starts:
        return None
    start = max(min(starts), first or dt.date.min)
    # Someone who travels west may have answered a day that has not begun where they are now.
    end = min(max(today, stored["last"] or today), last or dt.date.max)
    return Period(start, end) if start <= end else None


def _parts(period: Period) -> Iterator[Period]:
    """The period in parts of some hundred days."""
    firsts = [period.first + n * _DAYS_AT_ONCE for n in range(len(period) // _DAYS_AT_ONCE.days + 1)]
    for start, following in pairwise([*firsts, period.last + dt.timedelta(days=1)]):
        if start < following:
            yield Period(start, following - dt.timedelta(days=1))


def _day_rows(owner: User, part: Period) -> dict[dt.date, dict[str, Any]]:
    """What was said of the days of the part, as fields of a DayRecord, by date."""
    days = Day.objects.of(owner).filter(date__range=(part.first, part.last))
    factors: dict[dt.date, list[tuple[str, bool]]] = {}
    answers = DayFactor.objects.filter(day__in=days.values("pk")).values_list("day__date", "code", "is_yes")
    for date, code, is_yes in answers:
        factors.setdefault(date, []).append((code, is_yes))
    return {
        date: dict(zip(_DAY_FIELDS, values, strict=True)) | {"factors": tuple(sorted(factors.get(date, ())))}
        for date, *values in days.order_by().values_list("date", *_DAY_FIELDS)
    }


def _state(coverage: Coverage, day: dt.date) -> str:
    return STATES[coverage.state[(day - coverage.period.first).days]]
