"""Questions for the next visit: typed here or on another page, or saved from a card of the guide."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.forms.questions import QuestionForm
from tracker.models import Question, Revision, Visit
from tracker.pages.edits import Edit, single_units
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.question_origins import Origin, origin_of
from tracker.pages.questions import QuestionChangePage, question_words, questions_page
from tracker.pages.request import SignedInRequest
from tracker.services import questions as service
from tracker.services.versions import diary_write
from tracker.views.access import post_action, question_or_404, revision_or_404
from tracker.views.typed_questions import keep_typed_question
from tracker.views.undo import saved_words, was_just_removed, with_undo


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: SignedInRequest) -> HttpResponse:
    """All questions, the open ones in their order, and a new one: about the page that `about` in the address names."""
    owner, about = diary_owner(request), request.GET.get("about", "")
    origin = origin_of(owner, about, request.GET) if about else None
    if request.method == "POST":
        form = QuestionForm(request.POST)
        if form.is_valid():
            # What it is about may be gone since the form was opened; the question is kept.
            return _keep_and_return(request, form.cleaned_data, origin)
    elif about and origin is None:
        raise Http404("nothing is there that a question could be about")
    else:
        form = QuestionForm(initial={"text": origin.suggestion if origin else ""})
    page = questions_page(owner, form, origin)
    return render(request, "tracker/questions.html", {"page": page}, status=422 if form.is_bound else 200)


def _keep_and_return(request: SignedInRequest, wanted: Mapping[str, Any], origin: Origin | None) -> HttpResponse:
    """Stores the question, and leads back to where it was written."""
    code = origin.code if origin else ""
    today = diary_person(request).today(timezone.now())
    question = keep_typed_question(request, wanted, today, written_from=code)
    undo = reverse("question-remove", args=[question.uid])
    messages.success(request, with_undo(request, _("Saved for your next visit."), undo))
    return redirect(origin.address if origin else reverse("questions"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_change(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The question in other words; the way back leads to the visit that the address names, else to the list."""
    question, owner, visit = question_or_404(request, uid), diary_owner(request), _visit_named(request)
    now, before = timezone.now(), {"text": question_words(owner, [question])[0]}
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=before)
    edit = Edit(request.POST, form, before, single_units(before))
    if request.method == "POST" and form.is_valid():
        with diary_write(owner):
            question = question_or_404(request, uid)
            before = {"text": question_words(owner, [question])[0]}
            wanted = edit.settle({"text": form.cleaned_data["text"]}, before)
            if wanted is not None and wanted != before:
                service.change_question(owner, question, wanted["text"], now=now)
        if wanted is not None:
            words = saved_words(request, edit, _("Saved."), Revision.QUESTION, question, now, "question-restore")
            messages.success(request, words)
            return redirect(f"{reverse('visit', args=[visit.uid])}#questions" if visit else "questions")
    page = QuestionChangePage(form, visit, edit)
    return render(request, "tracker/question_change.html", {"page": page}, status=422 if form.is_bound else 200)


def _visit_named(request: SignedInRequest) -> Visit | None:
    try:
        uid = uuid.UUID(request.GET.get("visit", ""))
    except ValueError:
        return None
    return Visit.objects.of(diary_owner(request)).filter(uid=uid).first()


@post_action
def question_move(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Moves a question one place up or down."""
    question = question_or_404(request, uid)
    way = service.DOWN if "down" in request.POST else service.UP
    service.move_question(diary_owner(request), question, way)
    return redirect(f"{reverse('questions')}#question-{question.uid}")


@post_action
def question_answered(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Marks a question as answered; `undo` opens it again."""
    question = question_or_404(request, uid)
    on = None if "undo" in request.POST else diary_person(request).today(timezone.now())
    if service.tick_off(diary_owner(request), question, on):
        messages.success(request, _("Marked as answered. It’s further down now.") if on else _("Marked as open again."))
    return redirect("questions")


@post_action
def question_remove(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Removes a question; the message offers to restore it."""
    if was_just_removed(request, Question.objects.filter(owner=diary_owner(request)), uid, Revision.QUESTION):
        return redirect("questions")
    revision = service.remove_question(diary_owner(request), question_or_404(request, uid), now=timezone.now())
    if revision:
        undo = reverse("question-restore", args=[revision.pk])
        messages.success(request, with_undo(request, _("Removed."), undo))
    return redirect("questions")


@post_action
def question_restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Restores a removed question."""
    revision = revision_or_404(request, pk, Revision.QUESTION)
    if service.restore_question(diary_owner(request), revision, now=timezone.now()) is None:
        messages.error(request, _("This is more than 30 days old, so it can’t be restored."))
    else:
        messages.success(request, _("Restored."))
    return redirect("questions")
