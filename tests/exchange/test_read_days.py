"""What the reader of days.csv takes and refuses beyond what both readers share."""

import datetime as dt
import io

import pytest

from tracker.exchange.csv_files import read_days
from tracker.exchange.errors import RowError

_ROW = {
    "date": "2026-06-10",
    "time_zone": "Europe/Berlin",
    "answer": "none",
    "answered_at": "2026-06-10T21:00:00+02:00",
}


def read(**cells) -> list:
    cells = _ROW | cells
    return list(read_days(io.StringIO(",".join(cells) + "\r\n" + ",".join(cells.values()) + "\r\n", newline="")))


def test_an_answered_day():
    (result,) = read(state="clear")
    assert (result.date, result.state, result.answer) == (dt.date(2026, 6, 10), "clear", "none")


def test_factors_are_columns_and_an_empty_cell_is_not_answered():
    (result,) = read(**{"x-new-shoes": "no", "stress": "yes", "alcohol": ""})
    assert result.factors == (("stress", True), ("x-new-shoes", False))


@pytest.mark.parametrize(
    ("cell", "details"), [("unlisted", ("", None)), ("unlisted:6-10:7", ("6-10", 7)), ("unlisted::0", ("", 0))]
)
def test_yes_not_listed_with_its_details(cell, details):
    (result,) = read(answer=cell)
    assert (result.answer, result.unlisted_count, result.unlisted_worst) == ("unlisted", *details)


def test_a_day_of_which_nothing_was_said_needs_no_zone():
    (result,) = read(time_zone="", answer="", answered_at="", state="paused")
    assert (result.time_zone, result.state) == ("", "paused")


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"date": "10.6.2026"}, "date", "not-a-date"),
        ({"state": "bad"}, "state", "unknown-code"),
        ({"answer": "no"}, "answer", "unknown-code"),
        ({"answer": "none:1-5"}, "answer", "parts"),
        ({"answer": "unlisted:7"}, "answer", "unknown-code"),
        ({"answer": "unlisted:1-5:11"}, "answer", "out-of-range"),
        ({"answered_at": ""}, "answered_at", "answer-without-time"),
        ({"answer": ""}, "answer", "answer-without-time"),
        ({"time_zone": ""}, "time_zone", "needed"),
        ({"limited": "5"}, "limited", "out-of-range"),
        ({"stress": "1"}, "stress", "not-yes-or-no"),
        ({"low-sleep": "yes"}, "low-sleep", "unknown-column"),
    ],
)
def test_what_cannot_be_read_names_column_and_code(cells, column, code):
    assert [(result.column, result.code) for result in read(**cells) if isinstance(result, RowError)] == [
        (column, code)
    ]


def test_the_same_date_twice_is_an_error():
    cells = ",".join(_ROW.values())
    result = list(read_days(io.StringIO(f"{','.join(_ROW)}\n{cells}\n{cells}\n", newline="")))
    assert (result[-1].column, result[-1].code) == ("date", "duplicate")
