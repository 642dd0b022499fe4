"""From the values of a row to a record: what must fit together between cells. Raises CellError for the first misfit."""

import datetime as dt
from dataclasses import replace
from typing import Any, cast

from django.utils.translation import gettext as _

from tracker.days import AmbiguousTimeError, NonexistentTimeError, instant_of
from tracker.exchange.cells import write_instant
from tracker.exchange.columns import is_factor_column
from tracker.exchange.errors import CellError
from tracker.records.day import DAY_FIELDS, DayRecord
from tracker.records.episode import EPISODE_FIELDS, EPISODE_INSTANTS, EpisodeRecord
from tracker.vocabulary.episodes import ESTIMATED, MEASURED, ONGOING, UNKNOWN
from tracker.vocabulary.factors import FACTORS

_UID_COLUMN = "id"


def episode_record(values: dict[str, Any]) -> EpisodeRecord:
    """The record of a row of episodes.csv; `values` by column, columns that the file lacks left out."""
    zone_name = values["time_zone"]
    settled = {name: _settled(values.get(name), zone_name, name) for name in EPISODE_INSTANTS}
    # A required column: the row has a start.
    started_at = cast(dt.datetime, settled["started_at"])
    ended_at = _end(started_at, settled["ended_at"], values.get("duration_seconds"))
    basis = _duration_basis(values.get("duration_basis"), ended_at)
    cells = values | settled | {"uid": values[_UID_COLUMN], "ended_at": ended_at, "duration_basis": basis}
    # A field without a cell, or with an empty one, is as it is when nobody says anything.
    return EpisodeRecord(**{name: cells[name] for name in EPISODE_FIELDS if cells.get(name) is not None})


def _settled(instant: dt.datetime | None, zone_name: str, column: str) -> dt.datetime | None:
    """The instant; where its cell had no offset, what the clocks of the row's zone showed."""
    if instant is None or instant.tzinfo:
        return instant
    try:
        return instant_of(instant, zone_name)
    except NonexistentTimeError as gap:
        message = _("The clocks skipped %(time)s there. Did you mean %(forward)s?")
        raise CellError("clock-change", message % {"time": instant, "forward": gap.forward}, column) from None
    except AmbiguousTimeError as twice:
        first, second = (write_instant(one, zone_name) for one in twice.instants)
        message = _("%(time)s happened twice there. Write %(first)s or %(second)s.")
        raise CellError("clock-change", message % {"time": instant, "first": first, "second": second}, column) from None
    except (OverflowError, ValueError):
        raise CellError("not-a-time", _("This is too far in the past or the future to be right."), column) from None


def _end(started_at: dt.datetime, ended_at: dt.datetime | None, seconds: int | None) -> dt.datetime | None:
    """The end, from the duration where only that is given."""
    if ended_at is None:
        try:
            return None if seconds is None else started_at + dt.timedelta(seconds=seconds)
        except OverflowError:
            raise CellError("out-of-range", _("This is too long to be right."), "duration_seconds") from None
    if ended_at < started_at:
        raise CellError("end-before-start", _("The end is before the start. Correct one of them."), "ended_at")
    known = round((ended_at - started_at).total_seconds())
    if seconds is not None and seconds != known:
        message = _("Start and end are %(known)s seconds apart. Correct one of the three, or leave this one empty.")
        raise CellError("duration", message % {"known": known}, "duration_seconds")
    return ended_at


def _duration_basis(basis: str | None, ended_at: dt.datetime | None) -> str:
    """How the duration is known; where the cell is empty, a given end is the person's estimate."""
    if not basis:
        return ESTIMATED if ended_at else UNKNOWN
    if ended_at is None and basis in {MEASURED, ESTIMATED}:
        message = _("“%(basis)s” needs an end. Fill in ended_at, or write unknown or ongoing.")
        raise CellError("duration-basis", message % {"basis": basis}, "duration_basis")
    if ended_at is not None and basis in {UNKNOWN, ONGOING}:
        message = _("“%(basis)s” does not go with an end. Clear ended_at, or write measured or estimated.")
        raise CellError("duration-basis", message % {"basis": basis}, "duration_basis")
    return basis


def day_record(values: dict[str, Any]) -> DayRecord:
    """The record of a row of days.csv. A day without a zone is one that has no answers: only its state counts."""
    zone_name = values.get("time_zone", "")
    answer, unlisted_count, unlisted_worst = values.get("answer") or ("", "", None)
    factors = tuple(
        (name, values[name])
        for name in sorted(filter(is_factor_column, values), key=FACTORS.sort_key)
        if values[name] is not None
    )
    cells = values | {
        "time_zone": zone_name,
        "answer": answer,
        "unlisted_count": unlisted_count,
        "unlisted_worst": unlisted_worst,
        "factors": factors,
    }
    # A field without a cell, or with an empty one, is not answered.
    record = DayRecord(**{name: cells[name] for name in DAY_FIELDS if cells.get(name) is not None})
    if not zone_name and record != DayRecord(date=record.date, time_zone="", state=record.state):
        message = _("This day has answers but no time zone. Write the one you were in, like Europe/Berlin.")
        raise CellError("needed", message, "time_zone")
    answered_at = _settled(record.answered_at, zone_name, "answered_at")
    if bool(answer) != bool(answered_at):
        message = _("“answer” and “answered_at” go together. Fill in both, or clear both.")
        raise CellError("answer-without-time", message, "answer" if answered_at else "answered_at")
    return replace(record, answered_at=answered_at)
