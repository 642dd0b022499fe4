"""Track & Graph: a value a row, of a feature. A value is a number, a length of time, or one of these with a label."""

import datetime as dt
import re

from django.utils.translation import gettext_lazy

from tracker.exchange.foreign import ASK_SEVERITY
from tracker.exchange.foreign_rows import AppFormat, ForeignCells, ForeignRow, ForeignWord, plain_number
from tracker.exchange.local_times import read_duration, read_time

_FEATURE, _TIMESTAMP, _VALUE, _LABEL, _NOTE = "featurename", "timestamp", "value", "label", "note"
_DURATION = re.compile(r"(\d+:\d{2}:\d{2})(?::(.*))?", re.ASCII | re.DOTALL)


def _read(cells: ForeignCells, is_day_first: bool) -> ForeignRow:
    value = cells[_VALUE]
    duration: dt.timedelta | None = None
    if match := _DURATION.fullmatch(value):
        number, label = "", match[2] or ""
        duration = cells.read(_VALUE, lambda _text: read_duration(match[1]))
    else:
        number, _colon, label = value.partition(":")
    label = cells[_LABEL] or label.strip()
    # A label stands for its number, which by itself may be a count as well as a rating: both are asked.
    word = label or plain_number(number.strip())
    heading = cells.heading(_LABEL if cells[_LABEL] else _VALUE)
    return ForeignRow(
        start=cells.needed(_TIMESTAMP, lambda text: read_time(text, is_day_first=is_day_first)),
        start_column=cells.heading(_TIMESTAMP),
        duration=duration,
        end_column=cells.heading(_VALUE),
        words=(ForeignWord(ASK_SEVERITY, heading, word),) if word else (),
        note=cells[_NOTE],
        rest=cells.rest((_FEATURE, _TIMESTAMP, _VALUE, _LABEL, _NOTE)),
    )


TRACK_AND_GRAPH = AppFormat(
    code="track-and-graph",
    name="Track & Graph",
    needs=frozenset({_FEATURE, _TIMESTAMP, _VALUE}),
    read=_read,
    subjects=lambda cells: (cells[_FEATURE],) if cells[_FEATURE] else (),
    subject_column=_FEATURE,
    no_subject=gettext_lazy("This row names no feature."),
    not_chosen=gettext_lazy("You didn’t choose this feature."),
    dates=(_TIMESTAMP,),
)
