"""Trends: the page, its charts one by one, the table behind each, and the files."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from tracker.pages.charts import FILES
from tracker.pages.owner import diary_person
from tracker.pages.request import SignedInRequest
from tracker.pages.trends import TrendsChart, chart_page, charts_for, problems_html, trends_page
from tracker.pages.trends_request import TrendsRequest
from tracker.pages.trends_sections import ON_TRENDS
from tracker.views.answers import chart_file_answer, paper_asked_for, part_answer


@login_required
@require_GET
def trends(request: SignedInRequest) -> HttpResponse:
    """The frame: which days, which entries, and a place for every chart, which loads after the page."""
    return render(request, "tracker/trends.html", {"page": trends_page(_trends_request(request))})


@login_required
@require_GET
def trends_chart(request: SignedInRequest, chart: str) -> HttpResponse:
    """One chart: what htmx puts into the page, or a page of its own without it."""
    page_chart = _chart_or_404(request, chart)
    if page_chart.request.problems:
        return _problems(request, page_chart)
    if request.htmx:
        return part_answer(request, page_chart.part(paper_asked_for(request)))
    return _page(request, page_chart, page_chart.html())


@login_required
@require_GET
def trends_table(request: SignedInRequest, chart: str) -> HttpResponse:
    """The table behind a chart: loaded when it is opened, or a page of its own."""
    page_chart = _chart_or_404(request, chart)
    if page_chart.request.problems:
        return _problems(request, page_chart)
    if request.htmx:
        return part_answer(request, page_chart.table_part())
    return _page(request, page_chart, page_chart.table_html())


@login_required
@require_GET
def trends_file(request: SignedInRequest, chart: str, kind: str) -> HttpResponse:
    """The chart as a file, which says of itself what it shows."""
    if kind not in FILES:
        raise Http404
    page_chart = _chart_or_404(request, chart)
    if page_chart.request.problems:
        return _problems(request, page_chart)
    content, period = page_chart.file(kind), page_chart.request.period
    if not content or period is None:
        raise Http404
    return chart_file_answer(request, content, chart, kind, f"{period.first}-to-{period.last}")


def _trends_request(request: SignedInRequest) -> TrendsRequest:
    return TrendsRequest(diary_person(request), timezone.now(), request.GET)


def _chart_or_404(request: SignedInRequest, code: str) -> TrendsChart:
    if code not in charts_for(diary_person(request), tuple(ON_TRENDS)):
        raise Http404
    return TrendsChart(ON_TRENDS[code], _trends_request(request))


def _page(request: SignedInRequest, chart: TrendsChart, part: SafeString, status: int = 200) -> HttpResponse:
    return render(request, "tracker/trends_chart.html", {"page": chart_page(chart, part)}, status=status)


def _problems(request: SignedInRequest, chart: TrendsChart) -> HttpResponse:
    """What is wrong with the address, in plain words."""
    html = problems_html(chart.request)
    return HttpResponse(html, status=400) if request.htmx else _page(request, chart, html, status=400)
