"""Answers to the one-tap safety questions, counted over a period."""

import datetime as dt

import pytest

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.follow_up_counts import FollowUpCount, follow_up_counts
from tracker.analysis.safety_counts import AnswerCount
from tracker.vocabulary.follow_up import FOLLOW_UPS


def counts(*entries):
    return follow_up_counts(make_diary(*entries, period=days(60)), days(30))


def entry(day, *pairs, **more):
    return Entry(at(day), follow_up=pairs, **more)


def on(*june):
    return tuple(dt.date(2026, 6, day) for day in june)


def test_worked_example():
    counted = counts(entry(11, ("easing", "no")), entry(18, ("easing", "no")), entry(20, ("easing", "yes")), entry(21))
    answers = (AnswerCount("yes", 1, on(21)), AnswerCount("no", 2, on(12, 19)))
    assert counted == (FollowUpCount("easing", 3, 3, answers),)
    assert counted[0].answered("not-sure") == AnswerCount("not-sure", 0, ())


def test_an_entry_with_several_ticks_is_answered_once():
    ticks = [("locked", "mouth"), ("locked", "wound")]
    (counted,) = counts(entry(0, *ticks), entry(1, ("locked", "none")))
    assert counted.of == 2
    assert [(one.answer, one.n) for one in counted.answers] == [("mouth", 1), ("wound", 1), ("none", 1)]


@pytest.mark.parametrize("question", list(FOLLOW_UPS))
def test_every_question_is_counted(question):
    answer = next(iter(FOLLOW_UPS[question].answers))
    assert [one.question for one in counts(entry(0, (question, answer)))] == [question]


def test_questions_are_in_the_order_of_the_vocabulary():
    counted = counts(entry(0, ("heat-ill", "no"), ("easing", "yes"), ("colder", "as-always")))
    assert [one.question for one in counted] == ["easing", "colder", "heat-ill"]


def test_other_days_are_not_counted():
    assert counts(entry(30, ("easing", "no"))) == ()


def test_private_entries_count_without_their_day():
    (counted,) = counts(entry(1, ("easing", "no"), is_private=True), entry(3, ("easing", "no")))
    assert counted == FollowUpCount("easing", 2, 2, (AnswerCount("no", 2, on(4)),))


def test_what_private_entries_alone_answered_is_not_told():
    assert counts(entry(1, ("easing", "no"), is_private=True)) == ()
    (counted,) = counts(entry(1, ("easing", "no"), is_private=True), entry(3, ("easing", "yes")))
    assert [one.answer for one in counted.answers] == ["yes"]
    assert (counted.of, counted.counted, counted.is_complete) == (2, 1, False)
