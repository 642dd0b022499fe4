"""Cluster Headache Tracker: an attack a row, with times that have no zone. Lists are separated by commas."""

from tracker.exchange.foreign import ASK_FACTOR
from tracker.exchange.foreign_rows import (
    AppFormat,
    ForeignCells,
    ForeignRow,
    listed_medicines,
    listed_words,
    rating,
)
from tracker.exchange.local_times import read_time

_START, _END, _INTENSITY, _MEDICINE, _TRIGGERS, _NOTES = (
    *("start_time", "end_time", "intensity"),
    *("medication", "triggers", "notes"),
)


def _read(cells: ForeignCells, is_day_first: bool) -> ForeignRow:
    intensity, words = rating(cells, _INTENSITY)
    medicines, others = listed_medicines(cells, _MEDICINE)
    return ForeignRow(
        start=cells.needed(_START, lambda text: read_time(text, is_day_first=is_day_first)),
        start_column=cells.heading(_START),
        end=cells.read(_END, lambda text: read_time(text, is_day_first=is_day_first)) if cells[_END] else None,
        end_column=cells.heading(_END),
        intensity=intensity,
        words=(*words, *listed_words(ASK_FACTOR, cells, _TRIGGERS)),
        medicines=tuple(medicines),
        note=cells[_NOTES],
        rest=(*others, *cells.rest((_START, _END, _INTENSITY, _MEDICINE, _TRIGGERS, _NOTES))),
    )


CLUSTER_HEADACHE_TRACKER = AppFormat(
    code="cluster-headache-tracker",
    name="Cluster Headache Tracker",
    needs=frozenset({_START, _END, _INTENSITY, _MEDICINE, _TRIGGERS}),
    read=_read,
    # As a spreadsheet saves them.
    dates=(_START, _END),
)
