"""Pages that a question is written from: an entry, a day, a chart, the guide. Their names, first words, the way back.

Their codes are stored with the question: "entry:<uid>", "day:<date>", "chart:<name>", "guide:<key>".
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.formatting import comma_words, date_words
from tracker.guidance.loader import library_in
from tracker.guidance.schema import SEE_A_DOCTOR, SELF_CARE
from tracker.models import Episode
from tracker.pages.trends_sections import ON_TRENDS
from tracker.selectors.entries import entry_lines
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import mark_words

ENTRY, DAY, CHART, GUIDE = "entry", "day", "chart", "guide"
CAN_WAIT = {SELF_CARE, SEE_A_DOCTOR}
"""Care levels of guidance that a question for the next visit may be about; the others are not to wait for it."""
MOST_PLACES = 3
"""Of an entry that a question names."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The page in words, its address, and words that a question about it can begin with."""

    code: str
    words: str
    address: str
    suggestion: str


def origin_of(owner: User, code: str, query: QueryDict | None = None) -> Origin | None:
    """The page behind a code; None for one that is not there, or is somebody else's. Two queries at most.

    `query`: of the page of charts, so that the way back leads to the same days.
    """
    kind, _colon, name = code.partition(":")
    make: Mapping[str, Callable[[], Origin | None]] = {
        ENTRY: lambda: _entry(owner, code, name),
        DAY: lambda: _day(code, name),
        CHART: lambda: _chart(code, name, query),
        GUIDE: lambda: _guide(code, name),
    }
    return make[kind]() if kind in make else None


def _entry(owner: User, code: str, name: str) -> Origin | None:
    uid = _uid(name)
    line = next(iter(entry_lines(Episode.objects.of(owner).filter(uid=uid))), None) if uid else None
    if line is None:
        return None
    names = {
        "where": comma_words(mark_words(*mark) for mark in line.regions[:MOST_PLACES]),
        "day": date_words(line.day),
    }
    if names["where"]:
        words = _("spasm on %(day)s (%(where)s)")
        asked = _("What do you think about my spasm on %(day)s (%(where)s)?")
    else:
        words = _("spasm on %(day)s")
        asked = _("What do you think about my spasm on %(day)s?")
    # What is private never leaves, and questions do: it is for the person to say what they ask.
    asked = "" if line.private else asked % names
    return Origin(f"{ENTRY}:{line.uid}", words % names, reverse("episode", args=[line.uid]), asked)


def _day(code: str, name: str) -> Origin | None:
    date = _date(name)
    if date is None:
        return None
    words = date_words(date)
    asked = _("What do you think about %(day)s?") % {"day": words}
    return Origin(f"{DAY}:{date}", words, reverse("diary-day", args=[date]), asked)


def _chart(code: str, name: str, query: QueryDict | None) -> Origin | None:
    if name not in ON_TRENDS:
        return None
    kept = query.copy() if query else QueryDict(mutable=True)
    kept.pop("about", None)
    days = f"?{kept.urlencode()}" if kept else ""
    words = {"title": str(ON_TRENDS[name].title)}
    suggestion = _("What does the chart “%(title)s” tell you?") % words
    # To the chart alone: on the page of all, the word that the question is kept would be out of sight.
    address = reverse("trends-chart", args=[name]) + days
    return Origin(code, _("the chart “%(title)s”") % words, address, suggestion)


def _guide(code: str, name: str) -> Origin | None:
    entry = library_in(get_language()).entries.get(name)
    if entry is None or entry.care not in CAN_WAIT:
        return None
    return Origin(code, entry.title, reverse("guidance-entry", args=[name]), advice_words(entry.title))


def advice_words(title: LazyText) -> str:
    """The question that something of the guidance is, until the person words it."""
    return _("What do you think about “%(title)s”?") % {"title": title}


def links_of(owner: User, codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """(address, words) of the pages behind these codes, those that are there. One query at most."""
    kinds = {code: code.partition(":")[0] for code in codes if code}
    uids = {code: _uid(code.partition(":")[2]) for code, kind in kinds.items() if kind == ENTRY}
    existing = {*Episode.objects.of(owner).filter(uid__in=uids.values()).values_list("uid", flat=True)}
    links = {code: (reverse("episode", args=[uid]), _("The entry")) for code, uid in uids.items() if uid in existing}
    words = {DAY: _("That day"), CHART: _("The chart"), GUIDE: _("In the guide")}
    for code, kind in kinds.items():
        if kind in words and (origin := origin_of(owner, code)):
            links[code] = (origin.address, words[kind])
    return links


def _uid(name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(name)
    except ValueError:
        return None


def _date(name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(name)
    except ValueError:
        return None
