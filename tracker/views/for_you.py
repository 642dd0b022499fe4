"""What the log shows for the person: the cards of Today, what each rests on, and what is answered to them."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.guidance.loader import library_in
from tracker.pages.cards import ANSWERED_WORDS, why_address
from tracker.pages.for_you import answered_cards_page, for_you_now, why_page
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.services import guidance_answers as answers
from tracker.views.access import guidance_answer_or_404, post_action
from tracker.views.undo import with_undo


@login_required
@require_safe
def guidance_for_you(request: SignedInRequest) -> HttpResponse:
    """What Today shows, looked at anew if need be: a part of Today, or a page of its own without JavaScript."""
    cards = for_you_now(request, timezone.now())
    if request.htmx:
        return render(request, "tracker/parts/for_you.html", {"part": cards})
    return render(request, "tracker/for_you.html", {"page": cards})


@login_required
@require_safe
def guidance_why(request: SignedInRequest, key: str) -> HttpResponse:
    """One card: when it is shown, and the entries and days that it rests on."""
    entry = library_in(get_language()).entries.get(key)
    if entry is None:
        raise Http404("no such entry")
    return render(request, "tracker/guidance_why.html", {"page": why_page(request, entry, timezone.now())})


@post_action
def guidance_answer(request: SignedInRequest) -> HttpResponse:
    """Stores the answer to a card: hidden, my doctor knows, or a question. The message offers to undo it."""
    key, about, answer = (request.POST.get(name, "") for name in ("key", "about", "answer"))
    try:
        row = answers.answer(diary_person(request), key, about, answer, now=timezone.now())
    except answers.NotRaisedError:
        messages.info(request, _("Your log no longer shows this, so there is nothing to answer."))
    except answers.NoSuchAnswerError:
        messages.error(request, _("That answer doesn’t fit this card. Nothing was saved."))
    else:
        back_to = request.POST.get("back_to", "")
        undo = reverse("guidance-take-back", args=[row.uid])
        messages.success(request, with_undo(request, ANSWERED_WORDS[row.answer], undo, back_to=back_to))
    return _back(request, key, about)


@post_action
def guidance_take_back(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Removes an answer to a card."""
    row = guidance_answer_or_404(request, uid)
    if answers.take_back(diary_person(request), row, now=timezone.now()):
        messages.success(request, _("Undone."))
    return _back(request, row.key, row.about)


def _back(request: SignedInRequest, key: str, about: str) -> HttpResponse:
    """Leads to the page that the button stands on."""
    back_to = request.POST.get("back_to", "")
    if back_to == "guidance-why" and key in library_in(get_language()).entries:
        return redirect(why_address(key, about))
    return redirect(back_to if back_to in {"guidance-for-you", "guidance-answers"} else "today")


@login_required
@require_safe
def guidance_answers(request: SignedInRequest) -> HttpResponse:
    """What was answered to cards in the time that an answer rests, to be taken back."""
    page = answered_cards_page(request, timezone.now())
    return render(request, "tracker/guidance_answers.html", {"page": page})
