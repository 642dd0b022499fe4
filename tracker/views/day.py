"""A day of the log, its timeline, the table behind it, and its files."""

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_safe

from tracker.days import EARLIEST
from tracker.pages import day as pages
from tracker.pages.charts import FILES
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.views.answers import chart_file_answer, paper_asked_for, part_answer


@login_required
@require_safe
def day(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """The page of a day."""
    _check_date(date)
    page = pages.day_page(diary_person(request), date, timezone.now())
    if page is None:
        raise Http404
    return render(request, "tracker/day.html", {"page": page})


@login_required
@require_GET
def day_timeline(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """The timeline: what htmx puts into the page, or a page of its own without it."""
    timeline = _timeline_or_404(request, date)
    if request.htmx:
        return part_answer(request, timeline.part(paper_asked_for(request)))
    return _page(request, timeline, timeline.html())


@login_required
@require_GET
def day_timeline_table(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """The table behind the timeline: loaded when it is opened, or a page of its own."""
    timeline = _timeline_or_404(request, date)
    if request.htmx:
        return part_answer(request, timeline.table_part())
    return _page(request, timeline, timeline.table_html())


@login_required
@require_GET
def day_timeline_file(request: SignedInRequest, date: dt.date, kind: str) -> HttpResponse:
    """The timeline as a file."""
    timeline = _timeline_or_404(request, date)
    if kind not in FILES:
        raise Http404
    content = timeline.file(kind)
    if not content:
        raise Http404
    return chart_file_answer(request, content, timeline.chart.name, kind, str(date))


def _check_date(date: dt.date) -> None:
    if date < EARLIEST or date == dt.date.max:
        raise Http404


def _timeline_or_404(request: SignedInRequest, date: dt.date) -> pages.DayTimeline:
    _check_date(date)
    return pages.day_timeline(diary_person(request), date)


def _page(request: SignedInRequest, timeline: pages.DayTimeline, part: SafeString) -> HttpResponse:
    page = pages.TimelinePage(timeline.date, timeline.chart.title, part)
    return render(request, "tracker/day_timeline.html", {"page": page})
