"""The strip of recent days on Today: the state of each day and its worst rating."""

import datetime as dt
import math
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tracker.analysis.coverage import STATES, day_states
from tracker.days import ONE_DAY, Period
from tracker.diary import Diary
from tracker.formatting import TWO_LETTER_WEEKDAYS, weekday_date_words
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import load_diary
from tracker.selectors.person import Person
from tracker.vocabulary.day import CLEAR, CONTINUED, DAY_STATES, DAYS_BACK, PAUSED, SPASM, UNANSWERED
from tracker.vocabulary.lazy_text import LazyText


@dataclass(frozen=True, slots=True)
class RecentDay:
    """One day: its state, its worst rating, and how it is drawn."""

    date: dt.date
    state: str
    worst: int | None
    is_asked: bool

    @property
    def letter(self) -> str:
        return str(TWO_LETTER_WEEKDAYS[self.date.weekday()])

    @property
    def words(self) -> str:
        """What the dot shows, for who does not see it."""
        names: dict[str, LazyText] = {
            "date": weekday_date_words(self.date, with_year=False),
            "state": DAY_STATES.label(self.state) if self.is_asked else _("before your diary"),
        }
        if self.worst is None:
            return pgettext("a day and its state", "%(date)s: %(state)s") % names
        return _("%(date)s: %(state)s, worst %(worst)d") % {**names, "worst": self.worst}

    @property
    def css(self) -> str:
        """The class that draws the day's dot."""
        if not self.is_asked:
            return "before"
        if self.state == SPASM:
            return "spasm-unrated" if self.worst is None else f"i{self.worst}"
        return self.state


@dataclass(frozen=True, slots=True)
class RecentDays:
    """The last days, oldest first."""

    days: tuple[RecentDay, ...]
    today: dt.date
    has_check_in: bool = False
    """Today's check-in was answered."""

    @property
    def has_paused(self) -> bool:
        return any(day.state == PAUSED for day in self.days)

    @property
    def has_continued(self) -> bool:
        return any(day.state == CONTINUED for day in self.days)

    @property
    def open_days(self) -> tuple[RecentDay, ...]:
        """Unanswered days that one tap can still answer, the nearest first."""
        reach = self.today - DAYS_BACK * ONE_DAY
        return tuple(
            day
            for day in reversed(self.days)
            if day.state == UNANSWERED and day.date >= reach and (day.is_asked or day.date == self.today)
        )

    @property
    def is_paused_today(self) -> bool:
        return self.days[-1].state == PAUSED

    @property
    def confirmed_today(self) -> bool:
        return self.days[-1].state == CLEAR

    @property
    def reading(self) -> str:
        """One sentence with its denominator; an unanswered day is never counted as clear."""
        asked = [day for day in self.days if day.is_asked and day.state != PAUSED]
        answered = [day for day in asked if day.state != UNANSWERED]
        spasms = sum(day.state == SPASM for day in answered)
        if not answered:
            return _("Nothing logged yet.")
        if not spasms:
            words = ngettext(
                "No spasm on the day you logged.", "No spasms on the %(count)d days you logged.", len(answered)
            )
        else:
            words = ngettext(
                "%(spasms)d spasm day in the %(count)d you logged.",
                "%(spasms)d spasm days in the %(count)d you logged.",
                spasms,
            )
        return words % {"spasms": spasms, "count": len(answered)}


def recent_days_of(person: Person, today: dt.date, period: Period) -> RecentDays:
    """The period's days of the person's whole diary."""
    diary = load_diary(person, EpisodeFilter(), period, today)
    coverage = day_states(diary, period)
    worst = _worst(diary)
    return RecentDays(
        tuple(
            RecentDay(day, STATES[state], worst.get(day.toordinal()), bool(is_asked) or STATES[state] == PAUSED)
            for day, state, is_asked in zip(period, coverage.state, coverage.is_asked, strict=True)
        ),
        today,
        has_check_in=today.toordinal() in diary.answers.day,
    )


def _worst(diary: Diary) -> dict[int, int]:
    """Worst rating by day ordinal; days without a rated entry are not in it."""
    worst: dict[int, int] = {}
    for day, intensity in zip(diary.episodes.day.tolist(), diary.episodes.intensity.tolist(), strict=True):
        if not math.isnan(intensity):
            worst[day] = max(int(intensity), worst.get(day, 0))
    return worst
