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
        "In the 3 entries where you answered, you suspected stress in 2 and cold in 1. "
        "This is your opinion, not a finding. You left 1 of 4 entries unanswered."
    )


def test_reading_of_none_alone():
    assert suspected.reading(result_of(("none",), ("none",)), PERSON).startswith(
        "In all 2 entries where you answered, you suspected none of these."
    )


def test_table_keeps_none_of_these_and_open_apart():
    table = suspected.table(result_of(("stress",), ("none",), ()), link)
    assert [(row.cells, row.url) for row in table.rows] == [
        (("stress", "1 of 2"), "/diary/?factor=stress"),
        (("none of these", "1 of 2"), "/diary/?factor=none"),
        (("unanswered", "1, not counted"), ""),
    ]


def test_the_whole_length_counts_as_one_says_it():
    assert suspected.full_length_words(result_of(("stress",), ())) == "Full bar: the 1 entry where you answered"
    assert suspected.full_length_words(result_of(("stress",), ("cold",))).endswith("all 2 entries where you answered")
