"""Answers to the safety questions, in the order of the questions and each once."""

import pytest

from tracker.records.follow_up import canonical_follow_up
from tracker.vocabulary.follow_up import FOLLOW_UPS

pytestmark = pytest.mark.pure


def test_answers_stand_in_the_order_of_the_questions_and_each_once():
    pairs = [(question, answer) for question, term in FOLLOW_UPS.items() for answer in term.answers]
    assert canonical_follow_up([*reversed(pairs), pairs[0]]) == tuple(pairs)
