"""The diary as files, streamed: rows are read, written and forgotten a block at a time, however long the diary."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, pairwise
from uuid import UUID

from django.db.models import ExpressionWrapper, F, Max, Min, QuerySet, TextField

from tracker.analysis.coverage import STATES, Coverage, day_states
from tracker.days import Period
from tracker.exchange.csv_files import write_days, write_episodes
from tracker.models import (
    Day,
    DayFactor,
    EpisodeFactor,
    EpisodeFollowUp,
    EpisodeNoticed,
    EpisodeRegion,
    EpisodeRelief,
)
from tracker.querysets import EpisodeFilter, EpisodeQuerySet, EpochSeconds
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord
from tracker.records.follow_up import canonical_follow_up
from tracker.records.regions import RegionMark, canonical_regions
from tracker.records.relief import ReliefUse, canonical_relief
from tracker.selectors.diary import first_day, load_diary
from tracker.selectors.person import Person
from tracker.vocabulary.day import PAUSED
from tracker.vocabulary.episodes import NOTICED
from tracker.vocabulary.factors import FACTORS

_FIRST_BLOCK = 100
"""Entries in the first block: few, so that the first byte leaves at once."""
_BLOCK = 1_000
_COPIED = (
    *("time_zone", "duration_basis", "count", "kind", "intensity", "at_onset", "woke"),
    *("soreness", "impact", "note", "chest_signs"),
)
# The same few marks, and the same few lists of them, come again and again.
_remembered = lru_cache(4096)
_region_mark, _relief_use = _remembered(RegionMark), _remembered(ReliefUse)
_regions_in_order, _relief_in_order = _remembered(canonical_regions), _remembered(canonical_relief)
_follow_up_in_order = _remembered(canonical_follow_up)
_INSTANTS = ("started_at", "ended_at", "logged_at", "edited_at")

_DAYS_AT_ONCE = dt.timedelta(days=400)
_DAY_FIELDS = ("time_zone", "answer", "unlisted_count", "unlisted_worst", "answered_at", "limited", "note", "private")


def stream_episodes(owner, episodes: EpisodeQuerySet) -> Iterator[str]:
    """episodes.csv of the owner's entries in the query, oldest first, in pieces of text of some hundred lines.

    Each block costs five small queries for its details, so that memory stays flat and nothing is read twice.
    """
    return _joined(write_episodes(episode_records(owner, episodes)))


def episode_records(owner, episodes: EpisodeQuerySet) -> Iterator[EpisodeRecord]:
    """The owner's entries in the query as records, oldest first, a block at a time."""
    wanted = episodes.of(owner)
    columns = [*map(_unconverted, ("day", "pk", "uid", "private")), *map(_seconds, _INSTANTS), *_COPIED]
    rows = wanted.order_by("day", "started_at", "uid").values_list(*columns)
    for block in _blocks_of_days(rows.iterator(chunk_size=_BLOCK)):
        yield from _records(block, wanted.order_by().filter(day__range=(block[0][0], block[-1][0])))


def _unconverted(name: str) -> ExpressionWrapper:
    """The column as the database driver hands it over: a converter for each value costs more than the value."""
    return ExpressionWrapper(F(name), output_field=TextField())


def _seconds(name: str) -> EpochSeconds:
    """The instant as an integer, ten times faster than a text that is parsed; called a text, it is not converted."""
    return EpochSeconds(F(name), output_field=TextField())


def _blocks_of_days(rows: Iterable[tuple]) -> Iterator[list[tuple]]:
    """Rows in blocks that end where a day (the first value) ends, so that a range of days names the block."""
    block: list[tuple] = []
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


def _records(block: list[tuple], episodes: EpisodeQuerySet) -> Iterator[EpisodeRecord]:
    """The rows of the block as records; `episodes` asks for the same entries."""
    keys = episodes.values("pk")
    regions = _details(EpisodeRegion, keys, _region_mark, "region", "side", "text")
    relief = _details(EpisodeRelief, keys, _relief_use, "code", "text", "moment", "effect")
    factors, noticed = _codes(EpisodeFactor, keys), _codes(EpisodeNoticed, keys)
    follow_ups = _details(EpisodeFollowUp, keys, _follow_up, "question", "answer")
    # Spelled out: gathering the fields in a dictionary first would cost as much as reading them.
    for (
        _day, key, uid, private, started_at, ended_at, logged_at, edited_at, time_zone, duration_basis, count, kind,
        intensity, at_onset, woke, soreness, impact, note, chest_signs,
    ) in block:  # fmt: skip
        yield EpisodeRecord(
            uid=uid if isinstance(uid, UUID) else UUID(uid),
            started_at=_instant(started_at),
            time_zone=time_zone,
            ended_at=_instant(ended_at),
            duration_basis=duration_basis,
            count=count,
            kind=kind,
            intensity=intensity,
            regions=_regions_in_order(tuple(regions.get(key, ()))),
            at_onset=at_onset,
            woke=woke,
            suspected_factors=_factors_in_order(tuple(factors.get(key, ()))),
            relief=_relief_in_order(tuple(relief.get(key, ()))),
            also_noticed=_noticed_in_order(tuple(noticed.get(key, ()))),
            soreness=soreness,
            impact=impact,
            note=note,
            private=bool(private),
            logged_at=_instant(logged_at),
            edited_at=_instant(edited_at),
            chest_signs=chest_signs,
            follow_up=_follow_up_in_order(tuple(follow_ups.get(key, ()))),
        )


def _follow_up(question: str, answer: str) -> tuple[str, str]:
    return question, answer


@_remembered
def _factors_in_order(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=FACTORS.sort_key))


@_remembered
def _noticed_in_order(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=NOTICED.sort_key))


def _instant(seconds: int | None) -> dt.datetime | None:
    return None if seconds is None else dt.datetime.fromtimestamp(seconds, dt.UTC)


def _rows(model, keys: QuerySet, *fields: str) -> Iterator[tuple]:
    """The detail rows of the entries with these keys. A subquery: a list of keys costs more than the rows it finds."""
    return model.objects.filter(episode__in=keys).values_list("episode_id", *fields).iterator(chunk_size=_BLOCK)


def _codes(model, keys: QuerySet) -> dict[int, list[str]]:
    """Codes by entry."""
    found: dict[int, list[str]] = {}
    for key, code in _rows(model, keys, "code"):
        found.setdefault(key, []).append(code)
    return found


def _details(model, keys: QuerySet, made_of, *fields: str) -> dict[int, list]:
    """Details by entry, each made of these fields."""
    found: dict[int, list] = {}
    for row in _rows(model, keys, *fields):
        found.setdefault(row[0], []).append(made_of(*row[1:]))
    return found


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
            is_of_diary = bool(began_on) and began_on <= day <= today
            state = _state(coverage, day)
            if is_of_diary and not _is_asked(coverage, day):
                # Of a pause, whatever happened in it: read back, the pause is whole, and no rate counts the day.
                state = PAUSED
            if day in rows:
                yield DayRecord(date=day, state=state, **rows[day])
            elif is_of_diary:
                yield DayRecord(date=day, time_zone="", state=state)


def _days_of_file(owner, began_on, today, first, last) -> Period | None:
    said = Day.objects.of(owner).aggregate(first=Min("date"), last=Max("date"))
    starts = [day for day in (began_on, said["first"]) if day]
    if not starts:
        return None
    start = max(min(starts), first or dt.date.min)
    # Someone who travels west may have answered a day that has not begun where they are now.
    end = min(max(today, said["last"] or today), last or dt.date.max)
    return Period(start, end) if start <= end else None


def _parts(period: Period) -> Iterator[Period]:
    """The period in parts of some hundred days."""
    firsts = [period.first + n * _DAYS_AT_ONCE for n in range(len(period) // _DAYS_AT_ONCE.days + 1)]
    for start, following in pairwise([*firsts, period.last + dt.timedelta(days=1)]):
        if start < following:
            yield Period(start, following - dt.timedelta(days=1))


def _day_rows(owner, part: Period) -> dict[dt.date, dict]:
    """What was said of the days of the part, as fields of a DayRecord, by date."""
    days = Day.objects.of(owner).filter(date__range=(part.first, part.last))
    factors: dict[dt.date, list] = {}
    answers = DayFactor.objects.filter(day__in=days.values("pk")).values_list("day__date", "code", "is_yes")
    for date, code, is_yes in answers:
        factors.setdefault(date, []).append((code, is_yes))
    return {
        date: dict(zip(_DAY_FIELDS, values, strict=True)) | {"factors": tuple(sorted(factors.get(date, ())))}
        for date, *values in days.order_by().values_list("date", *_DAY_FIELDS)
    }


def _state(coverage: Coverage, day: dt.date) -> str:
    return STATES[coverage.state[(day - coverage.period.first).days]]


def _is_asked(coverage: Coverage, day: dt.date) -> bool:
    return bool(coverage.is_asked[(day - coverage.period.first).days])
