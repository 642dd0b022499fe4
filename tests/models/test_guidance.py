"""What the database refuses of answers, questions and results, whoever writes."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError

from tracker.models import GuidanceAnswer, GuidanceResult, Question, ShownAfterSaving

DAY = dt.date(2026, 6, 10)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("guidance_answer_is_to_a_card", {"key": ""}),
        ("guidance_answer_says_something", {"answer": ""}),
    ],
)
def test_an_answer_without_its_card_or_without_words_is_refused(alice, constraint, fields):
    said = {"key": "stress", "answer": "aside", "answered_on": DAY, "n": 4}
    with pytest.raises(IntegrityError, match=constraint):
        GuidanceAnswer.objects.create(owner=alice, **said | fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [("question_asks_something", {}), ("question_about_a_card", {"text": "Why?", "from_about": "stress"})],
)
def test_a_question_that_asks_nothing_is_refused(alice, constraint, fields):
    with pytest.raises(IntegrityError, match=constraint):
        Question.objects.create(owner=alice, asked_on=DAY, **fields)


def test_two_persons_may_use_one_uid(alice, bob):
    uid = uuid.uuid4()
    for owner in (alice, bob):
        Question.objects.create(owner=owner, uid=uid, text="Why?", asked_on=DAY)
    with pytest.raises(IntegrityError):
        Question.objects.create(owner=alice, uid=uid, text="And why?", asked_on=DAY)


def test_one_result_a_person(alice):
    GuidanceResult.objects.create(owner=alice, data_version=1, for_on=DAY)
    with pytest.raises(IntegrityError):
        GuidanceResult.objects.create(owner=alice, data_version=2, for_on=DAY)


def test_a_topic_is_kept_once_a_person(alice, bob):
    for owner in (alice, bob):
        ShownAfterSaving.objects.create(owner=owner, topic="stress", shown_on=DAY)
    with pytest.raises(IntegrityError):
        ShownAfterSaving.objects.create(owner=alice, topic="stress", shown_on=DAY)
