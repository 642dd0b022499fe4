"""The columns of episodes.csv and days.csv, each with the way out and the way back. One spec for both ways.

What must fit together within a row is checked in `rows`; headers, quoting and lines are the business of `csv_files`.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
from tracker.vocabulary.day import CHECK_IN_ANSWERS, DAY_STATES, LIMITED_MAX, LIMITED_MIN, UNLISTED, UNLISTED_COUNTS
from tracker.vocabulary.episodes import (
    COUNT_MAX,
    DURATION_BASES,
    ENTRY_NOTE_LENGTH,
    IMPACTS,
    INTENSITY_MAX,
    INTENSITY_MIN,
    KINDS,
    LOGGED_BY_LENGTH,
    NOTICED,
    ONSETS,
    SAFETY_ANSWERS,
    SORENESS,
    YES_NO,
)
from tracker.vocabulary.factors import FACTORS, is_factor

_SECOND = dt.timedelta(seconds=1)


ValuesOf = Callable[[str], Iterable[Any]]
"""Some records a field at a time: the name of a field -> its value in each of them."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the header, the fields it is written of, and cell -> value (raises CellError)."""

    name: str
    fields: tuple[str, ...]
    write: Callable[..., str] | None
    """The values of the fields -> cell; None where the value of the one field is the cell."""
    read: Callable[[str], Any]
    is_required: bool = False

    def cells(self, values_of: ValuesOf) -> list[str]:
        """A cell for each of some records. All at once: a file of ten years has close to a million."""
        values = [values_of(field) for field in self.fields]
        return list(map(self.write, *values)) if self.write else list(*values)


def _write_duration(started_at: dt.datetime, ended_at: dt.datetime | None) -> str:
    """Whole seconds from start to end, as the two are written; "" without an end."""
    if ended_at is None:
        return ""
    if started_at.microsecond or ended_at.microsecond:
        started_at, ended_at = started_at.replace(microsecond=0), ended_at.replace(microsecond=0)
    return str((ended_at - started_at) // _SECOND)


def _column(name: str, read: Callable[[str], Any], write: Callable[[Any], str] | None = None, **more: Any) -> Column:
    """A column that holds the field of its name."""
    return Column(name, (name,), write, read, **more)


def _instant(name: str, is_required: bool = False) -> Column:
    return Column(name, (name, "time_zone"), write_instant, read_instant, is_required)


EPISODE_COLUMNS: tuple[Column, ...] = (
    Column("id", ("uid",), str, read_uid, is_required=True),
    _instant("started_at", is_required=True),
    _column("time_zone", read_zone, is_required=True),
    _instant("ended_at"),
    Column("duration_seconds", ("started_at", "ended_at"), _write_duration, read_number(0)),
    _column("duration_basis", read_code(DURATION_BASES)),
    _column("count", read_number(1, COUNT_MAX), str),
    _column("kind", read_code(KINDS)),
    _column("intensity", read_number(INTENSITY_MIN, INTENSITY_MAX), write_number),
    _column("regions", read_regions, write_regions),
    _column("at_onset", read_code(ONSETS)),
    _column("woke", read_code(YES_NO)),
    _column("suspected_factors", read_codes(FACTORS, with_own=True), write_codes(FACTORS)),
    _column("relief", read_relief, write_relief),
    _column("also_noticed", read_codes(NOTICED), write_codes(NOTICED)),
    _column("soreness", read_code(SORENESS)),
    _column("impact", read_code(IMPACTS)),
    _column("note", read_text(ENTRY_NOTE_LENGTH)),
    _column("private", read_flag, write_flag),
    _instant("logged_at"),
    _instant("edited_at"),
    _column("chest_signs", read_code(SAFETY_ANSWERS)),
    _column("follow_up", read_follow_up, write_follow_up),
    _column("logged_by", read_text(LOGGED_BY_LENGTH)),
)


def _write_answer(answer: str, unlisted_count: str, unlisted_worst: int | None) -> str:
    """The answer's code; "yes, not listed" with how many and the worst: `unlisted:6-10:7`."""
    if answer != UNLISTED:
        return answer
    return ":".join((UNLISTED, unlisted_count, write_number(unlisted_worst))).rstrip(":")


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
    _column("date", read_date, dt.date.isoformat, is_required=True),
    _column("time_zone", read_zone),
    _column("state", read_code(DAY_STATES)),
    Column("answer", ("answer", "unlisted_count", "unlisted_worst"), _write_answer, _read_answer),
    _instant("answered_at"),
    _column("limited", read_number(LIMITED_MIN, LIMITED_MAX), write_number),
)
_AFTER_FACTORS: tuple[Column, ...] = (
    _column("note", read_text(ENTRY_NOTE_LENGTH)),
    _column("private", read_flag, write_flag),
    _column("logged_by", read_text(LOGGED_BY_LENGTH)),
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
    def write(factors: tuple[tuple[str, bool], ...]) -> str:
        for answered, is_yes in factors:
            if answered == code:
                return write_flag(is_yes)
        return ""

    return Column(code, ("factors",), write, read_flag)
