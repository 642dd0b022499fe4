"""Export: the page that says what a file will hold, and the files, streamed."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.exchange.csv_files import for_spreadsheets
from tracker.pages.export import FOR_SPREADSHEETS, export_page
from tracker.pages.filter_request import FilterRequest
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.services.export import stream_days, stream_episodes
from tracker.views.answers import log_export, streamed_file_answer


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
    name = f"spasmlog-{what}-{today.isoformat()}.csv"
    if request.GET.get("form") == FOR_SPREADSHEETS:
        pieces = for_spreadsheets(pieces)
    return streamed_file_answer(request, (piece.encode() for piece in pieces), name, "text/csv; charset=utf-8")
