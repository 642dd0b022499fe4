"""The calendar of one month on Trends: a mark for every day, each the way to its day."""

import datetime as dt
from dataclasses import dataclass
from math import isnan

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.analysis.calendar import DAY_KINDS, NOT_ASKED, Calendar, calendar
from tracker.analysis.results import EMPTY_DIARY, NO_ENTRIES, TooLittle
from tracker.analysis.usual import with_earlier_stretches
from tracker.days import ONE_DAY, Period, week_start
from tracker.formatting import TWO_LETTER_WEEKDAYS, WEEKDAYS, month_words, number_words, weekday_date_words
from tracker.pages.trends_request import TrendsRequest
from tracker.vocabulary.day import CONTINUED, PAUSED, SPASM
from tracker.vocabulary.lazy_text import LazyText
from tracker.wording import calendar as calendar_words
from tracker.wording.coverage import left_out_words

_DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day of the grid."""

    date: dt.date
    css: str
    """How it is marked; "" for a day that has not come, or before the diary."""
    number: str
    """The worst number; "" without one."""
    words: str
    """What it shows, for who does not see it."""
    url: str
    is_today: bool
    is_several: bool
    """More than one entry."""


@dataclass(frozen=True, slots=True)
class TrendsMonth:
    """A month as its template takes it."""

    name: str
    year: int
    title: str
    """The finding: how many of its days had a spasm."""
    weekdays: tuple[tuple[LazyText, LazyText], ...]
    """(in short, in full)."""
    weeks: tuple[tuple[MonthDay | None, ...], ...]
    """None where the month has no day."""
    previous: str
    next: str
    """Addresses of the months beside it; "" where there is none."""
    page_previous: str
    page_next: str
    """The same as pages, for who has no JavaScript."""
    has_continued: bool
    has_paused: bool
    has_unrated: bool
    left_out_words: str
    """How many spasm days are drawn and, being in a pause, not counted; "" for none."""
    left_blank_words: str
    """Of how many entries the marks say nothing, since they leave open what the filter asks for."""


def trends_month(request: TrendsRequest, left_blank_words: str) -> TrendsMonth | TooLittle:
    """The month that the address asks for; too little if it asks for none."""
    month = request.month
    if month is None or request.period is None:
        return TooLittle(NO_ENTRIES)
    # The days of the other charts, if they hold it: these are loaded.
    shown = Period(month.first, min(month.last, max(request.period.last, request.today)))
    loaded = with_earlier_stretches(request.period)
    is_loaded = shown.first >= loaded.first and shown.last <= loaded.last
    result = calendar(request.diary(loaded if is_loaded else shown, shown), shown)
    if isinstance(result, TooLittle):
        # Of a month of which nothing is logged yet, today is still told, and the way to its page.
        days = {request.today: _today_open(request)} if request.today in shown else {}
    else:
        days = {day: _day(request, result, day, n) for n, day in enumerate(shown)}
    start = week_start(month.first)
    weeks = -(-((month.last - start).days + 1) // _DAYS_A_WEEK)
    grid = tuple(
        tuple(_cell(start + (_DAYS_A_WEEK * week + day) * ONE_DAY, month, days) for day in range(_DAYS_A_WEEK))
        for week in range(weeks)
    )
    before, after = month.first - ONE_DAY, month.last + ONE_DAY
    has_before = request.first_on is not None and request.first_on <= before
    has_after = after <= request.today
    chart, page = reverse("trends-chart", args=["calendar"]), reverse("trends")
    queries = [request.query_with(month=f"{day:%Y-%m}") for day in (before, after)]
    return TrendsMonth(
        name=month_words(month.first),
        year=month.first.year,
        title=_nothing_words(result, month) if isinstance(result, TooLittle) else calendar_words.title(result),
        weekdays=tuple(zip(TWO_LETTER_WEEKDAYS, WEEKDAYS, strict=True)),
        weeks=grid,
        previous=chart + queries[0] if has_before else "",
        next=chart + queries[1] if has_after else "",
        page_previous=page + queries[0] if has_before else "",
        page_next=page + queries[1] if has_after else "",
        has_continued=any(day.css == CONTINUED for day in days.values()),
        has_paused=any(day.css == PAUSED for day in days.values()),
        has_unrated=any(day.css.startswith("spasm-unrated") for day in days.values()),
        left_out_words="" if isinstance(result, TooLittle) else _left_out_words(result),
        left_blank_words=left_blank_words,
    )


def _left_out_words(result: Calendar) -> str:
    return "" if result.is_all_paused else left_out_words(result.spasm_days_in_pauses)


def _nothing_words(part: TooLittle, month: Period) -> str:
    if part.missing == EMPTY_DIARY:
        return _("Nothing logged yet.")
    return _("Nothing logged in %(month)s.") % {"month": month_words(month.first)}


def _cell(day: dt.date, month: Period, days: dict[dt.date, MonthDay]) -> MonthDay | None:
    if day not in month:
        return None
    return days.get(day) or MonthDay(day, "", "", "", "", is_today=False, is_several=False)


def _day(request: TrendsRequest, result: Calendar, day: dt.date, n: int) -> MonthDay:
    kind, worst = DAY_KINDS[result.kind[n]], float(result.worst[n])
    is_rated = kind == SPASM and not isnan(worst)
    css = f"i{round(worst)}" if is_rated else "spasm-unrated" if kind == SPASM else "" if kind == NOT_ASKED else kind
    if day == request.today and kind == NOT_ASKED:
        return _today_open(request)
    words = calendar_words.state_words(result, n)
    return MonthDay(
        date=day,
        css=css,
        number=number_words(worst) if is_rated else "",
        words=f"{weekday_date_words(day, with_year=False)}: {words}" if words else "",
        url=request.diary_link(**{"from": day, "to": day}) if css else "",
        is_today=day == request.today,
        is_several=bool(result.entries[n] > 1),
    )


def _today_open(request: TrendsRequest) -> MonthDay:
    day, words = request.today, pgettext("a day in a legend", "not over yet")
    return MonthDay(
        date=day,
        css="today-open",
        number="",
        words=f"{weekday_date_words(day, with_year=False)}: {words}",
        url=request.diary_link(**{"from": day, "to": day}),
        is_today=True,
        is_several=False,
    )
