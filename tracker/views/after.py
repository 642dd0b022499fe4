"""The number, just after a spasm stopped, and its undo."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tracker.forms.running import AfterForm
from tracker.models import Episode
from tracker.pages import running_writes as writes
from tracker.pages.after import after_page
from tracker.pages.edits import Edit, single_units
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.safety import assessed
from tracker.pages.saved_words import saved_entry_words
from tracker.selectors.entries import entry_lines
from tracker.views.access import episode_or_404, gone_is_404
from tracker.views.undo import with_undo
from tracker.vocabulary.episodes import ONGOING


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def episode_after(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Asks how strong it was at its worst, and says what is saved; `undo` takes the number back."""
    row, now = episode_or_404(request, uid), timezone.now()
    if row.duration_basis == ONGOING:
        return redirect("episode-running", uid=row.uid)
    if "undo" in request.POST:
        with gone_is_404():
            writes.take_back_number(diary_person(request), row, request.POST, now=now)
        return redirect(_address(request, row, ""))
    form = AfterForm(request.POST if request.method == "POST" else None)
    before, stored = row.intensity, {"intensity": row.intensity}
    edit = Edit(request.POST, form, stored, single_units(stored))
    episode = None
    if form.is_bound and form.is_valid():
        with gone_is_404():
            episode = writes.save_number(diary_person(request), row, edit, now=now)
    if episode is not None:
        return _after_saving(request, episode, "" if before in {None, episode.intensity} else str(before))
    page = after_page(request, row, now, form, edit)
    return render(request, "tracker/episode_after.html", {"page": page}, status=422 if form.is_bound else 200)


def _after_saving(request: SignedInRequest, row: Episode, before: str) -> HttpResponse:
    """The same page, which says so; the entry's, where something comes first there."""
    now = timezone.now()
    safety = assessed(request, row, now)
    if not safety.assessment:
        return redirect(_address(request, row, before))
    words = saved_entry_words(entry_lines([row], {row.pk: safety.details})[0], diary_person(request).today(now))
    address = reverse("episode-after", args=[row.uid])
    messages.success(request, with_undo(request, words, address, undo=str(row.intensity), before=before))
    return redirect("episode", uid=row.uid)


def _address(request: SignedInRequest, row: Episode, before: str) -> str:
    """The page, which still knows what started the entry, and which number stood there."""
    known = {name: value for name, value in (("again", request.GET.get("again", "")), ("before", before)) if value}
    address = reverse("episode-after", args=[row.uid])
    return f"{address}?{urlencode(known)}" if known else address
