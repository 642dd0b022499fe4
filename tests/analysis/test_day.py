"""One day on its own clock."""

import datetime as dt

import pytest

from tests.analysis.day_lines import DAY, Said, on
from tests.factories import ZONE
from tracker.analysis.day import timeline
from tracker.analysis.results import NO_ENTRIES, TooLittle
from tracker.days import DayStarts

FORWARD, BACK = dt.date(2026, 3, 28), dt.date(2026, 10, 24)
"""In Berlin the clocks change in the night that ends these days."""


def placed(*lines, date=DAY, zone=ZONE, **more):
    return timeline(lines, date, zone, **more)


def test_worked_example():
    """Six to half past six, unknown from noon on, and 02:00 to 05:00 of the night, of which two hours are the day's."""
    result = placed(Said(on(6), 30), Said(on(12)), Said(on(2, later=1), 180))
    assert [(entry.begins, entry.ends, entry.runs_on) for entry in result.entries] == [
        (2.0, 2.5, False),
        (8.0, None, False),
        (22.0, 24.0, True),
    ]
    assert (result.n, result.from_before, result.hours, result.clock_moved, result.zones) == (3, 0, 24, 0, ())


def test_an_entry_of_the_day_before_starts_at_the_edge_with_its_whole_length():
    (entry,) = placed(Said(on(23, later=-1), 6 * 60)).entries
    assert (entry.begins, entry.ends, entry.came_in, entry.duration_seconds) == (0, 1.0, True, 6 * 3600)


def test_an_entry_over_the_whole_day_runs_over_both_edges():
    (entry,) = placed(Said(on(20, later=-1), 40 * 60)).entries
    assert (entry.begins, entry.ends, entry.came_in, entry.runs_on) == (0, 24, True, True)


def test_an_end_at_the_very_start_of_the_next_day_does_not_run_on():
    (entry,) = placed(Said(on(3, later=1), 60)).entries
    assert (entry.ends, entry.runs_on) == (24, False)


def test_what_came_in_is_counted_apart_and_stands_first():
    result = placed(Said(on(5), uid="own"), Said(on(22, later=-1), 600, uid="before"))
    assert ([entry.uid for entry in result.entries], result.n, result.from_before) == (["before", "own"], 1, 1)


def test_an_ongoing_entry_has_no_end():
    (entry,) = placed(Said(on(9), is_ongoing=True)).entries
    assert (entry.is_ongoing, entry.ends, entry.runs_on) == (True, None, False)


def test_an_entry_from_elsewhere_stands_where_its_own_clock_stood():
    # 16:00 in Tokyo is 09:00 in Berlin.
    result = placed(Said(on(16), 30, time_zone="Asia/Tokyo"), Said(on(5)))
    assert [(entry.begins, entry.ends, entry.zone) for entry in result.entries] == [
        (1.0, None, ""),
        (12.0, 12.5, "Asia/Tokyo"),
    ]
    assert result.zones == ("Asia/Tokyo",)


def test_a_day_on_which_clocks_go_forward_has_23_hours():
    result = placed(Said(on(3, 30, day=FORWARD, later=1)), date=FORWARD)
    assert (result.hours, result.clock_moved, result.entries[0].begins) == (23, 1, 22.5)
    assert [hour for _place, hour in result.ticks][-4:] == [0, 1, 3, 4]


def test_a_day_on_which_clocks_go_back_has_25_hours():
    twice = on(2, 30, day=BACK, later=1)
    result = placed(Said(twice), Said(twice, is_second=True), date=BACK)
    assert (result.hours, result.clock_moved) == (25, -1)
    assert [entry.begins for entry in result.entries] == [22.5, 23.5]
    assert [hour for _place, hour in result.ticks][-4:] == [2, 2, 3, 4]


def test_in_an_hour_that_comes_twice_entries_stand_in_order_of_time():
    """02:30 before the clocks went back came first, and 02:20 after that fifty minutes later."""
    lines = [Said(on(2, minute, day=BACK, later=1), is_second=second) for minute, second in ((20, True), (30, False))]
    assert [entry.begins for entry in placed(*lines, date=BACK).entries] == [22.5, pytest.approx(23 + 1 / 3)]
    # An entry from elsewhere keeps the place of its own clock.
    elsewhere = Said(on(2, 25, day=BACK, later=1), time_zone="Asia/Tokyo")
    assert [entry.zone for entry in placed(*lines, elsewhere, date=BACK).entries] == ["Asia/Tokyo", "", ""]


def test_time_that_a_day_does_not_have_is_where_clocks_jumped():
    # 02:30 in Tokyo, on a night on which Berlin went from 02:00 to 03:00.
    (entry,) = placed(Said(on(2, 30, day=FORWARD, later=1), time_zone="Asia/Tokyo"), date=FORWARD).entries
    assert entry.begins == 22.5


def test_a_clock_that_is_moved_by_half_an_hour():
    # On Lord Howe Island, 4 October 2026, from 02:00 to 02:30.
    day = dt.date(2026, 10, 3)
    result = placed(Said(on(12, day=day), time_zone="Australia/Lord_Howe"), date=day, zone="Australia/Lord_Howe")
    assert (result.hours, result.ticks[-2:]) == (23.5, ((22.5, 3), (23.5, 4)))


def test_the_day_begins_at_the_hour_that_holds_for_it():
    starts = DayStarts(((DAY, 6),))
    (entry,) = placed(Said(on(8)), starts=starts).entries
    assert entry.begins == 2.0


def test_a_changed_start_makes_the_day_before_it_longer():
    result = placed(Said(on(8)), starts=DayStarts(((DAY + dt.timedelta(days=1), 6),)))
    assert (result.hours, result.clock_moved) == (26, 0)


def test_clocks_put_back_elsewhere_do_not_end_an_entry_before_it_began():
    # In Berlin from 02:40 to the second 02:10; the day's clock is Tokyo's.
    (entry,) = placed(Said(on(2, 40, day=BACK, later=1), 30), date=BACK, zone="Asia/Tokyo").entries
    assert entry.begins == entry.ends


def test_the_worst_is_that_of_the_day_itself():
    before = Said(on(23, later=-1), 600, intensity=10)
    result = placed(before, Said(on(9), intensity=3), Said(on(12), intensity=7, uid="worst"), Said(on(13), intensity=7))
    assert result.worst.uid == "worst"
    assert placed(before, Said(on(9), intensity=None)).worst is None


def test_a_day_without_entries_has_no_timeline():
    assert placed() == TooLittle(NO_ENTRIES)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_the_order_of_the_lines_has_no_influence(order):
    lines = (Said(on(23, later=-1), 600), Said(on(5), 10), Said(on(1, later=1), intensity=None))
    assert placed(*(lines[place] for place in order)) == placed(*lines)
