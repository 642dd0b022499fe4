"""Words for durations, dates, counts and shares."""

import datetime as dt

import pytest
from django.utils.translation import override

from tracker.days import wall_clock
from tracker.formatting import (
    about_range_words,
    about_words,
    began_words,
    comma_words,
    count_words,
    date_time_words,
    day_words,
    duration_words,
    hours_words,
    in_a_row_words,
    list_words,
    long_duration_words,
    number_words,
    or_words,
    partial_date_words,
    period_words,
    quoted_words,
    rate_words,
    sentences_words,
    share_words,
    short_weekday_date_words,
    span_words,
    time_words,
    weekday_date_words,
)

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0, "0 s"),
        (40, "40 s"),
        (60, "1 min"),
        (119, "2 min"),
        (59 * 60 + 29, "59 min"),
        (59 * 60 + 30, "1 h"),
        (80 * 60, "1 h 20 min"),
        (86_369, "23 h 59 min"),
        (86_370, "1 day"),
        (51 * 3600, "2 days 3 h"),
    ],
)
def test_duration_has_at_most_two_units(seconds, words):
    assert duration_words(seconds).replace("\u00a0", " ") == words


def test_no_line_parts_a_number_from_its_unit():
    assert duration_words(80 * 60) == "1\u00a0h 20\u00a0min"
    assert long_duration_words(5 * 60) == "5\u00a0minutes"
    assert in_a_row_words(2) == "2\u00a0in\u00a0a\u00a0row"


def test_under_the_heading_of_its_day_an_entry_after_midnight_is_of_that_night():
    evening, night = dt.datetime(2026, 11, 10, 18, 12), dt.datetime(2026, 11, 11, 1, 42)
    assert began_words(TODAY, dt.datetime.combine(TODAY, evening.time())) == "18:12"
    assert began_words(evening.date(), night) == "01:42\u00a0that\u00a0night"
    assert began_words(evening.date(), night, TODAY) == "Night of 10\u00a0Nov, 01:42"
    assert began_words(evening.date(), evening, TODAY.replace(year=2027)) == "10\u00a0Nov\u00a02026, 18:12"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (-1, "tomorrow"),
        (0, "today"),
        (1, "yesterday"),
        (2, "Wednesday"),
        (6, "Saturday"),
        (7, "13 November"),
        (400, "16 October 2025"),
    ],
)
def test_day_is_said_as_people_say_it(ago, words):
    assert day_words(TODAY - dt.timedelta(days=ago), TODAY) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (dt.date(2026, 5, 4), dt.date(2026, 5, 4), "4 May 2026"),
        (dt.date(2026, 5, 4), dt.date(2026, 5, 10), "4 to 10 May 2026"),
        (dt.date(2026, 4, 28), dt.date(2026, 5, 4), "28 April to 4 May 2026"),
        (dt.date(2025, 12, 29), dt.date(2026, 1, 4), "29 December 2025 to 4 January 2026"),
    ],
)
def test_period_says_nothing_twice(first, last, words):
    assert period_words(first, last) == words


def test_share_carries_its_denominator():
    assert share_words(9, 26) == "9 of 26"


def test_count_names_entries_and_the_spasms_in_bursts():
    assert [count_words(1), count_words(22, 140), count_words(3, 3)] == [
        "1 entry",
        "22 entries, about 140 spasms",
        "3 entries",
    ]


def test_numbers_set_thousands_apart():
    assert [number_words(36500), number_words(4.5), number_words(4.04)] == ["36,500", "4.5", "4"]


def test_clock_words():
    assert [time_words(dt.time(3, 5)), hours_words(22, 24)] == ["03:05", "22:00 to 00:00"]


def test_of_an_hour_that_came_twice_the_second_is_told_apart():
    halves = [wall_clock(dt.datetime(2026, 10, 25, hour, 30, tzinfo=dt.UTC), "Europe/Berlin") for hour in (0, 1)]
    assert [time_words(half) for half in halves] == ["02:30", "02:30 after the clocks went back"]
    assert date_time_words(halves[1]) == "25 October 2026, 02:30 after the clocks went back"


def test_lists_end_with_and():
    assert [list_words([]), list_words(["a"]), list_words(["a", "b", "c"])] == ["", "a", "a, b and c"]


@pytest.mark.parametrize(("precision", "words"), [("day", "1 May 2019"), ("month", "May 2019"), ("year", "2019")])
def test_a_date_says_no_more_than_is_known(precision, words):
    assert partial_date_words(dt.date(2019, 5, 1), precision) == words


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (("May 2019", ""), "since May 2019"),
        (("2012", "2015"), "2012 to 2015"),
        (("2015", "2015"), "2015"),
        (("", "2015"), "until 2015"),
        (("", ""), ""),
    ],
)
def test_from_when_to_when(dates, words):
    assert span_words(*dates) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (0.5, "0.5"), (0.25, "0.25"), (0.0432, "0.043"), (0.096, "0.096"), (0.000012, "0.000012"), (0.999, "1")],
)
def test_below_one_two_digits_that_say_something_are_kept(number, words):
    assert (number_words(number), about_words(number)) == (words, words)


@pytest.mark.parametrize(
    ("number", "words"), [(8.4, "8"), (18.62, "19"), (3, "3"), (2.96, "3"), (2.46, "2.5"), (1, "1")]
)
def test_what_is_not_known_exactly_is_whole_from_three_on(number, words):
    assert about_words(number) == words


def test_a_rate_is_about_unless_it_is_just_that():
    assert [rate_words(9, 28), rate_words(8.1, 30)] == ["9 in 28", "about 8 in 30"]
    assert [about_range_words(8, 12.4), about_range_words(8.1, 8.4)] == ["8 to 12", "8"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (date_time_words(dt.datetime(2026, 11, 10, 3, 5)), "10 November 2026, 03:05"),
        (date_time_words(dt.datetime(2026, 11, 10, 3, 5), with_weekday=True), "Tuesday, 10 November 2026, 03:05"),
        (weekday_date_words(dt.date(2026, 11, 10)), "Tuesday, 10 November 2026"),
        (weekday_date_words(dt.date(2026, 11, 10), with_year=False), "Tuesday, 10 November"),
        (short_weekday_date_words(dt.date(2026, 11, 10)), "Tue, 10 Nov"),
    ],
)
def test_a_date_with_its_weekday_or_time(words, said):
    assert words == said


def test_lists_and_sentences():
    assert comma_words(["a", "b", "c"]) == "a, b, c"
    assert [or_words(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a or b", "a, b or c"]
    assert sentences_words(["One.", "", "Two."]) == "One. Two."
    assert quoted_words("long drive") == "“long drive”"


def test_numbers_take_the_separators_of_the_language():
    with override("de"):
        assert [number_words(36_500), number_words(4.5), about_words(0.043)] == ["36.500", "4,5", "0,043"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (dt.date(2026, 11, 26), dt.date(2026, 11, 26), "26 November"),
        (dt.date(2026, 11, 21), dt.date(2026, 11, 23), "21 to 23 November"),
        (dt.date(2026, 10, 31), dt.date(2026, 11, 2), "31 October to 2 November"),
        (dt.date(2025, 12, 31), dt.date(2026, 1, 2), "31 December 2025 to 2 January 2026"),
    ],
)
def test_days_of_this_year_are_said_without_it(first, last, words):
    assert period_words(first, last, with_year=False) == words
