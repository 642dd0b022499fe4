"""Writes of what a person has set."""

import datetime as dt

import pytest

from tests.factories import NOON, make_episode
from tracker.days import UnknownZoneError
from tracker.models import DatedSetting, Preferences
from tracker.selectors.person import day_starts, person_of
from tracker.services.preferences import (
    ensure_preferences,
    save_preferences,
    set_day_start,
    set_deadline,
    set_emergency_number,
)

TODAY = NOON.date()
THREE_AM = dt.datetime(2026, 6, 10, 1, 0, tzinfo=dt.UTC)
"""03:00 in Berlin on the same Wednesday: before the usual start of the day."""


@pytest.fixture
def newcomer(django_user_model, db):
    return django_user_model.objects.create_user("newcomer")


def test_a_new_person_gets_the_zone_of_their_browser(newcomer):
    assert ensure_preferences(newcomer, "Asia/Tokyo")
    assert newcomer.preferences.time_zone == "Asia/Tokyo"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "a" * 64])
def test_a_zone_that_does_not_exist_becomes_utc_and_says_so(newcomer, zone):
    assert not ensure_preferences(newcomer, zone)
    assert newcomer.preferences.time_zone == "UTC"


def test_preferences_are_stored_and_raise_the_data_version(alice):
    before = alice.preferences.data_version
    save_preferences(alice, time_zone="Asia/Tokyo", theme="dark", text_size="larger")
    row = Preferences.objects.get(owner=alice)
    assert (row.time_zone, row.theme, row.text_size) == ("Asia/Tokyo", "dark", "larger")
    assert row.data_version != before


def test_preferences_refuse_an_unknown_zone(alice):
    with pytest.raises(UnknownZoneError):
        save_preferences(alice, time_zone="Mars/Olympus", theme="dark", text_size="normal")
    assert Preferences.objects.get(owner=alice).theme == "system"


def test_the_emergency_number_is_stored_and_raises_the_data_version(alice):
    before = alice.preferences.data_version
    set_emergency_number(person_of(alice), "other", "10177")
    alice.preferences.refresh_from_db()
    assert person_of(alice).emergency_number == "10177"
    assert alice.preferences.data_version != before


def test_the_same_emergency_number_is_not_written_again(alice):
    before = alice.preferences.data_version
    set_emergency_number(person_of(alice), "", "")
    alice.preferences.refresh_from_db()
    assert alice.preferences.data_version == before


def test_the_emergency_number_is_that_of_the_time_zone_until_one_is_chosen(alice):
    assert person_of(alice).emergency_number == "112"
    set_emergency_number(person_of(alice), "GB", "")
    alice.preferences.refresh_from_db()
    assert person_of(alice).emergency_number == "999"


def test_a_new_day_start_moves_the_night_of_today(alice):
    night = make_episode(alice, started_at=THREE_AM)
    assert night.day == TODAY - dt.timedelta(days=1)
    assert set_day_start(alice, 2, TODAY) == 1
    night.refresh_from_db()
    assert night.day == TODAY


def test_a_new_day_start_leaves_earlier_nights_alone(alice):
    earlier = make_episode(alice, started_at=THREE_AM - dt.timedelta(days=1))
    set_day_start(alice, 2, TODAY)
    earlier.refresh_from_db()
    assert earlier.day == TODAY - dt.timedelta(days=2)


def test_a_new_day_start_leaves_other_people_alone(alice, bob):
    theirs = make_episode(bob, started_at=THREE_AM)
    set_day_start(alice, 2, TODAY)
    theirs.refresh_from_db()
    assert theirs.day == TODAY - dt.timedelta(days=1)


def test_a_day_start_holds_from_its_date_on(alice):
    set_day_start(alice, 6, TODAY)
    starts = day_starts(alice)
    assert [starts.hour_on(TODAY - dt.timedelta(days=1)), starts.hour_on(TODAY)] == [4, 6]


def test_a_second_change_on_the_same_day_replaces_the_first(alice):
    set_day_start(alice, 6, TODAY)
    set_day_start(alice, 2, TODAY)
    assert list(DatedSetting.objects.filter(owner=alice).values_list("value", flat=True)) == ["2"]


@pytest.mark.parametrize("hour", [2, 4])
def test_what_was_set_a_day_ahead_further_east_gives_way(alice, hour):
    set_day_start(alice, 6, TODAY + dt.timedelta(days=1))
    set_day_start(alice, hour, TODAY)
    assert day_starts(alice).hour_on(TODAY + dt.timedelta(days=1)) == hour


@pytest.mark.parametrize("bedtime", [dt.time(23), dt.time(22)])
def test_a_bedtime_set_a_day_ahead_further_east_gives_way(alice, bedtime):
    set_deadline(person_of(alice), dt.time(20), TODAY + dt.timedelta(days=1))
    set_deadline(person_of(alice), bedtime, TODAY)
    assert person_of(alice).deadlines.on(TODAY + dt.timedelta(days=1)) == bedtime


def test_a_day_start_raises_the_data_version_only_when_it_changes(alice):
    before = Preferences.objects.get(owner=alice).data_version
    set_day_start(alice, 4, TODAY)
    assert Preferences.objects.get(owner=alice).data_version == before
    set_day_start(alice, 5, TODAY)
    assert Preferences.objects.get(owner=alice).data_version != before
