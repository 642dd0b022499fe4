"""What the reader of episodes.csv takes, what it refuses, and what it says then."""

import datetime as dt
import io
import uuid

import pytest

from tracker.exchange.csv_files import read_episodes
from tracker.exchange.errors import RowError
from tracker.records.regions import RegionMark
from tracker.records.relief import ReliefUse

_UID = "7f6f4c1e-5f6b-4f0e-9f43-000000000001"
_ROW = {"id": _UID, "started_at": "2026-06-10T03:15:00+02:00", "time_zone": "Europe/Berlin"}


def read(text: str) -> list:
    return list(read_episodes(io.StringIO(text, newline="")))


def row(**cells) -> str:
    """A file of one row with these cells on top of id, start and zone; the cells stand as they are in the file."""
    cells = _ROW | cells
    return ",".join(cells) + "\r\n" + ",".join(cells.values()) + "\r\n"


def record(**cells):
    (result,) = read(row(**cells))
    assert not isinstance(result, RowError), result
    return result


def error(**cells) -> RowError:
    (result,) = read(row(**cells))
    assert isinstance(result, RowError), result
    return result


def test_columns_may_stand_in_any_order_and_be_left_out():
    (result,) = read(f"time_zone,id,started_at\nUTC,{_UID},2026-06-10T03:15:00Z\n")
    assert (result.uid, result.time_zone, result.intensity) == (uuid.UUID(_UID), "UTC", None)


def test_a_byte_order_mark_is_no_part_of_the_first_name():
    (result,) = read("\ufeff" + row())
    assert result.uid == uuid.UUID(_UID)


def test_empty_rows_are_passed_over():
    assert len(read(row() + "\r\n,,\r\n")) == 1


def test_instants_are_read_as_utc():
    assert record().started_at == dt.datetime(2026, 6, 10, 1, 15, tzinfo=dt.UTC)


def test_a_time_without_offset_is_what_the_clocks_of_the_zone_showed():
    assert record(started_at="2026-06-10 03:15").started_at == dt.datetime(2026, 6, 10, 1, 15, tzinfo=dt.UTC)


def test_an_offset_that_contradicts_the_zone_still_names_the_instant():
    assert record(started_at="2026-06-10T03:15:00+05:00").started_at == dt.datetime(2026, 6, 9, 22, 15, tzinfo=dt.UTC)


def test_a_duration_alone_gives_the_end():
    result = record(duration_seconds="90")
    assert (result.ended_at - result.started_at, result.duration_basis) == (dt.timedelta(seconds=90), "estimated")


def test_an_empty_count_is_one():
    assert record(count="").count == 1


@pytest.mark.parametrize(
    ("cell", "marks"),
    [
        ("calf:left;lower-back:middle ", (RegionMark("lower-back", "middle"), RegionMark("calf", "left"))),
        ("calf:left; calf:right", (RegionMark("calf", "both"),)),
        ("other=left%20eyebrow:left", (RegionMark("other", "left", "left eyebrow"),)),
        ("other=5% of it", (RegionMark("other", "", "5% of it"),)),
        ("band-around", (RegionMark("band-around"),)),
    ],
)
def test_regions_as_people_write_them(cell, marks):
    assert record(regions=cell).regions == marks


def test_relief_with_text_moment_and_effect():
    assert record(relief="medication=ibuprofen 400:after:slightly; x-tea").relief == (
        ReliefUse("medication", "ibuprofen 400", "after", "slightly"),
        ReliefUse("x-tea"),
    )


@pytest.mark.parametrize(
    ("cell", "answers"),
    [
        ("", ()),
        ("easing:no", (("easing", "no"),)),
        ("colder:as-always", (("colder", "as-always"),)),
        ("one-side:not-sure;easing:yes ", (("easing", "yes"), ("one-side", "not-sure"))),
        ("locked:wound + mouth", (("locked", "mouth"), ("locked", "wound"))),
        ("locked:mouth+mouth", (("locked", "mouth"),)),
        ("locked:none", (("locked", "none"),)),
        ("pregnancy-signs:not-sure", (("pregnancy-signs", "not-sure"),)),
    ],
)
def test_answers_to_safety_questions(cell, answers):
    assert record(follow_up=cell).follow_up == answers


def test_a_file_of_before_there_were_safety_questions_still_reads():
    assert record(chest_signs="no").follow_up == ()


def test_answers_that_do_not_go_together_say_which_to_remove():
    assert error(follow_up="colder:yes+no").message == (
        "“colder:yes+no”: these answers contradict each other. Keep one of them."
    )
    assert "can’t be combined" in error(follow_up="locked:none+mouth").message
    assert error(follow_up="easing:no; easing:yes").message == "“easing” appears twice. Keep one of them."


@pytest.mark.parametrize("note", ["=1+1", "'tis", "-"])
def test_one_apostrophe_is_removed(note):
    assert record(note="'" + note).note == note


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n", "\u2028", "\x0b"])
def test_a_note_keeps_its_line_ends(ends):
    assert record(note=f'"one{ends}two"').note == f"one{ends}two"


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"id": "12"}, "id", "not-an-id"),
        ({"id": ""}, "id", "needed"),
        ({"started_at": ""}, "started_at", "needed"),
        ({"started_at": "10.06.2026 03:15"}, "started_at", "not-a-time"),
        ({"started_at": "2026-06-10"}, "started_at", "not-a-time"),
        ({"started_at": "0001-01-01T00:00:00+14:00"}, "started_at", "not-a-time"),
        ({"started_at": "2026-03-29T02:30"}, "started_at", "clock-change"),
        ({"started_at": "2026-10-25T02:30"}, "started_at", "clock-change"),
        ({"time_zone": "Europe/Berlinn"}, "time_zone", "unknown-zone"),
        ({"time_zone": "../etc"}, "time_zone", "unknown-zone"),
        ({"ended_at": "2026-06-10T03:14:00+02:00"}, "ended_at", "end-before-start"),
        ({"ended_at": "2026-06-10T03:16:00+02:00", "duration_seconds": "61"}, "duration_seconds", "duration"),
        ({"duration_seconds": "-5"}, "duration_seconds", "not-a-number"),
        ({"duration_seconds": "999999999999999"}, "duration_seconds", "out-of-range"),
        ({"duration_basis": "measured"}, "duration_basis", "duration-basis"),
        ({"duration_basis": "ongoing", "duration_seconds": "60"}, "duration_basis", "duration-basis"),
        ({"count": "0"}, "count", "out-of-range"),
        ({"intensity": "11"}, "intensity", "out-of-range"),
        ({"intensity": "-1"}, "intensity", "not-a-number"),
        ({"intensity": "abc"}, "intensity", "not-a-number"),
        ({"intensity": "٣"}, "intensity", "not-a-number"),
        ({"kind": "crampp"}, "kind", "unknown-code"),
        ({"regions": "calv:left"}, "regions", "unknown-code"),
        ({"regions": "calf:middle"}, "regions", "side"),
        ({"regions": "calf"}, "regions", "side"),
        ({"regions": "widespread:left"}, "regions", "side"),
        ({"regions": "calf:lefft"}, "regions", "unknown-code"),
        ({"regions": "calf:left:both"}, "regions", "parts"),
        ({"regions": "calf=inside:left"}, "regions", "text-not-taken"),
        ({"regions": "other=%FF"}, "regions", "percent-code"),
        ({"regions": "other=a%00"}, "regions", "nul"),
        ({"regions": "other=" + "a" * 121}, "regions", "too-long"),
        ({"suspected_factors": "none; stress"}, "suspected_factors", "none-and-more"),
        ({"suspected_factors": "X-Stress"}, "suspected_factors", "unknown-code"),
        ({"relief": "heat:before"}, "relief", "unknown-code"),
        ({"relief": "heat:during:super"}, "relief", "unknown-code"),
        ({"also_noticed": "x-own"}, "also_noticed", "unknown-code"),
        ({"woke": "maybe"}, "woke", "unknown-code"),
        ({"private": "maybe"}, "private", "not-yes-or-no"),
        ({"chest_signs": "maybe"}, "chest_signs", "unknown-code"),
        ({"follow_up": "easingg:no"}, "follow_up", "unknown-code"),
        ({"follow_up": "easing:maybe"}, "follow_up", "unknown-code"),
        ({"follow_up": "easing:as-always"}, "follow_up", "unknown-code"),
        ({"follow_up": "easing"}, "follow_up", "unknown-code"),
        ({"follow_up": "locked:mouth+"}, "follow_up", "unknown-code"),
        ({"follow_up": "easing:no:yes"}, "follow_up", "parts"),
        ({"follow_up": "easing=a bit:no"}, "follow_up", "text-not-taken"),
        ({"follow_up": "easing:no; easing:yes"}, "follow_up", "answered-twice"),
        ({"follow_up": "easing:no; easing:no"}, "follow_up", "answered-twice"),
        ({"follow_up": "colder:yes+no"}, "follow_up", "answers-do-not-fit"),
        ({"follow_up": "locked:none+mouth"}, "follow_up", "answers-do-not-fit"),
        ({"follow_up": "pregnancy-signs:bleeding+not-sure"}, "follow_up", "answers-do-not-fit"),
        ({"note": "a" * 20_001}, "note", "too-long"),
        ({"note": "a\0b"}, "note", "nul"),
    ],
)
def test_what_cannot_be_read_names_line_column_and_code(cells, column, code):
    result = error(**cells)
    assert (result.line, result.column, result.code) == (2, column, code)


def test_an_error_says_what_to_do():
    assert error(regions="calv:left").message == "“calv” is not a known code. Did you mean “calf”?"


def test_every_wrong_cell_of_a_row_is_named():
    assert [result.column for result in read(row(intensity="11", kind="?"))] == ["intensity", "kind"]


def test_a_good_row_after_a_bad_one_is_read():
    result = read(row(intensity="11") + ",".join([*_ROW.values(), "3"]) + "\r\n")
    assert [type(one).__name__ for one in result] == ["RowError", "EpisodeRecord"]


def test_the_line_of_an_error_counts_the_lines_of_notes_before_it():
    text = "id,started_at,time_zone,note\r\n" + ",".join([*_ROW.values(), '"one\ntwo\nthree"']) + "\r\nx,,,\r\n"
    assert read(text)[-1].line == 5


def test_the_same_id_twice_is_an_error_that_names_the_first_line():
    result = read(row() + ",".join(_ROW.values()) + "\r\n")[-1]
    assert (result.line, result.column, result.code, "Line 2" in result.message) == (3, "id", "duplicate", True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("id;started_at;time_zone\n", "separator"),
        ("id,started_at,time_zone,intensty\n", "unknown-column"),
        ("id,started_at,time_zone,note,note\n", "column-twice"),
        ("id,started_at\n", "column-missing"),
        ('"id', "not-csv"),
    ],
)
def test_a_header_that_cannot_be_read(text, code):
    assert [(result.line, result.code) for result in read(text)] == [(1, code)]


def test_a_row_with_a_cell_too_many():
    assert read(row() + ",".join(_ROW.values()) + ",more\r\n")[-1].code == "cells"


def test_a_missing_quotation_mark_ends_the_reading():
    found = read(row(note='"never closed') + "more\r\n")
    assert [(one.line, one.code) for one in found] == [(2, "not-csv")]


def test_a_text_may_be_as_long_as_its_limit():
    assert len(record(note="a" * 20_000).note) == 20_000


def test_an_entry_may_end_at_the_second_at_which_it_began():
    found = record(ended_at=_ROW["started_at"])
    assert (found.ended_at, found.duration_basis) == (found.started_at, "estimated")


@pytest.mark.parametrize("intensity", [0, 10])
def test_the_ends_of_a_scale_are_numbers_of_it(intensity):
    assert record(intensity=str(intensity)).intensity == intensity


@pytest.mark.parametrize(("length", "quoted"), [(40, "x" * 40), (41, "x" * 40 + "…")])
def test_a_long_cell_is_quoted_by_its_beginning(length, quoted):
    assert error(started_at="x" * length).message.startswith(f"“{quoted}” is not a time.")


def test_a_time_that_came_twice_is_offered_in_its_order():
    assert error(started_at="2026-10-25T02:30").message == (
        "2026-10-25 02:30:00 happened twice there. Write 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00."
    )
