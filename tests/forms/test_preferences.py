"""What the settings form understands."""

import datetime as dt

import pytest

from tracker.days import offset_seconds
from tracker.forms.preferences import PreferencesForm, country_choices

GOOD = {"time_zone": "Europe/Berlin", "day_start_hour": "4", "deadline": "22:00", "theme": "dark", "text_size": "large"}
EMERGENCY = {"emergency_country": "", "emergency_number": ""}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("GMT-5", "GMT-5 is not a place. Enter a city in that time zone, such as New York, Lima"),
        ("Brazil", "Brazil has several time zones. Enter a city, such as Sao Paulo,"),
        ("US", "US has several time zones. Enter a city, such as New York, Chicago or Denver."),
        ("USA", "USA has several time zones. Enter a city, such as New York, Chicago or Denver."),
        ("UTC+2", "UTC+2 is not a place. Enter a city in that time zone, such as"),
        ("Eastern", "Eastern has several time zones. Enter a city, such as New York or Toronto."),
        ("Mars", "We don’t know that time zone. Enter the nearest large city, such as Berlin."),
    ],
)
def test_what_is_no_place_comes_with_places(typed, words):
    form = PreferencesForm(GOOD | {"time_zone": typed}, now=dt.datetime(2026, 1, 10, tzinfo=dt.UTC))
    assert not form.is_valid()
    assert form.errors["time_zone"][0].startswith(words)


def test_places_that_are_offered_for_a_number_have_that_time_and_are_taken():
    form = PreferencesForm(GOOD | {"time_zone": "GMT-5"}, now=dt.datetime(2026, 1, 10, tzinfo=dt.UTC))
    places = form.errors.as_data()["time_zone"][0].params["places"].replace(" or ", ", ").split(", ")
    assert len(places) == 4
    for place in places:
        chosen = PreferencesForm(GOOD | {"time_zone": place})
        assert chosen.is_valid()
        at = dt.datetime(2026, 1, 10, tzinfo=dt.UTC)
        assert offset_seconds(at, chosen.cleaned_data["time_zone"]) == -5 * 3600


def test_a_zone_that_was_stored_before_stays():
    form = PreferencesForm(GOOD | {"time_zone": "Etc/GMT-5"})
    assert form.is_valid()
    assert form.cleaned_data["time_zone"] == "Etc/GMT-5"


def test_a_good_form_gives_typed_values():
    form = PreferencesForm(GOOD)
    assert form.is_valid()
    assert form.cleaned_data == GOOD | EMERGENCY | {"day_start_hour": 4, "deadline": dt.time(22)}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Olympus"),
        ("time_zone", ""),
        ("time_zone", "Europe/\x00Berlin"),
        ("time_zone", "x" * 500),
        ("day_start_hour", "12"),
        ("day_start_hour", "-1"),
        ("day_start_hour", "abc"),
        ("deadline", "12:00"),
        ("deadline", "22:10"),
        ("deadline", "late"),
        ("theme", "purple"),
        ("text_size", ""),
        ("emergency_country", "XX"),
        ("emergency_number", "call me"),
        ("emergency_number", "9"),
        ("emergency_number", "99+9"),
        ("emergency_number", "1234567890123456"),
        ("emergency_number", "99\x009"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(field, value):
    form = PreferencesForm(GOOD | {field: value})
    assert not form.is_valid()
    assert list(form.errors) == [field]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("999", "999"), (" 10 177 ", "10177"), ("*112#", "*112#"), ("+44 (20) 12-34", "+44201234"), ("", "")],
)
def test_a_number_of_ones_own_is_kept_as_it_is_dialed(typed, number):
    form = PreferencesForm(GOOD | {"emergency_number": typed})
    assert form.is_valid()
    assert form.cleaned_data["emergency_number"] == number


def test_another_number_has_to_be_given():
    form = PreferencesForm(GOOD | {"emergency_country": "other"})
    assert not form.is_valid()
    assert form.errors == {"emergency_number": ["Enter the number to call, or choose a country above."]}


def test_a_wrong_number_is_told_once():
    form = PreferencesForm(GOOD | {"emergency_country": "other", "emergency_number": "call me"})
    assert form.errors == {"emergency_number": ["Enter a phone number: digits, *, # and + only."]}


@pytest.mark.parametrize(
    ("time_zone", "words"),
    [
        ("Europe/Berlin", "Germany (from your time zone)"),
        ("UTC", "The one for my time zone"),
        # It serves two countries.
        ("US/Arizona", "The one for my time zone"),
    ],
)
def test_the_country_of_the_time_zone_is_named_where_it_is_known(time_zone, words):
    choices = PreferencesForm(initial={"time_zone": time_zone}).fields["emergency_country"].choices
    assert choices[0] == ("", words)


def test_countries_are_listed_by_name_between_the_time_zone_and_another_number():
    choices = country_choices()
    assert choices[0] == ("", "The one for my time zone")
    assert choices[-1] == ("other", "Another number")
    names = [words for _code, words in choices[1:-1]]
    assert names.index("Åland Islands: 112") < names.index("Albania: 127") < names.index("United Kingdom: 999")
