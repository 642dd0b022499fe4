"""What an address or the form of the doctor's page asks for: which days, and what is ticked."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tracker.days import Period
from tracker.forms.report import ReportForm
from tracker.pages.diary_request import DiaryRequest
from tracker.pages.doctors_page import closed_to_caregivers, name_of
from tracker.pages.windows import (
    CHOSEN,
    DEFAULT_WINDOW,
    REPORT_LENGTHS,
    SINCE_VISIT,
    WINDOWS,
    period_of_window,
    window_label,
)
from tracker.report import choice
from tracker.report.choice import ReportChoice
from tracker.selectors.person import Person

_IN_ADDRESS = ("window", "first", "last")
TICKED = "ticked"
"""Says that the address carries what is ticked, be it nothing."""


@dataclass(frozen=True)
class ReportRequest(DiaryRequest):
    """Whose page, of which days, with what on it."""

    data: QueryDict
    """What was sent: the address with what was ticked the last time, or the form."""
    is_remembered: bool
    """Something was ticked before."""

    @classmethod
    def from_form(cls, person: Person, now: dt.datetime, sent: QueryDict) -> "ReportRequest":
        """What the form asks for, as it was sent."""
        return cls(person, now, sent, bool(person.report_choice) or person.leaves_private_out)

    @classmethod
    def from_address(cls, person: Person, now: dt.datetime, query: QueryDict) -> "ReportRequest":
        """What an address asks for: where it does not say what is ticked, that is what was ticked the last time."""
        # What the owner ticks for their doctor is no business of who looks at their diary.
        has_stored = bool(person.report_choice) and not person.leaves_private_out
        stored = choice.ReportChoice.from_data(person.report_choice) if has_stored else None
        return cls(person, now, _with_choice(query, stored or choice.SUGGESTED), stored is not None)

    @property
    def windows(self) -> list[tuple[str, str]]:
        """The windows to choose from, as (code, label); chosen dates come last."""
        windows = [(code, str(WINDOWS[code])) for code in REPORT_LENGTHS]
        if self.last_visit:
            windows.insert(0, (SINCE_VISIT, window_label(self.last_visit, self.today)))
        return [*windows, (CHOSEN, _("Other dates"))]

    @cached_property
    def form(self) -> ReportForm:
        data = self.data
        if "window" not in data:
            data = data.copy()
            data["window"] = SINCE_VISIT if self.last_visit else DEFAULT_WINDOW
        if self._closed:
            # An address may ask for them all the same.
            data = data.copy()
            for name in ("parts", "sections"):
                data.setlist(name, [code for code in data.getlist(name) if code not in self._closed])
        return ReportForm(
            data,
            windows=self.windows,
            parts=[(code, words) for code, words in choice.PAGE_ONE.choices() if code not in self._closed],
            sections=[(code, words) for code, words in choice.FURTHER.choices() if code not in self._closed],
            papers=choice.PAPER_SIZES.choices(),
            name=name_of(self.person.owner),
            shows_notes=self.person.shows_notes,
            begins=self.first_on,
            today=self.today,
        )

    @property
    def _closed(self) -> frozenset[str]:
        """Parts that the reader cannot have on the page."""
        if not self.person.leaves_private_out:
            return frozenset()
        return closed_to_caregivers(shows_notes=self.person.shows_notes)

    @cached_property
    def is_valid(self) -> bool:
        return self.form.is_valid()

    @property
    def chosen(self) -> ReportChoice:
        """What is ticked, of a valid form."""
        cleaned = self.form.cleaned_data
        return ReportChoice(
            parts=frozenset(cleaned["parts"]),
            sections=frozenset(cleaned["sections"]),
            with_name=cleaned["name"],
            with_notes=cleaned.get("notes", False),
            is_large=cleaned["large"],
            paper=cleaned["paper"],
        )

    @cached_property
    def period(self) -> Period:
        """The days of a valid form: the same as on Trends for the same window."""
        cleaned = self.form.cleaned_data
        visit_on = self.last_visit.on if self.last_visit and cleaned["window"] == SINCE_VISIT else None
        first_on = self.first_on or self.today
        period = period_of_window(cleaned["window"], cleaned["first"], cleaned["last"], self.today, first_on, visit_on)
        if period is None:
            raise ValueError("a valid form names days of the diary")
        return period

    @property
    def is_shorter(self) -> bool:
        """Days before the log began were asked for, and are left out."""
        window = self.form.cleaned_data["window"]
        return window in REPORT_LENGTHS and len(self.period) < int(window)

    @property
    def before(self) -> Period:
        """As many days right before them."""
        return self.period.before()

    @property
    def query(self) -> str:
        """The address's query for these days; what is ticked is kept with the person."""
        return f"?{self._days().urlencode()}"

    @property
    def whole_query(self) -> str:
        """The same with what is ticked: for files and links, which show what this very page does, even if something
        else was ticked meanwhile in another window."""
        query = self._days()
        query[TICKED] = "1"
        _put_choice(query, self.chosen)
        return f"?{query.urlencode()}"

    def _days(self) -> QueryDict:
        query = QueryDict(mutable=True)
        for name in _IN_ADDRESS:
            value = self.form.cleaned_data[name]
            if value:
                query[name] = str(value)
        return query

    @property
    def depends_on(self) -> tuple[object, ...]:
        """All that the charts depend on, besides which chart, how wide, and what is ticked."""
        person = self.person
        who = (person.owner.pk, person.data_version, person.leaves_private_out, person.shows_notes)
        return (*who, self.today, self.period, person.time_zone, person.starts)


def _with_choice(query: QueryDict, otherwise: ReportChoice) -> QueryDict:
    """The days of the address, with what is ticked there; `otherwise` if it does not say."""
    if TICKED in query:
        return query
    data = QueryDict(mutable=True)
    for name in _IN_ADDRESS:
        if name in query:
            data[name] = str(query[name])
    _put_choice(data, otherwise)
    return data


def _put_choice(data: QueryDict, chosen: ReportChoice) -> None:
    """As the form would send it."""
    for name, value in chosen.as_data().items():
        if isinstance(value, list):
            data.setlist(name, value)
        elif value:
            data[name] = "on" if value is True else value
