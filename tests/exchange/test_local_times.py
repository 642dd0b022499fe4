"""Dates, times and lengths as other programs write them."""

import datetime as dt

import pytest

from tracker.exchange.errors import CellError
from tracker.exchange.local_times import date_order, read_clock, read_duration, read_epoch, read_time


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("13/04/26", "day-first"),
        ("04/13/26 10:00", "month-first"),
        ("03/04/2026", ""),
        ("3-4-26", ""),
        ("03.04.26", None),
        ("2026-03-04", None),
        ("8th Dec 2021", None),
        ("", None),
    ],
)
def test_a_date_shows_its_order_or_not(text, order):
    assert date_order(text) == order


@pytest.mark.parametrize(
    ("text", "is_day_first", "time"),
    [
        ("03/04/26 22:10", True, "2026-04-03T22:10:00"),
        ("03/04/26 22:10", False, "2026-03-04T22:10:00"),
        ("03.04.26", False, "2026-04-03T00:00:00"),
        ("3/4/69 1:05:09 pm", False, "2069-03-04T13:05:09"),
        ("3/4/70", False, "1970-03-04T00:00:00"),
        ("2026/03/04 07:00", False, "2026-03-04T07:00:00"),
        ("22nd Feb 2022", False, "2022-02-22T00:00:00"),
        ("2026-03-04 07:00:00 UTC", False, "2026-03-04T07:00:00+00:00"),
        ("2026-03-04T07:00:00.999-05:00", False, "2026-03-04T12:00:00+00:00"),
    ],
)
def test_times_are_read(text, is_day_first, time):
    assert read_time(text, is_day_first=is_day_first).isoformat() == time


@pytest.mark.parametrize("text", ["", "13/13/26", "2026", "45000.5", "1/2", "10:00", "31st Feb 2022", "3rd Foo 2022"])
def test_what_is_no_time_is_an_error(text):
    with pytest.raises(CellError) as error:
        read_time(text)
    assert error.value.code == "not-a-time"


@pytest.mark.parametrize(
    ("text", "time"), [("12:00 AM", "00:00"), ("12:30 p.m.", "12:30"), ("7:45", "07:45"), ("22.10", "22:10")]
)
def test_times_of_day_are_read(text, time):
    assert read_clock(text).isoformat("minutes") == time


@pytest.mark.parametrize("text", ["24:00", "13:00 pm", "0:10 am", "7", "noon", "12:60"])
def test_what_is_no_time_of_day_is_an_error(text):
    with pytest.raises(CellError):
        read_clock(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1d 02h 15m", 94_500), ("45 sec", 45), ("1,5 h", 5400), ("1:30", 5400), ("0:12:30", 750), ("2 days", 172_800)],
)
def test_lengths_are_read(text, seconds):
    assert read_duration(text).total_seconds() == seconds


@pytest.mark.parametrize("text", ["15", "-5 min", "5 apples", "5 min?", "9" * 30 + " d", "min", ""])
def test_what_is_no_length_is_an_error(text):
    with pytest.raises(CellError) as error:
        read_duration(text)
    assert error.value.code == "not-a-duration"


def test_milliseconds_are_an_instant():
    assert read_epoch("1772399400000") == dt.datetime(2026, 3, 1, 21, 10, tzinfo=dt.UTC)
    for text in ("1.77E+12", "-5", "9" * 25, "today"):
        with pytest.raises(CellError):
            read_epoch(text)
