"""Local days: worked examples at clock changes, and properties over zones, instants and day starts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.days import (
    AmbiguousTimeError,
    DatedValue,
    DayStarts,
    NonexistentTimeError,
    PartialDate,
    Period,
    UnknownZoneError,
    day_bounds,
    deadline_of,
    instant_of,
    last_days,
    local_day,
    month_of_most,
    night_of,
    offset_seconds,
    settled_instant,
    wall_clock,
    week_start,
    zone,
)

BERLIN = "Europe/Berlin"
ZONES = [
    BERLIN,
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "Pacific/Kiritimati",
    "Asia/Tehran",
    "UTC",
]
instants = st.datetimes(dt.datetime(1980, 1, 1), dt.datetime(2040, 1, 1), timezones=st.just(dt.UTC))
zones = st.sampled_from(ZONES)
hours = st.integers(0, 11)


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


def test_a_cramp_at_three_belongs_to_the_day_before():
    assert local_day(utc(2026, 6, 10, 1, 0), BERLIN) == dt.date(2026, 6, 9)


def test_the_day_starts_at_four():
    assert local_day(utc(2026, 6, 10, 2, 0), BERLIN) == dt.date(2026, 6, 10)


def test_clocks_going_back_do_not_move_a_cramp_at_half_past_three():
    # 25 October 2026: at 3:00 clocks go back to 2:00. 3:30 winter time is 2:30 UTC.
    assert wall_clock(utc(2026, 10, 25, 2, 30), BERLIN) == dt.datetime(2026, 10, 25, 3, 30)
    assert local_day(utc(2026, 10, 25, 2, 30), BERLIN) == dt.date(2026, 10, 24)


def test_clocks_going_forward_do_not_move_a_cramp_at_a_quarter_past_four():
    # 29 March 2026: 2:00 becomes 3:00. Taking four hours off the instant would say 28 March.
    assert local_day(utc(2026, 3, 29, 2, 15), BERLIN) == dt.date(2026, 3, 29)


def test_a_cramp_at_three_abroad_stays_at_three():
    at_three_in_new_york = instant_of(dt.datetime(2026, 6, 10, 3, 0), "America/New_York")
    assert wall_clock(at_three_in_new_york, "America/New_York").hour == 3
    assert local_day(at_three_in_new_york, "America/New_York") == dt.date(2026, 6, 9)


def test_nights_run_from_noon_to_noon():
    assert night_of(utc(2026, 6, 10, 1, 0), BERLIN) == dt.date(2026, 6, 9)
    assert night_of(utc(2026, 6, 9, 20, 0), BERLIN) == dt.date(2026, 6, 9)
    assert night_of(utc(2026, 6, 9, 9, 59), BERLIN) == dt.date(2026, 6, 8)


def test_a_time_that_does_not_exist_names_the_one_after_the_change():
    with pytest.raises(NonexistentTimeError) as error:
        instant_of(dt.datetime(2026, 3, 29, 2, 30), BERLIN)
    assert error.value.forward == dt.datetime(2026, 3, 29, 3, 30)


def test_a_time_that_comes_twice_offers_both():
    with pytest.raises(AmbiguousTimeError) as error:
        instant_of(dt.datetime(2026, 10, 25, 2, 30), BERLIN)
    assert error.value.instants == (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30))


def test_a_day_that_an_island_skipped_does_not_exist():
    # Samoa went from 29 to 31 December 2011.
    with pytest.raises(NonexistentTimeError):
        instant_of(dt.datetime(2011, 12, 30, 12, 0), "Pacific/Apia")


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "europe/berlin", "../etc/passwd", "Europe/Berlin\x00"])
def test_an_unknown_zone_is_refused(name):
    with pytest.raises(UnknownZoneError):
        zone(name)


def test_a_change_of_the_day_start_holds_from_its_date_on():
    starts = DayStarts(((dt.date(2026, 6, 10), 0),))
    assert local_day(utc(2026, 6, 9, 1, 0), BERLIN, starts) == dt.date(2026, 6, 8)
    assert local_day(utc(2026, 6, 10, 1, 0), BERLIN, starts) == dt.date(2026, 6, 10)


def test_the_deadline_is_the_bedtime_on_the_clocks_there():
    assert deadline_of(dt.date(2026, 6, 10), "Europe/Berlin") == utc(2026, 6, 10, 20)
    assert deadline_of(dt.date(2026, 6, 10), "Asia/Tokyo") == utc(2026, 6, 10, 13)


def test_a_bedtime_after_midnight_ends_the_same_evening():
    late = DatedValue(dt.time(0, 30))
    assert deadline_of(dt.date(2026, 6, 10), "Europe/Berlin", late) == utc(2026, 6, 10, 22, 30)


def test_a_bedtime_that_the_clocks_skip_is_the_end_of_the_gap():
    late = DatedValue(dt.time(2, 30))
    assert deadline_of(dt.date(2026, 3, 28), "Europe/Berlin", late) == utc(2026, 3, 29, 1, 30)


def test_a_dated_setting_holds_from_its_date_on():
    setting = DatedValue("before", ((dt.date(2026, 6, 10), "then"), (dt.date(2026, 6, 12), "now")))
    values = [setting.on(dt.date(2026, 6, day)) for day in (9, 10, 11, 12, 30)]
    assert values == ["before", "then", "then", "now", "now"]


def test_the_long_day_has_25_hours():
    start, end = day_bounds(dt.date(2026, 10, 24), BERLIN)
    assert end - start == dt.timedelta(hours=25)


def test_a_period_counts_both_ends_and_is_followed_back_by_one_of_its_length():
    period = Period(dt.date(2026, 6, 1), dt.date(2026, 6, 7))
    assert len(period) == len(list(period)) == 7
    assert period.before() == Period(dt.date(2026, 5, 25), dt.date(2026, 5, 31))
    assert dt.date(2026, 6, 7) in period
    assert dt.date(2026, 6, 8) not in period


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="before it starts"):
        Period(dt.date(2026, 6, 2), dt.date(2026, 6, 1))


def test_windows_include_today():
    assert last_days(dt.date(2026, 6, 10), 7) == Period(dt.date(2026, 6, 4), dt.date(2026, 6, 10))


def test_weeks_start_on_monday():
    assert week_start(dt.date(2026, 6, 10)) == dt.date(2026, 6, 8)


@given(instants, zones, hours)
def test_the_day_is_the_date_of_the_wall_clock_less_the_start_hour(instant, name, hour):
    expected = (wall_clock(instant, name) - dt.timedelta(hours=hour)).date()
    assert local_day(instant, name, DayStarts(default=hour)) == expected


@given(instants, zones, hours)
def test_every_instant_lies_within_a_day_or_two_of_its_bounds(instant, name, hour):
    # Around a clock change at the very start hour the wall clock passes it twice; otherwise the bounds hold exactly.
    starts = DayStarts(default=hour)
    start, end = day_bounds(local_day(instant, name, starts), name, starts)
    slack = dt.timedelta(hours=1)
    assert start - slack <= instant < end + slack


@given(instants, zones)
def test_what_the_clocks_showed_leads_back_to_the_instant(instant, name):
    instant = instant.replace(microsecond=0)
    wall = wall_clock(instant, name)
    try:
        assert instant_of(wall, name) == instant
    except AmbiguousTimeError as twice:
        assert instant in twice.instants


@given(st.datetimes(dt.datetime(1980, 1, 1), dt.datetime(2040, 1, 1)), zones)
def test_every_typed_time_has_an_instant_two_or_a_reason(wall, name):
    wall = wall.replace(microsecond=0)
    try:
        assert wall_clock(instant_of(wall, name), name) == wall
    except AmbiguousTimeError as twice:
        assert [wall_clock(instant, name) for instant in twice.instants] == [wall, wall]
        assert twice.instants[0] < twice.instants[1]
    except NonexistentTimeError as gap:
        assert gap.forward > wall
        assert settled_instant(wall, name) == instant_of(gap.forward, name)


@given(instants, zones)
def test_the_offset_is_what_separates_the_wall_clock_from_utc(instant, name):
    ahead = dt.timedelta(seconds=offset_seconds(instant, name))
    assert instant.replace(tzinfo=None) + ahead == wall_clock(instant, name)


@given(instants, zones, hours, st.dates(dt.date(1980, 1, 2), dt.date(2039, 12, 30)), hours)
def test_a_changed_start_hour_leaves_earlier_days_alone(instant, name, before, change_on, after):
    changed = local_day(instant, name, DayStarts(((change_on, after),), default=before))
    unchanged = local_day(instant, name, DayStarts(default=before))
    if wall_clock(instant, name).date() < change_on:
        assert changed == unchanged
    else:
        assert changed >= change_on - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("date", "precision", "first", "last"),
    [
        (PartialDate(2019), "year", dt.date(2019, 1, 1), dt.date(2019, 12, 31)),
        (PartialDate(2020, 2), "month", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        (PartialDate(2020, 2, 7), "day", dt.date(2020, 2, 7), dt.date(2020, 2, 7)),
    ],
)
def test_a_partial_date_stands_for_the_days_that_it_can_mean(date, precision, first, last):
    assert (date.precision, date.first, date.last) == (precision, first, last)


@pytest.mark.parametrize("parts", [(2021, 2, 29), (2021, 13), (2021, 0, 5), (0,), (2021, -1)])
def test_a_partial_date_that_does_not_exist_is_refused(parts):
    with pytest.raises(ValueError, match=r"."):
        PartialDate(*parts)


@given(st.dates(), st.sampled_from(["day", "month", "year"]))
def test_a_partial_date_is_read_back_from_either_end(on, precision):
    date = PartialDate.from_data(on, precision)
    assert date.precision == precision
    assert date.first <= on <= date.last
    assert PartialDate.from_data(date.first, precision) == PartialDate.from_data(date.last, precision) == date


@pytest.mark.parametrize(("hour", "minute", "night"), [(11, 59, 9), (12, 0, 10), (23, 0, 10)])
def test_a_night_begins_at_noon(hour, minute, night):
    assert night_of(instant_of(dt.datetime(2026, 6, 10, hour, minute), BERLIN), BERLIN) == dt.date(2026, 6, night)


@pytest.mark.parametrize(("bedtime", "date"), [(dt.time(11, 59), 11), (dt.time(12), 10)])
def test_a_bedtime_from_noon_on_is_one_of_the_same_date(bedtime, date):
    deadline = deadline_of(dt.date(2026, 6, 10), BERLIN, DatedValue(bedtime))
    assert wall_clock(deadline, BERLIN) == dt.datetime.combine(dt.date(2026, 6, date), bedtime)


@pytest.mark.parametrize(
    ("last", "first", "month"),
    [
        ("2026-12-03", "2026-01-05", "2026-11-01"),
        ("2026-12-04", "2026-01-05", "2026-12-01"),
        ("2026-12-01", "2026-12-01", "2026-12-01"),
        ("2026-12-02", "2026-11-30", "2026-11-01"),
        ("2027-01-02", "2026-01-05", "2026-12-01"),
        ("2026-12-02", "2026-12-05", "2026-12-01"),
    ],
)
def test_a_month_of_which_hardly_a_day_is_over_does_not_stand_for_all(last, first, month):
    day = dt.date.fromisoformat
    assert month_of_most(day(last), day(first)) == day(month)
