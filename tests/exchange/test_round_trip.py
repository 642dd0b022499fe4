"""Write → read → write gives the same bytes, for any valid diary; and reading gives the records that were written."""

import csv
import io
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.strategies import days, episodes
from tracker.exchange.csv_files import read_days, read_episodes, write_days, write_episodes

_STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_file(lines):
    """The lines through bytes, as another program would open them."""
    return io.TextIOWrapper(io.BytesIO("".join(lines).encode("utf-8")), encoding="utf-8", newline="")


def _whole_seconds(record, *names):
    return replace(record, **{n: value.replace(microsecond=0) for n in names if (value := getattr(record, n))})


@settings(max_examples=35)
@given(st.lists(episodes(), max_size=4, unique_by=lambda record: record.uid))
def test_episodes_written_read_and_written_again_are_the_same_bytes(records):
    written = list(write_episodes(records))
    assert list(write_episodes(read_episodes(as_file(written)))) == written


@settings(max_examples=35)
@given(episodes())
def test_an_episode_is_read_as_it_was(record):
    as_stored = _whole_seconds(record, "started_at", "ended_at", "logged_at", "edited_at")
    assert list(read_episodes(as_file(write_episodes([record])))) == [as_stored]


@settings(max_examples=35)
@given(st.lists(days(), max_size=4, unique_by=lambda record: record.date))
def test_days_written_read_and_written_again_are_the_same_bytes(records):
    codes = {code for record in records for code, _is_yes in record.factors}
    written = list(write_days(records, codes))
    assert list(write_days(read_days(as_file(written)), codes)) == written


@settings(max_examples=35)
@given(days())
def test_a_day_is_read_as_it_was(record):
    written = write_days([record], [code for code, _is_yes in record.factors])
    assert list(read_days(as_file(written))) == [_whole_seconds(record, "answered_at")]


@settings(max_examples=35)
@given(episodes())
def test_no_cell_can_be_run_by_a_spreadsheet(record):
    rows = list(csv.reader(as_file(write_episodes([record]))))
    assert not [cell for cell in rows[1] if cell.startswith(_STARTS_OF_FORMULAS)]
