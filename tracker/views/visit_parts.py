"""The buttons and forms on a visit's page: its questions, and what changed in what is taken or done."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.days import PartialDate
from tracker.forms.profile import ProfileItemForm
from tracker.forms.visits import DoseForm
from tracker.models import Revision, Visit
from tracker.pages.marks import MARKS_OF_ITEM, marks_hold, offered_marks
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.visits import DosePage, TreatmentAddPage, visit_address
from tracker.selectors.profile import profile_line
from tracker.selectors.visits import questions_of, visits_of
from tracker.services import profile as profile_service
from tracker.services import questions as question_service
from tracker.services import visits as service
from tracker.services.versions import diary_write
from tracker.views.access import post_action, profile_item_or_404, question_or_404, stays_or_comes_back, visit_or_404
from tracker.views.undo import saved_words
from tracker.vocabulary.profile import PROFILE_KINDS, TREATMENTS, WITH_DOSE


def _back(visit: Visit, part: str) -> HttpResponse:
    return redirect(f"{visit_address(visit)}#{part}")


@post_action
def visit_question_move(request: SignedInRequest, uid: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    """One place up or down among the questions of this visit."""
    visit, row, owner = visit_or_404(request, uid), question_or_404(request, question), diary_owner(request)
    known = visits_of(owner, diary_person(request).today(timezone.now()))
    uids = [each.uid for each in questions_of(owner, visit, known).open]
    way = question_service.DOWN if "down" in request.POST else question_service.UP
    question_service.move_question(owner, row, way, among=uids)
    return _back(visit, f"question-{row.uid}")


@post_action
def visit_question_put(request: SignedInRequest, uid: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    """Moves a question to this visit."""
    visit, row = visit_or_404(request, uid), question_or_404(request, question)
    if service.put_question(diary_owner(request), row, visit):
        messages.success(request, _("Moved to this visit."))
    return _back(visit, "questions")


@post_action
def visit_question_answered(request: SignedInRequest, uid: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    """Marks a question as answered at this visit; `undo` opens it again."""
    visit, row, owner = visit_or_404(request, uid), question_or_404(request, question), diary_owner(request)
    if "undo" in request.POST:
        question_service.tick_off(owner, row, None)
    elif visit.on > diary_person(request).today(timezone.now()):
        messages.error(request, _("This visit hasn’t happened yet."))
    else:
        service.mark_answered(owner, row, visit)
    return _back(visit, "questions")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit_change_add(request: SignedInRequest, uid: uuid.UUID, kind: str) -> HttpResponse:
    """Adds a row to the health profile that begins on the day of this visit, unless another date is given."""
    visit, owner = visit_or_404(request, uid), diary_owner(request)
    today = diary_person(request).today(timezone.now())
    if kind not in TREATMENTS:
        raise Http404("nothing that a visit changes")
    if visit.on > today:
        return redirect("visit", uid=visit.uid)
    form = ProfileItemForm(request.POST if request.method == "POST" else None, kind=kind, today=today)
    form.initial["since"] = PartialDate.from_data(visit.on, PartialDate.DAY)
    if form.is_bound and form.is_valid() and marks_hold(form, MARKS_OF_ITEM, None, diary_person(request), today):
        data, item = profile_service.ItemData(**form.item_data()), form.cleaned_data["uid"]
        with diary_write(owner):
            stays_or_comes_back(request, Revision.PROFILE, item)
            profile_service.save_item(owner, kind, item, data, now=timezone.now())
        messages.success(request, _("Saved, here and in your health profile."))
        return _back(visit, "changes")
    page = TreatmentAddPage(form, PROFILE_KINDS[kind], visit, offered_marks(form, MARKS_OF_ITEM, None, today))
    return render(request, "tracker/visit_change_add.html", {"page": page}, status=422 if form.is_bound else 200)


@post_action
def visit_change_ended(request: SignedInRequest, uid: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Ends a treatment on the day of this visit."""
    visit, row = visit_or_404(request, uid), profile_item_or_404(request, item)
    now = timezone.now()
    is_ahead = visit.on > diary_person(request).today(now)
    if not is_ahead and profile_service.end_item(diary_owner(request), row, visit.on, now=now):
        words = _("Saved. It ended on the day of this visit. If it was another date, change it in your profile.")
        messages.success(request, saved_words(request, None, words, Revision.PROFILE, row, now, "profile-restore"))
    else:
        messages.error(request, _("This can’t end on that day. Check its dates in your health profile."))
    return _back(visit, "changes")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit_change_dose(request: SignedInRequest, uid: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Another dose from the day of this visit on."""
    visit, row, owner = visit_or_404(request, uid), profile_item_or_404(request, item), diary_owner(request)
    if row.kind not in WITH_DOSE:
        raise Http404("nothing that has a dose")
    if visit.on > diary_person(request).today(timezone.now()):
        return redirect("visit", uid=visit.uid)
    form = DoseForm(request.POST if request.method == "POST" else None, stored=row.dose)
    if form.is_bound and form.is_valid():
        wanted = form.cleaned_data
        with diary_write(owner):
            stays_or_comes_back(request, Revision.PROFILE, wanted["uid"])
            changed = service.change_dose(owner, row, wanted["dose"], visit.on, wanted["uid"], now=timezone.now())
        if changed:
            messages.success(request, _("Saved, here and in your health profile."))
        else:
            messages.error(request, _("This can’t end on that day. Check its dates in your health profile."))
        return _back(visit, "changes")
    page = DosePage(form, profile_line(row), visit)
    return render(request, "tracker/visit_change_dose.html", {"page": page}, status=422 if form.is_bound else 200)
