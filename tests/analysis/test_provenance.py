"""How the log came about: late, edited, in bulk, private, where."""

import datetime as dt

import pytest

from tests.analysis.diaries import MONDAY, Entry, at, days, make_diary
from tracker.analysis.provenance import provenance
from tracker.days import DayStarts

WEEKS = days(14)


def how(*entries, **options):
    return provenance(make_diary(*entries, period=WEEKS, **options), WEEKS)


def test_worked_example():
    entries = (Entry(at(0)), Entry(at(1), logged_after=48), Entry(at(2), logged_after=49, is_edited=True))
    result = how(*entries, Entry(at(3), is_private=True))
    assert (result.n, result.entered_later, result.edited, result.private) == (4, 1, 1, 1)


def test_entries_that_somebody_else_logged_are_counted():
    assert how(Entry(at(0)), Entry(at(1), is_by_other=True), Entry(at(2), is_by_other=True)).by_others == 2


def test_a_clear_day_is_late_from_its_deadline_on():
    # Answered at nine, an hour before the deadline; a second before it, at it, and a day later.
    result = how(answers=dict.fromkeys(range(4), "none"), given={1: 3599 / 3600, 2: 1, 3: 24})
    assert (result.clear, result.clear_late) == (4, 2)


def test_days_confirmed_in_the_same_second_are_confirmed_in_bulk():
    # Days 0 to 2 on the evening of day 2; day 3 at the same hour a day later.
    result = how(answers=dict.fromkeys(range(4), "none"), given={0: 48, 1: 24, 2: 0})
    assert (result.clear_in_bulk, result.clear_late, result.clear_late_or_in_bulk) == (3, 2, 3)


def test_a_second_apart_is_not_in_bulk():
    assert how(answers={0: "none", 1: "none"}, given={0: 24 + 1 / 3600}).clear_in_bulk == 0


def test_only_days_that_are_clear_count():
    # Day 0 has an entry after all, day 1 is in a pause, day 2 says "the ones listed".
    result = how(
        Entry(at(0)), answers={0: "none", 1: "none", 2: "listed", 3: "none"}, paused=[(1, 1)], given={0: 9, 1: 9, 2: 9}
    )
    assert (result.clear, result.clear_late) == (1, 0)


def test_zones_with_their_entries_the_most_frequent_first():
    away = [Entry(at(day), zone="America/New_York") for day in (3, 4)]
    result = how(Entry(at(0), zone="Asia/Tokyo"), *away, Entry(at(20), zone="Europe/Rome"))
    assert result.zones == (("America/New_York", 2), ("Asia/Tokyo", 1))


def test_a_zone_that_private_entries_alone_name_is_counted():
    rome = [Entry(at(day), zone="Europe/Rome", is_private=day == 3) for day in (3, 4)]
    result = how(Entry(at(0), zone="Asia/Tokyo", is_private=True), *rome)
    assert (result.zones, result.other_zones) == ((("Europe/Rome", 2),), 1)


def test_day_starts_of_the_period_and_their_changes():
    changes = ((MONDAY - dt.timedelta(9), 5), (MONDAY + dt.timedelta(3), 6), (MONDAY + dt.timedelta(99), 7))
    result = how(starts=DayStarts(changes))
    assert result.start_hours == ((MONDAY, 5), (MONDAY + dt.timedelta(3), 6))


@pytest.mark.parametrize("outside", [14, 20])
def test_other_days_have_no_influence(outside):
    diary = make_diary(Entry(at(outside), logged_after=99, is_private=True), period=days(30), answers={outside: "none"})
    result = provenance(diary, WEEKS)
    assert (result.n, result.entered_later, result.private, result.clear, result.zones) == (0, 0, 0, 0, ())
