"""What is known of every day, side by side with its worst number."""

import numpy as np

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.calendar import DAY_KINDS, calendar
from tracker.analysis.results import EMPTY_DIARY, NO_MATCH, TooLittle


def kinds_of(*entries, n=5, **more):
    result = calendar(make_diary(*entries, period=days(n), **more), days(n))
    return [DAY_KINDS[kind] for kind in result.kind]


def test_every_day_by_what_is_known_of_it():
    entries = (Entry(at(1, 20), hours=12), Entry(at(1)))
    assert kinds_of(*entries, answers={0: "none", 4: "none"}, paused=[(3, 3)]) == [
        "clear",
        "spasm",
        "continued",
        "paused",
        "clear",
    ]


def test_a_day_without_an_answer_is_not_clear():
    assert kinds_of(Entry(at(0)), n=3, answers={2: "none"}) == ["spasm", "unanswered", "clear"]


def test_days_before_the_first_entry_were_not_asked_for():
    assert kinds_of(Entry(at(2)), n=4) == ["not-asked", "not-asked", "spasm", "unanswered"]


def test_worst_is_that_of_the_day_and_missing_is_not_zero():
    diary = make_diary(
        Entry(at(0), 3), Entry(at(0), 7), Entry(at(1), None), Entry(at(2), 0), period=days(4), answers={3: "none"}
    )
    assert np.array_equal(calendar(diary, days(4)).worst, [7, np.nan, 0, np.nan], equal_nan=True)


def test_worst_of_what_is_not_listed_counts_for_its_day():
    diary = make_diary(Entry(at(0), 3), period=days(2), answers={0: ("unlisted", 8), 1: ("unlisted", None)})
    result = calendar(diary, days(2))
    assert np.array_equal(result.worst, [8, np.nan], equal_nan=True)
    assert (result.n, result.of, result.rated_days, result.severe_days) == (2, 2, 1, 1)


def test_a_filter_leaves_open_what_is_not_listed():
    entries = (Entry(at(0)), Entry(at(1), matches=False))
    kinds = kinds_of(*entries, n=4, is_filtered=True, answers={2: ("unlisted", 8), 3: "none"})
    assert kinds == ["spasm", "clear", "unanswered", "clear"]


def test_counts_rest_on_asked_days():
    result = calendar(make_diary(Entry(at(1)), period=days(5), answers={4: "none"}), days(5))
    assert (result.n, result.of, result.asked) == (1, 2, 4)


def test_nothing_to_show():
    assert calendar(make_diary(period=days(5)), days(5)) == TooLittle(EMPTY_DIARY)
    diary = make_diary(Entry(at(-3), matches=False), period=days(5), is_filtered=True, today=days(5).last)
    assert calendar(diary, days(5)) == TooLittle(NO_MATCH)
