"""Taking the diary along: the page that says what a file will hold, and the files, streamed.

A file that was cut on its way must not look whole. It comes with its length where that is known at once; else in
chunks, of which the last one is marked by the protocol. Nothing is added to the file for it: a last line would be a row
to every spreadsheet.
"""

import logging
import math
import time
from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.forms.filters import DiaryFilterForm
from tracker.models import Episode
from tracker.selectors.person import own_words
from tracker.services.export import stream_days, stream_episodes
from tracker.views.access import diary_owner, diary_person
from tracker.views.filter_words import filter_form, open_words
from tracker.views.request import SignedInRequest

log = logging.getLogger("spasmlog.events")

GATHERED_SECONDS = 0.03
"""How long rows are gathered before the first of them leaves: by then, most diaries are written down whole."""


@login_required
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """What can be taken along, of everything or of what the diary's filter asks for."""
    form = _filter_form(request)
    wanted = form.episode_filter()
    entries = Episode.objects.of(diary_owner(request))
    context = {
        "form": form,
        "is_filtered": not wanted.is_empty or bool(form.errors),
        "count": entries.matching(wanted).count(),
        "open_words": open_words(entries.leaving_open(wanted).count()),
        "wanted": wanted,
    }
    return render(request, "tracker/export.html", context)


@login_required
@require_safe
def episodes_csv(request: SignedInRequest) -> HttpResponseBase:
    """The entries that the filter asks for."""
    form = _filter_form(request)
    if not form.is_valid():
        return _back_to_the_page(request)
    owner = diary_owner(request)
    return _file(request, "episodes", stream_episodes(owner, Episode.objects.of(owner).matching(form.episode_filter())))


@login_required
@require_safe
def days_csv(request: SignedInRequest) -> HttpResponseBase:
    """Every asked day between the filter's dates; the rest of the filter says nothing about days."""
    form = _filter_form(request)
    if not form.is_valid():
        return _back_to_the_page(request)
    person, wanted = diary_person(request), form.episode_filter()
    return _file(request, "days", stream_days(person, person.today(timezone.now()), wanted.first, wanted.last))


def _filter_form(request: SignedInRequest) -> DiaryFilterForm:
    owner = diary_owner(request)
    return filter_form(request.GET, owner, own_words(owner))


def _back_to_the_page(request: SignedInRequest) -> HttpResponse:
    # A file that quietly held more than was asked for would be handed on unseen; the page shows what is wrong.
    return redirect(f"{reverse('export')}?{request.GET.urlencode()}")


def log_export(request: SignedInRequest, what: str) -> None:
    """One line in the log: whose by number, which file. A HEAD takes nothing along."""
    if request.method == "GET":
        log.info("Person %s exported: %s", diary_owner(request).pk, what)


def _file(request: SignedInRequest, what: str, pieces: Iterator[str]) -> StreamingHttpResponse:
    today = diary_person(request).today(timezone.now())
    log_export(request, f"{what}.csv")
    # HTTP/1.0, which a proxy speaks unless told otherwise, has no chunks: its answers end where the connection does.
    has_chunks = request.META.get("SERVER_PROTOCOL") != "HTTP/1.0"
    gathered, is_whole = _gathered(pieces, GATHERED_SECONDS if has_chunks else math.inf)
    response = StreamingHttpResponse(
        _all_of(gathered, pieces),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="spasmlog-{what}-{today.isoformat()}.csv"',
            # Keeps GZipMiddleware away: packing ten years takes half a second, longer than reading them.
            "Content-Encoding": "identity",
        },
    )
    if is_whole:
        response["Content-Length"] = str(sum(map(len, gathered)))
    return response


def _gathered(pieces: Iterator[str], seconds: float) -> tuple[list[bytes], bool]:
    """What can be written down in that time, at least one piece, and whether that is all."""
    gathered, until = [], time.monotonic() + seconds
    for piece in pieces:
        gathered.append(piece.encode())
        if time.monotonic() >= until:
            return gathered, False
    return gathered, True


def _all_of(gathered: list[bytes], pieces: Iterator[str]) -> Iterator[bytes]:
    yield from gathered
    yield from (piece.encode() for piece in pieces)
