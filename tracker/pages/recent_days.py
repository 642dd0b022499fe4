"""The strip of recent days on Today: the state of each day and its worst rating, and the day that is opened in it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tracker.analysis.coverage import STATES
from tracker.analysis.recent import RecentLog, recent_log
from tracker.days import ONE_DAY, Period, last_days
from tracker.formatting import (
    TWO_LETTER_WEEKDAYS,
    count_words,
    day_words,
    number_range_words,
    sentences_words,
    weekday_date_words,
)
from tracker.pages.check_in import is_evening, is_morning
from tracker.pages.day import DayPage, day_page
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import load_diary
from tracker.selectors.person import Person
from tracker.vocabulary.day import CONTINUED, DAY_STATES, DAYS_BACK, PAUSED, SPASM, UNANSWERED
from tracker.vocabulary.lazy_text import LazyText
from tracker.wording.coverage import all_paused_words, left_out_words, went_on_words
from tracker.wording.readers import PERSON

RECENT_DAYS = 14
MOST_BLOCKS = 30
"""Of a day with more entries, so many are drawn; the number above says how many there are."""


@dataclass(frozen=True, slots=True)
class RecentDay:
    """One day: its state, its worst rating, and how it is drawn."""

    date: dt.date
    state: str
    worst: int | None
    """Of its entries, or of spasms that the check-in counts without listing them."""
    entries: int
    spasms: int
    strengths: tuple[int | None, ...]
    """The number of each entry, the strongest first."""
    is_before: bool
    """The day is before the diary begins."""
    is_paused: bool
    """In a pause: what was logged is shown, and no rate counts it."""
    is_today: bool

    @property
    def letters(self) -> str:
        return str(TWO_LETTER_WEEKDAYS[self.date.weekday()])

    @property
    def words(self) -> str:
        """What the mark shows, for who does not see it."""
        names: dict[str, LazyText] = {
            "date": weekday_date_words(self.date, with_year=False),
            "state": _("before your diary") if self.is_before else DAY_STATES.label(self.state),
        }
        if self.worst is None:
            return pgettext("a day and its state", "%(date)s: %(state)s") % names
        if self.entries > 1:
            names["entries"] = count_words(self.entries)
            return _("%(date)s: %(state)s, %(entries)s, worst %(worst)d") % {**names, "worst": self.worst}
        return _("%(date)s: %(state)s, worst %(worst)d") % {**names, "worst": self.worst}

    @property
    def is_spasm_in_pause(self) -> bool:
        """A spasm that was logged while nothing was asked: it is drawn, and in no count of spasm days."""
        return self.is_paused and self.state == SPASM

    @property
    def css(self) -> str:
        """The classes that draw the day's mark."""
        if self.is_today and self.state == UNANSWERED:
            return "today-open"
        if self.is_before:
            return "before"
        if self.state != SPASM:
            return self.state
        strength = "spasm-unrated" if self.worst is None else f"i{self.worst}"
        more = {" several": self.entries > 1, " in-pause": self.is_spasm_in_pause}
        return strength + "".join(name for name, is_so in more.items() if is_so)

    @property
    def blocks(self) -> tuple[str, ...]:
        """A class for each entry, as it is drawn where there are many a day."""
        return tuple("unrated" if each is None else f"i{each}" for each in self.strengths[:MOST_BLOCKS])


@dataclass(frozen=True, slots=True)
class ClearOffer:
    """Open days up to now that one tap marks clear."""

    first: dt.date
    last: dt.date
    count: int
    today: dt.date

    @property
    def words(self) -> str:
        """As the person would say it: "No spasms since Monday"."""
        if self.first == self.today:
            return _("No spasms today")
        if self.first == self.today - ONE_DAY == self.last:
            return _("No spasms yesterday")
        return _("No spasms since %(day)s") % {"day": day_words(self.first, self.today)}


@dataclass(frozen=True, slots=True)
class MarkedDays:
    """Days side by side, oldest first, with a legend of their marks."""

    days: tuple[RecentDay, ...]
    today: dt.date

    @property
    def has_paused(self) -> bool:
        return any(day.state == PAUSED for day in self.days)

    @property
    def has_continued(self) -> bool:
        return any(day.state == CONTINUED for day in self.days)

    @property
    def has_unrated(self) -> bool:
        """A day with a spasm and without a number is among them."""
        return any(day.state == SPASM and day.worst is None for day in self.days)


@dataclass(frozen=True, slots=True)
class RecentDays(MarkedDays):
    """The last days, today last."""

    is_busy: bool = False
    """So many entries a day that each of them is drawn."""
    usual: tuple[int, int] | None = None
    usual_days: int = 0
    """On how many of the days that rests."""
    left_out_days: int = 0
    """How many of those answered are left out there, since spasms were not logged one by one."""
    is_evening: bool = False
    is_morning: bool = False
    has_check_in: bool = False
    """Today's check-in was answered."""
    has_check_in_of_yesterday: bool = False

    @property
    def asks_of_yesterday(self) -> bool:
        """It is before noon, and yesterday's check-in is not answered yet."""
        yesterday = self.days[-2]
        is_asked = not (yesterday.is_before or yesterday.is_paused)
        return self.is_morning and is_asked and not self.has_check_in_of_yesterday

    @property
    def week(self) -> tuple[RecentDay, ...]:
        """The days above whose columns the weekdays stand."""
        return self.days[:7]

    @property
    def is_empty(self) -> bool:
        """Nothing is known of any of them: none was logged, answered or paused."""
        return all(day.state == UNANSWERED for day in self.days)

    @property
    def open_days(self) -> tuple[RecentDay, ...]:
        """Unanswered days that one tap can still answer, the nearest first."""
        reach = self.today - DAYS_BACK * ONE_DAY
        return tuple(
            day
            for day in reversed(self.days)
            if day.state == UNANSWERED and day.date >= reach and (not day.is_before or day.date == self.today)
        )

    @property
    def clear_offer(self) -> ClearOffer | None:
        """The open days since the last spasm; today is among them from the evening on."""
        last_spasm = max((day.date for day in self.days if day.state in {SPASM, CONTINUED}), default=dt.date.min)
        until = self.today if self.is_evening else self.today - ONE_DAY
        dates = [day.date for day in self.open_days if last_spasm < day.date <= until]
        return ClearOffer(dates[-1], dates[0], len(dates), self.today) if dates else None

    @property
    def is_paused_today(self) -> bool:
        return self.days[-1].is_paused

    @property
    def reading(self) -> str:
        """One sentence with its denominator. An unanswered day never counts as clear, a paused one not at all."""
        paused = [day for day in self.days if day.is_paused]
        asked = [day for day in self.days if not (day.is_before or day.is_paused)]
        if paused and not asked:
            return all_paused_words(sum(day.spasms for day in paused), PERSON)
        in_pauses = sum(day.state == SPASM for day in paused)
        if in_pauses and all(day.state == UNANSWERED for day in asked):
            words = _("Nothing logged on the days that weren’t paused.")
        else:
            words = self._answered_words(asked)
        went_on = went_on_words(sum(day.state == CONTINUED for day in asked))
        return sentences_words([words, went_on, left_out_words(in_pauses)])

    def _answered_words(self, asked: Sequence[RecentDay]) -> str:
        answered = [day for day in asked if day.state != UNANSWERED]
        spasms = sum(day.state == SPASM for day in answered)
        if not answered:
            return _("Nothing logged in the last %(count)d days.") % {"count": len(self.days)}
        if not spasms and any(day.state == CONTINUED for day in answered):
            words = ngettext(
                "No new spasms on the day you answered.",
                "No new spasms on the %(count)d days you answered.",
                len(answered),
            )
        elif not spasms:
            words = ngettext(
                "No spasm on the day you answered.", "No spasms on the %(count)d days you answered.", len(answered)
            )
        else:
            words = ngettext(
                "%(spasms)d spasm day in the %(count)d you answered.",
                "%(spasms)d spasm days in the %(count)d you answered.",
                spasms,
            )
        return words % {"spasms": spasms, "count": len(answered)}

    @property
    def heading(self) -> str:
        """The finding: of days with many entries, how today goes; else on how many days there was a spasm."""
        now = self.days[-1]
        if not self.is_busy or now.is_paused:
            return self.reading
        if not now.entries:
            return _("No entries so far today")
        if now.worst is None:
            return ngettext("%(n)d entry so far today", "%(n)d entries so far today", now.entries) % {"n": now.entries}
        words = ngettext(
            "%(n)d entry so far today, worst %(worst)d", "%(n)d entries so far today, worst %(worst)d", now.entries
        )
        return words % {"n": now.entries, "worst": now.worst}

    @property
    def usual_words(self) -> str:
        """How many a day are usual, where each entry is drawn."""
        how_drawn = _("Each block is one entry, with the strongest at the bottom.")
        if self.usual is None:
            return how_drawn
        usual = _("Usually %(range)s a day, going by the %(n)d earlier days you answered.")
        values = {"n": self.usual_days, "range": number_range_words(*self.usual)}
        return sentences_words([usual % values, self._left_out_words(), how_drawn])

    def _left_out_words(self) -> str:
        if not self.left_out_days:
            return ""
        words = ngettext(
            "This leaves out %(n)d day with spasms you didn’t log one by one.",
            "This leaves out %(n)d days with spasms you didn’t log one by one.",
            self.left_out_days,
        )
        return words % {"n": self.left_out_days}


@dataclass(frozen=True, slots=True)
class ClearedDays:
    """What a tap on the strip has just done, and how it is undone."""

    words: str
    undo_address: str = ""
    """Empty if there is nothing to undo."""
    dates: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """The recent days as a part of Today, with the day that is opened in it."""

    recent_days: RecentDays
    time_zone: str
    opened: DayPage | None = None
    cleared: ClearedDays | None = None

    @property
    def today(self) -> dt.date:
        return self.recent_days.today


def strip(
    person: Person, now: dt.datetime, opened_on: dt.date | None = None, cleared: ClearedDays | None = None
) -> Strip:
    """The last days up to today; one of them opened."""
    today = person.today(now)
    period = last_days(today, RECENT_DAYS)
    opened = day_page(person, opened_on, now) if opened_on and period.first <= opened_on <= period.last else None
    days = recent_days_of(person, today, period, is_evening=is_evening(person, now), is_morning=is_morning(person, now))
    return Strip(days, person.time_zone, opened, cleared)


def recent_days_of(
    person: Person, today: dt.date, period: Period, *, is_evening: bool, is_morning: bool = False
) -> RecentDays:
    """The period's days of the person's whole diary, today last."""
    diary = load_diary(person, EpisodeFilter(), period, today)
    log = recent_log(diary, period)
    return RecentDays(
        _days(log, diary.first_on, today),
        today,
        is_busy=log.is_busy,
        usual=log.usual,
        usual_days=log.usual_days,
        left_out_days=log.left_out_days,
        is_evening=is_evening,
        is_morning=is_morning,
        has_check_in=today.toordinal() in diary.answers.day,
        has_check_in_of_yesterday=today.toordinal() - 1 in diary.answers.day,
    )


def days_of(person: Person, today: dt.date, period: Period) -> tuple[tuple[RecentDay, ...], dt.date | None]:
    """The same of any days: how each is drawn, and the day on which the diary begins."""
    diary = load_diary(person, EpisodeFilter(), period, today)
    return _days(recent_log(diary, period), diary.first_on, today), diary.first_on


def _days(log: RecentLog, first_on: dt.date | None, today: dt.date) -> tuple[RecentDay, ...]:
    return tuple(
        RecentDay(
            date=date,
            state=STATES[log.coverage.state[n]],
            worst=None if np.isnan(log.worst[n]) else int(log.worst[n]),
            entries=int(log.entries[n]),
            spasms=int(log.spasms[n]),
            strengths=log.strengths[n],
            is_before=first_on is None or date < first_on,
            is_paused=bool(log.coverage.is_paused[n]),
            is_today=date == today,
        )
        for n, date in enumerate(log.coverage.period)
    )
