"""The evening check-in: one screen for today or one of the last seven days, and several clear days in one tap."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.days import ONE_DAY
from tracker.guidance.rules.medicines import MISSED_IN_CHECK_IN
from tracker.models import Day, Revision
from tracker.pages.check_in import CAREGIVERS_DAYS, CheckInPage, check_in_page, day_to_ask_first, is_evening
from tracker.pages.check_in_writes import (
    NOT_OPEN_WORDS,
    NOTHING_ANSWERED_WORDS,
    check_in_sent,
    save_caregivers_check_in,
    save_check_in_sent,
)
from tracker.pages.owner import diary_person, is_caregiver
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import look_for_missed_medicine
from tracker.selectors.check_in import check_in_state
from tracker.services import days as service
from tracker.services.day_revisions import restore_day
from tracker.services.days import DayNotOpenError, is_day_open
from tracker.services.revisions import edit_kept
from tracker.views.access import post_action, revision_or_404
from tracker.views.undo import saved_words, with_undo


@login_required
@require_safe
def check_in(request: SignedInRequest) -> HttpResponse:
    """Today's check-in; before noon that of yesterday, while it has none."""
    person, now = diary_person(request), timezone.now()
    if is_caregiver(request):
        return redirect("check-in-day", date=person.today(now))
    return _page(request, check_in_page(request, day_to_ask_first(person, now), now))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_day(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """The check-in of a day; what is sent without an answer stays as it was."""
    person, now = diary_person(request), timezone.now()
    if not is_day_open(person, date, now):
        return _not_open(request)
    if is_caregiver(request):
        return _caregivers_check_in(request, date, now)
    if request.method != "POST":
        return _page(request, check_in_page(request, date, now))
    form, edit, was_there = check_in_sent(person, date, request.POST, now)
    if not form.is_valid():
        return _page(request, check_in_page(request, date, now, form, edit), status=422)
    try:
        answers, day = save_check_in_sent(person, date, form, edit, at=now, now=now)
    except DayNotOpenError:
        return _not_open(request)
    if answers is None:
        return _page(request, check_in_page(request, date, now, form, edit), status=422)
    if day is None:
        messages.info(request, str(NOTHING_ANSWERED_WORDS))
        return redirect("check-in-day", date=date)
    findings = look_for_missed_medicine(request, now)
    if findings is not None and findings.card(MISSED_IN_CHECK_IN, ""):
        words = _("You missed a medicine for your spasms. Today, call whoever prescribes it.")
        link = format_html('<a href="{}">{}</a>', reverse("today"), _("See what to do"))
        messages.warning(request, format_html("{} {} {}", _("Saved."), words, link))
    else:
        is_the_last_word = date == person.today(now) and is_evening(person, now)
        words = _("Saved. Good night.") if is_the_last_word else _("Saved.")
        removal = "" if was_there else reverse("check-in-take-back", args=[date])
        words = saved_words(request, edit, words, Revision.DAY, day, now, "check-in-restore", removal)
        messages.success(request, words)
    # An answer that entries speak against is explained on the day's own page.
    is_overridden = check_in_state(person, date, person.today(now)).overridden_by
    return redirect("check-in-day", date=date) if is_overridden else redirect("today")


def _caregivers_check_in(request: SignedInRequest, date: dt.date, now: dt.datetime) -> HttpResponse:
    """The same for a caregiver: of today and yesterday, with nothing on it that was answered before."""
    person = diary_person(request)
    if date < person.today(now) - CAREGIVERS_DAYS * ONE_DAY:
        raise Http404("nothing of the past is open")
    if Day.objects.of(person.owner).filter(date=date, private=True).exists():
        messages.info(request, _("That day’s check-in is private. Only its owner can answer it."))
        return redirect("today")
    if request.method != "POST":
        return _page(request, check_in_page(request, date, now))
    form, edit, _was_there = check_in_sent(person, date, request.POST, now)
    if not form.is_valid():
        return _page(request, check_in_page(request, date, now, form, edit), status=422)
    if save_caregivers_check_in(person, date, form, now=now) is None:
        messages.info(request, str(NOTHING_ANSWERED_WORDS))
        return redirect("check-in-day", date=date)
    look_for_missed_medicine(request, now)
    # The same words whether or not there are any, which they are not told.
    messages.success(request, _("Saved. What others answered stays as it is."))
    return redirect("today")


def _not_open(request: SignedInRequest) -> HttpResponse:
    messages.error(request, str(NOT_OPEN_WORDS))
    return redirect("check-in")


def _page(request: SignedInRequest, page: CheckInPage, status: int = 200) -> HttpResponse:
    return render(request, "tracker/check_in.html", {"page": page}, status=status)


@post_action
def check_in_take_back(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """Removes a day's answers."""
    person, now = diary_person(request), timezone.now()
    if not is_day_open(person, date, now):
        return _not_open(request)
    uid = Day.objects.of(person.owner).filter(date=date).values_list("uid", flat=True).first()
    if service.withdraw_check_in(person, date, now=now):
        kept = edit_kept(person.owner, Revision.DAY, uid, now) if uid else None
        if kept:
            undo = reverse("check-in-restore", args=[kept.pk])
            messages.success(request, with_undo(request, _("Answers removed. That day is unanswered again."), undo))
    return redirect("check-in-day", date=date)


@post_action
def check_in_restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Restores a day as it was before it was changed or its answers were removed."""
    revision = revision_or_404(request, pk, Revision.DAY)
    day = restore_day(diary_person(request), revision, now=timezone.now())
    if day is None:
        messages.error(request, _("This is more than 30 days old, so it can’t be restored."))
        return redirect("check-in")
    look_for_missed_medicine(request, timezone.now())
    messages.success(request, _("Undone."))
    return redirect("diary-day", date=day.date)
