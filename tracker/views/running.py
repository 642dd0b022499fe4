"""A running episode: start in one tap, say where, stop, give the number. Built for one hand at 3 am."""

import datetime as dt
import uuid
import uuid as uuid_module
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, cast

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
from tracker.exchange.lists import read_regions, write_regions
from tracker.formatting import duration_words
from tracker.forms.region_picker import RegionPicker
from tracker.forms.running import AfterForm, StartCorrectionForm, WhereForm, client_instant, clock_off
from tracker.guidance.schema import DURING
from tracker.guidance.thresholds import (
    CHEST_MINUTES_FROM,
    EASING_ASKED_FROM_MINUTES,
    EASING_REMINDED_FROM_MINUTES,
)
from tracker.models import Episode
from tracker.pages.edits import Edit, single_units
from tracker.pages.owner import diary_owner, diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import (
    assessed,
    form_flags,
    help_shown,
    look_for_missed_medicine,
    offers_headache,
    signs_of,
)
from tracker.pages.today import today_after_saving
from tracker.records.episode import EpisodeRecord
from tracker.records.regions import RegionMark
from tracker.selectors.entries import entry_lines
from tracker.selectors.recent import recent_regions
from tracker.services import episodes as service
from tracker.services.conflicts import merge_chest_signs, merge_places
from tracker.services.derived import asked_again_about_the_chest
from tracker.services.safety import FORGOTTEN_AFTER, is_forgotten
from tracker.services.versions import diary_write
from tracker.templatetags.diary import marks
from tracker.views.access import episode_or_404, post_action
from tracker.vocabulary.episodes import ONGOING

_STAGES = (
    *(dt.timedelta(minutes=n) for n in sorted({CHEST_MINUTES_FROM, EASING_ASKED_FROM_MINUTES})),
    dt.timedelta(minutes=EASING_REMINDED_FROM_MINUTES),
    FORGOTTEN_AFTER,
)
"""Times of running at which the page may have something new to say."""


@post_action
def episode_start(request: SignedInRequest) -> HttpResponse:
    """One tap. Never refuses: what the client sent wrong is replaced by what is known here."""
    person, now = diary_person(request), timezone.now()
    try:
        uid = uuid_module.UUID(request.POST.get("uid", ""))
    except ValueError:
        uid = uuid_module.uuid4()
    where = WhereForm(request.POST)
    episode = service.start_episode(
        person,
        uid=uid,
        started_at=_tapped_at(request, "started_at", now),
        time_zone=person.zone_on_device(request.POST.get("time_zone", "")),
        regions=where.cleaned_data["regions"] if where.is_valid() else (),
        now=now,
    )
    look_for_missed_medicine(request, timezone.now())
    return redirect("episode-running" if episode.duration_basis == ONGOING else "episode", uid=episode.uid)


def _tapped_at(request: SignedInRequest, name: str, now: dt.datetime) -> dt.datetime:
    """When the tap was, by our clock; a device whose clock is off is told so."""
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
    now = timezone.now()
    shown = _help_context(request, row, now)
    details = shown["found"].details
    marks_there = [RegionMark(*mark) for mark in details.regions]
    where = where or WhereForm(initial={"regions": marks_there, "chest_signs": row.chest_signs})
    cast(RegionPicker, where.fields["regions"].widget).recent = recent_regions(diary_owner(request))
    context = {
        "line": entry_lines([row], {row.pk: details})[0],
        "where": where,
        "drawn": _drawn(marks_there, row.chest_signs),
        "correction": correction or StartCorrectionForm(now=now, episode=row),
        "running_seconds": max(0, int((now - row.started_at).total_seconds())),
        "flags": form_flags(request, timezone.now(), but=row),
    }
    return render(request, "tracker/episode_running.html", context | shown, status=status)


def _help_context(request: SignedInRequest, row: Episode, now: dt.datetime) -> dict[str, Any]:
    """What the part of the page that follows the place and the clock shows."""
    found = assessed(request, row, timezone.now())
    shown = help_shown(request, found, DURING, timezone.now())
    return {
        "episode": row,
        "found": found,
        "assessment": found.assessment,
        "help": shown.help,
        "release_help": shown.release,
        "alarm": shown.alarm,
        "offers_headache": offers_headache(found),
        "signs": signs_of(found),
        "asks_whether_stopped": is_forgotten(row, now),
        "look_again_in": _seconds_to_next_stage(now - row.started_at),
    }


def _seconds_to_next_stage(running: dt.timedelta) -> int | None:
    """Seconds until the page may have something new to say; None if it will not."""
    ahead = [stage - running for stage in _STAGES if stage > running]
    return int(min(ahead).total_seconds()) + 1 if ahead else None


@login_required
@require_safe
def episode_running_help(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The part of the running page that follows the clock, looked at anew."""
    row = episode_or_404(request, uid)
    if row.duration_basis != ONGOING:
        return redirect("episode", uid=row.uid)
    return render(request, "tracker/parts/running_help.html", _help_context(request, row, timezone.now()))


@post_action
def episode_where(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Says where the running episode is; answers a fragment with what comes first there, or the page without script."""
    row = episode_or_404(request, uid)
    form = WhereForm(request.POST)
    if not form.is_valid():
        if request.htmx:
            context = _help_context(request, row, timezone.now()) | {"where": form}
            return render(request, "tracker/parts/running_help.html", context)
        return _running_page(request, row, where=form, status=422)
    said, drawn = form.cleaned_data, _drawn_place(request)
    kept: tuple[RegionMark, ...] = ()

    def with_place(record: EpisodeRecord) -> EpisodeRecord:
        nonlocal kept
        regions, chest_signs = said["regions"], said["chest_signs"] or record.chest_signs
        if drawn:
            regions, kept = merge_places(regions, record.regions, drawn["regions"])
            chest_signs = merge_chest_signs(said["chest_signs"], record.chest_signs, drawn["chest_signs"])
        return asked_again_about_the_chest(replace(record, regions=regions, chest_signs=chest_signs), record)

    episode = _amended_or_404(request, row, with_place)
    if not request.htmx:
        if kept:
            messages.info(request, _("Changes from another tab are kept, too: %(names)s.") % {"names": marks(kept)})
        return redirect("episode-running", uid=row.uid)
    # The form still shows what was sent, not what was kept of the other tab.
    shown = {"drawn": _drawn(said["regions"], said["chest_signs"]), "kept_places": kept, "saved": True}
    context = _help_context(request, episode, timezone.now()) | shown
    return render(request, "tracker/parts/running_help.html", context)


def _drawn(regions: Iterable[RegionMark], chest_signs: str) -> dict[str, str]:
    """What the form of the place carries of what it shows."""
    return {"regions": write_regions(tuple(regions)), "chest_signs": chest_signs}


def _drawn_place(request: SignedInRequest) -> dict[str, Any] | None:
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
    """It began earlier than the tap."""
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
    """It stopped: now, or `when=unknown`. Asks for the number next."""
    row, now = episode_or_404(request, uid), timezone.now()
    ended_at = None if request.POST.get("when") == "unknown" else _tapped_at(request, "ended_at", now)
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
        said = edit.settle(form.cleaned_data, {"intensity": episode_or_404(request, row.uid).intensity})
        if said is None:
            return None
        return _amended_or_404(request, row, lambda record: replace(record, intensity=said["intensity"]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def episode_after(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Just stopped: how strong was it at its worst? One tap saves."""
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
    found = assessed(request, row, timezone.now())
    context = {
        "episode": row,
        "line": entry_lines([row], {row.pk: found.details})[0],
        "form": form,
        "edit": edit,
        "found": found,
        "assessment": found.assessment,
        "offers_headache": offers_headache(found),
        "signs": signs_of(found),
    }
    return render(request, "tracker/episode_after.html", context, status=422 if form.is_bound else 200)
