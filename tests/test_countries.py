"""Which country a time zone lies in, and the number to call there."""

import pytest

from tracker import countries
from tracker.countries import countries_of, number_in, number_to_call


@pytest.mark.parametrize(
    ("time_zone", "codes"),
    [
        ("Europe/London", ("GB",)),
        ("Pacific/Auckland", ("NZ",)),
        # Links in today's tzdata, which have a row of their own in zone.tab.
        ("Atlantic/Reykjavik", ("IS",)),
        ("Europe/Oslo", ("NO",)),
        # Old names.
        ("Asia/Calcutta", ("IN",)),
        ("US/Eastern", ("US",)),
        ("US/Arizona", ("US", "CA")),
    ],
)
def test_a_zone_lies_in_its_country(time_zone, codes):
    assert countries_of(time_zone) == codes


@pytest.mark.parametrize("time_zone", ["UTC", "Etc/UTC", "Etc/GMT-5", "Mars/Olympus", ""])
def test_a_zone_of_no_country_is_unknown(time_zone):
    assert countries_of(time_zone) == ()
    assert number_in(time_zone) == ""


@pytest.mark.parametrize(
    ("time_zone", "number"),
    [
        ("Europe/London", "999"),
        ("Pacific/Auckland", "111"),
        ("Asia/Tokyo", "119"),
        ("Asia/Calcutta", "112"),
        ("US/Arizona", "911"),
        ("Europe/Belfast", "999"),
    ],
)
def test_the_number_is_that_of_the_zones_country(time_zone, number):
    assert number_in(time_zone) == number


@pytest.mark.parametrize(
    "time_zone",
    [
        "Africa/Johannesburg",
        "Antarctica/McMurdo",
        # A link to Europe/Berlin, which serves Svalbard and Jan Mayen too: Germany's number would be wrong there.
        "Atlantic/Jan_Mayen",
        # A link to Africa/Nairobi; Eritrea's number is not Kenya's.
        "Africa/Asmera",
    ],
)
def test_the_number_is_unknown_where_it_may_be_another(time_zone):
    assert number_in(time_zone) == ""


def test_a_missing_table_is_unknown_and_no_error(monkeypatch):
    countries._tables.cache_clear()
    monkeypatch.setattr(countries, "files", lambda package: (_ for _ in ()).throw(ModuleNotFoundError(package)))
    try:
        assert number_in("Europe/London") == ""
    finally:
        countries._tables.cache_clear()


@pytest.mark.parametrize(
    ("country", "own_number", "number"),
    [
        ("", "", "999"),
        ("", "10177", "999"),
        ("JP", "", "119"),
        ("JP", "10177", "119"),
        ("other", "10177", "10177"),
        ("XX", "10177", ""),
    ],
)
def test_what_was_chosen_decides(country, own_number, number):
    assert number_to_call(country, own_number, "Europe/London") == number
