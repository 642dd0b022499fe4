"""Logging an entry, reading it, changing it, deleting it and restoring it."""

import datetime as dt
import uuid
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker.forms.episode import EpisodeForm
from tracker.models import Episode, Revision
from tracker.pages.caregiver import can_be_undone
from tracker.pages.edits import Edit
from tracker.pages.entry_writes import entry_form, new_record, saved_or_overlapping
from tracker.pages.episode_edit import episode_edit_of, settled
from tracker.pages.episodes import EpisodeDeletePage, deleted_page, episode_form_page, episode_page, places_page
from tracker.pages.owner import diary_owner, diary_person, is_caregiver
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import (
    assessed,
    look_for_missed_medicine,
)
from tracker.pages.saved_words import saved_entry_words
from tracker.pages.today import today_after_saving
from tracker.records.episode import EpisodeRecord
from tracker.selectors.entries import EntryLine, entry_lines
from tracker.selectors.grants import diary_name
from tracker.services import episodes as service
from tracker.services.derived import asked_again_about_the_chest, with_stored_answers, without_stray_answers
from tracker.services.episode_rows import record_of
from tracker.services.revisions import deletion_of
from tracker.services.versions import diary_write
from tracker.views.access import (
    BRING_BACK,
    DeletedElsewhereError,
    episode_or_404,
    post_action,
    revision_or_404,
    stays_or_comes_back,
)
from tracker.views.undo import saved_words, with_undo
from tracker.vocabulary.episodes import ONGOING


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def episode_add(request: SignedInRequest) -> HttpResponse:
    """The form for a new entry. Sent twice, it makes one."""
    return _episode_form(request, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def episode_edit(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The same form over a stored entry."""
    return _episode_form(request, episode_or_404(request, uid))


def _episode_form(request: SignedInRequest, episode: Episode | None) -> HttpResponse:
    person, now = diary_person(request), timezone.now()
    before = record_of(episode) if episode else None
    data = request.POST if request.method == "POST" else None
    asks_for_lists = "lists" in request.POST or "lists" in request.GET
    late_list = "" if asks_for_lists else reverse("episode-places")
    on = _earlier_day(request, person.today(now))
    form = entry_form(person, data, now, before=before, on=on, late_list=late_list)
    form.opens_at = request.GET.get("open", "")
    overlapping: list[EntryLine] = []
    edit = episode_edit_of(request.POST, form, before) if before else None
    if "lists" in request.POST:
        # Nothing is stored, so nothing is wrong yet.
        form.errors.clear()
    elif request.method == "POST" and form.is_valid():
        if edit and episode:
            saved, overlapping = _save_changed(request, episode.uid, form, edit, now)
        else:
            saved, overlapping = _save_new(request, form, now)
        if saved:
            return _after_saving(request, saved, edit, now)
    page = episode_form_page(request, form, episode, edit, overlapping, now)
    is_refused = form.is_bound and "lists" not in request.POST
    return render(request, "tracker/episode_form.html", {"page": page}, status=422 if is_refused else 200)


@login_required
@require_safe
def episode_places(request: SignedInRequest) -> HttpResponse:
    """The list of places for the form of an entry, which a script puts there."""
    return render(request, "tracker/places_list.html", {"page": places_page()})


def _earlier_day(request: SignedInRequest, today: dt.date) -> dt.date | None:
    """The earlier day that a new entry is about, from the address of the form; None for today and for nonsense."""
    try:
        day = dt.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None
    return day if day < today else None


def _save_changed(
    request: SignedInRequest, uid: uuid.UUID, form: EpisodeForm, edit: Edit, now: dt.datetime
) -> tuple[service.Saved | None, list[EntryLine]]:
    """(what came of saving, entries that may be the same one): one of them, or none if there is something to choose."""
    person = diary_person(request)
    with diary_write(person.owner):
        before = record_of(episode_or_404(request, uid))
        record = without_stray_answers(form.record(), before)
        record = asked_again_about_the_chest(with_stored_answers(record, before), before)
        wanted = settled(edit, replace(record, uid=before.uid), before)
        if wanted is None:
            return None, []
        saved, overlapping = saved_or_overlapping(
            request.POST, person, wanted, form, now, is_settled=_span(wanted) == _span(before)
        )
        if saved and saved.outcome == service.COMPLETED and before.duration_basis != ONGOING:
            # No edit, but what was filled in by mistake can be undone like one.
            service.keep_other_version(person, saved.episode, before, now=now)
        return saved, overlapping


def _save_new(
    request: SignedInRequest, form: EpisodeForm, now: dt.datetime
) -> tuple[service.Saved | None, list[EntryLine]]:
    """(what came of saving, entries that may be the same one): one of them."""
    person = diary_person(request)
    if is_caregiver(request) and Episode.objects.of(person.owner).filter(uid=form.cleaned_data["uid"]).exists():
        # The same form once more, or none of theirs. It lacks what the owner may have added meanwhile, unseen by them:
        # it writes over nothing.
        return service.Saved(episode_or_404(request, form.cleaned_data["uid"]), service.UNCHANGED), []
    if BRING_BACK in request.POST:
        stays_or_comes_back(request, Revision.EPISODE, form.cleaned_data["uid"])
    try:
        return saved_or_overlapping(request.POST, person, new_record(form, person.owner), form, now)
    except service.EntryDeletedError:
        raise DeletedElsewhereError(Revision.EPISODE) from None


def _span(record: EpisodeRecord) -> tuple[dt.datetime, dt.datetime | None, str]:
    """When it was: what can overlap."""
    return record.started_at, record.ended_at, record.duration_basis


def _after_saving(request: SignedInRequest, saved: service.Saved, edit: Edit | None, now: dt.datetime) -> HttpResponse:
    episode = saved.episode
    look_for_missed_medicine(request, timezone.now())
    is_running = episode.duration_basis == ONGOING
    safety = None if is_running else assessed(request, episode, timezone.now())
    comes_first = safety is None or bool(safety.assessment)
    words: str = _("Saved. The earlier version is kept in its history.")
    if saved.outcome != service.EDITED:
        details = {episode.pk: safety.details} if safety else None
        words = saved_entry_words(entry_lines([episode], details)[0], diary_person(request).today(now))
    if not (comes_first or edit or is_caregiver(request)):
        # Not "to see what helps": Today may be about to show what comes before that.
        address = reverse("episode", kwargs={"uid": episode.uid})
        words = format_html('{} <a href="{}">{}</a>', words, address, _("Open this entry"))
    if is_caregiver(request):
        # The page of the number says the rest, and what comes first; it has their way back.
        messages.success(request, words)
        return redirect("episode", uid=episode.uid)
    if saved.outcome == service.CREATED:
        words = with_undo(request, words, reverse("episode-delete", args=[episode.uid]), back_to="today")
    else:
        words = saved_words(request, edit, words, Revision.EPISODE, episode, now, "revision-undo")
    messages.success(request, words)
    if is_running:
        return redirect("episode-running", uid=episode.uid)
    if edit and not comes_first and request.GET.get("back_to") == "left-open":
        return redirect("left-open")
    # An edit leads back to the entry. What comes first there says it; nothing beside it leads to what helps.
    if edit or comes_first:
        return redirect("episode", uid=episode.uid)
    return redirect(today_after_saving(episode.uid))


@login_required
@require_safe
def episode(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """One entry with all that it says, its history and what fits it. A caregiver sees what they may add to it."""
    row = episode_or_404(request, uid)
    if is_caregiver(request):
        return redirect("episode-running" if row.duration_basis == ONGOING else "episode-after", uid=row.uid)
    page = episode_page(request, row, timezone.now())
    return render(request, "tracker/episode.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def episode_delete(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Asks once, then deletes; the list of deleted entries brings it back for 30 days."""
    if is_caregiver(request):
        return _undo_by_caregiver(request, uid)
    if request.method == "POST" and _was_just_deleted(request, uid):
        return redirect("deleted")
    row = episode_or_404(request, uid)
    if request.method != "POST":
        page = EpisodeDeletePage(row, entry_lines([row])[0])
        return render(request, "tracker/episode_delete.html", {"page": page})
    revision = service.delete_episode(diary_person(request), row, now=timezone.now())
    words = _("Deleted. You can restore it for 30 days.")
    if revision is None or request.POST.get("back_to") != "today":
        messages.success(request, words)
        return redirect("deleted")
    # One that was logged by mistake just now is not looked for among what was deleted.
    messages.success(request, with_undo(request, words, reverse("revision-undo", args=[revision.pk])))
    return redirect("today")


def _undo_by_caregiver(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Deletes what a caregiver logged today, by its button; anything else is not found. The owner can restore it."""
    person, now = diary_person(request), timezone.now()
    before = deletion_of(person.owner, Revision.EPISODE, uid, now)
    is_there = Episode.objects.of(person.owner).filter(uid=uid).exists()
    # The second of two taps has its answer only where the first one was theirs, too.
    if is_there or before is None or before.snapshot.get("logged_by") != person.logged_by:
        row = episode_or_404(request, uid)
        if request.method != "POST" or not can_be_undone(request, row, now):
            raise Http404("not theirs to delete")
        service.delete_episode(person, row, now=now)
    words = _("Deleted. %(name)s can restore it for 30 days.")
    messages.success(request, words % {"name": diary_name(person.owner)})
    return redirect("today")


def _was_just_deleted(request: SignedInRequest, uid: uuid.UUID) -> bool:
    """True for the second of two taps: not "not found", for what was asked for is done."""
    is_there = Episode.objects.of(diary_owner(request)).filter(uid=uid).exists()
    return not is_there and deletion_of(diary_owner(request), Revision.EPISODE, uid, timezone.now()) is not None


@login_required
@require_safe
def deleted(request: SignedInRequest) -> HttpResponse:
    """What was deleted in the last 30 days."""
    return render(request, "tracker/deleted.html", {"page": deleted_page(request, timezone.now())})


@post_action
def revision_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Brings a deleted entry back, or an entry back to what it was."""
    restored = service.undo(diary_person(request), revision_or_404(request, pk), now=timezone.now())
    if restored is None:
        messages.error(request, _("This is more than 30 days old, so it can’t be restored."))
        return redirect("deleted")
    messages.success(request, _("Restored."))
    return redirect(reverse("episode", kwargs={"uid": restored.uid}))
