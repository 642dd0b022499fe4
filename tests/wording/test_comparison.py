"""This window against the one before: what is said."""

import datetime as dt

import pytest

from tests.charts.drawn import Entry, at, days, link, make_diary
from tracker.charts.registry import CHARTS
from tracker.diary import LANDMARK_VISIT, Landmark
from tracker.wording import comparison
from tracker.wording.readers import DOCTOR, PERSON

CHANCE = "Over so few days, a difference like this is often chance."


BEGINNING = "People often begin a diary in a bad spell, so its first days tend to be worse than later ones."


LONG_AGO = dt.date(2025, 1, 1)


def result_of(weeks, *, unanswered=(), stretch=None, entry=None, **options):
    """So many spasm days in each week, half of the weeks before; `unanswered` days have no answer."""
    entry = entry or {"intensity": 6, "seconds": 600, "woke": "no"}
    total = 7 * len(weeks)
    spasm = [7 * week + day for week, number in enumerate(weeks) for day in range(number)]
    entries = [Entry(at(day), **entry) for day in spasm if day not in unanswered]
    answers = {day: "none" for day in range(total) if day not in spasm and day not in unanswered}
    diary = make_diary(
        *entries, period=days(total), **{"answers": answers, "first_on": days(1).first, "clear_before": True} | options
    )
    stretch = stretch or total // 2
    return CHARTS["comparison"].analyze(diary, days(stretch, total - stretch))


FEWER_DAYS = [4, 5, 4, 5, 1, 2, 1, 2]


def test_both_counts_stand_in_one_denominator_and_are_not_judged():
    reading = comparison.reading(result_of(FEWER_DAYS, unanswered=(27,), first_on=LONG_AGO), PERSON)
    # 18 of the 27 answered days are 18.7 of 28, at least 18 and at most 19.
    assert reading == (
        "You had spasms on 6 in 28 days. In the 28 days before, it was about 19 (18 to 19) in 28. " + CHANCE
    )


def test_the_doctor_reads_both_counts_with_what_they_rest_on():
    reading = comparison.reading(result_of(FEWER_DAYS, unanswered=(27,), first_on=LONG_AGO), DOCTOR)
    assert reading == "Spasm days: before 18 of 27, 19 (18–19) in 28, now 6 of 28. " + CHANCE


def test_long_windows_are_said_in_30_days():
    reading = comparison.reading(result_of([4, 5] * 13 + [1, 2] * 13, first_on=LONG_AGO), PERSON)
    assert reading == ("You had spasms on about 6 in 30 days. In the 182 days before, it was about 19 in 30. " + CHANCE)


def test_what_is_rare_keeps_two_digits():
    reading = comparison.reading(result_of([1] + [0] * 25 + [0] * 25 + [2], first_on=LONG_AGO), PERSON)
    assert reading.startswith(
        "You had spasms on about 0.33 in 30 days. In the 182 days before, it was about 0.16 in 30."
    )


@pytest.mark.parametrize(
    ("weeks", "options", "says"),
    [
        ([2, 1, 3, 1], {"stretch": 7}, "It takes 14 answered days in each stretch to say how often."),
        (FEWER_DAYS, {"unanswered": range(36, 52)}, "It takes 14 answered days in each stretch to say how often."),
        ([3, 2] * 8, {"unanswered": range(60, 100)}, "takes answers on at least 6 days in 10"),
        ([5, 6, 5, 6, 5, 6, 5, 5], {"clear_before": False, "answers": {}}, "Mark the days without a spasm."),
    ],
)
def test_without_a_rate_it_says_what_that_takes(weeks, options, says):
    reading = comparison.reading(result_of(weeks, first_on=LONG_AGO, **options), PERSON)
    assert says in reading
    assert CHANCE in reading


@pytest.mark.parametrize("weeks", [[0] * 8, [2, 1] * 4])
@pytest.mark.parametrize("reader", [PERSON, DOCTOR])
def test_where_both_are_alike_no_difference_is_spoken_of(weeks, reader):
    assert "difference" not in comparison.reading(result_of(weeks, first_on=LONG_AGO), reader)


def test_counts_alike_of_other_denominators_differ():
    assert CHANCE in comparison.reading(result_of([2, 1] * 4, unanswered=(34,), first_on=LONG_AGO), PERSON)


def test_counts_stand_without_a_rate():
    assert comparison.reading(result_of([2, 3], stretch=7), PERSON).startswith(
        "Spasm days: 3, with 7 of 7 days answered. In the 7 days before: 2, with 7 of 7 days answered."
    )


def test_answers_that_fell_off_are_said():
    said = "You answered 46 of 56 days in this period, and 56 of 56 before. That alone can make a difference."
    assert said in comparison.reading(result_of([3, 2] * 8, unanswered=range(70, 80)), PERSON)
    assert "alone" not in comparison.reading(result_of([3, 2] * 8, unanswered=range(70, 78)), PERSON)


def test_the_beginning_of_a_diary_is_said():
    assert comparison.reading(result_of(FEWER_DAYS), PERSON).endswith(f"{CHANCE} {BEGINNING}")
    assert BEGINNING not in comparison.reading(result_of(FEWER_DAYS, first_on=LONG_AGO), PERSON)


def test_days_that_begin_at_a_visit_say_what_is_to_be_expected_anyway():
    result = result_of(FEWER_DAYS, first_on=LONG_AGO, landmarks=(Landmark(days(1, 28).first, LANDMARK_VISIT, ""),))
    assert comparison.reading(result, PERSON).endswith(
        "People see a doctor in bad weeks. In the 30 days after, spasm days fall by 12% to 28%, even if nothing helps."
    )
    assert "doctor" not in comparison.reading(result_of(FEWER_DAYS, first_on=LONG_AGO), PERSON)


def test_two_years_are_not_few_days():
    assert CHANCE not in comparison.reading(result_of([2, 1] * 53), PERSON)


def test_a_filtered_diary_without_a_rate_says_what_it_takes():
    opened = [Entry(at(day), matches=None if day % 28 else True) for day in range(56)]
    result = CHARTS["comparison"].analyze(
        make_diary(*opened, period=days(56), is_filtered=True, clear_before=True, first_on=LONG_AGO), days(28, 28)
    )
    assert comparison.reading(result, PERSON).startswith(
        "Entries that match: 1, known for 1 of 28 days. In the 28 days before: 1, known for 1 of 28 days. "
        "It takes 14 known days in each stretch to say how often."
    )


def test_table_has_every_measure_with_what_it_rests_on():
    rows = {row.cells[0]: row.cells[1:] for row in comparison.table(result_of([3, 2] * 4), link).rows}
    assert rows["Spasm days"][:2] == ("10 of 28", "10 of 28")
    assert rows["Spasm days"][2] == "10 in 28, then 10 in 28"
    assert rows["Entries in 30 answered days"][:2] == ("10.7", "10.7")
    assert rows["Days with broken sleep"][:2] == ("0 of 28", "0 of 28")
    assert rows["Typical daily worst"][:2] == ("6, middle half 6; known for 10 of 10 days",) * 2
    assert rows["Longest of all"][:2] == ("10\u00a0minutes", "10\u00a0minutes")
    assert "the later one was worse. Ties count half." in rows["Typical daily worst"][2]
    assert rows["Daily worst, within this period"][1] == "0 in 30 days (middle half of the pairs of days: 0 to 0)"
    assert all(len(cells) == 4 for cells in rows.values())


def test_a_window_that_was_all_paused_is_said_to_be():
    result = result_of(FEWER_DAYS, first_on=LONG_AGO, paused=[(28, 55)])
    reading = comparison.reading(result, PERSON)
    assert "all paused. In the 28 days before:" in reading
    assert "0 of 0" not in reading + str(comparison.table(result, link))


@pytest.mark.parametrize(("first", "words"), [(5, "In 99.6% of all pairs"), (4, "In 100% of all pairs")])
def test_nearly_all_pairs_are_not_all(first, words):
    """Of 130 days before, one was as bad as every later day."""
    entries = [Entry(at(day), 5 if day >= 130 else 2 if day else first) for day in range(260)]
    diary = make_diary(*entries, period=days(260), first_on=LONG_AGO, clear_before=True)
    rows = comparison.table(CHARTS["comparison"].analyze(diary, days(130, 130)), link).rows
    assert next(row.cells for row in rows if row.cells[0] == "Typical daily worst")[3].startswith(words)
