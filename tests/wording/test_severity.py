"""Ratings over time: what is said."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.charts.drawn import Entry, at, days, link, make_diary
from tracker.analysis.results import UsualRange
from tracker.charts.registry import CHARTS
from tracker.wording import severity
from tracker.wording.readers import PERSON

METHODS = (Path(__file__).resolve().parents[2] / "docs" / "methods.md").read_text()


def result_of(*entries, period=None, **more):
    period = period or days(60)
    return CHARTS["intensity"].analyze(make_diary(*entries, period=period, **more), period)


def test_a_middle_between_two_numbers_keeps_its_half_as_the_methods_say():
    title = severity.title(result_of(*(Entry(at(day), rating) for day, rating in enumerate((4, 4, 5, 5)))))
    assert title == "Typically 4.5 of 10 at its worst"
    assert title in METHODS


def test_reading_rests_on_days():
    entries = [Entry(at(0), 3), Entry(at(0, 20), 7), Entry(at(1), 5), Entry(at(3), 4), Entry(at(3), None)]
    assert severity.reading(result_of(*entries), PERSON) == (
        "On the 3 days you rated, the worst was usually 4.5 to 6 of 10, typically 5. You rated 4 of 5 entries."
    )


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        (5, 5.4, "Typically 4 of 10, below your usual 5"),
        (5.5, 7, "Typically 4 of 10, below your usual 6 to 7"),
        (3, 4, "Typically 4 of 10, as usual"),
        (4.4, 5, "Typically 4 of 10, as usual"),
        (2, 3.6, "Typically 4 of 10, as usual"),
        (2, 3, "Typically 4 of 10, above your usual 2 to 3"),
    ],
)
def test_the_title_and_the_band_say_the_same(low, high, says):
    rated = replace(result_of(*(Entry(at(day), 4) for day in range(3))), usual=UsualRange(22, low, high))
    assert severity.title(rated) == says
    assert severity.median_label(rated) == "now 4"
    assert severity.usual_label(rated.usual).removeprefix("usual ") in says or "as usual" in says
    assert "your 22 earlier stretches of 28 days" in severity.reading(rated, PERSON)


def test_reading_of_very_few_days_says_the_worst():
    assert severity.reading(result_of(Entry(at(0), 3)), PERSON) == "The worst was 3 of 10, on 1 rated day."


def test_the_title_of_very_few_days_is_not_that_of_the_diary():
    """ "Worst so far" over the last 7 days would deny what was worse before them."""
    assert severity.title(result_of(Entry(at(0), intensity=9))) == "Worst: 9 of 10"


def test_table_says_where_there_are_too_few_days():
    table = severity.table(result_of(Entry(at(0), 3), *(Entry(at(day), 6) for day in (31, 32, 33))), link)
    assert [row.cells for row in table.rows] == [
        ("1–30 Jul", "3", "6", "6–6", "3"),
        ("June", "1", "too few days", "–", "1"),
    ]


def test_table_counts_days_and_entries_apart():
    entries = [Entry(at(0, 9), 3), Entry(at(0, 20), 7), Entry(at(1), 5), Entry(at(2), 4)]
    (row,) = severity.table(result_of(*entries, period=days(30)), link).rows
    assert (row.cells[1], row.cells[-1]) == ("3", "4")


def test_reading_counts_rated_entries_and_not_rated_days():
    entries = [Entry(at(0, 9), 3), Entry(at(0, 20), 7), Entry(at(1), None)]
    assert severity.reading(result_of(*entries), PERSON).endswith("You rated 2 of 3 entries.")
