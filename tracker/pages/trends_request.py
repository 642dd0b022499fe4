"""What an address of Trends asks for: which days, and which entries."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.days import ONE_DAY, Period, last_days, month_after, month_named, month_of_most
from tracker.diary import Diary
from tracker.formatting import period_words
from tracker.pages.filter_request import FilterRequest
from tracker.pages.windows import (
    ALL,
    CHOSEN,
    DEFAULT_WINDOW,
    REPORT_LENGTHS,
    SINCE_VISIT,
    WINDOWS,
    period_of_window,
    window_label,
)
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import load_diary
from tracker.vocabulary.lazy_text import LazyText

DETAILED = "detail"
"""What `look` says in the address of a chart with all its details."""


@dataclass(frozen=True)
class TrendsRequest(FilterRequest):
    """What the address of Trends, or of one of its charts, asks for: `query` as days and a filter."""

    @cached_property
    def filters(self) -> EpisodeFilter:
        """Which entries; its dates are those that were chosen, if any.

        Who looks at another's diary chooses days alone: a word that is looked for would tell what notes say.
        """
        wanted = self.form.episode_filter() if self._has_filters else EpisodeFilter()
        return EpisodeFilter(first=wanted.first, last=wanted.last) if self.person.leaves_private_out else wanted

    @property
    def _has_filters(self) -> bool:
        """True if the address has more than a window and a width. Else no form is made: a kept chart is sent sooner."""
        return not self.query.keys() <= {"window", "w", "look", "month"}

    @property
    def window(self) -> str:
        """A key of WINDOWS, SINCE_VISIT, CHOSEN with dates of one's own, or "" if it cannot be understood."""
        if self.filters.first or self.filters.last:
            return CHOSEN
        window = self.query.get("window", DEFAULT_WINDOW)
        if window == SINCE_VISIT and self.last_visit:
            return window
        return window if window in WINDOWS else ""

    @property
    def problems(self) -> list[str]:
        """What is wrong with the address, in plain words."""
        errors_by_field = self.form.errors if self._has_filters else {}
        problems = [
            _problem_words(self.form.fields[name].label, error) if name in self.form.fields else str(error)
            for name, errors in errors_by_field.items()
            for error in errors
        ]
        if not self.window:
            problems.append(_("We don’t know that period. Choose one of those above."))
        return problems

    @cached_property
    def period(self) -> Period | None:
        """The days that the address means; None if nothing can be written on them, or if it cannot be understood."""
        if not self.window:
            return None
        visit_on = self.last_visit.on if self.last_visit and self.window == SINCE_VISIT else None
        first_on = self.first_on or self.today
        return period_of_window(self.window, self.filters.first, self.filters.last, self.today, first_on, visit_on)

    @property
    def is_detailed(self) -> bool:
        """A chart is asked for with all its details."""
        return self.query.get("look") == DETAILED

    @property
    def month_asked_for(self) -> dt.date | None:
        """The first day of the month that the address names; None if it names none."""
        return month_named(self.query.get("month", ""), self.today)

    @cached_property
    def month(self) -> Period | None:
        """The days of the month that the calendar shows: that of the address, else the last one of the period that is
        more than begun."""
        if self.period is None:
            return None
        begins = max(self.period.first, self.first_on or self.period.first)
        first = self.month_asked_for or month_of_most(self.period.last, begins)
        return Period(first, month_after(first) - ONE_DAY)

    def diary(self, needed: Period, shown: Period | None = None) -> Diary:
        """The diary with these days loaded, narrowed to the filter; none before it begins, unless they are shown."""
        shown = shown or self.period or needed
        begins = min(self.first_on or shown.first, shown.first)
        return load_diary(self.person, self.filters, Period(max(needed.first, begins), needed.last), self.today)

    @property
    def has_entry_filter(self) -> bool:
        """True if the filter asks for more than days."""
        fields = {name: getattr(self.filters, name) for name in EpisodeFilter.__slots__}
        return not EpisodeFilter(**fields | {"first": None, "last": None}).is_empty

    @property
    def depends_on(self) -> tuple[object, ...]:
        """All that a chart of these days depends on, besides which chart and how wide."""
        person = self.person
        return (
            person.owner.pk,
            person.data_version,
            self.today,
            self.window,
            self.is_detailed,
            self.filters,
            person.time_zone,
            person.starts,
            person.leaves_private_out,
        )

    def query_with(self, **changes: object) -> str:
        """The address's query with some values changed (None removes one), without what Trends does not know."""
        known = {"from", "to", "window"} if self.person.leaves_private_out else {*self.form.fields, "window"}
        query = QueryDict(mutable=True)
        query.update({name: str(value) for name, value in self.query.items() if name in known and value})
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = str(value)
        return f"?{query.urlencode()}" if query else ""

    def windows(self) -> list[tuple[str, str, bool]]:
        """The windows to choose from: (label, query, whether it is the one shown); first, days that were chosen."""
        windows = {window: str(label) for window, label in WINDOWS.items()}
        if self.last_visit:
            windows[SINCE_VISIT] = window_label(self.last_visit, self.today)
        chosen = [(self.period_words(), self.query_with(), True)] if self.window == CHOSEN and self.period else []
        return chosen + [
            (label, self.query_with(**{"window": window, "from": None, "to": None}) or "?", window == self.window)
            for window, label in windows.items()
        ]

    def comparable(self) -> tuple[str, str] | None:
        """(label, query) of the longest window before which the diary has as many days; None if it has none yet."""
        for window, label in reversed(WINDOWS.items()):
            if window == ALL or self.first_on is None:
                continue
            if last_days(self.today, int(window)).before().first >= self.first_on:
                return str(label), self.query_with(**{"window": window, "from": None, "to": None})
        return None

    def diary_link(self, **changes: object) -> str:
        """Address of the diary list with this filter, narrowed further; the period, unless it says its own days.

        One day of the whole diary has a page of its own. "" for who looks at another's diary: its list is closed.
        """
        if self.person.leaves_private_out:
            return ""
        if changes.keys() == {"from", "to"} and changes["from"] == changes["to"] and not self.has_entry_filter:
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

    def without_filter(self) -> str:
        """Address of Trends with all entries of these days."""
        return reverse("trends") + self.query_with(**dict.fromkeys(set(self.form.fields) - {"from", "to"}))

    def period_words(self) -> str:
        """The days as words; "" if there are none."""
        return period_words(self.period.first, self.period.last) if self.period else ""


def _problem_words(label: LazyText | None, error: object) -> str:
    return pgettext("what is wrong with a field", "%(field)s: %(error)s") % {"field": label, "error": error}
