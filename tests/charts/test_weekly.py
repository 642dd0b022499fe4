"""Entries and spasm days per week: what is drawn, and what is said."""

import datetime as dt

import pytest

from tests.charts.drawn import Entry, at, days, diary_of, link, make_diary, marks, rectangles, words
from tracker.charts import weekly
from tracker.charts.theme import NARROW, WIDE


def result_of(*entries, period=None, **more):
    period = period or days(42)
    return weekly.analyze(make_diary(*entries, period=period, **more), period)


def drawn(result, paper=WIDE):
    return weekly.draw(result, paper, link)


def test_a_bar_is_as_high_as_the_weeks_entries():
    sheet = drawn(result_of(Entry(at(1)), Entry(at(2)), Entry(at(15)), period=days(42)))
    assert [height for _, _, _, height in rectangles(sheet, "bars")] == [2, 1]


def test_a_week_that_the_period_cuts_off_looks_different():
    period = days(43)
    sheet = drawn(result_of(Entry(at(1)), Entry(at(42)), period=period))
    assert (len(rectangles(sheet, "bars")), len(rectangles(sheet, "cut-bars"))) == (1, 1)


def test_days_of_a_week_stand_on_each_other():
    sheet = drawn(result_of(Entry(at(0)), Entry(at(1)), period=days(42), answers={2: "none", 3: "none", 4: "none"}))
    first = {gid: rectangles(sheet, gid)[0] for gid in ("days-intensity-3", "days-clear", "days-unknown")}
    assert {gid: (y, height) for gid, (_, y, _, height) in first.items()} == {
        "days-intensity-3": (0, 2),
        "days-clear": (2, 3),
        "days-unknown": (5, 2),
    }


def test_days_that_were_not_answered_are_an_outline():
    (mark,) = marks(drawn(result_of(Entry(at(0)))), "days-unknown")
    assert mark.get_facecolor()[3] == 0
    assert mark.get_linestyle() != "solid"


def test_nothing_is_drawn_before_the_first_entry():
    sheet = drawn(result_of(Entry(at(14)), period=days(42)))
    assert min(x for x, *_ in rectangles(sheet, "days-unknown")) > at(14).toordinal()


@pytest.mark.parametrize("paper", [WIDE, NARROW], ids=lambda paper: paper.name)
def test_legend_names_what_is_there(paper):
    assert {"Entries", "Days", "spasm", "clear", "not answered"} <= set(words(drawn(result_of(Entry(at(0))), paper)))


def test_legend_of_a_filtered_diary_does_not_say_clear():
    found = words(drawn(result_of(Entry(at(0)), is_filtered=True)))
    assert "clear" not in found
    assert "answered, no match" in found


def test_short_periods_are_counted_by_day():
    result = result_of(Entry(at(0)), period=days(7))
    assert (len(result.bins), weekly.title(result)) == (7, "Entries and spasm days, day by day")


LONG_AGO = dt.date(2025, 1, 1)
QUIETER = "Unanswered days tend to be quiet, so the low end is more likely."


def test_reading_is_the_headline_with_its_ranges():
    result = result_of(
        *(Entry(at(day)) for day in range(9)),
        period=days(30),
        answers=dict.fromkeys(range(9, 26), "none"),
        first_on=LONG_AGO,
    )
    assert weekly.reading(result) == (
        "You had spasms on 9 of the 26 days you answered (4 unanswered, so 9 to 13 of 30). "
        f"9 entries. That is about 10 in 30 days you answered, or 9 to 13 with the others. {QUIETER}"
    )


def test_reading_of_days_that_were_all_answered_has_no_range():
    result = result_of(Entry(at(0)), period=days(30), answers=dict.fromkeys(range(1, 30), "none"), first_on=LONG_AGO)
    assert weekly.reading(result) == (
        "You had spasms on 1 of the 30 days you answered. 1 entry. That is about 1 in 30 days."
    )


def test_reading_of_rare_spasms_keeps_two_digits():
    result = result_of(Entry(at(0)), period=days(70), answers=dict.fromkeys(range(1, 70), "none"), first_on=LONG_AGO)
    assert weekly.reading(result).endswith("That is about 0.43 in 30 days.")


@pytest.mark.parametrize(("length", "says"), [(30, False), (31, True)])
def test_reading_of_the_first_days_and_what_follows_says_that_they_are_the_first(length, says):
    result = result_of(Entry(at(0)), period=days(length), answers=dict.fromkeys(range(1, length), "none"))
    first = "People often begin a diary in a bad spell, so its first days tend to be worse than later ones."
    assert weekly.reading(result).endswith(first) is says


def test_reading_without_a_rate_says_why():
    assert weekly.reading(result_of(Entry(at(0), count=3), period=days(10))) == (
        "1 spasm day. You answered 1 of 10 days. 1 entry, about 3 spasms. After 14 answered days you’ll see how often."
    )


def test_reading_of_a_filtered_diary_speaks_of_matches():
    diary = {"answers": dict.fromkeys(range(1, 20), "none"), "period": days(20), "is_filtered": True}
    assert weekly.reading(result_of(Entry(at(0)), **diary)) == (
        "Entries match on 1 of the 20 days you answered. 1 entry. That is about 1.5 in 30 days."
    )


def test_reading_of_a_filtered_diary_keeps_apart_what_leaves_it_open():
    """Of 30 days 9 match, 4 have an entry that leaves it open, 1 is not answered: 9 of 25, 9 to 14 of 30."""
    entries = [*(Entry(at(day)) for day in range(9)), *(Entry(at(day), matches=None) for day in range(9, 13))]
    answers = dict.fromkeys(range(13, 29), "none")
    result = result_of(*entries, answers=answers, period=days(30), is_filtered=True, first_on=LONG_AGO)
    assert weekly.reading(result) == (
        "Entries match on 9 of the 25 days with an answer (5 unknown, so 9 to 14 of 30). "
        f"9 entries. That is about 11 in 30 days with an answer, or 9 to 14 with the others. {QUIETER}"
    )


def test_table_has_a_row_for_every_week_the_latest_first():
    table = weekly.table(result_of(Entry(at(1)), Entry(at(8), count=4), period=days(35)), link)
    assert [row.cells for row in table.rows][-2:] == [
        ("8 to 14 June 2026", "1", "4", "1", "1", "7"),
        ("1 to 7 June 2026", "1", "1", "1", "1", "6"),
    ]
    assert table.rows[-1].url == "/diary/?from=2026-06-01&to=2026-06-07"


def test_every_week_links_to_its_days():
    sheet = drawn(result_of(Entry(at(1)), period=days(42)))
    (mark,) = marks(sheet, "mark-1")
    assert mark.get_url() == "/diary/?from=2026-06-08&to=2026-06-14"


def test_ten_years_are_counted_by_month():
    result = weekly.analyze(diary_of(500, days(3650)), days(3650))
    assert weekly.table(result, link).rows[-1].cells[0] == "June 2026"


def test_the_days_alone_are_those_of_the_whole_chart():
    result = result_of(Entry(at(0)), Entry(at(9)), answers={2: "none", 3: "none"})
    short, whole = weekly.draw_days(result, WIDE), drawn(result)
    for gid in ("days-intensity-3", "days-clear", "days-unknown"):
        assert rectangles(short, gid) == rectangles(whole, gid)
    assert "Entries" not in words(short)
