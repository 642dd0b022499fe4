"""The columns of episodes.csv and days.csv, each with the way out and the way back. One spec for both ways.

What must fit together within a row is checked in `rows`; headers, quoting and lines are the business of `csv_files`.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from tracker.exchange.cells import (
    read_code,
    read_date,
    read_flag,
    read_instant,
    read_number,
    read_text,
    read_uid,
    read_zone,
    unknown_code,
    write_flag,
    write_instant,
    write_number,
)
from tracker.exchange.errors import CellError
from tracker.exchange.lists import (
    read_codes,
    read_follow_up,
    read_regions,
    read_relief,
    write_codes,
    write_follow_up,
    write_regions,
    write_relief,
)
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord
from tracker.vocabulary.day import CHECK_IN_ANSWERS, DAY_STATES, LIMITED_MAX, LIMITED_MIN, UNLISTED, UNLISTED_COUNTS
from tracker.vocabulary.episodes import (
    COUNT_MAX,
    DURATION_BASES,
    ENTRY_NOTE_LENGTH,
    IMPACTS,
    INTENSITY_MAX,
    INTENSITY_MIN,
    KINDS,
    NOTICED,
    ONSETS,
    SAFETY_ANSWERS,
    SORENESS,
    YES_NO,
)
from tracker.vocabulary.factors import FACTORS, is_factor

_SECOND = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the header, record -> cell, and cell -> value (raises CellError)."""

    name: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    is_required: bool = False


def duration_seconds(record: EpisodeRecord) -> int | None:
    """Whole seconds from start to end, as the two are written; None without an end."""
    started_at, ended_at = record.started_at, record.ended_at
    if ended_at is None:
        return None
    if started_at.microsecond or ended_at.microsecond:
        started_at, ended_at = started_at.replace(microsecond=0), ended_at.replace(microsecond=0)
    return (ended_at - started_at) // _SECOND


_write_factors = write_codes(FACTORS)
_write_noticed = write_codes(NOTICED)


def _instant(name: str, is_required: bool = False) -> Column:
    instant_of = attrgetter(name)
    return Column(name, lambda r: write_instant(instant_of(r), r.time_zone), read_instant, is_required)


EPISODE_COLUMNS: tuple[Column, ...] = (
    Column("id", lambda r: str(r.uid), read_uid, is_required=True),
    _instant("started_at", is_required=True),
    Column("time_zone", attrgetter("time_zone"), read_zone, is_required=True),
    _instant("ended_at"),
    Column("duration_seconds", lambda r: write_number(duration_seconds(r)), read_number(0)),
    Column("duration_basis", attrgetter("duration_basis"), read_code(DURATION_BASES)),
    Column("count", lambda r: str(r.count), read_number(1, COUNT_MAX)),
    Column("kind", attrgetter("kind"), read_code(KINDS)),
    Column("intensity", lambda r: write_number(r.intensity), read_number(INTENSITY_MIN, INTENSITY_MAX)),
    Column("regions", lambda r: write_regions(r.regions), read_regions),
    Column("at_onset", attrgetter("at_onset"), read_code(ONSETS)),
    Column("woke", attrgetter("woke"), read_code(YES_NO)),
    Column("suspected_factors", lambda r: _write_factors(r.suspected_factors), read_codes(FACTORS, with_own=True)),
    Column("relief", lambda r: write_relief(r.relief), read_relief),
    Column("also_noticed", lambda r: _write_noticed(r.also_noticed), read_codes(NOTICED)),
    Column("soreness", attrgetter("soreness"), read_code(SORENESS)),
    Column("impact", attrgetter("impact"), read_code(IMPACTS)),
    Column("note", attrgetter("note"), read_text(ENTRY_NOTE_LENGTH)),
    Column("private", lambda r: write_flag(r.private), read_flag),
    _instant("logged_at"),
    _instant("edited_at"),
    Column("chest_signs", attrgetter("chest_signs"), read_code(SAFETY_ANSWERS)),
    Column("follow_up", lambda r: write_follow_up(r.follow_up), read_follow_up),
)


def _write_answer(record: DayRecord) -> str:
    """The answer's code; "yes, not listed" with how many and the worst: `unlisted:6-10:7`."""
    if record.answer != UNLISTED:
        return record.answer
    return ":".join((UNLISTED, record.unlisted_count, write_number(record.unlisted_worst))).rstrip(":")


_read_worst = read_number(INTENSITY_MIN, INTENSITY_MAX)


def _read_answer(cell: str) -> tuple[str, str, int | None]:
    """(answer, unlisted count, unlisted worst) of a cell."""
    answer, *details = [part.strip() for part in cell.split(":")]
    if answer and answer not in CHECK_IN_ANSWERS:
        raise unknown_code(answer, CHECK_IN_ANSWERS)
    if details and (answer != UNLISTED or len(details) > 2):
        raise CellError("parts", _("Only “unlisted” takes more: how many, and the worst, like unlisted:6-10:7."))
    count, worst = [*details, "", ""][:2]
    if count and count not in UNLISTED_COUNTS:
        raise unknown_code(count, UNLISTED_COUNTS)
    return answer, count, _read_worst(worst)


_BEFORE_FACTORS: tuple[Column, ...] = (
    Column("date", lambda r: r.date.isoformat(), read_date, is_required=True),
    Column("time_zone", attrgetter("time_zone"), read_zone),
    Column("state", attrgetter("state"), read_code(DAY_STATES)),
    Column("answer", _write_answer, _read_answer),
    Column("answered_at", lambda r: write_instant(r.answered_at, r.time_zone), read_instant),
    Column("limited", lambda r: write_number(r.limited), read_number(LIMITED_MIN, LIMITED_MAX)),
)
_AFTER_FACTORS: tuple[Column, ...] = (
    Column("note", attrgetter("note"), read_text(ENTRY_NOTE_LENGTH)),
    Column("private", lambda r: write_flag(r.private), read_flag),
)
DAY_COLUMN_NAMES = tuple(column.name for column in (*_BEFORE_FACTORS, *_AFTER_FACTORS))


def day_columns(factor_codes: Iterable[str]) -> tuple[Column, ...]:
    """The columns of days.csv with one a factor, named by its code: vocabulary order, own ones after."""
    factors = [_factor(code) for code in sorted(set(factor_codes), key=FACTORS.sort_key)]
    return (*_BEFORE_FACTORS, *factors, *_AFTER_FACTORS)


def is_factor_column(name: str) -> bool:
    """True if a column of days.csv with this name holds a factor's answers."""
    return name not in DAY_COLUMN_NAMES and is_factor(name)


def _factor(code: str) -> Column:
    def write(record: DayRecord) -> str:
        for answered, is_yes in record.factors:
            if answered == code:
                return write_flag(is_yes)
        return ""

    return Column(code, write, read_flag)
