"""Filters that turn stored values into words on a page."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker import formatting
from tracker.days import wall_clock
from tracker.pages.recent_days import RecentDay
from tracker.places import place_words
from tracker.selectors.entries import EntryLine
from tracker.services.safety import Assessed
from tracker.vocabulary import day as day_words_of
from tracker.vocabulary import episodes
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.follow_up import FOLLOW_UPS
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.privacy import PRIVATE_MEANS
from tracker.vocabulary.regions import mark_words
from tracker.vocabulary.relief import EFFECTS, MOMENTS, RELIEF

if TYPE_CHECKING:
    from tracker.records.episode import EpisodeRecord
    from tracker.records.regions import RegionMark

register = template.Library()

_VOCABULARIES = {
    "kind": episodes.KINDS,
    "at_onset": episodes.ONSETS,
    "woke": episodes.YES_NO,
    "impact": episodes.IMPACTS,
    "soreness": episodes.SORENESS,
    "duration_basis": episodes.DURATION_BASES,
    "noticed": episodes.NOTICED,
    "chest_signs": episodes.SAFETY_ANSWERS,
    "factor": FACTORS,
    "relief": RELIEF,
    "effect": EFFECTS,
    "moment": MOMENTS,
    "state": day_words_of.DAY_STATES,
    "answer": day_words_of.CHECK_IN_ANSWERS,
    "unlisted": day_words_of.UNLISTED_COUNTS,
    "private": PRIVATE_MEANS,
}


@register.filter
def label(code: str, vocabulary: str) -> LazyText:
    """The label of a stored code: {{ entry.kind|label:"kind" }}."""
    return _VOCABULARIES[vocabulary].label(code) if code else ""


@register.filter
def own_label(code: str, labels: Mapping[str, str]) -> LazyText:
    """A person's own spelling of their code where there is one, else the vocabulary's label."""
    return labels.get(code) or (FACTORS.label(code) if code in FACTORS else RELIEF.label(code))


@register.filter
def place(zone_name: str | None) -> str:
    """The place that a time zone is named after: "Lisbon" for Europe/Lisbon."""
    return place_words(str(zone_name or ""))


@register.filter
def as_json(value: object) -> str:
    """Plain values for a script, as an attribute of the page holds them."""
    return json.dumps(value)


@register.filter
def marks(regions: "Iterable[RegionMark | tuple[str, str, str]]") -> str:
    """Regions with their sides in words: tuples (region, side, text) or RegionMarks."""
    named = [mark if isinstance(mark, tuple) else (mark.region, mark.side, mark.text) for mark in regions]
    return formatting.comma_words(mark_words(*mark) for mark in named) or _("place not noted")


@register.filter
def duration(seconds: float | None) -> str:
    """Seconds as words; nothing for None."""
    return "" if seconds is None else formatting.duration_words(seconds)


@register.filter
def in_a_row(count: int) -> str:
    """How many spasms an entry stands for."""
    return formatting.in_a_row_words(count)


@register.filter
def long_duration(seconds: float | None) -> str:
    """Seconds as words in a sentence; nothing for None."""
    return "" if seconds is None else formatting.long_duration_words(seconds)


@register.filter
def day_name(day: dt.date, today: dt.date) -> str:
    """A day in words, as near ones are called."""
    return formatting.day_words(day, today)


@register.filter(expects_localtime=True)
def date_words(day: dt.date | None) -> str:
    """A date: "10 November 2026"."""
    return formatting.date_words(day) if day else ""


@register.filter(expects_localtime=True)
def two_letter_weekday(day: dt.date) -> str:
    """The weekday where there is least room: "Tu"."""
    return str(formatting.TWO_LETTER_WEEKDAYS[day.weekday()])


@register.filter(expects_localtime=True)
def date_words_without_year(day: dt.date | None) -> str:
    """A date of these weeks: "10 November"."""
    return formatting.date_words(day, with_year=False) if day else ""


@register.filter(expects_localtime=True)
def month_words(day: dt.date | None) -> str:
    """The month of a date: "November 2026"."""
    return formatting.month_words(day) if day else ""


@register.filter
def month_near(day: dt.date, today: dt.date) -> str:
    """The month of a date, with its year unless it is this one: "November", "November 2025"."""
    return str(formatting.MONTHS[day.month - 1]) if day.year == today.year else formatting.month_words(day)


@register.filter(expects_localtime=True)
def short_date_words(day: dt.date | None) -> str:
    """A date where there is little room: "10 Nov"."""
    return formatting.short_date_words(day) if day else ""


@register.filter(expects_localtime=True)
def weekday_date_words(day: dt.date | None) -> str:
    """A date with its weekday: "Tuesday, 10 November 2026"."""
    return formatting.weekday_date_words(day) if day else ""


@register.filter(expects_localtime=True)
def weekday_date_words_without_year(day: dt.date | None) -> str:
    """A date of these weeks with its weekday: "Tuesday, 10 November"."""
    return formatting.weekday_date_words(day, with_year=False) if day else ""


@register.filter(expects_localtime=True)
def short_weekday_date_words(day: dt.date | None) -> str:
    """A date with its weekday where there is little room: "Tue, 10 Nov"."""
    return formatting.short_weekday_date_words(day) if day else ""


@register.filter(expects_localtime=True)
def date_time_words(wall: dt.datetime | None) -> str:
    """A date and the time on its clock: "10 November 2026, 03:10"."""
    return formatting.date_time_words(wall) if wall else ""


@register.filter(expects_localtime=True)
def weekday_date_time_words(wall: dt.datetime | None) -> str:
    """The same with the weekday: "Tuesday, 10 November 2026, 03:10"."""
    return formatting.date_time_words(wall, with_weekday=True) if wall else ""


@register.filter
def clock(wall: dt.datetime | dt.time | None) -> str:
    """The wall clock, 24 hours."""
    return formatting.time_words(wall) if isinstance(wall, (dt.datetime, dt.time)) else ""


@register.filter
def began(entry: EntryLine, today: dt.date) -> str:
    """When an entry began: "Friday, 18:12", "Thursday night, 01:42"."""
    return formatting.began_words(entry.day, entry.started, today)


@register.filter
def weekday(wall: dt.date) -> LazyText:
    """The weekday on the clock, short."""
    return formatting.SHORT_WEEKDAYS[wall.weekday()]


@register.filter
def weekday_name(day: dt.date) -> LazyText:
    """The weekday in full."""
    return formatting.WEEKDAYS[day.weekday()]


@register.filter
def band(value: int | None) -> LazyText:
    """The band of a rating, in words, beside its number."""
    return "" if value is None else episodes.intensity_band(value)


@register.simple_tag
def intensity_mark(value: int | None) -> SafeString:
    """The disc with the number that stands before an entry; a ring where there is none."""
    if value is None:
        return format_html(
            '<span class="entry-number unanswered"><span class="visually-hidden">{}</span></span>',
            _("not rated"),
        )
    return format_html(
        '<span class="entry-number i{}"><span class="visually-hidden">{} </span>{}</span>',
        value,
        _("intensity"),
        value,
    )


@register.simple_tag
def day_mark(day: RecentDay) -> SafeString:
    """The mark of a day: a disc with its worst number, a tick, hatching. Its words stand beside it."""
    # Not a template of its own: a month has thirty of them.
    number = "" if day.worst is None or day.is_before else str(day.worst)
    return format_html('<span class="day-mark {}" aria-hidden="true">{}</span>', day.css, number)


@register.simple_tag
def month_day(day: RecentDay) -> SafeString:
    """A day of a month's calendar, the way to its page. As for `day_mark`, no template of its own."""
    return format_html(
        '<a class="month-day" href="{}"{}><span class="visually-hidden">{}</span>'
        '<span class="month-date" aria-hidden="true">{}</span>{}</a>',
        reverse("diary-day", args=[day.date]),
        mark_safe(' aria-current="date"') if day.is_today else "",
        day.words,
        day.date.day,
        day_mark(day),
    )


@register.simple_tag(takes_context=True)
def entry_more(context: Context, entry: EntryLine) -> SafeString:
    """What a line of a list says below the place: "Friday, 03:10 · 4 min · 3 in a row".

    The context's `with_day` and `today` add the day; `is_short` leaves out what is not needed to know it again.
    `time_zone` is the person's: an entry's own is said if it differs.
    """
    today = context["today"] if context.get("with_day") else None
    parts: list[LazyText] = [formatting.began_words(entry.day, entry.started, today)]
    if entry.is_ongoing:
        parts.append(pgettext("entry", "still going on"))
    elif entry.duration_seconds is not None:
        parts.append(formatting.duration_words(entry.duration_seconds))
    is_short = context.get("is_short", False)
    if entry.count > 1 and not is_short:
        parts.append(formatting.in_a_row_words(entry.count))
    if entry.at_onset and not is_short:
        parts.append(episodes.ONSETS.label(entry.at_onset))
    if context.get("time_zone") and entry.time_zone != context["time_zone"]:
        parts.append(entry.time_zone)
    if entry.private:
        parts.append(pgettext("entry", "private"))
    if entry.logged_by and not is_short:
        parts.append(pgettext("entry", "logged by %(name)s") % {"name": entry.logged_by})
    # Each part is escaped; format_html for each would take as long as the rest of the line.
    between = '</span> <span class="fact"><span class="fact-dot">·</span> '
    return mark_safe(f'<span class="fact">{between.join(map(conditional_escape, parts))}</span>')


@register.filter
def follow_up_words(record: "EpisodeRecord") -> list[tuple[LazyText, str]]:
    """(question, answers) in words of what was answered to the safety questions."""
    return [
        (FOLLOW_UPS.label(question), formatting.comma_words(_answer_words(question, code) for code in sorted(codes)))
        for question, codes in record.follow_up_answers.items()
    ]


def _answer_words(question: str, code: str) -> LazyText:
    return FOLLOW_UPS[question].answers.label(code) if question in FOLLOW_UPS else code


@register.filter
def entry_words(assessed: Assessed) -> str:
    """Which entry it is, for a page that shows several: "left calf, since 03:12"."""
    episode, where = assessed.episode, marks(assessed.details.regions)
    started = wall_clock(episode.started_at, episode.time_zone)
    if episode.duration_basis == episodes.ONGOING:
        return _("%(where)s, since %(time)s") % {"where": where, "time": clock(started)}
    if started.date() != episode.day:
        return _("%(where)s, %(when)s") % {"where": where, "when": formatting.began_words(episode.day, started)}
    values = {"where": where, "weekday": weekday(started), "time": clock(started)}
    return _("%(where)s, %(weekday)s %(time)s") % values


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: object) -> str:
    """The address's query with some values changed; None takes one away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"
