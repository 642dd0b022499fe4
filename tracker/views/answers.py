"""Answers that several views give in the same way: a part of a page from the cache, a file to save.

A file that was cut on its way must not look whole. It comes with its length where that is known at once; else in
chunks, of which the last one is marked by the protocol. Nothing is added to the file for it: a last line would be a row
to every spreadsheet.
"""

import datetime as dt
import gzip
import logging
import math
import time
from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header

from tracker.pages.charts import FILES, NARROWER_PAPERS
from tracker.pages.owner import diary_owner
from tracker.pages.request import SignedInRequest

log = logging.getLogger("spasmlog.events")

GATHERED_SECONDS = 0.03
"""How long rows are gathered before the first of them leaves: by then, most diaries are written down whole."""

LEFT_COOKIE = "device-left"
"""Says to js/behaviors/log-out.js that somebody logged out here, and that the device may still know them."""


def part_answer(request: SignedInRequest, packed: bytes) -> HttpResponse:
    """A part of a page, packed with gzip; unpacked for a browser that does not take it so.

    It is kept in our cache and nowhere else: no browser asks whether the one it holds is still right.
    """
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(packed, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(packed))
    patch_vary_headers(response, ["Accept-Encoding", "HX-Request"])
    return response


def paper_asked_for(request: SignedInRequest) -> str:
    """Which of the papers of a drawing fits the place that it is for, as its script says."""
    asked = request.GET.get("w", "")
    return asked if asked in NARROWER_PAPERS else "wide"


def chart_file_answer(request: SignedInRequest, content: bytes, name: str, kind: str, days: str) -> HttpResponse:
    """A chart as a file to save, of a kind of FILES; the log has a line about it."""
    log_export(request, f"{name}.{kind}")
    disposition = f'attachment; filename="spasmlog-{name}-{days}.{kind}"'
    return HttpResponse(content, content_type=FILES[kind], headers={"Content-Disposition": disposition})


def log_export(request: SignedInRequest, what: str) -> None:
    """One line in the log: whose by number, which file. A HEAD exports nothing."""
    owner = diary_owner(request)
    if request.method == "HEAD":
        return
    if owner.pk == request.user.pk:
        log.info("Person %s exported: %s", owner.pk, what)
    else:
        log.info("Person %s exported from the diary of person %s: %s", request.user.pk, owner.pk, what)


def streamed_file_answer(
    request: SignedInRequest, pieces: Iterator[bytes], name: str, content_type: str
) -> StreamingHttpResponse:
    """A file to save, as long as it may be; only a piece of it is in memory."""
    # HTTP/1.0, which a proxy speaks unless told otherwise, has no chunks: its answers end where the connection does.
    has_chunks = request.META.get("SERVER_PROTOCOL") != "HTTP/1.0"
    gathered, is_whole = _gathered(pieces, GATHERED_SECONDS if has_chunks else math.inf)
    response = StreamingHttpResponse(
        _chunks(gathered, pieces),
        content_type=content_type,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
            # Keeps GZipMiddleware away: packing ten years takes half a second, longer than reading them.
            "Content-Encoding": "identity",
        },
    )
    if is_whole:
        response["Content-Length"] = str(sum(map(len, gathered)))
    return response


def open_file_answer(file: BinaryIO, name: str, content_type: str) -> FileResponse:
    """A file to save that lies open on the disk, with its length; it is closed once it is sent."""
    # Named, or GZipMiddleware would pack it once more, and its length would not be known.
    headers = {"Content-Encoding": "identity"}
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type, headers=headers)


def _gathered(pieces: Iterator[bytes], seconds: float) -> tuple[list[bytes], bool]:
    """What can be written down in that time, at least one piece, and whether that is all."""
    gathered, until = [], time.monotonic() + seconds
    for piece in pieces:
        gathered.append(piece)
        if time.monotonic() >= until:
            return gathered, False
    return gathered, True


def _chunks(gathered: list[bytes], pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield from gathered
    yield from pieces


def forget_device(request: HttpRequest, response: HttpResponse) -> None:
    """Has the browser forget what it may still hold of the diary, what an earlier version let it keep too.

    What a device kept without a network goes only if its script says that nothing in it is still to be sent: it may be
    another person's. Otherwise a cookie tells the script of the next page to forget the rest: log-out may have been
    pressed before there was a script.
    """
    is_empty = request.POST.get("device") == "empty"
    response["Clear-Site-Data"] = '"cache", "storage"' if is_empty else '"cache"'
    if not is_empty:
        response.set_cookie(
            LEFT_COOKIE, "1", max_age=dt.timedelta(days=365), secure=request.is_secure(), samesite="Lax"
        )
