"""A file that was cut on its way: what is missing is not passed over in silence."""

import datetime as dt
import io
import uuid

import pytest

from tracker.exchange.csv_files import read_days, read_episodes, write_days, write_episodes
from tracker.exchange.errors import RowError
from tracker.records.day import DayRecord
from tracker.records.episode import EpisodeRecord

NOON = dt.datetime(2026, 6, 10, 10, tzinfo=dt.UTC)
NOTE = 'two lines,\r\na "quotation"'


def episodes_text() -> str:
    return "".join(
        write_episodes(
            EpisodeRecord(uid=uuid.UUID(int=n), started_at=NOON, time_zone="Europe/Berlin", note=NOTE, logged_at=NOON)
            for n in (1, 2)
        )
    )


def days_text() -> str:
    return "".join(
        write_days(
            (
                DayRecord(
                    date=NOON.date() + dt.timedelta(days=n),
                    time_zone="Europe/Berlin",
                    answer="none",
                    answered_at=NOON,
                    factors=(("stress", True),),
                    note=NOTE,
                )
                for n in (1, 2)
            ),
            ["stress"],
        )
    )


FILES = pytest.mark.parametrize(
    ("read", "text"), [(read_episodes, episodes_text()), (read_days, days_text())], ids=["episodes", "days"]
)


def read_from(read, text: str) -> list:
    return list(read(io.StringIO(text, newline="")))


@FILES
def test_a_file_that_is_cut_anywhere_in_its_last_row_says_so(read, text):
    last_row = text.rindex("\r\n", 0, text.rindex("two lines")) + 2
    missed = [
        at
        for at in range(last_row + 1, len(text) - 1)
        if not any(isinstance(result, RowError) for result in read_from(read, text[:at]))
    ]
    assert missed == []


@FILES
def test_what_it_says(read, text):
    error = read_from(read, text.removesuffix("\r\n"))[-1]
    assert (error.code, error.message.startswith("The file stops in the middle of its last line")) == ("cut", True)


@FILES
def test_a_whole_file_is_read_without_a_word(read, text):
    assert not [result for result in read_from(read, text) if isinstance(result, RowError)]


def test_a_file_of_another_program_may_end_without_a_line_end():
    (result,) = read_from(read_episodes, f"id,started_at,time_zone\n{uuid.UUID(int=1)},2026-06-10T03:15:00Z,UTC")
    assert isinstance(result, EpisodeRecord)


def test_but_not_in_the_middle_of_a_row():
    result = read_from(read_episodes, f"id,started_at,time_zone\n{uuid.UUID(int=1)},2026-06-10T03:15:00Z")
    assert [each.code for each in result] == ["cells", "cut"]
