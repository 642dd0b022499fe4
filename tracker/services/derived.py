"""What is stored beside an entry because lists, charts and searches read it in bulk. Computing only, no writing."""

import datetime as dt

from tracker.days import FOUR_O_CLOCK, DayStarts, local_day, offset_seconds
from tracker.exchange.records import EpisodeRecord
from tracker.vocabulary.terms import is_own_code, own_label


def derived_fields(record: EpisodeRecord, starts: DayStarts = FOUR_O_CLOCK) -> dict:
    """The derived columns of an Episode as keyword arguments: `day`, `offset_seconds` and `search_text`."""
    return {
        "day": local_day(record.started_at, record.time_zone, starts),
        "offset_seconds": offset_seconds(record.started_at, record.time_zone),
        "search_text": search_text(record),
    }


def search_text(record: EpisodeRecord) -> str:
    """All that the person wrote in their own words, a line each, casefolded: SQLite folds ASCII only."""
    own_codes = (*record.suspected_factors, *(use.relief for use in record.relief))
    words = [
        record.note,
        *(mark.text for mark in record.regions),
        *(use.text for use in record.relief),
        *(own_label(code) for code in own_codes if is_own_code(code)),
    ]
    return "\n".join(word.casefold() for word in words if word)


def whole_second(instant: dt.datetime | None) -> dt.datetime | None:
    """The instant without its fraction: what is stored, so that a file says the same to the second."""
    return instant and instant.replace(microsecond=0)
