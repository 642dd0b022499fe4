"""Time zones by the names of places: spellings, old names, numbers, and what devices report."""

import datetime as dt

import pytest

from tracker.days import offset_seconds, zone_names
from tracker.places import place_words, places_offered, zone_choices, zone_named, zone_of_device

pytestmark = pytest.mark.pure
WINTER = dt.datetime(2026, 1, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" america/new york ", "America/New_York"),
        ("Tokyo", "Asia/Tokyo"),
        ("utc", "UTC"),
        ("GMT", "UTC"),
        ("Istanbul", "Europe/Istanbul"),
        ("İstanbul", "Europe/Istanbul"),
        ("Zürich", "Europe/Zurich"),
        ("Zu\u0308rich", "Europe/Zurich"),
        ("ZÜRICH", "Europe/Zurich"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Kiev", "Europe/Kyiv"),
        ("Kyiv", "Europe/Kyiv"),
        ("Calcutta", "Asia/Kolkata"),
        ("Saigon", "Asia/Ho_Chi_Minh"),
        ("St. John's", "America/St_Johns"),
        ("Port au Prince", "America/Port-au-Prince"),
        ("Panama City", "America/Panama"),
        ("Beijing", "Asia/Shanghai"),
        ("Berlin, Germany", "Europe/Berlin"),
        ("Switzerland", "Europe/Zurich"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("Oslo", "Europe/Oslo"),
        *((words, "Europe/London") for words in ("UK", "GB", "England")),
        ("Etc/GMT-5", "Etc/GMT-5"),
        *((words, "") for words in ("GMT-5", "gmt+5", "UTC-03:30", "-5", "EST", "Eastern", "", "../../etc/passwd")),
        ("Europe/\x00Berlin", ""),
    ],
)
def test_a_zone_is_found_by_what_people_type(words, name):
    assert zone_named(words) == name


def test_every_zone_that_is_offered_is_found_by_its_place_or_says_that_there_are_two():
    for name in zone_choices():
        assert zone_named(name) == name
        assert zone_named(place_words(name)) in {name, ""}
    alone = [name for name in zone_choices() if zone_named(place_words(name)) == name]
    assert len(alone) > 0.98 * len(zone_choices())


def test_no_zone_is_offered_whose_name_says_the_opposite():
    assert not [name for name in zone_choices() if name.startswith("Etc/")]
    assert set(zone_choices()) <= zone_names()


@pytest.mark.parametrize(("words", "hours"), [("GMT-5", -5), ("UTC+2", 2), ("+5:30", 5.5), ("gmt \u22123:30", -3.5)])
def test_a_number_offers_places_with_that_time(words, hours):
    offered = places_offered(words, WINTER)
    assert offered
    assert {offset_seconds(WINTER, name) for name in offered} == {hours * 3600}


@pytest.mark.parametrize(
    ("reported", "name"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("Japan", "Asia/Tokyo"),
        ("CET", "Europe/Brussels"),
        *((reported, "") for reported in ("", "Mars/Olympus", "a\x00b", "GMT-5")),
    ],
)
def test_what_a_device_reports(reported, name):
    assert zone_of_device(reported) == name
