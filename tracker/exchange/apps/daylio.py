"""Daylio: a mood a row, with a list of activities. Which of these is a spasm, the person says."""

import datetime as dt

from django.utils.translation import gettext_lazy

from tracker.exchange.foreign_rows import AppFormat, ForeignCells, ForeignRow
from tracker.exchange.local_times import A_DATE, read_clock, read_time

_DATE, _TIME, _ACTIVITIES, _TITLE, _NOTE = "full_date", "time", "activities", "note_title", "note"
_BETWEEN = "|"
_NOT_TAKEN = ("date", "weekday")
"""The full date says the same."""
_NOON = dt.time(12)


def _read(cells: ForeignCells, is_day_first: bool) -> ForeignRow:
    date = cells.needed(_DATE, lambda text: read_time(text, is_day_first=is_day_first, example=A_DATE)).date()
    has_time = bool(cells[_TIME])
    time = cells.read(_TIME, read_clock) if has_time else _NOON
    return ForeignRow(
        start=dt.datetime.combine(date, time),
        start_column=cells.heading(_DATE),
        is_clock_known=has_time,
        note="\n\n".join(text for text in (cells[_TITLE], cells[_NOTE]) if text),
        rest=(
            *(() if has_time else ((cells.heading(_TIME), f"? ({_NOON:%H:%M})"),)),
            *cells.rest((_DATE, _TIME, _ACTIVITIES, _TITLE, _NOTE, *_NOT_TAKEN)),
        ),
    )


def _activities(cells: ForeignCells) -> tuple[str, ...]:
    parts = (part.strip() for part in cells[_ACTIVITIES].split(_BETWEEN))
    return tuple(dict.fromkeys(part for part in parts if part))


DAYLIO = AppFormat(
    code="daylio",
    name="Daylio",
    needs=frozenset({_DATE, _TIME, "mood", _ACTIVITIES}),
    read=_read,
    subjects=_activities,
    subject_column=_ACTIVITIES,
    no_subject=gettext_lazy("This mood has no activities."),
    not_chosen=gettext_lazy("You chose none of its activities."),
    dates=(_DATE,),
)
