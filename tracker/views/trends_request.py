"""What a request for charts asks for: which days, which entries, on how wide a paper. Reading of the address only."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tracker.days import ONE_DAY, Period, last_days
from tracker.diary import OwnWords
from tracker.formatting import date_words, period_words
from tracker.forms.filters import DiaryFilterForm
from tracker.models import Visit
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import first_day
from tracker.selectors.person import Person, own_words
from tracker.selectors.visits import last_visit
from tracker.views.access import diary_person
from tracker.views.filter_words import filter_form
from tracker.views.request import SignedInRequest
from tracker.vocabulary.lazy_text import LazyText

ALL, CHOSEN, SINCE_VISIT = "all", "chosen", "visit"
WINDOWS = {
    "7": gettext_lazy("7 days"),
    "30": gettext_lazy("30 days"),
    "90": gettext_lazy("90 days"),
    "365": gettext_lazy("1 year"),
    ALL: gettext_lazy("All"),
}
DEFAULT_WINDOW = "90"
REPORT_LENGTHS = ("30", "90", "365")
"""Of the windows, those that the doctor's page offers too."""
SHORTEST_DAYS = 28
"""A young diary is drawn on at least four weeks, an old window on no more than the diary has."""


def resolved(
    window: str,
    first: dt.date | None,
    last: dt.date | None,
    today: dt.date,
    begins: dt.date,
    visit_on: dt.date | None = None,
) -> Period | None:
    """The days that a window or chosen dates mean; None if nothing can be written on any of them.

    Parameters: a key of WINDOWS, CHOSEN or SINCE_VISIT, the chosen dates (each may be open), today, the day of the
    first entry, that of the last visit (SINCE_VISIT begins with it).
    Days before the first entry and after today are left out, down to four weeks.
    """
    begins = min(begins, today)
    if window == ALL:
        wanted = Period(begins, today)
    elif window == CHOSEN:
        first, last = first or begins, min(last or today, today)
        if last < begins or first > last:
            return None
        wanted = Period(first, last)
    elif window == SINCE_VISIT and visit_on:
        wanted = Period(visit_on, today)
    else:
        wanted = last_days(today, int(window))
    earliest = min(begins, wanted.last - (SHORTEST_DAYS - 1) * ONE_DAY)
    if window == ALL:
        return Period(earliest, wanted.last)
    return Period(max(wanted.first, earliest), wanted.last)


@dataclass(frozen=True)
class TrendsRequest:
    """The address of a charts page or of one chart, understood."""

    person: Person
    today: dt.date
    query: QueryDict

    @classmethod
    def of(cls, request: SignedInRequest) -> "TrendsRequest":
        person = diary_person(request)
        return cls(person, person.today(timezone.now()), request.GET)

    @cached_property
    def form(self) -> DiaryFilterForm:
        return filter_form(self.query, self.person.owner, self.own_words)

    @cached_property
    def own_words(self) -> OwnWords:
        """The person's own words for factors and remedies."""
        return own_words(self.person.owner)

    @cached_property
    def wanted(self) -> EpisodeFilter:
        """Which entries; its dates are those that were chosen, if any."""
        return self.form.episode_filter() if self._asks_for_some else EpisodeFilter()

    @property
    def _asks_for_some(self) -> bool:
        """True if the address has more than a window and a width. A kept drawing is sent without making the form."""
        return not self.query.keys() <= {"window", "w"}

    @property
    def window(self) -> str:
        """A key of WINDOWS, SINCE_VISIT, CHOSEN with dates of one's own, or "" if it cannot be understood."""
        if self.wanted.first or self.wanted.last:
            return CHOSEN
        window = self.query.get("window", DEFAULT_WINDOW)
        if window == SINCE_VISIT and self.last_visit:
            return window
        return window if window in WINDOWS else ""

    @property
    def problems(self) -> list[str]:
        """What is wrong with the address, in plain words."""
        errors = self.form.errors if self._asks_for_some else {}
        problems = [
            _of_field(self.form.fields[name].label, error) if name in self.form.fields else str(error)
            for name, of_field in errors.items()
            for error in of_field
        ]
        if not self.window:
            problems.append(_("We don’t know that period. Choose one of those above."))
        return problems

    @cached_property
    def begins(self) -> dt.date | None:
        """Day of the first entry or answer; None in an empty diary."""
        return first_day(self.person.owner)

    @cached_property
    def last_visit(self) -> Visit | None:
        """The latest visit that is over."""
        return last_visit(self.person.owner, self.today)

    @cached_property
    def period(self) -> Period | None:
        """The days that the address means; None if nothing can be written on them, or if it cannot be understood."""
        if not self.window:
            return None
        visit_on = self.last_visit.on if self.last_visit and self.window == SINCE_VISIT else None
        begins = self.begins or self.today
        return resolved(self.window, self.wanted.first, self.wanted.last, self.today, begins, visit_on)

    @property
    def is_filtered(self) -> bool:
        return not self._entries.is_empty

    @property
    def _entries(self) -> EpisodeFilter:
        """The filter without its dates."""
        fields = {name: getattr(self.wanted, name) for name in EpisodeFilter.__slots__}
        return EpisodeFilter(**fields | {"first": None, "last": None})

    @property
    def key(self) -> tuple[object, ...]:
        """All that a drawing depends on, besides the chart and the paper."""
        person = self.person
        return (
            person.owner.pk,
            person.data_version,
            self.today,
            self.window,
            self.wanted,
            person.time_zone,
            person.starts,
        )

    def query_with(self, **changes: object) -> str:
        """The address's query with some values changed; None takes one away. Only what charts understand."""
        known = {*self.form.fields, "window"}
        query = QueryDict(mutable=True)
        query.update({name: str(value) for name, value in self.query.items() if name in known and value})
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = str(value)
        return f"?{query.urlencode()}" if query else ""

    def windows(self) -> list[tuple[str, str, bool]]:
        """The chooser: (label, query, is it this one)."""
        windows = {window: str(label) for window, label in WINDOWS.items()}
        if self.last_visit:
            on = self.last_visit.on
            date = date_words(on, with_year=on.year != self.today.year)
            windows[SINCE_VISIT] = _("Since your visit on %(date)s") % {"date": date}
        return [
            (label, self.query_with(**{"window": window, "from": None, "to": None}) or "?", window == self.window)
            for window, label in windows.items()
        ]

    def comparable(self) -> tuple[str, str] | None:
        """(label, query) of the longest window before which the diary has as many days; None if it has none yet."""
        for window, label in reversed(WINDOWS.items()):
            if window == ALL or self.begins is None:
                continue
            if last_days(self.today, int(window)).before().first >= self.begins:
                return str(label), self.query_with(**{"window": window, "from": None, "to": None})
        return None

    def diary_link(self, **changes: object) -> str:
        """Address of the diary list with this filter, narrowed further; the period, unless it says its own days.

        One day of the whole diary has a page of its own.
        """
        if changes.keys() == {"from", "to"} and changes["from"] == changes["to"] and not self.is_filtered:
            return reverse("diary-day", args=[changes["from"]])
        period = {"from": self.period.first, "to": self.period.last} if self.period else {}
        return reverse("diary") + self.query_with(**{"window": None, **period, **changes})

    def report_query(self) -> str:
        """Query of the doctor's page for the same days; a filter does not go along: that page is about all entries."""
        if self.problems or self.period is None:
            return ""
        if self.window in (*REPORT_LENGTHS, SINCE_VISIT):
            return f"?window={self.window}"
        return f"?window={CHOSEN}&first={self.period.first}&last={self.period.last}"

    def period_words(self) -> str:
        """The days as words; "" if there are none."""
        return period_words(self.period.first, self.period.last) if self.period else ""


def _of_field(label: LazyText | None, error: object) -> str:
    return pgettext("what is wrong with a field", "%(field)s: %(error)s") % {"field": label, "error": error}
