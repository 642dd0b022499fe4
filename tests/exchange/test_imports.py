"""A file of ours is known by its columns, however it was saved; what is no table is refused in words."""

import io
import zipfile
from dataclasses import replace

import pytest

from tests.records.full_episode import FULL
from tracker.exchange.csv_files import write_episodes
from tracker.exchange.errors import RowError
from tracker.exchange.foreign import ImportRefused
from tracker.exchange.imports import open_import
from tracker.exchange.tables import IMPORT_ROWS

NOTE = replace(FULL, note="Krampf; dann “besser”, nach 5 €")
EPISODES = "".join(write_episodes([NOTE]))
DAYS = """\
state,date,time_zone,answer,answered_at,stress
clear,2026-03-01,Europe/Berlin,none,2026-03-01T21:00+01:00,yes
"""


def opened(text: str, encoding="utf-8"):
    return open_import(io.BytesIO(text.encode(encoding)))


def refusal(data: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        open_import(io.BytesIO(data))
    assert refused.value.message
    return refused.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_our_entries_are_read_in_any_encoding(encoding):
    file = opened(EPISODES, encoding)
    assert (file.code, file.signature, file.questions({})) == ("episodes", "episodes", ())
    assert list(file.records({})) == [NOTE]
    assert list(file.records({})) == [NOTE]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_our_entries_are_read_with_other_delimiters(delimiter):
    header, cells = EPISODES.split("\r\n")[:2]
    plain = "id,started_at,time_zone,note\r\n" + ",".join([*cells.split(",")[:3], "a note"])
    file = opened("\ufeff" + plain.replace(",", delimiter))
    assert header.startswith("id,started_at")
    assert [(each.uid, each.note) for each in file.records({})] == [(NOTE.uid, "a note")]


def test_our_days_are_read_in_any_order_of_columns():
    file = opened(DAYS)
    assert file.code == "days"
    assert [(each.answer, each.factors) for each in file.records({})] == [("none", (("stress", True),))]


def test_a_line_that_names_the_delimiter_is_counted():
    text = "sep=;\n" + DAYS.replace(",", ";").replace("2026-03-01;", "01.03.26;")
    [error] = opened(text).records({})
    assert (error.line, error.column, error.code) == (3, "date", "not-a-date")
    assert "2026-06-10" in error.message


@pytest.mark.parametrize("time", ["3/1/2026 22:10", "01.03.26 22:10", "2026/03/01", "1-3-2026 22:10"])
def test_times_that_a_spreadsheet_rewrote_are_errors_with_a_way_out(time):
    text = f"id,started_at,time_zone,ended_at\n{NOTE.uid},{time},Europe/Berlin,\n"
    [error] = opened(text).records({})
    assert error == RowError(2, "started_at", "not-a-time", error.message)
    assert "as text" in error.message


def test_a_file_of_another_program_with_columns_like_ours_is_not_taken_for_ours():
    assert opened("date,time_zone,pain\n2026-03-01,Europe/Berlin,5\n").code == "other"
    assert opened("date,time_zone,stress\n2026-03-01,Europe/Berlin,yes\n").code == "days"


def test_a_column_that_is_missing_is_named():
    [error] = opened("id,time_zone,ended_at,at_onset\n1,Europe/Berlin,,\n").records({})
    assert (error.line, error.column, error.code) == (1, "started_at", "column-missing")


def test_what_is_no_table_is_refused():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("diary.json", "{}")
    assert refusal(archive.getvalue()) == "not-text"
    assert refusal(b"") == "empty"
    assert refusal(b"\n \n\n") == "empty"
    assert refusal(b"\xef\xbb\xbfid,started_at,time_zone,\xff") == "encoding"
    assert refusal(b"id,started_at,time_zone,ended_at\n") == "no-rows"
    assert refusal(b"When,No\0te\n2026-03-01 10:00,a\n") == "nul"
    assert refusal(b"When," + b"a" * 201 + b"\n2026-03-01 10:00,a\n") == "no-names"
    assert refusal(b",".join([b"a"] * 201) + b"\n1\n") == "no-names"


def test_limits_are_held():
    row = b"1,2,3,4\n"
    assert refusal(b"id,started_at,time_zone,ended_at\n" + row * (IMPORT_ROWS + 1)) == "too-many-rows"
    assert open_import(io.BytesIO(b"id,started_at,time_zone,ended_at\n" + row * IMPORT_ROWS)).code == "episodes"
    assert refusal(b"id,started_at,time_zone,ended_at\n" + b" " * (20 << 20)) == "too-large"
