"""The measures of two windows, as the doctor reads them."""

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.comparison import DayCount, LimitedDays, WorstOfDays
from tracker.analysis.frequency import headline
from tracker.analysis.results import NO_LIMITED, NO_RATING, TooLittle
from tracker.wording.comparison_measures import (
    before_finding,
    count_of_days_words,
    limited_line,
    limited_value,
    sleep_line,
    sleep_value,
    spasm_days_finding,
    spasm_days_line,
    worst_line,
)


def test_spasm_days_with_the_range_of_the_missing_ones():
    answers = dict.fromkeys(range(9, 26), "none")
    log = make_diary(*(Entry(at(day)) for day in range(9)), period=days(30), answers=answers)
    assert spasm_days_line(headline(log, days(30)), 30) == ("9 of 26", "10 (9–13) in 30")


def test_spasm_days_of_a_long_time_have_their_counts_beside_them():
    spasms = range(0, 90, 3)
    log = make_diary(
        *(Entry(at(day)) for day in spasms),
        period=days(90),
        answers={day: "none" for day in range(90) if day not in spasms},
    )
    assert spasm_days_line(headline(log, days(90)), 30) == ("30 of 90", "10 in 30")
    assert spasm_days_line(headline(log, days(28)), 28) == ("10 of 28", "")


def test_where_no_rate_may_be_said_there_is_no_share():
    log = make_diary(Entry(at(0)), Entry(at(5)), period=days(28), paused=[(5, 5)])
    top = headline(log, days(28))
    assert spasm_days_line(top, 28) == ("1 day", "1 of 27 answered (1 to 27 of 27), 1 more in pauses")
    assert spasm_days_finding(top, 28) == "Spasms on 1 of 1 answered day."


def test_nothing_said_is_not_zero():
    assert count_of_days_words(DayCount(0, 0, 9, may_be_share=False)) == "unanswered"
    assert count_of_days_words(DayCount(0, 9, 2, may_be_share=False)) == "0 of 9"
    assert worst_line(TooLittle(NO_RATING, 3)) == ("not rated", "")


def test_days_that_leave_it_open_are_said_beside_those_that_do_not():
    """0 of 68 clear days would pass for nights that were whole, where 22 spasm days did not say."""
    assert sleep_line(DayCount(0, 68, 22, may_be_share=True)) == ("0 of 68", "22 unanswered")
    assert sleep_line(DayCount(0, 68, 0, may_be_share=True)) == ("0 of 68", "")
    assert sleep_line(DayCount(0, 0, 22, may_be_share=False)) == ("unanswered", "")
    limited = LimitedDays(DayCount(3, 20, 62, may_be_share=False), 1.5)
    assert limited_line(limited) == ("3 of 20", "62 unanswered")
    assert limited_line(TooLittle(NO_LIMITED)) == ("unanswered", "")
    assert sleep_value(DayCount(0, 45, 15, may_be_share=True)) == ("0 of 45", "unknown on 15 days with a spasm")
    assert limited_value(limited) == ("3 of 20", "typically 1.5 of 4; 62 more unknown")


def test_worst_of_days():
    assert worst_line(WorstOfDays(8, 9, 4, 5, 6, 8)) == ("median 5", "worst 8, 8 days")
    assert worst_line(WorstOfDays(2, 9, None, None, None, 8)) == ("worst 8", "2 days; no median under 3")


def test_spasm_days_of_a_pause_are_no_share_of_anything():
    log = make_diary(Entry(at(0)), Entry(at(5)), period=days(28), paused=[(0, 27)])
    top = headline(log, days(28))
    assert spasm_days_line(top, 28) == ("all paused", "2 spasm days logged")
    assert (spasm_days_finding(top, 28), before_finding(top, 28, days(28))) == ("", "")


def test_days_of_which_nothing_is_known_are_no_share_of_anything():
    assert before_finding(headline(make_diary(period=days(28)), days(28)), 28, days(28)) == ""


def test_the_first_sentence_has_the_share_and_the_same_in_the_days_of_both():
    answers = dict.fromkeys(range(9, 26), "none")
    top = headline(make_diary(*(Entry(at(day)) for day in range(9)), period=days(30), answers=answers), days(30))
    assert spasm_days_finding(top, 30) == "Spasms on 9 of 26 answered days, about 10 in 30."
    assert before_finding(top, 30, days(30)) == "In the 30 days before, on 9 of 26, about 10 in 30."
