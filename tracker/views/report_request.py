"""What is asked of the doctor's page: which days, and what is ticked. Reading of the address and the form only."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tracker.days import Period
from tracker.formatting import date_words
from tracker.forms.report import ReportForm
from tracker.models import Visit
from tracker.report import choice
from tracker.report.choice import ReportChoice
from tracker.selectors.diary import first_day
from tracker.selectors.person import Person
from tracker.selectors.visits import last_visit
from tracker.views.access import diary_person
from tracker.views.doctors_page import name_of
from tracker.views.request import SignedInRequest
from tracker.views.trends_request import CHOSEN, DEFAULT_WINDOW, REPORT_LENGTHS, SINCE_VISIT, WINDOWS, resolved

_IN_ADDRESS = ("window", "first", "last")
TICKED = "ticked"
"""Says that the address carries what is ticked, be it nothing."""


@dataclass(frozen=True)
class ReportRequest:
    """Whose page, which days, what is included."""

    person: Person
    now: dt.datetime
    data: QueryDict
    """What was sent: the address with what was ticked the last time, or the form."""
    is_remembered: bool
    """Something was ticked before."""

    @classmethod
    def of(cls, request: SignedInRequest) -> "ReportRequest":
        person = diary_person(request)
        stored = _stored_choice(person)
        data = request.POST if request.method == "POST" else _data_of(request.GET, stored)
        return cls(person, timezone.now(), data, stored is not None)

    @cached_property
    def today(self) -> dt.date:
        return self.person.today(self.now)

    @cached_property
    def begins(self) -> dt.date | None:
        """Day of the first entry or answer; None in an empty diary."""
        return first_day(self.person.owner)

    @cached_property
    def last_visit(self) -> Visit | None:
        """The latest visit that is over."""
        return last_visit(self.person.owner, self.today)

    @property
    def windows(self) -> list[tuple[str, str]]:
        """(code, label) of the stretches of days to choose from; chosen dates come last."""
        windows = [(code, str(WINDOWS[code])) for code in REPORT_LENGTHS]
        if self.last_visit:
            on = self.last_visit.on
            date = date_words(on, with_year=on.year != self.today.year)
            windows.insert(0, (SINCE_VISIT, _("Since your visit on %(date)s") % {"date": date}))
        return [*windows, (CHOSEN, _("Other dates"))]

    @cached_property
    def form(self) -> ReportForm:
        data = self.data
        if "window" not in data:
            data = data.copy()
            data["window"] = SINCE_VISIT if self.last_visit else DEFAULT_WINDOW
        return ReportForm(
            data,
            windows=self.windows,
            parts=choice.PAGE_ONE.choices(),
            sections=choice.FURTHER.choices(),
            papers=choice.PAPER_SIZES.choices(),
            name=name_of(self.person.owner),
            begins=self.begins,
            today=self.today,
        )

    @cached_property
    def is_valid(self) -> bool:
        return self.form.is_valid()

    @property
    def chosen(self) -> ReportChoice:
        """What is ticked, of a valid form."""
        said = self.form.cleaned_data
        return ReportChoice(
            parts=frozenset(said["parts"]),
            sections=frozenset(said["sections"]),
            with_name=said["name"],
            with_notes=said["notes"],
            is_large=said["large"],
            paper=said["paper"],
        )

    @cached_property
    def period(self) -> Period:
        """The days of a valid form: the same as on Trends for the same window."""
        said = self.form.cleaned_data
        visit_on = self.last_visit.on if self.last_visit and said["window"] == SINCE_VISIT else None
        begins = self.begins or self.today
        period = resolved(said["window"], said["first"], said["last"], self.today, begins, visit_on)
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
    def key(self) -> tuple[object, ...]:
        """All that a drawing depends on, besides what it says itself."""
        person = self.person
        return (person.owner.pk, person.data_version, self.today, self.period, person.time_zone, person.starts)


def _stored_choice(person: Person) -> ReportChoice | None:
    data = person.report_choice
    return choice.ReportChoice.from_data(data) if data else None


def _data_of(query: QueryDict, stored: ReportChoice | None) -> QueryDict:
    """The days of the address, with what is ticked there, or was the last time, or is suggested the first time."""
    if TICKED in query:
        return query
    data = QueryDict(mutable=True)
    for name in _IN_ADDRESS:
        if name in query:
            data[name] = str(query[name])
    _put_choice(data, stored or choice.SUGGESTED)
    return data


def _put_choice(data: QueryDict, chosen: ReportChoice) -> None:
    """As the form would send it."""
    for name, value in chosen.as_data().items():
        if isinstance(value, list):
            data.setlist(name, value)
        elif value:
            data[name] = "on" if value is True else value
