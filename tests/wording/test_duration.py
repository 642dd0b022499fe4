"""Durations over time: what is said."""

import pytest

from tests.charts.drawn import Entry, at, days, link, make_diary
from tracker.analysis.duration import durations
from tracker.charts.registry import CHARTS
from tracker.wording import duration
from tracker.wording.duration import typical_duration_words
from tracker.wording.readers import PERSON


def result_of(*entries, period=None, **more):
    period = period or days(60)
    return CHARTS["duration"].analyze(make_diary(*entries, period=period, **more), period)


def lasting(day, seconds):
    return Entry(at(day), seconds=seconds)


def test_reading_says_how_many_are_left_out_and_why():
    known = [lasting(0, 60), lasting(1, 120), lasting(2, 600)]
    assert duration.reading(result_of(*known, Entry(at(3)), Entry(at(4), is_ongoing=True)), PERSON) == (
        "On the 3 days with a known length, the longest usually lasted 2 to 6 minutes, typically 2. "
        "Left out: 2 of 5 entries (1 of unknown length, 1 still going on)."
    )


def test_reading_of_very_few_days_says_the_longest():
    assert duration.reading(result_of(lasting(0, 60), Entry(at(1))), PERSON) == (
        "The longest lasted 1\u00a0minute. The length is known on 1 day. Left out: 1 of 2 entries of unknown length."
    )


def test_table_says_where_there_are_too_few_days():
    table = duration.table(result_of(lasting(0, 60), *(lasting(day, 300) for day in (31, 32, 33))), link)
    assert [row.cells for row in table.rows] == [
        ("1–30 Jul", "3", "5\u00a0minutes", "5\u00a0minutes", "3"),
        ("June", "1", "too few days", "–", "1"),
    ]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        ((120, 240, 300), "median 4\u00a0min (IQR 3–5\u00a0min), 3 of 4 entries with known end"),
        ((40, 240, 7200), "median 4\u00a0min (IQR 2\u00a0min–1\u00a0h 2\u00a0min), 3 of 4 entries with known end"),
        ((3,), "up to 3\u00a0s, 1 of 2 entries with known end"),
        ((120, 240), "up to 4\u00a0min, 2 of 3 entries with known end"),
    ],
)
def test_how_long_they_took(seconds, words):
    entries = [Entry(at(day), seconds=each) for day, each in enumerate((*seconds, None))]
    assert typical_duration_words(durations(make_diary(*entries, period=days(28)), days(28))) == words


def test_those_left_out_are_told_apart_by_the_reason():
    gone_on, unknown = [Entry(at(5), is_ongoing=True)], [Entry(at(6)), Entry(at(7))]
    assert duration.reading(result_of(lasting(0, 60), *gone_on, *unknown), PERSON).endswith(
        "Left out: 3 of 4 entries (2 of unknown length, 1 still going on)."
    )
    assert duration.reading(result_of(lasting(0, 60), *gone_on), PERSON).endswith(
        "Left out: 1 of 2 entries still going on."
    )


def test_how_long_they_took_counts_entries_and_not_days():
    entries = [lasting(0, 120), Entry(at(0, 20), seconds=60), lasting(1, 240), Entry(at(2))]
    assert typical_duration_words(result_of(*entries)) == "up to 4\u00a0min, 3 of 4 entries with known end"


def test_table_counts_days_and_entries_apart():
    entries = [lasting(0, 60), Entry(at(0, 20), seconds=120), lasting(1, 60), lasting(2, 60)]
    (row,) = duration.table(result_of(*entries, period=days(30)), link).rows
    assert (row.cells[1], row.cells[-1]) == ("3", "4")
