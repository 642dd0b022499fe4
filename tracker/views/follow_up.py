"""One-tap answers to the safety questions of an entry, and one-tap signs. Each leads back to where it was tapped."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.guidance.questions import CHEST_SIGNS
from tracker.services import episodes as service
from tracker.services.derived import asked_again_about_the_chest, without_answers_taken_back
from tracker.views.access import diary_person, episode_or_404, tap
from tracker.vocabulary.episodes import NOTICED, ONGOING, SAFETY_ANSWERS
from tracker.vocabulary.follow_up import ALONE, FOLLOW_UPS, allows_answers
from tracker.vocabulary.terms import NONE_OF_THESE

BACK_TO = ("today", "episode-after")
"""Pages of which a tap may say that it came from there; else it leads to the entry."""


@tap
def episode_answer(request: HttpRequest, uid) -> HttpResponse:
    """The answer to a safety question, in one tap, or its ticks."""
    row = episode_or_404(request, uid)
    question, answers = request.POST.get("question", ""), request.POST.getlist("answer")
    if question == CHEST_SIGNS and len(answers) == 1 and answers[0] in SAFETY_ANSWERS:
        _amend_or_404(request, row, lambda record: replace(record, chest_signs=answers[0]))
    elif question in FOLLOW_UPS:
        # A tick beside "none of these" is the graver of the two: it stays.
        said = [answer for answer in answers if answer not in ALONE] or answers
        if allows_answers(question, said):
            _amend_or_404(request, row, lambda record: record.with_follow_up(question, said))
        else:
            messages.error(request, _("You ticked nothing. Tick what fits, or choose “None of these”."))
    else:
        messages.error(request, _("That question is no longer asked. Nothing was saved."))
    return _back(request, row)


@tap
def episode_notice(request: HttpRequest, uid) -> HttpResponse:
    """A sign was noticed, or none of these; the same tap again takes it back."""
    row, sign = episode_or_404(request, uid), request.POST.get("sign", "")
    if sign in NOTICED:
        _amend_or_404(request, row, lambda record: _with_sign_toggled(record, sign))
    else:
        messages.error(request, _("We don't know that sign. Nothing was saved."))
    return _back(request, row)


def _with_sign_toggled(record, sign: str):
    """The entry with the sign, or without it; a sign taken back takes its answers along, a new one may ask anew."""
    changed = replace(record, also_noticed=_toggled(record.also_noticed, sign))
    return asked_again_about_the_chest(without_answers_taken_back(changed, record), record)


def _toggled(noticed: tuple[str, ...], sign: str) -> tuple[str, ...]:
    if sign in noticed:
        return tuple(code for code in noticed if code != sign)
    return (sign,) if sign == NONE_OF_THESE else (*(code for code in noticed if code != NONE_OF_THESE), sign)


def _amend_or_404(request, row, change) -> None:
    if service.amend_episode(diary_person(request), row, change, now=timezone.now()) is None:
        raise Http404("deleted in the meantime")


def _back(request, row) -> HttpResponse:
    back_to = request.POST.get("back_to", "")
    if back_to == "today":
        return redirect("today")
    if row.duration_basis == ONGOING:
        return redirect("episode-running", uid=row.uid)
    return redirect(back_to if back_to in BACK_TO else "episode", uid=row.uid)
