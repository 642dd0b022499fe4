"""What was answered to the one-tap safety questions, counted over a period. From entries alone. Pure.

A question that nobody answered about an entry is no answer of it: it is in no count and in no denominator.
"""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from tracker.analysis.coverage import in_period
from tracker.analysis.safety_counts import AnswerCount, count_answer
from tracker.days import Period
from tracker.diary import Diary
from tracker.vocabulary.follow_up import FOLLOW_UPS
from tracker.vocabulary.lazy_text import LazyText


@dataclass(frozen=True, slots=True)
class FollowUpCount:
    """One question: the entries in which it was answered, and how."""

    question: str
    """Code of FOLLOW_UPS."""
    of: int
    """Entries in which it was answered."""
    counted: int
    """Those with one of `answers`: fewer than `of` where private entries alone gave an answer."""
    answers: tuple[AnswerCount, ...]
    """In the order of the vocabulary; an answer of private entries alone is not among them. One entry can have several
    where ticks are asked for."""
    method: LazyText = _("Entries with that answer, out of those where the question was answered.")
    caveat: LazyText = _("Entries where it was not asked or not answered are not counted.")

    @property
    def is_complete(self) -> bool:
        """Whether its counts may stand beside each other: else what is missing would be that of private entries."""
        return self.counted == self.of

    def answered(self, answer: str) -> AnswerCount:
        """The entries with that answer; none is a count of 0."""
        return next((one for one in self.answers if one.answer == answer), AnswerCount(answer, 0, ()))


def follow_up_counts(diary: Diary, period: Period) -> tuple[FollowUpCount, ...]:
    """How were the one-tap safety questions answered?

    Parameters: a diary with the period loaded; the period. Returns the questions that were answered in an entry that
    is not private, in the order of the vocabulary.
    Example: "Easing?" answered "no" on 12 and 19 May and "yes" once: of 3, ("no", 2, 12 and 19 May) and ("yes", 1).
    """
    counts = (_counted(diary, period, question) for question in FOLLOW_UPS)
    return tuple(one for one in counts if one.answers)


def _counted(diary: Diary, period: Period, question: str) -> FollowUpCount:
    rows, follow_ups = in_period(diary.episodes.day, period), diary.follow_ups

    def with_answers(*answers: str) -> np.ndarray:
        wanted = [place for place, pair in enumerate(follow_ups.pairs) if pair[0] == question and pair[1] in answers]
        mask = np.zeros(len(rows), bool)
        mask[follow_ups.episode[np.isin(follow_ups.what, wanted)]] = True
        return rows & mask

    vocabulary = FOLLOW_UPS[question].answers
    given = (count_answer(diary, answer, with_answers(answer)) for answer in vocabulary)
    answers = tuple(one for one in given if one)
    of, named = (int(with_answers(*codes).sum()) for codes in (vocabulary, [one.answer for one in answers]))
    return FollowUpCount(question, of, named, answers)
