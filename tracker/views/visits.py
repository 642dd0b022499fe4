"""Visits: the list, the plan, a visit's own page before and after it, what was said, removing and bringing back."""

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
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tracker.days import ONE_DAY
from tracker.forms.questions import QuestionForm
from tracker.forms.visits import AfterVisitForm, VisitForm
from tracker.models import Revision, Visit
from tracker.pages.edits import Edit, single_units
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.questions import question_lines
from tracker.pages.request import SignedInRequest
from tracker.pages.visit_checklist import Checklist, checklist, may_come_up
from tracker.report.caps import ORDINARY
from tracker.selectors.profile import profile_of
from tracker.selectors.visits import (
    TREATMENTS,
    VisitQuestions,
    Visits,
    changes_from,
    open_questions,
    questions_of,
    visits_of,
)
from tracker.services import visits as service
from tracker.services.versions import diary_write
from tracker.views.access import post_action, revision_or_404, stays_or_comes_back, visit_or_404
from tracker.views.questions import keep_typed_question
from tracker.views.undo import saved_words, was_just_removed, with_undo
from tracker.vocabulary.profile import EXERCISE, MEDICATION, SUPPLEMENT

NEW = {
    MEDICATION: gettext_lazy("A new medicine"),
    SUPPLEMENT: gettext_lazy("A new supplement"),
    EXERCISE: gettext_lazy("A new exercise"),
}
PLANNED, TODAY, OVER = "planned", "today", "over"
DAYS_BEFORE = 90
"""How far the look back from a visit reaches if there was none before it."""


@login_required
@require_safe
def visits(request: SignedInRequest) -> HttpResponse:
    """The visits ahead, those that are over, and what was removed in the last 30 days."""
    owner, now = diary_owner(request), timezone.now()
    context = {
        "visits": visits_of(owner, diary_person(request).today(now)),
        "question_count": open_questions(owner),
        "removed": service.removed_visits(owner, now=now),
    }
    return render(request, "tracker/visits.html", context)


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
    edit = None
    if stored:
        before = asdict(service.Plan.from_row(stored))
        edit = Edit(request, form, before, single_units(before))
    if form.is_bound and form.is_valid():
        visit = _save_plan(request, form, stored, edit, now)
        if visit is not None:
            words = saved_words(request, edit, _("Saved."), Revision.VISIT, visit, now, "visit-restore")
            messages.success(request, words)
            return redirect("visit", uid=visit.uid)
    context = {"form": form, "visit": stored, "edit": edit}
    return render(request, "tracker/visit_form.html", context, status=422 if form.is_bound else 200)


def _save_plan(
    request: SignedInRequest, form: VisitForm, stored: Visit | None, edit: Edit | None, now: dt.datetime
) -> Visit | None:
    """The visit as it was saved; None if there is something to choose first."""
    owner = diary_owner(request)
    with diary_write(owner):
        if edit and stored:
            uid = stored.uid
            plan = edit.settle(form.plan(), asdict(service.Plan.from_row(visit_or_404(request, uid))))
        else:
            uid, plan = form.cleaned_data["uid"], form.plan()
            stays_or_comes_back(request, Revision.VISIT, uid)
        return None if plan is None else service.save_visit(owner, uid, service.Plan(**plan), now=now)


def state_of(visit: Visit, today: dt.date) -> str:
    """PLANNED, TODAY or OVER."""
    return PLANNED if visit.on > today else TODAY if visit.on == today else OVER


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
        return redirect(f"{row_address(row)}#questions")
    found, profile = visits_of(owner, today), profile_of(owner, today)
    asked, state = questions_of(owner, row, found), state_of(row, today)
    checks = checklist(person, profile, found.last, today) if state != OVER else None
    following, previous = found.after(row), found.before(row)
    context = {
        "visit": row,
        "state": state,
        "days_to_go": (row.on - today).days,
        "form": form,
        "questions": question_lines(owner, asked.open),
        "answered": question_lines(owner, asked.answered),
        "on_page_1": ORDINARY.questions,
        "other": _other(found, row, state),
        "next_visit": found.next,
        "checks": checks,
        "may_come_up": may_come_up() if state != OVER else None,
        "next_step": _next_step(row, state, asked, checks, found),
        "new_ones": NEW.items(),
        "taken": [line for code in TREATMENTS for line in profile.now(code)],
        "changes": changes_from(profile, row.on, following.on if following else None),
        "before_from": previous.on if previous else row.on - DAYS_BEFORE * ONE_DAY,
        "since_until": min(following.on, today) if following else today,
    }
    return render(request, "tracker/visit.html", context, status=422 if form.is_bound else 200)


def row_address(visit: Visit) -> str:
    """The page of a visit."""
    return reverse("visit", args=[visit.uid])


def _other(found: Visits, visit: Visit, state: str) -> Visit | None:
    """The visit ahead that a question can be moved to: the next one after this, else the nearest one before it."""
    if state == OVER:
        return None
    ahead = [row for row in found.ahead if row.pk != visit.pk]
    return next((row for row in ahead if row.on >= visit.on), ahead[-1] if ahead else None)


def _next_step(
    visit: Visit, state: str, asked: VisitQuestions, checks: Checklist | None, found: Visits
) -> tuple[str, str]:
    """(what to do now, the address where it is done): one thing."""
    if state == PLANNED:
        if not asked.open:
            return _("Add your first question"), "#questions"
        if checks and checks.open:
            return _("Go through the checklist"), "#checklist"
        return _("See how things have gone since"), _trends(found.last)
    if not (visit.said or visit.tests):
        return _("Note what was said"), reverse("visit-after", args=[visit.uid])
    if found.next and found.next.pk != visit.pk:
        return _("Go to your next visit"), row_address(found.next)
    return _("Plan the next visit"), reverse("visit-new")


def _trends(last: Visit | None) -> str:
    return reverse("trends") + ("?window=visit" if last else "")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit_after(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """What was said there, and which tests were ordered."""
    row, now = visit_or_404(request, uid), timezone.now()
    if row.on > diary_person(request).today(now):
        messages.info(request, _("This visit hasn’t happened yet. You can note what was said from that day on."))
        return redirect("visit", uid=row.uid)
    initial = {"said": row.said, "tests": row.tests}
    form = AfterVisitForm(request.POST if request.method == "POST" else None, initial=initial)
    edit = Edit(request, form, initial, single_units(initial))
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
            return redirect(f"{row_address(row)}#changes")
    context = {"form": form, "visit": row, "edit": edit}
    return render(request, "tracker/visit_after.html", context, status=422 if form.is_bound else 200)


@post_action
def visit_remove(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes a visit away; the message and the list bring it back."""
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
