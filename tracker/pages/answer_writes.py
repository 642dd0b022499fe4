"""What is stored of answers to safety questions, and of signs that are noticed, whenever they were tapped.

Of two answers that differ the graver one holds, and nobody is asked first. As in running_writes: no request here.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from tracker.formatting import list_words
from tracker.guidance.questions import CHEST_SIGNS_QUESTION, SAFETY_QUESTIONS
from tracker.guidance.schema import CARE_RANK
from tracker.models import Episode
from tracker.pages.running_writes import amended
from tracker.records.episode import EpisodeRecord
from tracker.selectors.person import Person
from tracker.services.derived import (
    asked_again_about_the_chest,
    stored_answers_to,
    with_answer,
    without_answers_taken_back,
)
from tracker.services.episode_rows import record_of
from tracker.services.episodes import EntryGoneError
from tracker.services.safety import SafetyProfile
from tracker.services.safety import assessed as assessed_entry
from tracker.services.versions import diary_write
from tracker.vocabulary.episodes import NOTICED, SAFETY_ANSWERS
from tracker.vocabulary.follow_up import ALONE, FOLLOW_UPS, allows_answers
from tracker.vocabulary.terms import NONE_OF_THESE

IS_OPEN = "is_open"
"""The field that says: when the page was drawn, nothing was answered to this question yet."""
IS_DRAWN, DRAWN_SIGN = "is_drawn", "drawn_sign"
"""The fields that say which signs the page showed as noticed."""


class NoAnswerError(ValueError):
    """What was sent is no answer that can be stored; why, in plain words."""


@dataclass(frozen=True, slots=True)
class TwoAnswers:
    """Two answers to one question, of which one holds."""

    question: str
    holds: str
    other: str
    other_codes: tuple[str, ...]

    @property
    def words(self) -> str:
        """What there is to say of them."""
        words = _("You answered “%(other)s” in one tab and “%(holds)s” in another. “%(holds)s” is saved.")
        return words % {"other": self.other, "holds": self.holds}


def answer_question(
    person: Person, profile: SafetyProfile, row: Episode, data: QueryDict, *, now: dt.datetime
) -> TwoAnswers | None:
    """Stores the answer to a safety question: one button, or several ticks. Raises NoAnswerError, EntryGoneError.

    If another tab stored a different one meanwhile, the graver of the two stays: both are returned.
    """
    question, answers = data.get("question", ""), data.getlist("answer")
    if question == CHEST_SIGNS_QUESTION and len(answers) == 1 and answers[0] in SAFETY_ANSWERS:
        return _store(person, profile, row, question, answers, IS_OPEN in data, now)
    if question not in FOLLOW_UPS:
        raise NoAnswerError(_("That question is no longer asked. Nothing was saved."))
    # A tick beside "none of these" is the graver of the two: it stays.
    given = [answer for answer in answers if answer not in ALONE] or answers
    if not allows_answers(question, given):
        raise NoAnswerError(_("Nothing is selected. Select what applies, or choose “None of these”."))
    return _store(person, profile, row, question, given, IS_OPEN in data, now)


def _store(
    person: Person,
    profile: SafetyProfile,
    row: Episode,
    question: str,
    given: list[str],
    was_open: bool,
    now: dt.datetime,
) -> TwoAnswers | None:
    with diary_write(person.owner):
        stored = Episode.objects.of(person.owner).filter(pk=row.pk).first()
        if stored is None:
            raise EntryGoneError(row.uid)
        before = stored_answers_to(record_of(stored), question)
        is_answered = bool(was_open and before and before != set(given))
        if is_answered and FOLLOW_UPS.get(question) and FOLLOW_UPS[question].takes_several:
            # Ticks of both tabs hold.
            given = sorted((before | set(given)) - ALONE) or given
        gravest, savepoint = _gravest(profile, stored, now) if is_answered else None, transaction.savepoint()
        saved = amended(person, row, lambda record: with_answer(record, question, given), now=now)
        holds = gravest is None or _gravest(profile, saved, now) <= gravest
        if not holds:
            transaction.savepoint_rollback(savepoint)
    if is_answered and before != set(given):
        return _two_answers(question, *((given, before) if holds else (before, given)))
    return None


def _gravest(profile: SafetyProfile, row: Episode, now: dt.datetime) -> tuple[int, tuple[int, str]]:
    """How grave the entry is as it stands, the lower the graver: its gravest card, then the answer about the chest."""
    cards = assessed_entry(profile, row, now).assessment.cards
    rank = min((CARE_RANK[card.entry.care] for card in cards), default=len(CARE_RANK))
    return rank, SAFETY_ANSWERS.sort_key(row.chest_signs)


def _two_answers(question: str, holds: Collection[str], other: Collection[str]) -> TwoAnswers:
    terms = next(each for each in SAFETY_QUESTIONS if each.code == question).answers
    holds_words, other_words = (
        list_words([str(terms.label(code)) for code in sorted(each)]) for each in (holds, other)
    )
    return TwoAnswers(question, holds_words, other_words, tuple(sorted(other)))


def notice(person: Person, row: Episode, data: QueryDict, *, now: dt.datetime) -> Episode:
    """Notes a sign, or "none of these"; the same button once more removes it. Raises NoAnswerError, EntryGoneError.

    A page that says which signs it showed is taken at its word: pressed twice, its button does the same thing twice.
    """
    sign = data.get("sign", "")
    if sign not in NOTICED:
        raise NoAnswerError(_("We don’t know that sign. Nothing was saved."))
    drawn = data.getlist(DRAWN_SIGN) if IS_DRAWN in data else None

    def with_sign(record: EpisodeRecord) -> EpisodeRecord:
        was_noticed = sign in (record.also_noticed if drawn is None else drawn)
        # A sign taken back takes its answers along, a new one may ask anew.
        changed = replace(record, also_noticed=_changed(record.also_noticed, sign, not was_noticed))
        return asked_again_about_the_chest(without_answers_taken_back(changed, record), record)

    return amended(person, row, with_sign, now=now)


def _changed(noticed: tuple[str, ...], sign: str, is_noticed: bool) -> tuple[str, ...]:
    others = tuple(code for code in noticed if code != sign)
    if not is_noticed:
        return others
    return (sign,) if sign == NONE_OF_THESE else (*(code for code in others if code != NONE_OF_THESE), sign)
