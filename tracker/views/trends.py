"""Trends: the page, its charts one by one, the table behind each, and the files. Cached by what they depend on."""

import gzip
import hashlib

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from tracker import __version__
from tracker.analysis.coverage import day_states
from tracker.analysis.results import NO_ENTRIES, TooLittle
from tracker.formatting import share_words
from tracker.models import OwnTerm
from tracker.selectors.diary import load_diary
from tracker.selectors.person import own_terms
from tracker.views.filter_words import filter_words
from tracker.views.trends_request import TrendsRequest

CHARTS = {
    "weekly": _("How often"),
    "calendar": _("Day by day"),
    "intensity": _("How strong"),
    "duration": _("How long"),
    "body": _("Where on the body"),
    "hours": _("Hour and weekday"),
    "suspected": _("What you suspected"),
    "relief": _("By your own rating"),
}
SECTIONS = (
    (_("Is it getting better?"), ("weekly", "calendar", "intensity", "duration")),
    (_("Where?"), ("body",)),
    (_("When?"), ("hours",)),
    (_("What goes with it?"), ("suspected",)),
    (_("What helped?"), ("relief",)),
)
FILES = {"svg": "image/svg+xml", "png": "image/png"}


@login_required
@require_GET
def trends(request: HttpRequest) -> HttpResponse:
    """The frame: which days, which entries, and a place for every chart, which loads after the page."""
    asked = TrendsRequest.of(request)
    sections = [(heading, [(name, CHARTS[name]) for name in names]) for heading, names in SECTIONS]
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
def trends_chart(request: HttpRequest, chart: str) -> HttpResponse:
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
def trends_table(request: HttpRequest, chart: str) -> HttpResponse:
    """The table behind a chart: loaded when it is opened, or a page of its own."""
    asked, is_part = _asked(request, chart), bool(request.htmx)
    if asked.problems:
        return _with_problems(request, asked, chart)
    if is_part:
        return _part(request, asked, chart, "table", lambda: _table(asked, chart))
    return _page(request, asked, chart, _cached(asked, chart, "table", lambda: _table(asked, chart)))


@login_required
@require_GET
def trends_file(request: HttpRequest, chart: str, kind: str) -> HttpResponse:
    """The chart as a file, which says of itself what it shows."""
    if kind not in FILES:
        raise Http404
    asked = _asked(request, chart)
    if asked.problems:
        return _with_problems(request, asked, chart)
    content = _cached(asked, chart, kind, lambda: _file(asked, chart, kind))
    if not content:
        raise Http404
    days = f"{asked.period.first}-to-{asked.period.last}"
    return HttpResponse(
        content,
        content_type=FILES[kind],
        headers={"Content-Disposition": f'attachment; filename="spasmlog-{chart}-{days}.{kind}"'},
    )


def _asked(request: HttpRequest, chart: str) -> TrendsRequest:
    if chart not in CHARTS:
        raise Http404
    return TrendsRequest.of(request)


def chart_modules() -> dict:
    """The modules that draw, by name. Imported here: matplotlib takes half a second, which commands need not wait for.

    The server calls this once before it makes its workers.
    """
    from tracker.charts import body, calendar, duration, hours, intensity, relief, suspected, weekly

    modules = (weekly, calendar, intensity, duration, body, hours, suspected, relief)
    return {module.NAME: module for module in modules}


def _drawer(chart: str):
    return chart_modules()[chart]


def _result(asked: TrendsRequest, chart: str):
    """The analysis behind the chart, or why there is none."""
    if asked.period is None:
        return TooLittle(NO_ENTRIES)
    diary = load_diary(asked.person, asked.wanted, asked.period, asked.today)
    return _drawer(chart).analyze(diary, asked.period)


def _fragment(asked: TrendsRequest, chart: str, papers: tuple[str, ...]) -> str:
    """The chart with its sentence, its files and the place of its table, as HTML."""
    from tracker.charts.render import inline_svg
    from tracker.charts.theme import PAPERS

    result, query = _result(asked, chart), asked.query_with()
    context = {"chart": chart, "heading": CHARTS[chart], "query": query, "files": FILES}
    if isinstance(result, TooLittle):
        all_days = reverse("trends") + asked.query_with(**{"window": "all", "from": None, "to": None})
        context |= {"too_little": result, "all_days": all_days, "without_filter": _without_filter(asked)}
        return render_to_string("tracker/trends_too_little.html", context)
    drawer = _drawer(chart)
    context["reading"] = drawer.reading(result)
    context["drawings"] = [
        # Made by matplotlib and cleaned of everything that a page may not hold; words in it are escaped.
        mark_safe(inline_svg(drawer.draw(result, PAPERS[paper], asked.diary_link), f"{chart}-{paper}"))
        for paper in papers
    ]
    return render_to_string("tracker/trends_drawing.html", context)


def _table(asked: TrendsRequest, chart: str) -> str:
    result = _result(asked, chart)
    context = {"chart": chart, "heading": CHARTS[chart]}
    if not isinstance(result, TooLittle):
        context["table"] = _drawer(chart).table(result, asked.diary_link)
    return render_to_string("tracker/trends_table.html", context)


def _file(asked: TrendsRequest, chart: str, kind: str) -> bytes:
    from tracker.charts.render import file_png, file_svg
    from tracker.charts.theme import WIDE, Caption

    result, drawer = _result(asked, chart), _drawer(chart)
    if isinstance(result, TooLittle):
        return b""
    title, reading = drawer.title(result), drawer.reading(result)
    caption = Caption(title, (_coverage_words(asked), *_only_words(asked), reading))
    sheet = drawer.draw(result, WIDE, asked.diary_link, caption)
    if kind == "png":
        return file_png(sheet, title=title, description=reading)
    return file_svg(sheet, chart, title=title, description=reading)


def _coverage_words(asked: TrendsRequest) -> str:
    """The days, and how many of them were answered."""
    coverage = day_states(load_diary(asked.person, asked.wanted, asked.period, asked.today), asked.period)
    words = ngettext("%(share)s asked day answered", "%(share)s asked days answered", coverage.asked)
    return f"{asked.period_words()} · {words % {'share': share_words(coverage.answered, coverage.asked)}}"


def _only_words(asked: TrendsRequest) -> list[str]:
    words = _filter_words(asked)
    return [str(_("Only: %(what)s") % {"what": " · ".join(words)})] if words else []


def _filter_words(asked: TrendsRequest) -> list[str]:
    labels = dict(own_terms(asked.person.owner, OwnTerm.FACTOR)) if asked.wanted.factor else {}
    return filter_words(asked.wanted, labels)


def _without_filter(asked: TrendsRequest) -> str:
    """The page's address with all entries of these days."""
    kept = {"window", "from", "to"}
    return reverse("trends") + asked.query_with(**dict.fromkeys(set(asked.form.fields) - kept))


def _key(asked: TrendsRequest, chart: str, rendering: str) -> str:
    parts = (*asked.key, chart, rendering, get_language(), __version__)
    return f"trends-{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def _cached(asked: TrendsRequest, chart: str, rendering: str, make):
    key = _key(asked, chart, rendering)
    made = cache.get(key)
    if made is None:
        made = make()
        cache.set(key, made)
    return made


def _part(request: HttpRequest, asked: TrendsRequest, chart: str, rendering: str, make) -> HttpResponse:
    """A part of a page; one that the browser holds already is not made again."""
    etag = f'"{_key(asked, chart, rendering)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        # Packed once, when it is made: packing takes longer than everything else that a ready chart needs.
        packed = _cached(asked, chart, f"{rendering}.gz", lambda: gzip.compress(make().encode(), mtime=0))
        response = _packed_response(request, packed)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["HX-Request"])
    return response


def _packed_response(request: HttpRequest, packed: bytes) -> HttpResponse:
    """What was packed with gzip, as it is for who takes it so."""
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(packed, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(packed))
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _page(request: HttpRequest, asked: TrendsRequest, chart: str, html: str, status: int = 200) -> HttpResponse:
    context = {"asked": asked, "chart": chart, "heading": CHARTS[chart], "part": mark_safe(html)}
    context |= {"back": reverse("trends") + asked.query_with(), "filter_words": _filter_words(asked)}
    return render(request, "tracker/trends_chart.html", context, status=status)


def _with_problems(request: HttpRequest, asked: TrendsRequest, chart: str) -> HttpResponse:
    """What is wrong with the address, in plain words."""
    html = render_to_string("tracker/trends_problems.html", {"problems": asked.problems})
    if request.htmx:
        return HttpResponse(html, status=400)
    return _page(request, asked, chart, html, status=400)
