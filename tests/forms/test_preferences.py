"""What the settings form understands."""

import datetime as dt

import pytest

from tracker.forms.preferences import PreferencesForm, country_choices, zone_named

GOOD = {"time_zone": "Europe/Berlin", "day_start_hour": "4", "deadline": "22:00", "theme": "dark", "text_size": "large"}
EMERGENCY = {"emergency_country": "", "emergency_number": ""}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" america/new york ", "America/New_York"),
        ("Tokyo", "Asia/Tokyo"),
        ("utc", "UTC"),
        ("Berlin, Germany", ""),
        ("", ""),
        ("../../etc/passwd", ""),
    ],
)
def test_a_zone_is_found_by_what_people_type(words, name):
    assert zone_named(words) == name


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


def test_countries_are_listed_by_name_between_the_time_zone_and_another_number():
    choices = country_choices()
    assert choices[0] == ("", "The one for my time zone")
    assert choices[-1] == ("other", "Another number")
    names = [words for _code, words in choices[1:-1]]
    assert names.index("Åland Islands: 112") < names.index("Albania: 127") < names.index("United Kingdom: 999")
