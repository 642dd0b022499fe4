"""A day's timeline: what is said."""

import datetime as dt

import pytest

from tests.analysis.day_lines import DAY, Said, on
from tests.factories import ZONE
from tracker.charts.registry import CHARTS
from tracker.wording import day
from tracker.wording.readers import PERSON


def link(uid) -> str:
    return f"/episodes/{uid}/"


def result_of(*lines, date=DAY, **more):
    return CHARTS["timeline"].analyze(lines, date, ZONE, **more)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([Said(on(14, 10), intensity=None)], "1 entry, at 14:10."),
        (
            [Said(on(6), intensity=3), Said(on(2, later=1), 180, intensity=7)],
            "2 entries, the first at 06:00, the last at 02:00. The worst of them was 7 of 10, at 02:00. "
            "1 went on into the next day.",
        ),
        (
            [Said(on(22, later=-1), 600, intensity=9)],
            "No entry began on this day. 1 entry from an earlier day went on into this one.",
        ),
        (
            [Said(on(16), intensity=None, time_zone="Asia/Tokyo")],
            "1 entry, at 16:00. Entries from Asia/Tokyo are shown in local time there.",
        ),
    ],
)
def test_reading(lines, said):
    assert day.reading(result_of(*lines), PERSON) == said


@pytest.mark.parametrize(
    ("date", "said"),
    [(dt.date(2026, 3, 28), "went forward, so this day had 23 hours"), (dt.date(2026, 10, 24), "went back, so this")],
)
def test_reading_says_when_clocks_changed(date, said):
    assert said in day.reading(result_of(Said(on(10, day=date)), date=date), PERSON)


def test_reading_of_a_part_says_that_there_are_more():
    lines = [Said(on(6)), Said(on(7))]
    assert day.reading(result_of(*lines, is_cut=True), PERSON).startswith(
        "The first 2 entries began between 06:00 and 07:00. There are more."
    )


def test_table_has_a_row_for_every_entry_with_its_link():
    lines = [Said(on(22, later=-1), 600, uid="before"), Said(on(9), intensity=None), Said(on(10), is_ongoing=True)]
    table = day.table(result_of(*lines), link)
    assert [(row.cells, row.url) for row in table.rows] == [
        (("Tue 22:00", "left calf", "5", "10\u00a0h"), "/episodes/before/"),
        (("09:00", "left calf", "–", "not known"), "/episodes/a/"),
        (("10:00", "left calf", "5", "still going on"), "/episodes/a/"),
    ]
    assert "often a guess" in table.note


def test_table_names_zones_where_there_are_others():
    table = day.table(result_of(Said(on(9), time_zone="Asia/Tokyo"), Said(on(8))), link)
    assert table.headers[-1] == "Time zone"
    assert [row.cells[-1] for row in table.rows] == ["–", "Asia/Tokyo"]


def test_an_entry_of_long_ago_is_said_with_its_date():
    table = day.table(result_of(Said(on(9, later=-20), 30 * 24 * 60)), link)
    assert table.rows[0].cells[0] == "21 May 2026 09:00"


@pytest.mark.parametrize(("days_before", "began"), [(1, "Tue 22:00"), (6, "Thu 22:00"), (7, "3 June 2026 22:00")])
def test_what_came_in_says_its_weekday_while_that_is_no_other_week(days_before, began):
    table = day.table(result_of(Said(on(22, later=-days_before), 60 * 24 * 10)), link)
    assert table.rows[0].cells[0] == began
