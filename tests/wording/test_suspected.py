"""Suspected factors: what is said."""

from tests.charts.drawn import Entry, at, days, link, make_diary
from tracker.charts.registry import CHARTS
from tracker.wording import suspected
from tracker.wording.readers import PERSON


def result_of(*named):
    diary = make_diary(*(Entry(at(day), factors=factors) for day, factors in enumerate(named)), period=days(60))
    return CHARTS["suspected"].analyze(diary, days(60))


def test_reading_says_whose_opinion_it_is_and_who_did_not_answer():
    assert suspected.reading(result_of(("stress",), ("stress", "cold"), ("none",), ()), PERSON) == (
        "Of the 3 entries that answered, you suspected stress in 2 and cold in 1. "
        "This is your opinion, not a finding. 1 of 4 entries left the question open."
    )


def test_reading_of_none_alone():
    assert suspected.reading(result_of(("none",), ("none",)), PERSON).startswith(
        "All 2 entries that answered say none of these."
    )


def test_table_keeps_none_of_these_and_open_apart():
    table = suspected.table(result_of(("stress",), ("none",), ()), link)
    assert [(row.cells, row.url) for row in table.rows] == [
        (("stress", "1 of 2"), "/diary/?factor=stress"),
        (("none of these", "1 of 2"), "/diary/?factor=none"),
        (("question left open", "1, not counted"), ""),
    ]
