"""Visits: the list, planning one, its page, the notes on it, removing and restoring it."""

import datetime as dt
import uuid
from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.questions import QuestionForm
from tracker.forms.visits import AfterVisitForm, VisitForm
from tracker.models import Revision, Visit
from tracker.pages.edits import Edit, single_units
from tracker.pages.marks import MARKS_OF_VISIT, marks_hold, offered_marks
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.visits import VisitAfterPage, VisitFormPage, visit_address, visit_page, visits_page
from tracker.services import visits as service
from tracker.services.versions import diary_write
from tracker.views.access import post_action, revision_or_404, stays_or_comes_back, visit_or_404
from tracker.views.typed_questions import keep_typed_question
from tracker.views.undo import saved_words, was_just_removed, with_undo


@login_required
@require_safe
def visits(request: SignedInRequest) -> HttpResponse:
    """The visits ahead, those that are over, and what was removed in the last 30 days."""
    page = visits_page(diary_person(request), timezone.now())
    return render(request, "tracker/visits.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit_new(request: SignedInRequest) -> HttpResponse:
    """The plan of a new visit. Sent twice, it makes one."""
    return _plan(request, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit_change(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The same form over a stored visit."""
    return _plan(request, visit_or_404(request, uid))


def _plan(request: SignedInRequest, stored: Visit | None) -> HttpResponse:
    now = timezone.now()
    today = diary_person(request).today(now)
    form = VisitForm(request.POST if request.method == "POST" else None, today=today, stored=stored)
    before = asdict(service.VisitPlan.from_row(stored)) if stored else None
    edit = Edit(request.POST, form, before, single_units(before)) if before else None
    if form.is_bound and form.is_valid() and marks_hold(form, MARKS_OF_VISIT, before, diary_person(request), today):
        visit = _save_plan(request, form, stored, edit, now)
        if visit is not None:
            removal = "" if edit else reverse("visit-remove", args=[visit.uid])
            words = saved_words(request, edit, _("Saved."), Revision.VISIT, visit, now, "visit-restore", removal)
            messages.success(request, words)
            return redirect("visit", uid=visit.uid)
    page = VisitFormPage(form, stored, edit, offered_marks(form, MARKS_OF_VISIT, before, today))
    return render(request, "tracker/visit_form.html", {"page": page}, status=422 if form.is_bound else 200)


def _save_plan(
    request: SignedInRequest, form: VisitForm, stored: Visit | None, edit: Edit | None, now: dt.datetime
) -> Visit | None:
    """The visit as it was saved; None if there is something to choose first."""
    owner = diary_owner(request)
    with diary_write(owner):
        if edit and stored:
            uid = stored.uid
            plan = edit.settle(form.plan(), asdict(service.VisitPlan.from_row(visit_or_404(request, uid))))
        else:
            uid, plan = form.cleaned_data["uid"], form.plan()
            stays_or_comes_back(request, Revision.VISIT, uid)
        return None if plan is None else service.save_visit(owner, uid, service.VisitPlan(**plan), now=now)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """One visit: its questions and, ahead of it, the checklist; from its day on what was said and what changed."""
    row, owner, person = visit_or_404(request, uid), diary_owner(request), diary_person(request)
    today = person.today(timezone.now())
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        service.put_question(owner, keep_typed_question(request, form.cleaned_data, today), row)
        messages.success(request, _("Saved for this visit."))
        return redirect(f"{visit_address(row)}#questions")
    page = visit_page(person, row, today, form)
    return render(request, "tracker/visit.html", {"page": page}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit_after(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The notes on a visit: what was said there, and which tests were ordered."""
    row, now = visit_or_404(request, uid), timezone.now()
    if row.on > diary_person(request).today(now):
        messages.info(request, _("This visit hasn’t happened yet. On that day or later, you can note what was said."))
        return redirect("visit", uid=row.uid)
    initial = {"said": row.said, "tests": row.tests}
    form = AfterVisitForm(request.POST if request.method == "POST" else None, initial=initial)
    edit = Edit(request.POST, form, initial, single_units(initial))
    if form.is_bound and form.is_valid():
        with diary_write(diary_owner(request)):
            row = visit_or_404(request, uid)
            noted = edit.settle(form.cleaned_data, {"said": row.said, "tests": row.tests})
            if noted is not None:
                service.note_after(diary_owner(request), row, **noted, now=now)
        if noted is not None:
            words = _("Saved. If something changed in what you take or do, add it below.")
            words = saved_words(request, edit, words, Revision.VISIT, row, now, "visit-restore")
            messages.success(request, words)
            return redirect(f"{visit_address(row)}#changes")
    page = VisitAfterPage(form, row, edit)
    return render(request, "tracker/visit_after.html", {"page": page}, status=422 if form.is_bound else 200)


@post_action
def visit_remove(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Removes a visit; the message and the list offer to restore it."""
    if was_just_removed(request, Visit.objects.of(diary_owner(request)), uid, Revision.VISIT):
        return redirect("visits")
    revision = service.remove_visit(diary_owner(request), visit_or_404(request, uid), now=timezone.now())
    if revision:
        undo = reverse("visit-restore", args=[revision.pk])
        messages.success(request, with_undo(request, _("Removed. Its questions are kept."), undo))
    return redirect("visits")


@post_action
def visit_restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Brings a removed visit back."""
    revision = revision_or_404(request, pk, Revision.VISIT)
    restored = service.restore_visit(diary_owner(request), revision, now=timezone.now())
    if restored is None:
        messages.error(request, _("This is more than 30 days old, so it can’t be restored."))
        return redirect("visits")
    messages.success(request, _("Restored."))
    return redirect("visit", uid=restored.uid)
