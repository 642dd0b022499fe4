"""A running entry: starting it, its place, stopping it, its number. Built for one hand at 3 am."""

import datetime as dt
import uuid
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.formatting import duration_words
from tracker.forms.running import (
    ENDED_AT,
    SENT_AT,
    STARTED_AT,
    AfterForm,
    StartCorrectionForm,
    WhereForm,
    asks_when,
    clock_off,
    pressed_at,
)
from tracker.forms.sent import read_sent
from tracker.models import Episode
from tracker.pages import running_writes as writes
from tracker.pages.edits import Edit, single_units
from tracker.pages.long_ago import long_ago_page
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.running import RunningHelp, after_page, drawn_place, running_help, running_page
from tracker.pages.safety import (
    assessed,
    look_for_missed_medicine,
)
from tracker.pages.today import today_after_saving
from tracker.templatetags.diary import marks
from tracker.views.access import episode_or_404, gone_is_404, post_action
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
        return _ask_when(request, at, now)
    _say_if_the_clock_is_off(request, now)
    episode = writes.start(diary_person(request), request.POST, uid=uid, at=at, now=now)
    look_for_missed_medicine(request, timezone.now())
    return redirect("episode-running" if episode.duration_basis == ONGOING else "episode", uid=episode.uid)


def _say_if_the_clock_is_off(request: SignedInRequest, now: dt.datetime) -> None:
    off = clock_off(request.POST.get(SENT_AT, ""), now)
    if off:
        words = _("This device’s clock is %(off)s ahead, so we used our own time.")
        if off < dt.timedelta(0):
            words = _("This device’s clock is %(off)s behind, so we used our own time.")
        messages.warning(request, words % {"off": duration_words(abs(off).total_seconds())})


def _ask_when(request: SignedInRequest, at: dt.datetime, now: dt.datetime) -> HttpResponse:
    sent, is_end = read_sent(request.POST, now=now), ENDED_AT in request.POST
    page = long_ago_page(diary_person(request), sent, request.get_full_path(), at, is_end=is_end)
    return render(request, "tracker/long_ago.html", {"page": page}, status=409)


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
    """Says where the running episode is; answers a fragment with what comes first there, or the page without script."""
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
        if kept:
            messages.info(request, _("Changes from another tab are kept, too: %(names)s.") % {"names": marks(kept)})
        return redirect("episode-running", uid=row.uid)
    # The form still shows what was sent, not what was kept of the other tab.
    part = running_help(request, saved.episode, timezone.now())
    drawn_now = drawn_place(form.cleaned_data["regions"], form.cleaned_data["chest_signs"])
    return _help_part(request, replace(part, drawn=drawn_now, kept_places=kept, is_saved=True))


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


@post_action
def episode_stop(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Stops the entry now, or at an unknown time with `when=unknown`. The number is asked for next."""
    row, now = episode_or_404(request, uid), timezone.now()
    at = now if writes.is_end_unknown(request.POST) else pressed_at(request.POST, ENDED_AT, now)
    if row.duration_basis == ONGOING and asks_when(request.POST, at, now):
        return _ask_when(request, at, now)
    if not writes.is_end_unknown(request.POST):
        _say_if_the_clock_is_off(request, now)
    with gone_is_404():
        # Pressed before the start, the client's clock is behind: what is known here counts.
        or_at = max(now, row.started_at)
        writes.stop(diary_person(request), row, request.POST, at=at, now=now, or_at=or_at)
    return redirect("episode-after", uid=row.uid)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def episode_after(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Asks how strong it was at its worst, just after it stopped."""
    row = episode_or_404(request, uid)
    if row.duration_basis == ONGOING:
        return redirect("episode-running", uid=row.uid)
    form = AfterForm(request.POST if request.method == "POST" else None)
    stored = {"intensity": row.intensity}
    edit = Edit(request.POST, form, stored, single_units(stored))
    episode = None
    if form.is_bound and form.is_valid():
        with gone_is_404():
            episode = writes.save_number(diary_person(request), row, edit, now=timezone.now())
    if episode is not None:
        if assessed(request, episode, timezone.now()).assessment:
            return redirect("episode", uid=row.uid)
        # Not "to see what helps": Today may be about to show what comes before that.
        link = format_html('<a href="{}">{}</a>', reverse("episode", args=[row.uid]), _("Open this entry"))
        messages.success(request, format_html("{} {}", _("Saved."), link))
        return redirect(today_after_saving(row.uid))
    page = after_page(request, row, timezone.now(), form, edit)
    return render(request, "tracker/episode_after.html", {"page": page}, status=422 if form.is_bound else 200)
