"""The usual range: the middle half of earlier stretches of four weeks."""

import pytest

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.results import FEW_STRETCHES, TooLittle, UsualRange
from tracker.analysis.usual import (
    earlier_stretches,
    severity_beside_usual,
    usual_spasm_days,
    usual_strength,
    with_earlier_stretches,
)

LAST = days(28, 224)
"""The period: four weeks after eight stretches of four weeks."""
COUNTS = (2, 4, 4, 5, 6, 6, 8, 9)
"""Spasm days of the eight stretches before, the earliest first."""


def diary_of(counts=COUNTS, rating=5, unanswered=(), begins=0):
    """Every day answered but those: so many spasm days at the start of each stretch, rated alike."""
    entries = [
        Entry(at(begins + 28 * n + day), rating + n % 3) for n, count in enumerate(counts) for day in range(count)
    ]
    length = begins + 28 * len(counts) + 28
    answers = {day: "none" for day in range(begins, length) if day not in unanswered}
    return make_diary(*entries, period=days(length), answers=answers)


def test_the_middle_half_of_eight_stretches():
    usual = usual_spasm_days(diary_of(), LAST)
    assert isinstance(usual, UsualRange)
    assert (usual.n, usual.low, usual.high) == (8, 4, 6.5)


def test_the_days_of_the_period_itself_have_no_part_in_it():
    diary = diary_of()
    more = make_diary(
        *[Entry(at(224 + day), 9) for day in range(28)],
        *[Entry(at(28 * n + day), 5) for n, count in enumerate(COUNTS) for day in range(count)],
        period=days(252),
        answers=dict.fromkeys(range(224), "none"),
    )
    assert usual_spasm_days(more, LAST) == usual_spasm_days(diary, LAST)


def test_seven_stretches_are_too_few():
    assert usual_spasm_days(diary_of(COUNTS[1:]), days(28, 196)) == TooLittle(FEW_STRETCHES, 7)


def test_a_stretch_that_was_answered_too_little_says_nothing():
    # 12 of the first 28 days without an answer: 16 of 28 are less than 6 in 10.
    assert usual_spasm_days(diary_of(unanswered=range(16, 28)), LAST) == TooLittle(FEW_STRETCHES, 7)


def test_unanswered_days_are_like_the_answered_ones():
    # Of the last stretch 18 of 28 days are answered, with 9 spasm days: 14 in 28.
    usual = usual_spasm_days(diary_of(unanswered=range(214, 224)), LAST)
    assert (usual.n, usual.high) == (8, 6.5)
    assert usual_spasm_days(diary_of((9,) * 8, unanswered=range(214, 224)), LAST).high == 9
    assert usual_spasm_days(diary_of((9,) * 6 + (3, 9), unanswered=range(214, 224)), LAST).high == 9


def test_stretches_run_back_from_the_period_and_end_where_the_diary_begins():
    stretches = list(earlier_stretches(diary_of(begins=10), days(28, 234)))
    assert [(stretch.first, len(stretch)) for stretch in stretches][-1] == (days(1, 10).first, 28)
    assert len(stretches) == 8
    assert stretches[0].last == days(1, 233).first


def test_two_years_back_and_no_further():
    counts = (3,) * 30
    assert usual_spasm_days(diary_of(counts), days(28, 28 * 30)).n == 26
    assert len(with_earlier_stretches(days(28, 28 * 30))) == 27 * 28


def test_the_strength_of_a_typical_day():
    # Medians of the stretches: 5, 6, 7, 5, 6, 7, 5, 6; the first has two rated days only, and does not count.
    assert usual_strength(diary_of(), LAST) == TooLittle(FEW_STRETCHES, 7)
    usual = usual_strength(diary_of((3, *COUNTS[1:])), LAST)
    assert (usual.n, usual.low, usual.high) == (8, 5, 6.25)


@pytest.mark.parametrize(("counts", "n"), [((3, *COUNTS[1:]), 8), (COUNTS[:4], None)])
def test_ratings_bring_what_was_usual_along_where_it_can_be_said(counts, n):
    period = days(28, 28 * len(counts))
    entries = [Entry(at(28 * k + day), 5) for k, count in enumerate(counts) for day in range(count)]
    entries.extend(Entry(at(28 * len(counts) + day), 8) for day in range(3))
    diary = make_diary(
        *entries, period=days(28 * (len(counts) + 1)), answers=dict.fromkeys(range(28 * len(counts)), "none")
    )
    rated = severity_beside_usual(diary, period)
    assert rated.median == 8
    assert (rated.usual.n if rated.usual else None) == n


def test_a_few_days_are_not_put_beside_what_was_usual():
    diary = diary_of((3, *COUNTS[1:], 3))
    assert severity_beside_usual(diary, days(28, 224)).usual
    assert severity_beside_usual(diary, days(7, 224)).usual is None
    assert severity_beside_usual(diary_of((3, *COUNTS[1:], 2)), days(28, 224)).usual is None
