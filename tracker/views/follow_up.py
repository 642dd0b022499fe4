"""Buttons that answer a safety question of an entry or note a sign. Each leads back to the page that it stands on."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import replace

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.formatting import list_words
from tracker.guidance.questions import CHEST_SIGNS_QUESTION, SAFETY_QUESTIONS
from tracker.guidance.schema import CARE_RANK
from tracker.models import Episode
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import assessed
from tracker.records.episode import EpisodeRecord
from tracker.services import episodes as service
from tracker.services.derived import (
    asked_again_about_the_chest,
    stored_answers_to,
    with_answer,
    without_answers_taken_back,
)
from tracker.services.episode_rows import record_of
from tracker.services.versions import diary_write
from tracker.views.access import episode_or_404, post_action
from tracker.views.undo import with_button
from tracker.vocabulary.episodes import NOTICED, ONGOING, SAFETY_ANSWERS
from tracker.vocabulary.follow_up import ALONE, FOLLOW_UPS, allows_answers
from tracker.vocabulary.terms import NONE_OF_THESE

BACK_TO = ("today", "episode-after")
"""Pages that a button may name as the one it stands on; any other name leads to the entry."""


IS_OPEN = "is_open"
"""The field that says: when the page was drawn, nothing was answered to this question yet."""


@post_action
def episode_answer(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Stores the answer to a safety question: one button, or several ticks."""
    row = episode_or_404(request, uid)
    question, answers = request.POST.get("question", ""), request.POST.getlist("answer")
    if question == CHEST_SIGNS_QUESTION and len(answers) == 1 and answers[0] in SAFETY_ANSWERS:
        _store_answer(request, row, question, answers)
    elif question in FOLLOW_UPS:
        # A tick beside "none of these" is the graver of the two: it stays.
        given = [answer for answer in answers if answer not in ALONE] or answers
        if allows_answers(question, given):
            _store_answer(request, row, question, given)
        else:
            messages.error(request, _("Nothing is selected. Select what applies, or choose “None of these”."))
    else:
        messages.error(request, _("That question is no longer asked. Nothing was saved."))
    return _back(request, row)


def _store_answer(request: SignedInRequest, row: Episode, question: str, given: list[str]) -> None:
    """Stores the answer. If another tab stored a different one meanwhile, the graver of the two stays, and a message
    offers the other."""
    with diary_write(diary_owner(request)):
        before = stored_answers_to(record_of(episode_or_404(request, row.uid)), question)
        is_answered = IS_OPEN in request.POST and before and before != set(given)
        if is_answered and FOLLOW_UPS.get(question) and FOLLOW_UPS[question].takes_several:
            # Ticks of both tabs hold.
            given = sorted((before | set(given)) - ALONE) or given
        gravest, savepoint = _gravest(request, row) if is_answered else None, transaction.savepoint()
        saved = _amend_or_404(request, row, lambda record: with_answer(record, question, given))
        holds = gravest is None or _gravest(request, saved) <= gravest
        if not holds:
            transaction.savepoint_rollback(savepoint)
    if is_answered and before != set(given):
        _show_both_answers(request, row, question, (given, before) if holds else (before, given))


def _gravest(request: SignedInRequest, row: Episode) -> tuple[int, tuple[int, str]]:
    """How grave the entry is as it stands, the lower the graver: its gravest card, then the answer about the chest."""
    cards = assessed(request, row, timezone.now()).assessment.cards
    rank = min((CARE_RANK[card.entry.care] for card in cards), default=len(CARE_RANK))
    return rank, SAFETY_ANSWERS.sort_key(row.chest_signs)


def _show_both_answers(
    request: SignedInRequest, row: Episode, question: str, answers: tuple[Collection[str], Collection[str]]
) -> None:
    """Says which of two answers holds, with a button for the other one."""
    terms = next(each for each in SAFETY_QUESTIONS if each.code == question).answers
    holds, other = (list_words([str(terms.label(code)) for code in sorted(each)]) for each in answers)
    words = _("You answered “%(other)s” in one tab and “%(holds)s” in another. “%(holds)s” is saved.")
    address = reverse("episode-answer", args=[row.uid])
    back_to = request.POST.get("back_to", "")
    button = _("Change to “%(other)s”") % {"other": other}
    fields = {"question": question, "answer": sorted(answers[1]), "back_to": back_to}
    messages.warning(request, with_button(request, words % {"other": other, "holds": holds}, address, button, **fields))


@post_action
def episode_notice(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Notes a sign, or "none of these"; the same button once more removes it."""
    row, sign = episode_or_404(request, uid), request.POST.get("sign", "")
    if sign in NOTICED:
        _amend_or_404(request, row, lambda record: _with_sign_toggled(record, sign))
    else:
        messages.error(request, _("We don’t know that sign. Nothing was saved."))
    return _back(request, row)


def _with_sign_toggled(record: EpisodeRecord, sign: str) -> EpisodeRecord:
    """The entry with the sign, or without it; a sign taken back takes its answers along, a new one may ask anew."""
    changed = replace(record, also_noticed=_toggled(record.also_noticed, sign))
    return asked_again_about_the_chest(without_answers_taken_back(changed, record), record)


def _toggled(noticed: tuple[str, ...], sign: str) -> tuple[str, ...]:
    if sign in noticed:
        return tuple(code for code in noticed if code != sign)
    return (sign,) if sign == NONE_OF_THESE else (*(code for code in noticed if code != NONE_OF_THESE), sign)


def _amend_or_404(request: SignedInRequest, row: Episode, change: Callable[[EpisodeRecord], EpisodeRecord]) -> Episode:
    saved = service.amend_episode(diary_person(request), row, change, now=timezone.now())
    if saved is None:
        raise Http404("deleted in the meantime")
    return saved.episode


def _back(request: SignedInRequest, row: Episode) -> HttpResponse:
    back_to = request.POST.get("back_to", "")
    if back_to == "today":
        return redirect("today")
    if row.duration_basis == ONGOING:
        return redirect("episode-running", uid=row.uid)
    return redirect(back_to if back_to in BACK_TO else "episode", uid=row.uid)
