"""Trends: the page, its charts one by one, the table behind each, and the files. Cached by what they depend on."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from tracker.analysis.coverage import day_states, in_period
from tracker.analysis.results import NO_ENTRIES, TooLittle
from tracker.days import Period
from tracker.formatting import sentences_words
from tracker.pages.trends_sections import ON_TRENDS, SECTIONS
from tracker.selectors.check_in import suspected_counts
from tracker.selectors.diary import load_diary
from tracker.services.looks import factor_findings
from tracker.views.drawings import (
    FILES,
    Made,
    ask_url,
    drawing_file,
    drawing_html,
    drawing_key,
    file_response,
    inline_drawing,
    kept,
    part_response,
    table_html,
)
from tracker.views.export import log_export
from tracker.views.filter_words import filter_words, open_words
from tracker.views.request import SignedInRequest
from tracker.views.trends_request import TrendsRequest
from tracker.wording.coverage import answered_words
from tracker.wording.missing import what_it_takes, why_nothing
from tracker.wording.readers import PERSON


@login_required
@require_GET
def trends(request: SignedInRequest) -> HttpResponse:
    """The frame: which days, which entries, and a place for every chart, which loads after the page."""
    asked = TrendsRequest.of(request)
    sections = [(heading, [(name, ON_TRENDS[name].title) for name in names]) for heading, names in SECTIONS]
    context = {
        "asked": asked,
        "is_empty": asked.begins is None,
        "sections": sections,
        "query": asked.query_with(),
        "filter_words": _filter_words(asked),
        "without_filter": _without_filter(asked),
    }
    return render(request, "tracker/trends.html", context)


@login_required
@require_GET
def trends_chart(request: SignedInRequest, chart: str) -> HttpResponse:
    """One chart: what htmx puts into the page, or a page of its own without it."""
    asked, is_part = _asked(request, chart), bool(request.htmx)
    if asked.problems:
        return _with_problems(request, asked, chart)
    if not is_part:
        # Both sizes, and the style sheet shows the one that fits: without JavaScript nobody knows the width.
        html = _cached(asked, chart, "both", lambda: _fragment(asked, chart, ("wide", "narrow")))
        return _page(request, asked, chart, html)
    paper = "narrow" if request.GET.get("w") == "narrow" else "wide"
    return _part(request, asked, chart, paper, lambda: _fragment(asked, chart, (paper,)))


@login_required
@require_GET
def trends_table(request: SignedInRequest, chart: str) -> HttpResponse:
    """The table behind a chart: loaded when it is opened, or a page of its own."""
    asked, is_part = _asked(request, chart), bool(request.htmx)
    if asked.problems:
        return _with_problems(request, asked, chart)
    if is_part:
        return _part(request, asked, chart, "table", lambda: _table(asked, chart))
    return _page(request, asked, chart, _cached(asked, chart, "table", lambda: _table(asked, chart)))


@login_required
@require_GET
def trends_file(request: SignedInRequest, chart: str, kind: str) -> HttpResponse:
    """The chart as a file, which says of itself what it shows."""
    if kind not in FILES:
        raise Http404
    asked = _asked(request, chart)
    if asked.problems:
        return _with_problems(request, asked, chart)
    content = _cached(asked, chart, kind, lambda: _file(asked, chart, kind))
    if not content or asked.period is None:
        raise Http404
    log_export(request, f"{chart}.{kind}")
    days = f"{asked.period.first}-to-{asked.period.last}"
    return file_response(content, kind, f"spasmlog-{chart}-{days}")


def _asked(request: SignedInRequest, chart: str) -> TrendsRequest:
    if chart not in ON_TRENDS:
        raise Http404
    return TrendsRequest.of(request)


def _result(asked: TrendsRequest, chart: str) -> object:
    """The analysis behind the chart, or why there is none."""
    analyze = ON_TRENDS[chart].analyze
    if analyze is None:
        found = factor_findings(asked.person, timezone.now())
        if isinstance(found, TooLittle):
            return found
        return replace(found, suspected=dict(suspected_counts(asked.person.owner, asked.begins or asked.today)))
    if asked.period is None:
        return TooLittle(NO_ENTRIES)
    diary = load_diary(asked.person, asked.wanted, _days_of(asked.period, chart), asked.today)
    return analyze(diary, asked.period)


def _fragment(asked: TrendsRequest, chart: str, papers: tuple[str, ...]) -> str:
    """The chart with its sentence, its files and the place of its table, as HTML."""
    from tracker.charts.theme import PAPERS

    result, query = _result(asked, chart), asked.query_with()
    if isinstance(result, TooLittle):
        all_days = reverse("trends") + asked.query_with(**{"window": "all", "from": None, "to": None})
        context = {"too_little": result, "why": why_nothing(result, PERSON), "what_it_takes": what_it_takes(result)}
        context |= {"all_days": all_days, "without_filter": _without_filter(asked)}
        context |= {"comparable": asked.comparable(), "open_words": _open_words(asked, chart)}
        return render_to_string("tracker/trends_too_little.html", context)
    return drawing_html(
        chart,
        ON_TRENDS[chart].title,
        _reading(asked, chart, result),
        [
            inline_drawing(ON_TRENDS[chart].draw(result, PAPERS[paper], asked.diary_link), f"{chart}-{paper}")
            for paper in papers
        ],
        table_url=reverse("trends-table", args=[chart]) + query,
        files={kind: reverse("trends-file", args=[chart, kind]) + query for kind in FILES},
        ask_url=ask_url(f"chart:{chart}", query),
    )


def _reading(asked: TrendsRequest, chart: str, result: object) -> str:
    """What the chart says, and of how many entries it says nothing since they leave open what the filter asks for."""
    return sentences_words([ON_TRENDS[chart].words.reading(result, PERSON), _open_words(asked, chart)])


def _open_words(asked: TrendsRequest, chart: str) -> str:
    if ON_TRENDS[chart].is_of_whole_diary or asked.period is None or not asked.is_filtered:
        return ""
    diary = load_diary(asked.person, asked.wanted, _days_of(asked.period, chart), asked.today)
    return open_words(int(in_period(diary.open_days, asked.period).sum()))


def _days_of(period: Period, chart: str) -> Period:
    """The days that a chart needs: one that looks further back than the days asked for says so."""
    return ON_TRENDS[chart].needs(period)


def _table(asked: TrendsRequest, chart: str) -> str:
    result = _result(asked, chart)
    table = None if isinstance(result, TooLittle) else ON_TRENDS[chart].words.table(result, asked.diary_link)
    return table_html(ON_TRENDS[chart].title, table)


def _file(asked: TrendsRequest, chart: str, kind: str) -> bytes:
    from tracker.charts.theme import WIDE, Caption

    result, shown = _result(asked, chart), ON_TRENDS[chart]
    if isinstance(result, TooLittle):
        return b""
    title, reading = shown.words.title(result), _reading(asked, chart, result)
    period = None if shown.is_of_whole_diary else asked.period
    covered = (_coverage_words(asked, period), *_only_words(asked)) if period else ()
    caption = Caption(title, (*covered, reading))
    sheet = shown.draw(result, WIDE, asked.diary_link, caption)
    return drawing_file(sheet, chart, kind, title=title, description=reading)


def _coverage_words(asked: TrendsRequest, period: Period) -> str:
    """The days, and how many of them were answered."""
    coverage = day_states(load_diary(asked.person, asked.wanted, period, asked.today), period)
    return f"{asked.period_words()} · {answered_words(coverage)}"


def _only_words(asked: TrendsRequest) -> list[str]:
    words = _filter_words(asked)
    return [str(_("Only: %(what)s") % {"what": " · ".join(words)})] if words else []


def _filter_words(asked: TrendsRequest) -> list[str]:
    return filter_words(asked.wanted, asked.own_words)


def _without_filter(asked: TrendsRequest) -> str:
    """The page's address with all entries of these days."""
    kept = {"window", "from", "to"}
    return reverse("trends") + asked.query_with(**dict.fromkeys(set(asked.form.fields) - kept))


def _cached(asked: TrendsRequest, chart: str, rendering: str, make: Callable[[], Made]) -> Made:
    return kept(drawing_key("trends", *asked.key, chart, rendering), make)


def _part(
    request: SignedInRequest, asked: TrendsRequest, chart: str, rendering: str, make: Callable[[], str]
) -> HttpResponse:
    return part_response(request, drawing_key("trends", *asked.key, chart, rendering), make)


def _page(request: SignedInRequest, asked: TrendsRequest, chart: str, html: str, status: int = 200) -> HttpResponse:
    context = {"asked": asked, "chart": chart, "heading": ON_TRENDS[chart].title, "part": mark_safe(html)}
    context |= {"back": reverse("trends") + asked.query_with(), "filter_words": _filter_words(asked)}
    context["is_whole"] = ON_TRENDS[chart].is_of_whole_diary
    return render(request, "tracker/trends_chart.html", context, status=status)


def _with_problems(request: SignedInRequest, asked: TrendsRequest, chart: str) -> HttpResponse:
    """What is wrong with the address, in plain words."""
    html = render_to_string("tracker/trends_problems.html", {"problems": asked.problems})
    if request.htmx:
        return HttpResponse(html, status=400)
    return _page(request, asked, chart, html, status=400)
