"""Trends: what the page of all charts shows, what the page of one shows, and where its charts get their results."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.analysis.comparison import Comparison
from tracker.analysis.coverage import day_states, in_period
from tracker.analysis.finding import days_for_a_finding, finding
from tracker.analysis.next_week import days_for_next_week, next_week
from tracker.analysis.results import NO_ENTRIES, TooLittle
from tracker.formatting import sentences_words
from tracker.forms.filters import DiaryFilterForm
from tracker.pages.change_looks import beside_looks, looks_on_trends, taken_look_line
from tracker.pages.charts import BOTH_PAPERS, FILES, ChartLinks, ChartWithTable, question_link
from tracker.pages.filters import left_blank_words
from tracker.pages.trends_month import trends_month
from tracker.pages.trends_request import DETAILED, TrendsRequest
from tracker.pages.trends_sections import FINDING, FOLDED, LENGTH, MONTH, ON_TRENDS, SHOWN, STRENGTH
from tracker.selectors.check_in import suspected_counts
from tracker.selectors.person import Person
from tracker.services.change_looks import TakenLook, taken_looks
from tracker.services.evidence import factor_findings
from tracker.vocabulary.lazy_text import LazyText
from tracker.wording.change import ChangeWords
from tracker.wording.coverage import answered_words
from tracker.wording.finding import FindingWords, finding_words
from tracker.wording.missing import what_it_takes, why_nothing
from tracker.wording.next_week import next_week_counted, next_week_words
from tracker.wording.provenance import without_private_words
from tracker.wording.readers import PERSON

if TYPE_CHECKING:
    from tracker.charts.theme import Canvas, Caption, Paper
    from tracker.wording.tables import Link


@dataclass(frozen=True)
class TrendsChart(ChartWithTable):
    """A chart of the days and entries that the address asks for."""

    request: TrendsRequest

    @property
    def depends_on(self) -> tuple[object, ...]:
        return ("trends", *self.request.depends_on)

    @property
    def marks_link(self) -> "Link":
        return self.request.diary_link

    def result(self) -> Any:
        request, analyze = self.request, self.chart.analyze
        if analyze is None:
            findings = factor_findings(request.person, request.now)
            if isinstance(findings, TooLittle):
                return findings
            suspected = suspected_counts(request.person.owner, request.first_on or request.today)
            return replace(findings, suspected=dict(suspected))
        if request.period is None:
            return TooLittle(NO_ENTRIES)
        # A chart that looks further back than the days asked for says so.
        result = analyze(request.diary(self.chart.needs(request.period)), request.period)
        return beside_looks(result, self._taken)[0] if isinstance(result, Comparison) else result

    def links(self) -> ChartLinks:
        name, query = self.chart.name, self.request.query_with(look=self._look)
        return ChartLinks(
            table=reverse("trends-table", args=[name]) + query,
            files={kind: reverse("trends-file", args=[name, kind]) + query for kind in FILES},
            question="" if self.request.person.leaves_private_out else question_link(f"chart:{name}", query),
        )

    @property
    def _look(self) -> str | None:
        return DETAILED if self.request.is_detailed else None

    @property
    def name_on_page(self) -> str:
        return f"{self.chart.name}-{DETAILED}" if self.request.is_detailed else self.chart.name

    def titles(self, result: Any) -> tuple[str, str]:
        words = self.chart.words
        if self.request.is_detailed:
            return str(self.chart.title), words.title(result)
        return words.title(result), words.subtitle(result)

    def switch(self) -> tuple[tuple[str, str, str, bool], ...]:
        name = self.chart.name
        if self.request.is_detailed or name not in {STRENGTH, LENGTH}:
            return ()
        query = self.request.query_with()
        labels = (
            (STRENGTH, pgettext("what a chart shows", "Strength")),
            (LENGTH, pgettext("what a chart shows", "Length")),
        )
        return tuple(
            (code, label, reverse("trends-chart", args=[code]) + query, code == name) for code, label in labels
        )

    def draw(self, result: Any, paper: "Paper", caption: "Caption | None" = None) -> "Canvas":
        draw = self.chart.draw if self.request.is_detailed else self.chart.draw_plain
        return draw(result, paper, self.marks_link, caption)

    def part(self, width: str) -> bytes:
        return self._packed(self._rendering(width), partial(self._html, (width,)))

    def html(self) -> SafeString:
        return mark_safe(self.cached(self._rendering("both"), partial(self._html, BOTH_PAPERS)))

    def _rendering(self, width: str) -> str:
        """What is kept of the calendar is one month of many; of an address that names none, that of its days."""
        is_month = self.chart.name == MONTH and not self.request.is_detailed
        month = self.request.month_asked_for if is_month else None
        return f"{width}-{month:%Y-%m}" if month else width

    def _html(self, widths: tuple[str, ...]) -> str:
        if not self.request.is_detailed:
            if self.chart.name == FINDING:
                return self._finding_html()
            if self.chart.name == MONTH:
                return self._month_html()
        return super()._html(widths)

    def _finding_html(self) -> str:
        part = self.finding()
        if isinstance(part, TooLittle):
            return self.too_little_html(part)
        return render_to_string("tracker/trends_finding.html", {"part": part})

    def finding(self) -> "TrendsFinding | TooLittle":
        """What Trends begins with."""
        request = self.request
        period = request.period
        if period is None:
            return TooLittle(NO_ENTRIES)
        result = finding(request.diary(days_for_a_finding(period)), period)
        if isinstance(result, TooLittle):
            return result
        words, counted = self._next_week()
        taken = self._taken
        compared, answer = beside_looks(result.compared, taken)
        result = replace(result, compared=compared)
        return TrendsFinding(
            words=finding_words(result),
            left_blank_words=self._left_blank_words(),
            next_week=words,
            next_week_counted=counted,
            verdict=taken_look_line(answer) if answer else "",
            looks=looks_on_trends(taken, answer),
        )

    @property
    def _taken(self) -> list[TakenLook]:
        """Looks at change, the latest first. They are about all spasms: none beside a filter, nor for who does not see
        all of them."""
        is_apart = self.request.has_entry_filter or self.request.person.leaves_private_out
        return [] if is_apart else taken_looks(self.request.person.owner)

    def _next_week(self) -> tuple[str, str]:
        """What most weeks were like, and how that is counted; for days that end today and all entries alone."""
        request = self.request
        if request.period is None or request.period.last != request.today or request.has_entry_filter:
            return "", ""
        result = next_week(request.diary(days_for_next_week(request.today)))
        return next_week_words(result), next_week_counted(result)

    def _month_html(self) -> str:
        month = trends_month(self.request, self._left_blank_words())
        if isinstance(month, TooLittle):
            return self.too_little_html(month)
        return render_to_string("tracker/trends_month.html", {"part": month})

    def reading(self, result: Any) -> str:
        """What is to be seen; and of how many entries it is not, since they leave blank what the filter asks for.

        Of somebody else's diary it is without what is private: a file of it leaves the page that says so.
        """
        without = without_private_words() if self.request.person.leaves_private_out else ""
        return sentences_words([super().reading(result), self._left_blank_words(), without])

    def caption_lines(self, result: Any) -> tuple[str, ...]:
        """The days, how many of them were answered, the filter, and the reading."""
        reading = super().caption_lines(result)
        period = self.request.period
        if period is None or self.chart.is_of_whole_diary:
            return reading
        coverage = day_states(self.request.diary(period), period)
        days = f"{self.request.period_words()} · {answered_words(coverage)}"
        words = self.request.filter_words()
        only = (str(_("Only: %(what)s") % {"what": " · ".join(words)}),) if words else ()
        return (days, *only, *reading)

    def too_little_html(self, result: TooLittle) -> str:
        part = TrendsTooLittle(
            heading="" if self.chart.name == FINDING and not self.request.is_detailed else str(self.chart.title),
            missing=result.missing,
            why=why_nothing(result, PERSON),
            what_it_takes=what_it_takes(result),
            is_own=not self.request.person.leaves_private_out,
            left_blank_words=self._left_blank_words(),
            comparable=self.request.comparable(),
            all_days=reverse("trends") + self.request.query_with(**{"window": "all", "from": None, "to": None}),
            without_filter=self.request.without_filter(),
        )
        return render_to_string("tracker/trends_too_little.html", {"part": part})

    def _left_blank_words(self) -> str:
        request = self.request
        if self.chart.is_of_whole_diary or request.period is None or not request.has_entry_filter:
            return ""
        diary = request.diary(self.chart.needs(request.period))
        return left_blank_words(int(in_period(diary.open_days, request.period).sum()))


@dataclass(frozen=True, slots=True)
class TrendsTooLittle:
    """What stands in place of a chart: why there is none, and what can be done."""

    heading: str
    """What would be here; "" for what the page begins with."""
    missing: str
    """A code of analysis/results.py."""
    why: str
    what_it_takes: str
    is_own: bool
    """False where somebody else looks: what can be done is then not theirs to do."""
    left_blank_words: str
    comparable: tuple[str, str] | None
    """(label, query) of a window that can be compared with the days before it."""
    all_days: str
    without_filter: str
    """Addresses of Trends with all days, or with all entries."""


@dataclass(frozen=True, slots=True)
class TrendsFinding:
    """What the page begins with."""

    words: FindingWords
    left_blank_words: str
    next_week: str
    """One line about the next 7 days."""
    next_week_counted: str
    verdict: str
    """What a look that was fixed in advance says of nearly the same days, in place of "often chance"."""
    looks: tuple[ChangeWords, ...]
    """Answers about change that were fixed in advance."""


@dataclass(frozen=True, slots=True)
class TrendsPlace:
    """A place on the page into which a chart is loaded."""

    code: str
    heading: LazyText
    url: str


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """The page of all charts; each is loaded after it."""

    is_empty: bool
    """Nothing is logged yet."""
    problems: list[str]
    """What is wrong with the address."""
    period: str
    """The days as words; "" if the address means none."""
    report_query: str
    windows: list[tuple[str, str, bool]]
    window: str
    form: DiaryFilterForm
    filter_words: list[str]
    without_filter: str
    shown: tuple[TrendsPlace, ...]
    folded: tuple[TrendsPlace, ...]


@dataclass(frozen=True, slots=True)
class TrendsChartPage:
    """The page of one chart, of its table, or of what is wrong with its address."""

    heading: LazyText
    part: SafeString
    period: str
    """The days as words."""
    is_whole: bool
    """It covers the whole log, whatever days and entries the address asks for."""
    filter_words: list[str]
    back: str


@dataclass(frozen=True, slots=True)
class TrendsProblems:
    """What is wrong with the address, in place of a chart."""

    problems: list[str]


def trends_page(request: TrendsRequest) -> TrendsPage:
    """The page of all charts."""
    is_empty = request.first_on is None
    return TrendsPage(
        is_empty=is_empty,
        problems=request.problems,
        period=request.period_words(),
        report_query="" if is_empty else request.report_query(),
        windows=[] if is_empty else request.windows(),
        window=request.window,
        form=request.form,
        filter_words=request.filter_words(),
        without_filter=request.without_filter(),
        shown=_places(request, SHOWN),
        folded=_places(request, FOLDED, look=DETAILED),
    )


def charts_for(person: Person, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these charts that the reader may see: one that rests on what is stored, private entries counted, is the
    owner's."""
    return tuple(code for code in codes if ON_TRENDS[code].analyze is not None or not person.leaves_private_out)


def _places(request: TrendsRequest, codes: tuple[str, ...], look: str | None = None) -> tuple[TrendsPlace, ...]:
    month = request.query.get("month")
    places = []
    for code in charts_for(request.person, codes):
        query = request.query_with(look=look, month=month if code == MONTH and not look else None)
        places.append(TrendsPlace(code, ON_TRENDS[code].title, reverse("trends-chart", args=[code]) + query))
    return tuple(places)


def chart_page(chart: TrendsChart, part: SafeString) -> TrendsChartPage:
    """The page of one chart, with this part of it."""
    request = chart.request
    return TrendsChartPage(
        heading=chart.chart.title,
        part=part,
        period=request.period_words(),
        is_whole=chart.chart.is_of_whole_diary,
        filter_words=request.filter_words(),
        back=reverse("trends") + request.query_with(),
    )


def problems_html(request: TrendsRequest) -> SafeString:
    """What is wrong with the address, in plain words."""
    return render_to_string("tracker/trends_problems.html", {"part": TrendsProblems(request.problems)})
