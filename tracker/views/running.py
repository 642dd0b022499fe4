"""A running entry: starting it, its place, what helps, how many in a row. Built for one hand at 3 am."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.forms.running import STARTED_AT, StartCorrectionForm, WhereForm, asks_when, pressed_at
from tracker.models import Episode
from tracker.pages import running_writes as writes
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.running import RunningHelp, drawn_place, running_help, running_page
from tracker.pages.safety import (
    look_for_missed_medicine,
)
from tracker.templatetags.diary import marks
from tracker.views.access import episode_or_404, gone_is_404, post_action
from tracker.views.pressed import ask_when, say_if_the_clock_is_off
from tracker.vocabulary.episodes import ONGOING


@post_action
def episode_start(request: SignedInRequest) -> HttpResponse:
    """Starts an entry. Never refuses: what a device sends wrong is replaced by what the server knows.

    Pressed more than 90 days ago, it asks first whether it is to start then.
    """
    now = timezone.now()
    uid = writes.uid_sent(request.POST) or uuid.uuid4()
    at = pressed_at(request.POST, STARTED_AT, now)
    if asks_when(request.POST, at, now) and not Episode.objects.of(diary_owner(request)).filter(uid=uid).exists():
        return ask_when(request, at, now)
    say_if_the_clock_is_off(request, now)
    episode = writes.start(diary_person(request), request.POST, uid=uid, at=at, now=now)
    look_for_missed_medicine(request, timezone.now())
    if episode.duration_basis == ONGOING:
        return redirect("episode-running", uid=episode.uid)
    if "again" in request.POST:
        return redirect(reverse("episode-after", args=[episode.uid]) + "?again=1")
    return redirect("episode", uid=episode.uid)


@login_required
@require_safe
def episode_running(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The running time, where it is, what helps now, and a large "It stopped"."""
    row = episode_or_404(request, uid)
    if row.duration_basis != ONGOING:
        return redirect("episode", uid=row.uid)
    return _running_page(request, row)


def _running_page(
    request: SignedInRequest,
    row: Episode,
    *,
    where: WhereForm | None = None,
    correction: StartCorrectionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = running_page(request, row, timezone.now(), where=where, correction=correction)
    return render(request, "tracker/episode_running.html", {"page": page}, status=status)


@login_required
@require_safe
def episode_running_help(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The part of the running page that follows the clock, looked at anew."""
    row = episode_or_404(request, uid)
    if row.duration_basis != ONGOING:
        return redirect("episode", uid=row.uid)
    return _help_part(request, running_help(request, row, timezone.now()))


def _help_part(request: SignedInRequest, part: RunningHelp) -> HttpResponse:
    return render(request, "tracker/parts/running_help.html", {"part": part})


@post_action
def episode_where(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Says where the episode is; answers a fragment with what comes first there, or without script the page."""
    row = episode_or_404(request, uid)
    form = WhereForm(request.POST)
    if not form.is_valid():
        if request.htmx:
            return _help_part(request, replace(running_help(request, row, timezone.now()), where=form))
        return _running_page(request, row, where=form, status=422)
    with gone_is_404():
        drawn = writes.place_drawn_before(request.POST)
        saved = writes.save_place(diary_person(request), row, form, drawn, now=timezone.now())
    kept = saved.kept
    if not request.htmx:
        if request.POST.get("back_to") == "episode-after":
            return redirect("episode-after", uid=row.uid)
        if kept:
            messages.info(request, _("Changes from another tab are kept, too: %(names)s.") % {"names": marks(kept)})
        return redirect("episode-running", uid=row.uid)
    # The form still shows what was sent, not what was kept of the other tab.
    part = running_help(request, saved.episode, timezone.now())
    drawn_now = drawn_place(form.cleaned_data["regions"], form.cleaned_data["chest_signs"])
    return _help_part(request, replace(part, drawn=drawn_now, kept_places=kept, is_saved=True))


@post_action
def episode_count(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Counts one more spasm in a row; `less` takes one back."""
    row = episode_or_404(request, uid)
    with gone_is_404():
        writes.count_on(diary_person(request), row, request.POST, now=timezone.now())
    return redirect("episode-running", uid=row.uid)


@post_action
def episode_correct_start(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Changes the start to an earlier one."""
    row = episode_or_404(request, uid)
    form = StartCorrectionForm(request.POST, now=timezone.now(), episode=row)
    if row.duration_basis != ONGOING:
        return redirect("episode", uid=row.uid)
    if not form.is_valid():
        return _running_page(request, row, correction=form, status=422)
    with gone_is_404():
        writes.correct_start(diary_person(request), row, form, now=timezone.now())
    messages.success(request, _("Start time changed."))
    return redirect("episode-running", uid=row.uid)
