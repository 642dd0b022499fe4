"""Export: the page that says what a file will hold, and the files, streamed.

A file that was cut on its way must not look whole. It comes with its length where that is known at once; else in
chunks, of which the last one is marked by the protocol. Nothing is added to the file for it: a last line would be a row
to every spreadsheet.
"""

import math
import time
from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.pages.export import export_page
from tracker.pages.filter_request import FilterRequest
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.services.export import stream_days, stream_episodes
from tracker.views.answers import log_export

GATHERED_SECONDS = 0.03
"""How long rows are gathered before the first of them leaves: by then, most diaries are written down whole."""


@login_required
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """What can be exported, of everything or of what the diary's filter asks for."""
    return render(request, "tracker/export.html", {"page": export_page(_filter_request(request))})


@login_required
@require_safe
def episodes_csv(request: SignedInRequest) -> HttpResponseBase:
    """The entries that the filter asks for."""
    filtered = _filter_request(request)
    if not filtered.form.is_valid():
        return _back_to_the_page(request)
    return _file(request, "episodes", stream_episodes(filtered.person.owner, filtered.entries))


@login_required
@require_safe
def days_csv(request: SignedInRequest) -> HttpResponseBase:
    """Every asked day between the filter's dates; the rest of the filter says nothing about days."""
    filtered = _filter_request(request)
    if not filtered.form.is_valid():
        return _back_to_the_page(request)
    filters = filtered.filters
    return _file(request, "days", stream_days(filtered.person, filtered.today, filters.first, filters.last))


def _filter_request(request: SignedInRequest) -> FilterRequest:
    return FilterRequest(diary_person(request), timezone.now(), request.GET)


def _back_to_the_page(request: SignedInRequest) -> HttpResponse:
    # A file that quietly held more than was asked for would be handed on unseen; the page shows what is wrong.
    return redirect(f"{reverse('export')}?{request.GET.urlencode()}")


def _file(request: SignedInRequest, what: str, pieces: Iterator[str]) -> StreamingHttpResponse:
    today = diary_person(request).today(timezone.now())
    log_export(request, f"{what}.csv")
    # HTTP/1.0, which a proxy speaks unless told otherwise, has no chunks: its answers end where the connection does.
    has_chunks = request.META.get("SERVER_PROTOCOL") != "HTTP/1.0"
    gathered, is_whole = _gathered(pieces, GATHERED_SECONDS if has_chunks else math.inf)
    response = StreamingHttpResponse(
        _chunks(gathered, pieces),
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


def _chunks(gathered: list[bytes], pieces: Iterator[str]) -> Iterator[bytes]:
    yield from gathered
    yield from (piece.encode() for piece in pieces)
