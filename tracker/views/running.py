"""A running entry: starting it, its place, stopping it, its number. Built for one hand at 3 am."""

import datetime as dt
import uuid
import uuid as uuid_module
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.exchange.errors import CellError
from tracker.exchange.lists import read_regions
from tracker.formatting import duration_words
from tracker.forms.running import AfterForm, StartCorrectionForm, WhereForm, client_instant, clock_off
from tracker.models import Episode
from tracker.pages.edits import Edit, single_units
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.running import RunningHelp, after_page, drawn_place, running_help, running_page
from tracker.pages.safety import (
    assessed,
    look_for_missed_medicine,
)
from tracker.pages.today import today_after_saving
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.services import episodes as service
from tracker.services.conflicts import merge_chest_signs, merge_places
from tracker.services.derived import asked_again_about_the_chest
from tracker.services.versions import diary_write
from tracker.templatetags.diary import marks
from tracker.views.access import episode_or_404, post_action
from tracker.vocabulary.episodes import ONGOING


@post_action
def episode_start(request: SignedInRequest) -> HttpResponse:
    """Starts an entry. Never refuses: what a device sends wrong is replaced by what the server knows."""
    person, now = diary_person(request), timezone.now()
    try:
        uid = uuid_module.UUID(request.POST.get("uid", ""))
    except ValueError:
        uid = uuid_module.uuid4()
    where = WhereForm(request.POST)
    episode = service.start_episode(
        person,
        uid=uid,
        started_at=_pressed_at(request, "started_at", now),
        time_zone=person.zone_on_device(request.POST.get("time_zone", "")),
        regions=where.cleaned_data["regions"] if where.is_valid() else (),
        now=now,
    )
    look_for_missed_medicine(request, timezone.now())
    return redirect("episode-running" if episode.duration_basis == ONGOING else "episode", uid=episode.uid)


def _pressed_at(request: SignedInRequest, name: str, now: dt.datetime) -> dt.datetime:
    """When the button was pressed, by our clock; the message says so if the device's clock is off."""
    sent_at = request.POST.get("sent_at", "")
    off = clock_off(sent_at, now)
    if off:
        words = _("This device’s clock is %(off)s ahead, so we used our own time.")
        if off < dt.timedelta(0):
            words = _("This device’s clock is %(off)s behind, so we used our own time.")
        messages.warning(request, words % {"off": duration_words(abs(off).total_seconds())})
    return client_instant(request.POST.get(name, ""), sent_at, now)


def _amended_or_404(
    request: SignedInRequest, row: Episode, change: Callable[[EpisodeRecord], EpisodeRecord]
) -> Episode:
    """The entry with that one thing changed; not found if another tab deleted it just now."""
    saved = service.amend_episode(diary_person(request), row, change, now=timezone.now())
    if saved is None:
        raise Http404("deleted in the meantime")
    return saved.episode


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
    sent, drawn = form.cleaned_data, _place_drawn_before(request)
    kept: tuple[RegionMark, ...] = ()

    def with_place(record: EpisodeRecord) -> EpisodeRecord:
        nonlocal kept
        regions, chest_signs = sent["regions"], sent["chest_signs"] or record.chest_signs
        if drawn:
            regions, kept = merge_places(regions, record.regions, drawn["regions"])
            chest_signs = merge_chest_signs(sent["chest_signs"], record.chest_signs, drawn["chest_signs"])
        return asked_again_about_the_chest(replace(record, regions=regions, chest_signs=chest_signs), record)

    episode = _amended_or_404(request, row, with_place)
    if not request.htmx:
        if kept:
            messages.info(request, _("Changes from another tab are kept, too: %(names)s.") % {"names": marks(kept)})
        return redirect("episode-running", uid=row.uid)
    # The form still shows what was sent, not what was kept of the other tab.
    part = running_help(request, episode, timezone.now())
    drawn_now = drawn_place(sent["regions"], sent["chest_signs"])
    return _help_part(request, replace(part, drawn=drawn_now, kept_places=kept, is_saved=True))


def _place_drawn_before(request: SignedInRequest) -> dict[str, Any] | None:
    """What the form of the place showed before it was changed; None if it does not say."""
    try:
        return {
            "regions": read_regions(request.POST["drawn_regions"]),
            "chest_signs": request.POST.get("drawn_chest", ""),
        }
    except (KeyError, CellError):
        return None


@post_action
def episode_correct_start(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Changes the start to an earlier one."""
    row = episode_or_404(request, uid)
    form = StartCorrectionForm(request.POST, now=timezone.now(), episode=row)
    if row.duration_basis != ONGOING:
        return redirect("episode", uid=row.uid)
    if not form.is_valid():
        return _running_page(request, row, correction=form, status=422)
    started_at = form.cleaned_data["started_at"]
    _amended_or_404(
        request,
        row,
        # Stopped in the meantime, perhaps before that start: then the entry's own form is the place.
        lambda record: replace(record, started_at=started_at) if record.duration_basis == ONGOING else record,
    )
    messages.success(request, _("Start time changed."))
    return redirect("episode-running", uid=row.uid)


@post_action
def episode_stop(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Stops the entry now, or at an unknown time with `when=unknown`. The number is asked for next."""
    row, now = episode_or_404(request, uid), timezone.now()
    ended_at = None if request.POST.get("when") == "unknown" else _pressed_at(request, "ended_at", now)
    try:
        episode = service.stop_episode(diary_person(request), row, ended_at=ended_at, now=now)
    except ValueError:
        # The client's clock is behind: what is known here counts.
        episode = service.stop_episode(diary_person(request), row, ended_at=max(now, row.started_at), now=now)
    if episode is None:
        raise Http404("deleted in the meantime")
    return redirect("episode-after", uid=row.uid)


def _save_number(request: SignedInRequest, row: Episode, form: AfterForm, edit: Edit) -> Episode | None:
    """The entry with its number; None if another tab gave it another one."""
    with diary_write(diary_owner(request)):
        settled = edit.settle(form.cleaned_data, {"intensity": episode_or_404(request, row.uid).intensity})
        if settled is None:
            return None
        return _amended_or_404(request, row, lambda record: replace(record, intensity=settled["intensity"]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def episode_after(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Asks how strong it was at its worst, just after it stopped."""
    row = episode_or_404(request, uid)
    if row.duration_basis == ONGOING:
        return redirect("episode-running", uid=row.uid)
    form = AfterForm(request.POST if request.method == "POST" else None)
    stored = {"intensity": row.intensity}
    edit = Edit(request, form, stored, single_units(stored))
    episode = _save_number(request, row, form, edit) if form.is_bound and form.is_valid() else None
    if episode is not None:
        if assessed(request, episode, timezone.now()).assessment:
            return redirect("episode", uid=row.uid)
        # Not "to see what helps": Today may be about to show what comes before that.
        link = format_html('<a href="{}">{}</a>', reverse("episode", args=[row.uid]), _("Open this entry"))
        messages.success(request, format_html("{} {}", _("Saved."), link))
        return redirect(today_after_saving(row.uid))
    page = after_page(request, row, timezone.now(), form, edit)
    return render(request, "tracker/episode_after.html", {"page": page}, status=422 if form.is_bound else 200)
