"""What has not happened yet is in no diary: a wrong year, or a date that a spreadsheet turned round."""

import datetime as dt
from typing import TypeVar

from django.utils.translation import gettext as _

from tracker.days import wall_clock
from tracker.exchange.errors import CellError
from tracker.formatting import date_time_words, date_words
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord

_Record = TypeVar("_Record", EpisodeRecord, DayRecord)


def not_in_the_future(
    record: _Record, until: dt.datetime | None, start_column: str = "started_at", end_column: str = "ended_at"
) -> _Record:
    """The record. Raises CellError if it is of a time after `until`, if that is given."""
    if until is None:
        return record
    if isinstance(record, DayRecord):
        if record.date > until.date():
            raise _error(date_words(record.date), "date")
        return record
    for column, at in ((start_column, record.started_at), (end_column, record.ended_at)):
        if at and at > until:
            raise _error(date_time_words(wall_clock(at, record.time_zone)), column)
    return record


def _error(words: str, column: str) -> CellError:
    message = _("%(date)s is in the future. Correct the date.") % {"date": words}
    return CellError("in-the-future", message, column)
