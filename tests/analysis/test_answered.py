"""When a look that was fixed in advance answers for the days that a comparison describes."""

from dataclasses import replace

import pytest

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.answered import is_answered_by, with_answer
from tracker.analysis.change import VERDICT_FEWER, VERDICT_MORE, VERDICT_UNCLEAR, change_look
from tracker.analysis.comparison import comparison


def diary():
    """A spasm on every second day of 90, then on every ninth of 100; all other days clear."""
    spasms = [*range(0, 90, 2), *range(90, 190, 9)]
    answers = {day: "none" for day in range(190) if day not in spasms}
    return make_diary(
        *(Entry(at(day, 12), 5) for day in spasms), period=days(190), answers=answers, first_on=days(190).first
    )


def look():
    return change_look(diary(), days(90), days(90, 90))


def compared(length, start):
    """So many days from `start` on, beside as many before them."""
    after = days(length, start)
    return comparison(diary(), after.before(), after)


def test_the_verdict_on_nearly_the_same_days_stands_in_place_of_often_chance():
    result = compared(90, 93)
    assert look().verdict.side == VERDICT_FEWER
    assert result.is_often_chance
    assert is_answered_by(result, look())
    answered = with_answer(result, [look()])
    assert not answered.is_often_chance
    assert "often chance" not in str(answered.caveat)
    # It is described as before.
    assert (answered.before, answered.after) == (result.before, result.after)


@pytest.mark.parametrize(
    ("length", "start", "expected"),
    [
        (45, 90, True),  # half of 90 days on both sides: the least
        (44, 90, False),
        (7, 100, False),  # both weeks lie in the later window of the look
        (90, 100, True),
    ],
)
def test_of_the_longer_windows_half_the_days_must_be_shared_on_both_sides(length, start, expected):
    assert is_answered_by(compared(length, start), look()) is expected


def test_windows_a_season_apart_are_not_answered():
    elsewhere = replace(look(), before=replace(look().before, days=days(90, 400)))
    assert not is_answered_by(compared(90, 93), elsewhere)


def test_without_a_verdict_or_with_the_opposite_one_nothing_is_answered():
    unclear = replace(look(), verdict=replace(look().verdict, side=VERDICT_UNCLEAR))
    opposite = replace(look(), verdict=replace(look().verdict, side=VERDICT_MORE))
    none = replace(look(), why_none="few-days")
    for each in (unclear, opposite, none):
        assert not is_answered_by(compared(90, 93), each)
        assert with_answer(compared(90, 93), [each]).is_often_chance


def test_a_filtered_comparison_is_not_answered_by_a_look_at_all_spasms():
    assert not is_answered_by(replace(compared(90, 93), is_filtered=True), look())
