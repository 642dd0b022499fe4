"""A self-trial: set it up, answer its mornings, stop it, read its result, save all of them as a file."""

import datetime as dt
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.exchange.trials_csv import write_trials
from tracker.forms.trial import NightForm
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.trial import running_trial_page, trial_form, trial_offer, trial_result_page, trial_set_up_page
from tracker.pages.trial_night import trial_night_of
from tracker.pages.trial_writes import NIGHT_OVER_WORDS, answered_words
from tracker.selectors.trials import trial_seal
from tracker.services import trials as service
from tracker.views.access import post_action, trial_or_404
from tracker.views.answers import log_export, streamed_file_answer


@login_required
@require_safe
def trial(request: SignedInRequest) -> HttpResponse:
    """The running trial, or the set-up of one."""
    now = timezone.now()
    running = running_trial_page(request, now)
    if running is not None:
        return render(request, "tracker/trial_running.html", {"page": running})
    offer = trial_offer(request, now)
    return render(request, "tracker/trial_set_up.html", {"page": trial_set_up_page(request, offer, trial_form(offer))})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def trial_start(request: SignedInRequest) -> HttpResponse:
    """Starts a trial; its page holds the form, with what is wrong beside each field."""
    now = timezone.now()
    if request.method != "POST":
        return redirect("trial")
    offer = trial_offer(request, now)
    form = trial_form(offer, request.POST)
    if form is None or not form.is_valid():
        page = trial_set_up_page(request, offer, form)
        return render(request, "tracker/trial_set_up.html", {"page": page}, status=422)
    wanted = form.cleaned_data
    try:
        service.start_trial(
            diary_person(request),
            wanted["habit"],
            wanted["length"],
            offer.baseline,
            uid=wanted["uid"],
            now=now,
        )
    except service.TrialRunningError:
        messages.error(request, _("A trial is already running. Stop it before you start another."))
    else:
        messages.success(request, _("Your trial has started."))
    return redirect("trial")


@post_action
def trial_night(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """Answers the morning question about the night that began on this evening; `undo` takes it back."""
    form, now = NightForm(request.POST), timezone.now()
    if not form.is_valid():
        messages.error(request, _("Choose yes or no."))
        return _back(request)
    try:
        service.answer_night(diary_person(request), date, form.value, at=now, now=now)
    except service.NightNotOpenError:
        messages.error(request, NIGHT_OVER_WORDS)
    else:
        messages.success(request, answered_words(form.value))
    return _back(request)


@post_action
def trial_done(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """Says whether the habit was kept that night; `undo` takes it back."""
    form, now = NightForm(request.POST), timezone.now()
    if not form.is_valid():
        messages.error(request, _("Choose yes or no."))
        return _back(request)
    try:
        service.say_done(diary_person(request), date, form.value, now=now)
    except service.NightNotOpenError:
        messages.error(request, NIGHT_OVER_WORDS)
    else:
        messages.success(request, _("Saved."))
    return _back(request)


def _back(request: SignedInRequest) -> HttpResponse:
    return redirect("trial" if request.POST.get("back_to") == "trial" else "today")


@post_action
def trial_stop(request: SignedInRequest) -> HttpResponse:
    """Stops the running trial for good, and shows what was drawn."""
    person, now = diary_person(request), timezone.now()
    seal = trial_seal(person.owner)
    if seal is None or seal.trial.ended_at is not None:
        messages.error(request, _("No trial is running."))
        return redirect("trial")
    # What is due comes first: a trial whose nights are all over was not stopped.
    trial_night_of(request, now)
    if service.stop_trial(person, now=now):
        messages.success(request, _("Your trial is stopped."))
    return redirect("trial-result", uid=seal.trial.uid)


@login_required
@require_safe
def trial_result(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """A trial that is over; one that runs has its own page."""
    row, person = trial_or_404(request, uid), diary_person(request)
    seal = trial_seal(person.owner)
    if seal is not None and seal.trial_id == row.pk:
        if row.ended_at is None:
            return redirect("trial")
        service.put_away(row)
    return render(request, "tracker/trial_result.html", {"page": trial_result_page(person, row)})


@login_required
@require_safe
def trials_csv(request: SignedInRequest) -> HttpResponseBase:
    """All trials as a file, a line for each night that was told."""
    person = diary_person(request)
    log_export(request, "trials.csv")
    name = f"spasmlog-trials-{person.today(timezone.now()).isoformat()}.csv"
    pieces = (line.encode() for line in write_trials(service.trial_records(person)))
    return streamed_file_answer(request, pieces, name, "text/csv; charset=utf-8")
