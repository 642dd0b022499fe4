"""The year view: twelve small months, each day by its worst, and the same as a table."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tracker.days import Period
from tracker.formatting import SHORT_MONTHS, number_words
from tracker.pages.charts import ChartTable
from tracker.pages.diary_days import MonthDays
from tracker.pages.recent_days import RecentDay, days_of
from tracker.selectors.person import Person
from tracker.vocabulary.day import CLEAR, CONTINUED, PAUSED, SPASM, UNANSWERED
from tracker.vocabulary.lazy_text import LazyText
from tracker.wording.coverage import all_paused_words, left_out_words, spasm_days_title
from tracker.wording.readers import PERSON
from tracker.wording.tables import Table, TableRow

FIRST_YEAR = 1900
"""An address of an earlier one is not found."""


@dataclass(frozen=True, slots=True)
class YearMonth(MonthDays):
    """A month of the year, with how many of its days are in which state."""

    @property
    def short_name(self) -> LazyText:
        """Where its name has no room beside its count."""
        return SHORT_MONTHS[self.first.month - 1]

    @property
    def asked(self) -> tuple[RecentDay, ...]:
        """The days that the diary has come to; today is among them once something is known of it."""
        return tuple(day for day in self.days if not day.is_before and not (day.is_today and day.state == UNANSWERED))

    @property
    def address(self) -> str:
        """Of the month in the diary; "" where the diary has none of its days."""
        is_known = any(not day.is_before for day in self.days)
        return f"{reverse('diary')}?month={self.first:%Y-%m}" if is_known else ""

    def count(self, state: str) -> int:
        """Its days in that state. Any day in a pause is a paused one, as in every count, so that months add up."""
        return sum((PAUSED if day.is_paused else day.state) == state for day in self.asked)

    @property
    def has_spasm_in_pause(self) -> bool:
        """One of its marks is a spasm day that is not counted."""
        return any(day.is_spasm_in_pause for day in self.days)

    @property
    def spasm_days(self) -> str:
        """How many of its marks are spasm days outside pauses, beside its name."""
        return number_words(self.count(SPASM))

    @property
    def answered_days(self) -> str:
        """Of how many days that is, as the title of the year counts them; "" for none."""
        answered = sum(self.count(state) for state in (SPASM, CONTINUED, CLEAR))
        return number_words(answered) if answered else ""

    @property
    def worst_words(self) -> str:
        """The highest number of any of its days."""
        worst = max((day.worst for day in self.asked if day.worst is not None), default=None)
        return "–" if worst is None else number_words(worst)


@dataclass(frozen=True, slots=True)
class YearPage:
    """A year of the diary."""

    year: int
    title: str
    """The finding: on how many of its days there was a spasm."""
    left_out: str
    """Of how many spasm days that are drawn it does not speak, since they lie in a pause; "" for none."""
    months: tuple[YearMonth, ...]
    previous: int | None
    next: int | None
    """The years beside it; None where the diary has none."""
    trends: str
    """Address of the charts of its days."""
    is_linked: bool
    """Its months lead to the diary's list."""

    @property
    def has_paused(self) -> bool:
        return any(month.has_paused for month in self.months)

    @property
    def has_spasm_in_pause(self) -> bool:
        return any(month.has_spasm_in_pause for month in self.months)

    @property
    def has_unrated(self) -> bool:
        return any(month.has_unrated for month in self.months)

    @property
    def has_continued(self) -> bool:
        return any(month.has_continued for month in self.months)

    @property
    def table(self) -> ChartTable:
        """The same as numbers: a row for every month that has days of the diary, the latest first."""
        states = [
            (SPASM, pgettext("days", "Spasm days")),
            *([(CONTINUED, pgettext("days", "Continued"))] if self.has_continued else []),
            (CLEAR, pgettext("days", "Clear")),
            (UNANSWERED, pgettext("days", "Unanswered")),
            *([(PAUSED, pgettext("days", "Paused"))] if any(month.count(PAUSED) for month in self.months) else []),
        ]
        rows = tuple(
            TableRow(
                (str(month.name), *(number_words(month.count(state)) for state, _label in states), month.worst_words),
                month.address if self.is_linked else "",
            )
            for month in reversed(self.months)
            if month.address
        )
        headers = (_("Month"), *(label for _state, label in states), _("Worst"))
        table = Table(headers, rows, _("Days in each month. The last column is the worst rating."))
        return ChartTable(gettext_lazy("The year"), table if rows else None)


def year_page(person: Person, today: dt.date, year: int) -> YearPage | None:
    """The days of that year up to today; None for a year that has not come, or is too long ago for any diary."""
    if not FIRST_YEAR <= year <= today.year:
        return None
    first, last = dt.date(year, 1, 1), min(dt.date(year, 12, 31), today)
    days, begins_on = days_of(person, today, Period(first, last))
    months = tuple(
        YearMonth(tuple(day for day in days if day.date.month == month), today, dt.date(year, month, 1), begins_on)
        for month in range(1, 13)
    )
    return YearPage(
        year=year,
        title=_title(days, year, begins_on),
        left_out=_left_out(days),
        months=months,
        previous=year - 1 if begins_on and begins_on < first else None,
        next=year + 1 if year < today.year else None,
        trends=f"{reverse('trends')}?from={first}&to={last}",
        is_linked=not person.leaves_private_out,
    )


def _title(days: tuple[RecentDay, ...], year: int, begins_on: dt.date | None) -> str:
    """Of the days that the diary asked for. An unanswered day never counts as clear, a paused one not at all."""
    known = [day for day in days if not day.is_before]
    if not known:
        return _("Nothing logged in %(year)d.") % {"year": year} if begins_on else _("Nothing logged yet.")
    asked = [day for day in known if not day.is_paused]
    if known and not asked:
        return all_paused_words(sum(day.spasms for day in known), PERSON)
    answered = [day for day in asked if day.state != UNANSWERED]
    spasm, continued = (sum(day.state == state for day in answered) for state in (SPASM, CONTINUED))
    return spasm_days_title(spasm, len(answered), continued, is_filtered=False)


def _left_out(days: tuple[RecentDay, ...]) -> str:
    """Spasm days in pauses, which are drawn; "" where every day is paused, since then the title counts them."""
    known = [day for day in days if not day.is_before]
    if all(day.is_paused for day in known):
        return ""
    return left_out_words(sum(day.is_paused and day.state == SPASM for day in known))
