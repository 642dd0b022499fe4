"""Buttons that answer a safety question of an entry or note a sign. Each leads back to the page that it stands on."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.models import Episode
from tracker.pages.answer_writes import NoAnswerError, TwoAnswers, answer_question, notice
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import safety_profile
from tracker.views.access import episode_or_404, gone_is_404, post_action
from tracker.views.undo import with_button
from tracker.vocabulary.episodes import ONGOING

BACK_TO = ("today", "episode-after")
"""Pages that a button may name as the one it stands on; any other name leads to the entry."""


@post_action
def episode_answer(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Stores the answer to a safety question: one button, or several ticks."""
    row, now = episode_or_404(request, uid), timezone.now()
    try:
        with gone_is_404():
            both = answer_question(diary_person(request), safety_profile(request, now), row, request.POST, now=now)
    except NoAnswerError as error:
        messages.error(request, str(error))
    else:
        if both:
            _show_both_answers(request, row, both)
    return _back(request, row)


def _show_both_answers(request: SignedInRequest, row: Episode, both: TwoAnswers) -> None:
    """Says which of two answers holds, with a button for the other one."""
    address, back_to = reverse("episode-answer", args=[row.uid]), request.POST.get("back_to", "")
    button = _("Change to “%(other)s”") % {"other": both.other}
    fields = {"question": both.question, "answer": both.other_codes, "back_to": back_to}
    messages.warning(request, with_button(request, both.words, address, button, **fields))


@post_action
def episode_notice(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Notes a sign, or "none of these"; the same button once more removes it."""
    row = episode_or_404(request, uid)
    try:
        with gone_is_404():
            notice(diary_person(request), row, request.POST, now=timezone.now())
    except NoAnswerError as error:
        messages.error(request, str(error))
    return _back(request, row)


def _back(request: SignedInRequest, row: Episode) -> HttpResponse:
    back_to = request.POST.get("back_to", "")
    if back_to == "today":
        return redirect("today")
    if row.duration_basis == ONGOING:
        return redirect("episode-running", uid=row.uid)
    return redirect(back_to if back_to in BACK_TO else "episode", uid=row.uid)
