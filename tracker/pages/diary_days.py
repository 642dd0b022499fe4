"""The days of the diary's list: a month as a calendar, and what stands between entries: clear stretches, open days."""

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from tracker.days import ONE_DAY, Period, month_after
from tracker.formatting import MONTHS, TWO_LETTER_WEEKDAYS, comma_words, date_words, month_words, period_words
from tracker.pages.recent_days import MarkedDays, RecentDay, days_of
from tracker.selectors.entries import EntryLine
from tracker.selectors.person import Person
from tracker.vocabulary.day import CLEAR, CONTINUED, DAYS_BACK, PAUSED, SPASM, UNANSWERED
from tracker.vocabulary.lazy_text import LazyText

_COUNTED = (SPASM, CONTINUED, CLEAR, UNANSWERED)
LONGEST_LOOK_BACK = 366
"""Days of a page of the list between whose entries is said what they were. Few entries reach far back."""


@dataclass(frozen=True, slots=True)
class MonthDays(MarkedDays):
    """A month as a calendar, Mondays first; its days up to today."""

    first: dt.date
    begins_on: dt.date | None
    """The first day of the diary."""

    @property
    def name(self) -> LazyText:
        return MONTHS[self.first.month - 1]

    @property
    def weekdays(self) -> tuple[LazyText, ...]:
        return TWO_LETTER_WEEKDAYS

    @property
    def blanks(self) -> range:
        """Cells before the first."""
        return range(self.first.weekday())

    @property
    def ahead(self) -> range:
        """Numbers of the days that have not come yet."""
        return range(len(self.days) + 1, calendar.monthrange(self.first.year, self.first.month)[1] + 1)

    @property
    def blanks_after(self) -> range:
        """Cells after the last, so that the last week is whole."""
        return range(-(len(self.blanks) + len(self.days) + len(self.ahead)) % 7)

    @property
    def previous(self) -> str:
        """The month before in an address; empty where the diary begins."""
        before = self.first - ONE_DAY
        return f"{before:%Y-%m}" if self.begins_on and self.begins_on <= before else ""

    @property
    def next(self) -> str:
        """The month after in an address; empty for the one that has not come yet."""
        after = month_after(self.first)
        return f"{after:%Y-%m}" if after <= self.today else ""

    @property
    def words(self) -> str:
        """What is known of its days: "9 spasm days, 2 continued from the day before, 14 clear, 3 unanswered"; "" where
        the diary had not begun."""
        asked = [day for day in self.days if not day.is_before]
        if not asked:
            return ""
        in_pause = sum(day.is_spasm_in_pause for day in asked)
        counted = [day for day in asked if not day.is_paused]
        counts = {state: sum(day.state == state for day in counted) for state in _COUNTED}
        is_open = bool(counted) and counted[-1].is_today and counted[-1].state == UNANSWERED
        unanswered = counts[UNANSWERED] - is_open
        words = [ngettext("%(n)d spasm day", "%(n)d spasm days", counts[SPASM]) % {"n": counts[SPASM]}]
        if continued := counts[CONTINUED]:
            on_days = npgettext(
                "days", "%(n)d continued from the day before", "%(n)d continued from the day before", continued
            )
            words.append(on_days % {"n": continued})
        if counts[CLEAR]:
            words.append(npgettext("days", "%(n)d clear", "%(n)d clear", counts[CLEAR]) % {"n": counts[CLEAR]})
        if unanswered:
            words.append(npgettext("days", "%(n)d unanswered", "%(n)d unanswered", unanswered) % {"n": unanswered})
        if in_pause:
            words.append(ngettext("%(n)d in a pause", "%(n)d in a pause", in_pause) % {"n": in_pause})
        return comma_words(words)


@dataclass(frozen=True, slots=True)
class DayItem:
    """A day of the list with its entries, newest first."""

    date: dt.date
    entries: tuple[EntryLine, ...]
    month: str
    """The name of its month, where the list comes to a new one."""
    is_item: bool = True


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days without an entry that were all alike, between two days with some."""

    state: str
    first: dt.date
    last: dt.date
    today: dt.date
    month: str = ""
    """As for a day: the name of its month, where the list comes to a new one."""
    why_not: str = ""
    """Why its days cannot be filled in, where the list comes to the first of these; "" elsewhere."""
    is_item: bool = False

    @property
    def date(self) -> dt.date:
        """Where it stands in the list, which has the latest first."""
        return self.last

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def css(self) -> str:
        """The class of its mark."""
        return "spasm-unrated" if self.state == SPASM else self.state

    @property
    def fill_in(self) -> dt.date | None:
        """The latest of its days that can still be answered."""
        is_open = self.state == UNANSWERED and self.last >= self.today - DAYS_BACK * ONE_DAY
        return self.last if is_open else None

    @property
    def words(self) -> str:
        """What they were, and when: "6 clear days, 21 to 26 November"."""
        if self.count == 1:
            date = date_words(self.first, with_year=self.first.year != self.today.year)
            words = {
                CLEAR: _("Clear on %(date)s"),
                UNANSWERED: _("Unanswered on %(date)s"),
                PAUSED: _("Paused on %(date)s"),
                CONTINUED: _("%(date)s, continued from the day before"),
                SPASM: _("%(date)s, spasms that you didn’t log one by one"),
            }
            return words[self.state] % {"date": date}
        days = period_words(self.first, self.last, with_year=self.last.year != self.today.year)
        if self.state == CLEAR:
            words_for_all = ngettext("%(n)d clear day, %(days)s", "%(n)d clear days, %(days)s", self.count)
        elif self.state == UNANSWERED:
            words_for_all = ngettext("%(n)d unanswered day, %(days)s", "%(n)d unanswered days, %(days)s", self.count)
        elif self.state == PAUSED:
            words_for_all = pgettext("some days", "Paused, %(days)s")
        elif self.state == CONTINUED:
            words_for_all = pgettext("some days", "Continued from the day before, %(days)s")
        else:
            words_for_all = pgettext("some days", "Spasms that you didn’t log one by one, %(days)s")
        return words_for_all % {"n": self.count, "days": days}


@dataclass(frozen=True, slots=True)
class ListedDays:
    """The calendar beside a page of the list, and the list itself."""

    month: MonthDays
    items: tuple[DayItem | Stretch, ...]


def listed_days(
    person: Person,
    today: dt.date,
    entries: Sequence[EntryLine],
    shown_from: dt.date,
    first: dt.date,
    *,
    with_stretches: bool,
) -> ListedDays:
    """A page of entries by days, what lies between them, and the month that begins with `first`.

    The days are read once, over the month and as much before as the list needs.
    """
    month_end = min(month_after(first) - ONE_DAY, today)
    oldest = max(entries[-1].day, shown_from - LONGEST_LOOK_BACK * ONE_DAY) if entries and with_stretches else first
    days, begins_on = days_of(person, today, Period(min(first, oldest), max(month_end, first, min(shown_from, today))))
    known = {day.date: day for day in days}
    of_month = tuple(day for day in days if first <= day.date <= month_end)
    month = MonthDays(of_month, today, first, begins_on)
    items = _items(entries, known, shown_from, today) if with_stretches else tuple(_by_day(entries))
    return ListedDays(month, _with_months(_with_why_not(items)))


def _by_day(entries: Iterable[EntryLine]) -> list[DayItem | Stretch]:
    return [DayItem(day, tuple(lines), "") for day, lines in groupby(entries, key=lambda entry: entry.day)]


def _items(
    entries: Sequence[EntryLine], known: dict[dt.date, RecentDay], shown_from: dt.date, today: dt.date
) -> tuple[DayItem | Stretch, ...]:
    """Days with entries and, between them, stretches of days that were alike, the latest first."""
    items: list[DayItem | Stretch] = []
    by_day = {item.date: item for item in _by_day(entries) if isinstance(item, DayItem)}
    above = shown_from + ONE_DAY
    for date in by_day:
        items.extend(_stretches(known, date + ONE_DAY, above - ONE_DAY, today))
        items.append(by_day[date])
        above = date
    return tuple(items)


def _stretches(known: dict[dt.date, RecentDay], first: dt.date, last: dt.date, today: dt.date) -> list[Stretch]:
    """The days from first to last, those of a month that are alike together, the latest first."""
    dates = [last - n * ONE_DAY for n in range((last - first).days + 1)]
    # Today is not over, and what lies before the diary or too far back was not looked at.
    dates = [
        date
        for date in dates
        if (day := known.get(date)) and not day.is_before and not (day.is_today and day.state == UNANSWERED)
    ]
    stretches = []
    for (state, _month), alike in groupby(dates, key=lambda date: (known[date].state, date.replace(day=1))):
        days = list(alike)
        stretches.append(Stretch(state, days[-1], days[0], today))
    return stretches


def _with_why_not(items: Sequence[DayItem | Stretch]) -> Sequence[DayItem | Stretch]:
    """The same with why not on the first of the unanswered days that can no longer be filled in."""
    for n, item in enumerate(items):
        if isinstance(item, Stretch) and item.state == UNANSWERED and not item.fill_in:
            words = _("You can fill in only the last %(n)d days.") % {"n": DAYS_BACK}
            return (*items[:n], replace(item, why_not=words), *items[n + 1 :])
    return items


def _with_months(items: Sequence[DayItem | Stretch]) -> tuple[DayItem | Stretch, ...]:
    """The same with the name of the month on what is first of each."""
    named: list[DayItem | Stretch] = []
    month = (0, 0)
    for item in items:
        if (item.date.year, item.date.month) != month:
            month = (item.date.year, item.date.month)
            named.append(replace(item, month=month_words(item.date)))
        else:
            named.append(item)
    return tuple(named)
