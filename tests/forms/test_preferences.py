"""What the settings form understands."""

import datetime as dt

import pytest

from tracker.forms.preferences import PreferencesForm, zone_named

GOOD = {"time_zone": "Europe/Berlin", "day_start_hour": "4", "deadline": "22:00", "theme": "dark", "text_size": "large"}


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
    assert form.cleaned_data == GOOD | {"day_start_hour": 4, "deadline": dt.time(22)}


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
    ],
)
def test_what_cannot_be_is_said_beside_its_field(field, value):
    form = PreferencesForm(GOOD | {field: value})
    assert not form.is_valid()
    assert list(form.errors) == [field]
