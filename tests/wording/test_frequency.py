"""Entries and spasm days per week: what is said."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.charts.drawn import Entry, at, days, diary_of, link, make_diary
from tracker.charts.registry import CHARTS
from tracker.wording import frequency
from tracker.wording.readers import DOCTOR, PERSON


def result_of(*entries, period=None, **more):
    period = period or days(42)
    return CHARTS["weekly"].analyze(make_diary(*entries, period=period, **more), period)


@pytest.mark.parametrize(
    ("spasm_days", "of", "words"),
    [
        (1, 10, "Week by week"),
        (8, 28, "0 to 7 spasm days a week"),
        (28, 29, "7 spasm days a week"),
        (8, 27, "About 2 spasm days a week"),
        (4, 27, "About 1 spasm day a week"),
        (2, 27, "About 2 spasm days in 30"),
        (0, 28, "No spasms on the days you answered"),
    ],
)
def test_the_title_is_the_finding(spasm_days, of, words):
    entries = [Entry(at(day)) for day in range(spasm_days)]
    answers = dict.fromkeys(range(spasm_days, of), "none")
    assert frequency.title(result_of(*entries, period=days(of), answers=answers)) == words


LONG_AGO = dt.date(2025, 1, 1)


QUIETER = "Unanswered days tend to be quiet, so the low end is more likely."


def test_reading_is_the_headline_with_its_ranges():
    result = result_of(
        *(Entry(at(day)) for day in range(9)),
        period=days(30),
        answers=dict.fromkeys(range(9, 26), "none"),
        first_on=LONG_AGO,
    )
    assert frequency.reading(result, PERSON) == (
        "You had spasms on 9 of the 26 days you answered (4 unanswered, so 9 to 13 of 30). "
        f"9 entries. That is about 10 in 30 days you answered, or 9 to 13 counting the other days. {QUIETER}"
    )


def test_where_private_entries_are_left_out_neither_end_is_the_likelier():
    diary = make_diary(
        *(Entry(at(day)) for day in range(9)),
        period=days(30),
        answers=dict.fromkeys(range(9, 26), "none"),
        first_on=LONG_AGO,
    )
    own, others = (
        frequency.reading(CHARTS["weekly"].analyze(each, days(30)), PERSON)
        for each in (diary, replace(diary, leaves_private_out=True))
    )
    assert QUIETER in own
    assert QUIETER not in others
    assert "9 to 13 counting the other days." in others


def test_a_table_says_of_how_many_days_the_spasms_are_not_among_its_numbers():
    result = result_of(Entry(at(0)), period=days(30), answers=dict.fromkeys(range(1, 4), "unlisted"))
    said = frequency.table(result, link).note
    assert "This leaves out spasms you didn’t log one by one, on 3 days." in said


def test_reading_of_days_that_were_all_answered_has_no_range():
    result = result_of(Entry(at(0)), period=days(30), answers=dict.fromkeys(range(1, 30), "none"), first_on=LONG_AGO)
    assert frequency.reading(result, PERSON) == (
        "You had spasms on 1 of the 30 days you answered. In the 4 weeks with all 7 days answered, you had 0 to 1 "
        "spasm days a week. 1 entry. That is about 1 in 30 days."
    )


def test_a_rate_beside_spasms_in_a_row_is_that_of_entries():
    """Ten entries of 5 spasms in 30 days: "about 50 spasms. That is about 10 in 30 days" would be read as spasms."""
    entries = [Entry(at(day), count=5) for day in range(10)]
    for of, words in ((30, "That is about 10 entries in 30 days."), (26, "That is about 12 entries in 30 days you")):
        answers = dict.fromkeys(range(10, of), "none")
        result = result_of(*entries, period=days(30), answers=answers, first_on=LONG_AGO)
        assert f"10 entries, about 50 spasms. {words}" in frequency.reading(result, PERSON)


def test_spasms_that_were_not_logged_one_by_one_are_told_of_beside_the_entries():
    """Spasms on 15 of 30 days, and one entry: neither reader takes that entry for all of them."""
    answers = dict.fromkeys(range(1, 15), "unlisted") | dict.fromkeys(range(15, 30), "none")
    result = result_of(Entry(at(0)), period=days(30), answers=answers, first_on=LONG_AGO)
    assert "1 entry. That is about 1 entry in 30 days. This leaves out spasms" in frequency.reading(result, PERSON)
    doctors = frequency.reading(result, DOCTOR)
    assert doctors == "Logged: 1 entry. On 14 days, spasms were not logged one by one."


def test_reading_of_rare_spasms_keeps_two_digits():
    result = result_of(Entry(at(0)), period=days(70), answers=dict.fromkeys(range(1, 70), "none"), first_on=LONG_AGO)
    assert frequency.reading(result, PERSON).endswith("That is about 0.43 in 30 days.")


@pytest.mark.parametrize(("length", "says"), [(30, False), (31, True)])
def test_reading_of_the_first_days_and_what_follows_says_that_they_are_the_first(length, says):
    result = result_of(Entry(at(0)), period=days(length), answers=dict.fromkeys(range(1, length), "none"))
    first = "People often begin a diary in a bad spell, so its first days tend to be worse than later ones."
    assert frequency.reading(result, PERSON).endswith(first) is says


def test_reading_without_a_rate_says_why():
    assert frequency.reading(result_of(Entry(at(0), count=3), period=days(10)), PERSON) == (
        "1 spasm day. You answered 1 of 10 days. 1 entry, about 3 spasms. It takes 14 answered days to say how often."
    )


def test_reading_of_a_filtered_diary_speaks_of_matches():
    diary = {"answers": dict.fromkeys(range(1, 20), "none"), "period": days(20), "is_filtered": True}
    assert frequency.reading(result_of(Entry(at(0)), **diary), PERSON) == (
        "Entries match on 1 of the 20 days you answered. 1 entry. That is about 1.5 in 30 days."
    )


def test_reading_of_a_filtered_diary_keeps_apart_what_leaves_it_open():
    """Of 30 days 9 match, 4 have an entry that leaves it open, 1 is not answered: 9 of 25, 9 to 14 of 30."""
    entries = [*(Entry(at(day)) for day in range(9)), *(Entry(at(day), matches=None) for day in range(9, 13))]
    answers = dict.fromkeys(range(13, 29), "none")
    result = result_of(*entries, answers=answers, period=days(30), is_filtered=True, first_on=LONG_AGO)
    assert frequency.reading(result, PERSON) == (
        "Entries match on 9 of the 25 known days (5 unknown, so 9 to 14 of 30). 9 entries. That "
        "is about 11 in 30 known days, or 9 to 14 counting the other days."
    )


def test_of_days_that_were_not_answered_alone_the_low_end_is_the_likelier():
    answers = dict.fromkeys(range(9, 29), "none")
    entries, more = [Entry(at(day)) for day in range(9)], {"is_filtered": True, "first_on": LONG_AGO}
    said = frequency.reading(result_of(*entries, answers=answers, period=days(30), **more), PERSON)
    assert said.endswith(f"9 entries. That is about 9 in 30 known days, or 9 to 10 counting the other days. {QUIETER}")
    # One evening said "not listed one by one": it may match, too.
    assert QUIETER not in frequency.reading(
        result_of(*entries, answers=answers | {28: "unlisted"}, period=days(30), **more), PERSON
    )


def test_without_a_rate_a_filtered_diary_says_what_it_takes():
    """Every day is answered, and most of them by an entry that leaves it open: more answers would not help."""
    entries = [Entry(at(day), matches=None if day else True) for day in range(40)]
    few = frequency.reading(result_of(*entries[:20], period=days(20), is_filtered=True, clear_before=True), PERSON)
    assert few.endswith("1 entry. It takes 14 known days to say how often.")
    answers = dict.fromkeys(range(40, 60), "none")
    result = result_of(*entries, answers=answers, period=days(60), is_filtered=True)
    assert "Too many days are unknown to say how often." in frequency.reading(result, PERSON)


def test_table_has_a_row_for_every_week_the_latest_first():
    table = frequency.table(result_of(Entry(at(1)), Entry(at(8), count=4), period=days(35)), link)
    assert [row.cells for row in table.rows][-2:] == [
        ("8–14 Jun", "1", "4", "1", "1", "7"),
        ("1–7 Jun", "1", "1", "1", "1", "6"),
    ]
    assert table.rows[-1].url == "/diary/?from=2026-06-01&to=2026-06-07"


def test_ten_years_are_counted_by_quarter():
    result = CHARTS["weekly"].analyze(diary_of(500, days(3650)), days(3650))
    assert frequency.table(result, link).rows[-2].cells[0] == "1 Jul–30 Sep 2026"


def test_reading_of_days_that_were_all_paused_says_what_was_logged_in_them():
    result = result_of(Entry(at(3), count=2), Entry(at(5)), period=days(28), paused=[(0, 27)])
    assert frequency.reading(result, PERSON) == "You paused all these days. You logged 3 spasms on them."
    assert frequency.bin_reading(result, 0) == "2 entries, about 3 spasms, on paused days"
    assert frequency.bin_reading(result, 1) == "0 entries, no days answered"


def test_reading_of_a_paused_spasm_day_says_that_it_is_left_out():
    result = result_of(Entry(at(3)), Entry(at(5)), period=days(28), paused=[(5, 5)])
    assert frequency.reading(result, PERSON).endswith("This leaves out 1 spasm day in a pause.")


def test_days_into_which_a_spasm_ran_are_named_beside_the_spasm_days():
    # Ten days before the days that are looked at, for twenty: no spasm began in them, and none of them was clear.
    long = Entry(at(-10), hours=19 * 24)
    result = result_of(long, period=days(42), answers=dict.fromkeys(range(20, 42), "none"), first_on=LONG_AGO)
    assert frequency.headline_title(result.headline) == "No new spasms on the days you answered"
    assert "On 10 of the others, an earlier spasm was still going on." in frequency.reading(result, PERSON)
    few = result_of(long, period=days(10), first_on=LONG_AGO)
    assert (
        frequency.headline_title(few.headline)
        == "0 spasm days in the 10 you answered; on 10 of the rest, an earlier one went on"
    )


def test_the_entries_are_said_to_leave_out_what_was_not_logged_one_by_one():
    result = result_of(period=days(30), answers={0: "unlisted"} | dict.fromkeys(range(1, 30), "none"))
    assert result.headline.n == 1
    assert "This leaves out spasms you didn’t log one by one, on 1 day." in frequency.reading(result, PERSON)


def test_a_week_with_a_day_open_that_had_more_is_not_passed_over():
    """Five weeks known whole with one spasm day at most; one with six of six days answered."""
    spasms = [0, 7, *range(35, 41)]
    answers = {day: "none" for day in range(42) if day not in {*spasms, 41}}
    result = result_of(*(Entry(at(day)) for day in spasms), period=days(42), answers=answers)
    assert frequency.title(result) == "About 1 spasm day a week"
    assert "weeks with all 7 days answered" not in frequency.reading(result, PERSON)
    fewer = {day: "none" for day in range(41) if day not in {0, 7}}
    whole = result_of(*(Entry(at(day)) for day in (0, 7)), period=days(42), answers=fewer)
    assert frequency.title(whole) == "0 to 1 spasm day a week"


def _weeks(spasm_days_of, open_on=(), **more):
    """Weeks from a Monday with so many spasm days each, all else clear but the days left open."""
    spasms = [7 * week + day for week, n in enumerate(spasm_days_of) for day in range(n)]
    length = 7 * len(spasm_days_of)
    answers = {day: "none" for day in range(length) if day not in {*spasms, *open_on}}
    return result_of(*(Entry(at(day)) for day in spasms), period=days(length), answers=answers, **more)


def test_a_week_with_a_day_open_that_may_have_had_fewer_is_not_passed_over():
    """Quiet weeks each miss one evening and bad weeks none: "2 to 3 spasm days a week" would be false of most weeks."""
    quiet = _weeks([0, 2, 0, 3, 0, 2, 0, 3], open_on=[7 * week + 6 for week in (0, 2, 4, 6)])
    assert frequency.title(quiet) == "About 1 spasm day a week"
    assert "weeks with all 7 days answered" not in frequency.reading(quiet, PERSON)


@pytest.mark.parametrize(
    ("spasm_days_of", "open_on", "words"),
    [
        ([2, 3, 2, 3, 2], [34], "2 to 3 spasm days a week"),
        ([2, 3, 2, 3, 1], [34], "About 2 spasm days a week"),
        ([2, 3, 2, 3, 2], [33, 34], "About 3 spasm days a week"),
        ([2, 3, 2, 3, 3], [34], "About 3 spasm days a week"),
    ],
)
def test_the_range_holds_whatever_the_open_days_were(spasm_days_of, open_on, words):
    assert frequency.title(_weeks(spasm_days_of, open_on)) == words


def test_a_week_that_a_pause_cuts_may_have_had_fewer_and_one_that_the_period_cuts_is_no_week():
    paused = _weeks([2, 3, 2, 3, 1], paused=[(33, 34)])
    assert frequency.title(paused) == "About 2 spasm days a week"
    # Nor is a week passed over that is paused as a whole: it may have had seven.
    whole = _weeks([2, 3, 2, 3, 0], paused=[(28, 34)])
    assert frequency.title(whole) == "About 2 spasm days a week"
    spasms = [7 * week + day for week in range(4) for day in range(2)]
    answers = {day: "none" for day in range(30) if day not in spasms}
    cut = result_of(*(Entry(at(day)) for day in spasms), period=days(30), answers=answers)
    assert frequency.title(cut) == "2 spasm days a week"


def test_a_rate_that_leaves_out_entries_in_pauses_is_not_said_to_be_theirs():
    """Ten entries, all of them in a pause: "10 entries. That is about 0 in 30 days." would be false."""
    answers = {day: "none" for day in range(42) if not 10 <= day < 20}
    entries = [Entry(at(day)) for day in range(10, 20)]
    result = result_of(*entries, period=days(42), answers=answers, paused=[(10, 19)])
    said = frequency.reading(result, PERSON)
    assert "10 entries. Outside pauses, that is about 0 in 30 days. This leaves out 10 spasm days in pauses." in said
    open_days = result_of(*entries, period=days(42), answers=dict(list(answers.items())[:-2]), paused=[(10, 19)])
    assert "in 30 days you answered, or 0 to 1.9 counting the other days. Unanswered days tend to be quiet" in (
        frequency.reading(open_days, PERSON)
    )
