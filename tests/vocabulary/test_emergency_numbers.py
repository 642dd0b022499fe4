"""The table of emergency numbers: its form, and countries whose number anybody can check."""

import re

import pytest

from tracker.vocabulary.emergency_numbers import COUNTRIES, EMERGENCY_NUMBERS

EUROPEAN_UNION = [
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
]


def test_countries_are_codes_in_order():
    assert list(EMERGENCY_NUMBERS) == sorted(EMERGENCY_NUMBERS)
    assert [code for code in EMERGENCY_NUMBERS if not re.fullmatch(r"[A-Z]{2}", code)] == []


def test_numbers_are_two_to_four_digits():
    assert [code for code, number in EMERGENCY_NUMBERS.items() if not re.fullmatch(r"[0-9]{2,4}", number)] == []


def test_every_country_has_a_name_of_its_own():
    assert list(COUNTRIES) == list(EMERGENCY_NUMBERS)
    names = [str(name) for _code, name in COUNTRIES.choices()]
    assert len(set(names)) == len(names)
    assert [name for name in names if len(name) < 4] == []


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("GB", "999"),
        ("NZ", "111"),
        ("AU", "000"),
        ("US", "911"),
        ("CA", "911"),
        ("MX", "911"),
        ("BR", "192"),
        ("JP", "119"),
        ("KR", "119"),
        ("CN", "120"),
        ("IN", "112"),
        ("IL", "101"),
        ("CH", "144"),
        ("NO", "113"),
        ("TR", "112"),
    ],
)
def test_a_country_has_the_number_that_people_call_there(country, number):
    assert EMERGENCY_NUMBERS[country] == number


def test_the_whole_european_union_has_one_number():
    assert {EMERGENCY_NUMBERS[country] for country in EUROPEAN_UNION} == {"112"}


@pytest.mark.parametrize("country", ["ZA", "NG", "ID", "AQ", "XX"])
def test_a_country_without_two_agreeing_sources_is_not_listed(country):
    assert country not in EMERGENCY_NUMBERS
