"""Reading gives the records that were written, for any valid diary, and writing them again gives the same bytes."""

import csv
import datetime as dt
import io
import uuid
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.strategies import days, episodes, texts
from tracker.exchange.csv_files import read_days, read_episodes, write_days, write_episodes
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse

_STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_file(lines):
    """The lines through bytes, as another program would open them."""
    return io.TextIOWrapper(io.BytesIO("".join(lines).encode("utf-8")), encoding="utf-8", newline="")


def _whole_seconds(record, *names):
    return replace(record, **{n: value.replace(microsecond=0) for n in names if (value := getattr(record, n))})


# Making up a record takes longer than writing and reading it, so each is looked at from both ends.


@settings(max_examples=30)
@given(st.lists(episodes(), max_size=2, unique_by=lambda record: record.uid))
def test_episodes_are_read_as_they_were_and_written_again_to_the_same_bytes(records):
    written = list(write_episodes(records))
    read = list(read_episodes(as_file(written)))
    assert read == [_whole_seconds(each, "started_at", "ended_at", "logged_at", "edited_at") for each in records]
    assert list(write_episodes(read)) == written


@settings(max_examples=30)
@given(st.lists(days(), max_size=2, unique_by=lambda record: record.date))
def test_days_are_read_as_they_were_and_written_again_to_the_same_bytes(records):
    codes = {code for record in records for code, _is_yes in record.factors}
    written = list(write_days(records, codes))
    read = list(read_days(as_file(written)))
    # With every column of the file answered or left open, a record names the factors that it answered.
    assert read == [_whole_seconds(each, "answered_at") for each in records]
    assert list(write_days(read, codes)) == written


@given(texts(), texts(30))
def test_no_cell_can_be_run_by_a_spreadsheet(note, words):
    record = EpisodeRecord(
        uid=uuid.UUID(int=1),
        started_at=dt.datetime(2026, 6, 10, 10, tzinfo=dt.UTC),
        time_zone="Europe/Berlin",
        regions=(RegionMark("other", "left", words),),
        relief=(ReliefUse("medication", words),),
        note=note,
    )
    rows = list(csv.reader(as_file(write_episodes([record]))))
    assert not [cell for cell in rows[1] if cell.startswith(_STARTS_OF_FORMULAS)]
