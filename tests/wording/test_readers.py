"""What the doctor reads: the same numbers in other words, and never "you"."""

import re

import pytest

from tests.charts.drawn import days, diary_of
from tests.charts.findings import five_states, hard_days, waiting
from tracker.charts.registry import CHARTS
from tracker.wording import factors
from tracker.wording.readers import DOCTOR, PERSON

ON_THE_DOCTORS_PAGE = ("weekly", "calendar", "intensity", "duration", "body", "hours", "suspected")
"""The charts and lists whose reading the doctor gets; of the others there are lines (measures, remedies)."""
WITH_LINES = ("comparison", "relief")
"""Those whose numbers stand in lines of their own on the doctor's page."""
SAME_NUMBERS = ("calendar", "intensity", "duration", "hours")
TO_SOMEBODY = re.compile(r"\byour?s?\b", re.IGNORECASE)


def readings(name: str, n: int = 60) -> tuple[str, str]:
    chart, period = CHARTS[name], days(120)
    result = chart.analyze(diary_of(n, period), period)
    return chart.words.reading(result, PERSON), chart.words.reading(result, DOCTOR)


@pytest.mark.parametrize("n", [2, 60])
@pytest.mark.parametrize("name", ON_THE_DOCTORS_PAGE)
def test_the_doctor_is_not_spoken_to_as_the_person(name, n):
    assert not TO_SOMEBODY.search(readings(name, n)[1])


@pytest.mark.parametrize("name", WITH_LINES)
def test_nor_where_lines_stand_above(name):
    chart, diary = CHARTS[name], diary_of(60, days(120))
    result = chart.analyze(diary, days(60, 60))
    assert TO_SOMEBODY.search(chart.words.reading(result, PERSON))
    assert not TO_SOMEBODY.search(chart.words.reading(result, DOCTOR))


@pytest.mark.parametrize("make", [five_states, hard_days, waiting])
def test_nor_about_factors(make):
    said = [factors.reading(make(), DOCTOR), factors.rests_on_words(make()), *factors.linked_lines(make(), str)]
    assert not [words for words in said if TO_SOMEBODY.search(words)]


@pytest.mark.parametrize("name", SAME_NUMBERS)
def test_both_read_the_same_numbers(name):
    person, doctor = (set(re.findall(r"\d[\d.,]*\b", words)) for words in readings(name))
    assert person == doctor


def test_the_person_reads_what_is_usual_and_the_doctor_medians():
    person, doctor = readings("intensity")
    assert ("typically" in person, "median" in person) == (True, False)
    assert ("typically" in doctor, "median" in doctor, "IQR" in doctor) == (False, True, True)
