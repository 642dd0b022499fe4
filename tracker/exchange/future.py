"""What a file says of days that have not come yet: a wrong year, or a date that a spreadsheet turned round."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from tracker.days import ONE_DAY, wall_clock
from tracker.exchange.errors import RowError
from tracker.formatting import date_time_words, date_words
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord


def future_errors(record: EpisodeRecord | DayRecord, now: dt.datetime) -> Iterator[RowError]:
    """An error for each date of the record that is more than a day away: wherever the person is, it is no later.

    Which line it is on is not known any more; the words name the date.
    """
    until = now + ONE_DAY
    message = _("%(date)s is in the future. Correct the date.")
    if isinstance(record, DayRecord):
        if record.date > until.date():
            yield RowError(0, "date", "in-the-future", message % {"date": date_words(record.date)})
        return
    for column, at in (("started_at", record.started_at), ("ended_at", record.ended_at)):
        if at and at > until:
            words = date_time_words(wall_clock(at, record.time_zone))
            yield RowError(0, column, "in-the-future", message % {"date": words})
