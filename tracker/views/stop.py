"""Stopping a running entry, asking when it stopped where it may have been forgotten, and undoing the stop."""

import datetime as dt
import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.forms.running import ENDED_AT, asks_when, pressed_at
from tracker.forms.stop import StopForm
from tracker.models import Episode
from tracker.pages import running_writes as writes
from tracker.pages.forgotten import forgotten_page
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.services.safety import is_forgotten
from tracker.views.access import episode_or_404, gone_is_404, post_action
from tracker.views.pressed import ask_when, say_if_the_clock_is_off
from tracker.vocabulary.episodes import ONGOING


@post_action
def episode_stop(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Stops the entry, by the plain button or at the time that is chosen. The number is asked for next.

    One that has run for hours may have been forgotten: its plain button only leads to the question.
    """
    row, now = episode_or_404(request, uid), timezone.now()
    at = pressed_at(request.POST, ENDED_AT, now)
    form = StopForm(request.POST, episode=row, at=at)
    if row.duration_basis == ONGOING:
        if not form.is_chosen:
            if asks_when(request.POST, at, now):
                return ask_when(request, at, now)
            say_if_the_clock_is_off(request, now)
        if writes.asks_when_it_stopped(row, form):
            return redirect("episode-when-stopped", uid=row.uid)
        if not form.is_valid():
            return _question(request, row, now, form)
        with gone_is_404():
            # Pressed before the start, the client's clock is behind: what is known here counts.
            writes.stop(diary_person(request), row, form, now=now, or_at=max(now, row.started_at))
    return redirect("episode-after", uid=row.uid)


@login_required
@require_safe
def episode_when_stopped(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Asks when it stopped. Only what has run for hours is asked about; anything else has its own page."""
    row, now = episode_or_404(request, uid), timezone.now()
    if not is_forgotten(row, now):
        return redirect("episode-running" if row.duration_basis == ONGOING else "episode", uid=row.uid)
    return _question(request, row, now, StopForm(episode=row, at=now))


def _question(request: SignedInRequest, row: Episode, now: dt.datetime, form: StopForm) -> HttpResponse:
    page = forgotten_page(request, row, now, form)
    return render(request, "tracker/episode_forgotten.html", {"page": page}, status=422 if form.is_bound else 200)


@post_action
def episode_resume(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Undoes a stop, as long as its end is the one that it stored: the entry runs on, or is asked about again."""
    row, now = episode_or_404(request, uid), timezone.now()
    with gone_is_404():
        row = writes.resume(diary_person(request), row, request.POST.get("ended", ""), now=now)
    if row.duration_basis != ONGOING:
        return redirect("episode", uid=row.uid)
    return redirect("episode-when-stopped" if is_forgotten(row, now) else "episode-running", uid=row.uid)
