"""From the values of a row to a record: what must fit together between cells. Raises CellError for the first misfit."""

import datetime as dt

from django.utils.translation import gettext as _

from tracker.days import AmbiguousTimeError, NonexistentTimeError, instant_of
from tracker.exchange.cells import write_instant
from tracker.exchange.columns import is_factor_column
from tracker.exchange.errors import CellError
from tracker.exchange.records import DayRecord, EpisodeRecord
from tracker.vocabulary.episodes import ESTIMATED, MEASURED, ONGOING, UNKNOWN
from tracker.vocabulary.factors import FACTORS

_COPIED = (
    "time_zone",
    "kind",
    "intensity",
    "regions",
    "at_onset",
    "woke",
    "suspected_factors",
    "relief",
    "also_noticed",
    "soreness",
    "impact",
    "note",
    "chest_signs",
    "follow_up",
)
_EMPTY = {"regions": (), "suspected_factors": (), "relief": (), "also_noticed": (), "follow_up": (), "intensity": None}


def episode_record(values: dict) -> EpisodeRecord:
    """The record of a row of episodes.csv; `values` by column, columns that the file lacks left out."""
    zone_name = values["time_zone"]
    started_at, ended_at, logged_at, edited_at = (
        _settled(values.get(name), zone_name, name) for name in ("started_at", "ended_at", "logged_at", "edited_at")
    )
    ended_at = _end(started_at, ended_at, values.get("duration_seconds"))
    return EpisodeRecord(
        uid=values["id"],
        started_at=started_at,
        ended_at=ended_at,
        duration_basis=_duration_basis(values.get("duration_basis"), ended_at),
        count=values.get("count") or 1,
        private=bool(values.get("private")),
        logged_at=logged_at,
        edited_at=edited_at,
        **{name: values.get(name, _EMPTY.get(name, "")) for name in _COPIED},
    )


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
        raise CellError("not-a-time", _("This time is too far away to be right."), column) from None


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
        message = _("“%(basis)s” does not go with an end. Empty ended_at, or write measured or estimated.")
        raise CellError("duration-basis", message % {"basis": basis}, "duration_basis")
    return basis


def day_record(values: dict) -> DayRecord:
    """The record of a row of days.csv. A day without a zone is one of which nothing was said: only its state counts."""
    zone_name = values.get("time_zone", "")
    answer, unlisted_count, unlisted_worst = values.get("answer") or ("", "", None)
    factors = tuple(
        (name, values[name])
        for name in sorted(filter(is_factor_column, values), key=FACTORS.sort_key)
        if values[name] is not None
    )
    said = (answer, values.get("answered_at"), values.get("limited"), factors, values.get("note"))
    if not zone_name and (values.get("private") or any(value not in ("", None, ()) for value in said)):
        message = _("This day has answers but no time zone. Write the one you were in, like Europe/Berlin.")
        raise CellError("needed", message, "time_zone")
    answered_at = _settled(values.get("answered_at"), zone_name, "answered_at")
    if bool(answer) != bool(answered_at):
        message = _("“answer” and “answered_at” go together. Fill in both, or empty both.")
        raise CellError("answer-without-time", message, "answer" if answered_at else "answered_at")
    return DayRecord(
        date=values["date"],
        time_zone=zone_name,
        state=values.get("state", ""),
        answer=answer,
        unlisted_count=unlisted_count,
        unlisted_worst=unlisted_worst,
        answered_at=answered_at,
        limited=values.get("limited"),
        factors=factors,
        note=values.get("note", ""),
        private=bool(values.get("private")),
    )
