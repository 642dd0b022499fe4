"""Answers that several views give in the same way: a part of a page from the cache, and a file to save."""

import gzip
import logging

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from tracker.pages.charts import FILES
from tracker.pages.owner import diary_owner
from tracker.pages.request import SignedInRequest

log = logging.getLogger("spasmlog.events")


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


def chart_file_answer(request: SignedInRequest, content: bytes, name: str, kind: str, days: str) -> HttpResponse:
    """A chart as a file to save, of a kind of FILES; the log has a line about it."""
    log_export(request, f"{name}.{kind}")
    disposition = f'attachment; filename="spasmlog-{name}-{days}.{kind}"'
    return HttpResponse(content, content_type=FILES[kind], headers={"Content-Disposition": disposition})


def log_export(request: SignedInRequest, what: str) -> None:
    """One line in the log: whose by number, which file. A HEAD exports nothing."""
    if request.method == "GET":
        log.info("Person %s exported: %s", diary_owner(request).pk, what)
