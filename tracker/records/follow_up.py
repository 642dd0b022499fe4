"""Answers to the one-tap safety questions of an entry, as pairs of question and answer."""

from collections.abc import Iterable

from tracker.vocabulary.follow_up import FOLLOW_UPS


def canonical_follow_up(answers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """(question, answer) pairs in the order of the questions and of their answers, each once."""
    return tuple(sorted(set(answers), key=_follow_up_key))


def _follow_up_key(pair: tuple[str, str]) -> tuple[tuple[int, str], tuple[int, str | int]]:
    question, answer = pair
    term = FOLLOW_UPS.get(question)
    return FOLLOW_UPS.sort_key(question), term.answers.sort_key(answer) if term else (0, answer)
