"""Day by day: what is said."""

from tests.charts.drawn import Entry, at, days, link, make_diary
from tracker.analysis.calendar import DAY_KINDS
from tracker.charts.registry import CHARTS
from tracker.wording import calendar
from tracker.wording.readers import DOCTOR, PERSON


def result_of(*entries, period=None, **more):
    period = period or days(30)
    return CHARTS["calendar"].analyze(make_diary(*entries, period=period, **more), period)


def test_reading_keeps_what_is_open_apart():
    result = result_of(Entry(at(0), 7), Entry(at(1), 3), Entry(at(2), None), answers={4: "none"}, period=days(10))
    assert calendar.reading(result, PERSON) == (
        "You had spasms on 3 of the 4 days you answered. 6 more days are unanswered. The worst "
        "was 7 or more on 1 of the 2 rated days."
    )


def test_reading_of_a_whole_diary():
    assert calendar.reading(result_of(Entry(at(0), None), answers={1: "none"}, period=days(2)), PERSON) == (
        "You had spasms on 1 of the 2 days you answered."
    )


def test_a_day_that_leaves_open_what_the_filter_asks_for_is_not_without_a_match():
    entries = [Entry(at(0), 7), Entry(at(1), 3, matches=False), Entry(at(2), None, matches=None)]
    result = result_of(*entries, answers={4: "none"}, period=days(5), is_filtered=True)
    assert [DAY_KINDS[kind] for kind in result.kind] == [
        "spasm",
        "clear",
        "unanswered",
        "unanswered",
        "clear",
    ]
    assert calendar.reading(result, PERSON).startswith(
        "Entries match on 1 of the 3 known days. 2 more days are unknown."
    )


def test_table_has_a_row_for_every_month():
    result = result_of(Entry(at(0), 7), Entry(at(31), None), answers={1: "none"}, period=days(32))
    table = calendar.table(result, link)
    assert [row.cells for row in table.rows] == [
        ("1 to 2 July 2026", "1", "0", "0", "1", "0", "–"),
        ("June 2026", "1", "0", "1", "28", "0", "7"),
    ]


def test_reading_of_days_that_were_all_paused_says_what_was_logged_in_them():
    result = result_of(Entry(at(3), 7, count=2), Entry(at(5), None), period=days(28), paused=[(0, 27)])
    assert calendar.reading(result, PERSON) == (
        "You paused all these days. You logged 3 spasms on them. The worst was 7 or more on 1 of the 1 rated day."
    )
    assert calendar.reading(result, DOCTOR).startswith("All days paused, 3 spasms logged.")


def test_days_in_a_pause_are_paused_in_the_table_as_in_the_title():
    entries = [Entry(at(0), 7), Entry(at(3), 5), Entry(at(4), 5)]
    result = result_of(*entries, answers={1: "none", 5: "none"}, period=days(8), paused=[(3, 6)])
    assert calendar.title(result) == "1 spasm day in the 2 you answered"
    assert [row.cells[1:6] for row in calendar.table(result, link).rows] == [("1", "0", "1", "2", "4")]
    assert "This leaves out 2 spasm days in pauses." in calendar.reading(result, PERSON)


def test_the_doctor_reads_of_days_into_which_a_spasm_ran():
    answers = dict.fromkeys(range(10, 14), "none")
    diary = make_diary(Entry(at(-3), hours=24 * 10), period=days(14), answers=answers, first_on=at(-3).date())
    result = CHARTS["calendar"].analyze(diary, days(14))
    assert calendar.reading(result, DOCTOR) == (
        "Spasms on 0 of 12 answered days. On 8 of the others, an earlier spasm was still going on. "
        "2 more days are unanswered."
    )
