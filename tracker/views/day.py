"""A day of the diary: its state and how it is known, its timeline, its entries, what the check-in said that evening."""

import datetime as dt
import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_safe

from tracker.analysis.coverage import STATES, day_states
from tracker.analysis.day import Timeline, timeline
from tracker.analysis.results import TooLittle
from tracker.charts.registry import CHARTS
from tracker.days import ONE_DAY
from tracker.formatting import list_words, number_words, sentences_words
from tracker.models import OwnTerm
from tracker.selectors.check_in import is_late
from tracker.selectors.day import DayEntries, DayLog, day_entries, day_log
from tracker.selectors.person import Person, own_terms
from tracker.services.days import is_day_open
from tracker.views.access import diary_person
from tracker.views.drawings import (
    FILES,
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
from tracker.views.request import SignedInRequest
from tracker.vocabulary.day import CLEAR, CONTINUED, LIMITED, LISTED, NONE, PAUSED, SPASM
from tracker.vocabulary.factors import FACTORS
from tracker.wording.readers import PERSON

CHART = CHARTS["timeline"]
FIRST_DATE = dt.date(1920, 1, 1)
"""Forms take no date before it, so an address with an earlier one is a mistake."""


@login_required
@require_safe
def day(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """The page. A day before the diary began says so; one that has not come has no page, unless entries are on it."""
    person, now = diary_person(request), timezone.now()
    today = person.today(now)
    _check_date(date)
    log = day_log(person, date, today)
    # In a zone ahead of the person's own the day may have begun already.
    if date > today and not log.entries.own:
        raise Http404
    first_on = log.diary.first_on
    state, reason = _state(log)
    context = {
        "date": date,
        "today": today,
        "time_zone": person.time_zone,
        "log": log,
        "state": state,
        "reason": reason,
        "first_on": first_on,
        "is_before": first_on is not None and date < first_on,
        "previous": date - ONE_DAY if first_on and first_on < date else None,
        "next": date + ONE_DAY if date < today else None,
        "is_late": log.check_in is not None and is_late(person, log.check_in),
        "limited": None
        if log.check_in is None or log.check_in.limited is None
        else LIMITED.label(str(log.check_in.limited)),
        "factors": _factor_words(person, log),
        "is_open": is_day_open(person, date, now),
        "heading": CHART.title,
    }
    return render(request, "tracker/day.html", context)


@login_required
@require_GET
def day_timeline(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """The timeline: what htmx puts into the page, or a page of its own without it."""
    person = _person(request, date)
    if not request.htmx:
        html = kept(_key(person, date, "both"), lambda: _fragment(person, date, ("wide", "narrow")))
        return _chart_page(request, date, html)
    paper = "narrow" if request.GET.get("w") == "narrow" else "wide"
    return part_response(request, _key(person, date, paper), lambda: _fragment(person, date, (paper,)))


@login_required
@require_GET
def day_timeline_table(request: SignedInRequest, date: dt.date) -> HttpResponse:
    """The table behind the timeline: loaded when it is opened, or a page of its own."""
    person = _person(request, date)
    key = _key(person, date, "table")
    if request.htmx:
        return part_response(request, key, lambda: _table(person, date))
    return _chart_page(request, date, kept(key, lambda: _table(person, date)))


@login_required
@require_GET
def day_timeline_file(request: SignedInRequest, date: dt.date, kind: str) -> HttpResponse:
    """The timeline as a file."""
    person = _person(request, date)
    if kind not in FILES:
        raise Http404
    content = kept(_key(person, date, kind), lambda: _file(person, date, kind))
    if not content:
        raise Http404
    log_export(request, f"{CHART.name}.{kind}")
    return file_response(content, kind, f"spasmlog-{CHART.name}-{date}")


def _check_date(date: dt.date) -> None:
    if date < FIRST_DATE or date == dt.date.max:
        raise Http404


def _person(request: SignedInRequest, date: dt.date) -> Person:
    _check_date(date)
    return diary_person(request)


def _key(person: Person, date: dt.date, rendering: str) -> str:
    depends_on = (person.owner.pk, person.data_version, person.time_zone, person.starts)
    return drawing_key(CHART.name, *depends_on, date, rendering)


def _result(person: Person, date: dt.date) -> Timeline | TooLittle:
    entries = day_entries(person.owner, date, person.starts)
    return timeline(entries.all, date, person.time_zone, person.starts, is_cut=entries.has_more)


def _entry_link(uid: uuid.UUID) -> str:
    return reverse("episode", kwargs={"uid": uid})


def _fragment(person: Person, date: dt.date, papers: tuple[str, ...]) -> str:
    """The timeline with its sentence, its files and the place of its table, as HTML."""
    result = _result(person, date)
    if isinstance(result, TooLittle):
        return table_html(CHART.title, None)
    from tracker.charts.theme import PAPERS

    return drawing_html(
        CHART.name,
        CHART.title,
        CHART.words.reading(result, PERSON),
        [inline_drawing(CHART.draw(result, PAPERS[paper], _entry_link), f"{CHART.name}-{paper}") for paper in papers],
        table_url=reverse("day-timeline-table", args=[date]),
        files={kind: reverse("day-timeline-file", args=[date, kind]) for kind in FILES},
        ask_url=ask_url(f"day:{date}"),
    )


def _table(person: Person, date: dt.date) -> str:
    result = _result(person, date)
    return table_html(CHART.title, None if isinstance(result, TooLittle) else CHART.words.table(result, _entry_link))


def _file(person: Person, date: dt.date, kind: str) -> bytes:
    from tracker.charts.theme import WIDE, Caption

    result = _result(person, date)
    if isinstance(result, TooLittle):
        return b""
    title, reading = CHART.words.title(result), CHART.words.reading(result, PERSON)
    sheet = CHART.draw(result, WIDE, _entry_link, Caption(title, (reading,)))
    return drawing_file(sheet, CHART.name, kind, title=title, description=reading)


def _chart_page(request: SignedInRequest, date: dt.date, html: str) -> HttpResponse:
    return render(request, "tracker/day_timeline.html", {"date": date, "heading": CHART.title, "part": mark_safe(html)})


def _state(log: DayLog) -> tuple[str, str]:
    """The day's state and how it is known, in a sentence."""
    coverage = day_states(log.diary, log.diary.period)
    state, answer = STATES[coverage.state[0]], log.check_in.answer if log.check_in else ""
    return state, _reason(state, answer, log.entries)


def _reason(state: str, answer: str, there: DayEntries) -> str:
    entries = len(there.own)
    overruled = _("Your check-in says no spasm, but what you logged counts more.") if answer == NONE else ""
    if state == SPASM and entries:
        words = ngettext("%(n)s entry began on this day.", "%(n)s entries began on this day.", entries)
        if there.has_more:
            words = ngettext(
                "More than %(n)s entry began on this day.", "More than %(n)s entries began on this day.", entries
            )
        return sentences_words([words % {"n": number_words(entries)}, overruled])
    if state == SPASM:
        return _("Your check-in says you had spasms that you didn’t log one by one.")
    if state == CONTINUED:
        words = _("A spasm from an earlier day went on for at least an hour into this one.")
        return sentences_words([words, overruled])
    if state == CLEAR:
        return _("Your check-in says no spasm.")
    if state == PAUSED:
        return _("This day is in a pause, so you weren’t asked about it.")
    if there.from_before:
        return _(
            "A spasm from an earlier day went on for less than an hour into this one. "
            "Nothing else is known about this day."
        )
    if answer == LISTED:
        return _(
            "Your check-in says “only these”, but none of those entries is on this day. So it counts as unanswered."
        )
    return _("Nothing is logged. That alone doesn’t make it a clear day.")


def _factor_words(person: Person, log: DayLog) -> list[tuple[str, str]]:
    """(yes or no, the factors of that answer), as far as they were answered."""
    if not log.factors:
        return []
    is_own = any(code not in FACTORS for code in log.factors)
    labels = dict(own_terms(person.owner, OwnTerm.FACTOR)) if is_own else {}
    said = [
        (answer, sorted((code for code in log.factors if log.factors[code] is answer), key=FACTORS.sort_key))
        for answer in (True, False)
    ]
    return [
        (
            pgettext("factors of a day", "Yes") if answer else pgettext("factors of a day", "No"),
            list_words([str(labels.get(code) or FACTORS.label(code)) for code in codes]),
        )
        for answer, codes in said
        if codes
    ]
