"""The strip of recent days on Today: the state of each day and its worst rating."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tracker.analysis.calendar import worst_of_days
from tracker.analysis.coverage import STATES, day_states, in_period
from tracker.days import ONE_DAY, Period
from tracker.formatting import TWO_LETTER_WEEKDAYS, sentences_words, weekday_date_words
from tracker.querysets import EpisodeFilter
from tracker.selectors.diary import load_diary
from tracker.selectors.person import Person
from tracker.vocabulary.day import CLEAR, CONTINUED, DAY_STATES, DAYS_BACK, PAUSED, SPASM, UNANSWERED
from tracker.vocabulary.lazy_text import LazyText
from tracker.wording.coverage import all_paused_words, left_out_words
from tracker.wording.readers import PERSON


@dataclass(frozen=True, slots=True)
class RecentDay:
    """One day: its state, its worst rating, and how it is drawn."""

    date: dt.date
    state: str
    worst: int | None
    """Of its entries, or of spasms that the check-in counts without listing them."""
    entries: int
    spasms: int
    is_before: bool
    """The day is before the diary begins."""
    is_paused: bool
    """In a pause: what was logged is shown, and no rate counts it."""

    @property
    def letter(self) -> str:
        return str(TWO_LETTER_WEEKDAYS[self.date.weekday()])

    @property
    def words(self) -> str:
        """What the dot shows, for who does not see it."""
        names: dict[str, LazyText] = {
            "date": weekday_date_words(self.date, with_year=False),
            "state": _("before your diary") if self.is_before else DAY_STATES.label(self.state),
        }
        if self.worst is None:
            return pgettext("a day and its state", "%(date)s: %(state)s") % names
        return _("%(date)s: %(state)s, worst %(worst)d") % {**names, "worst": self.worst}

    @property
    def css(self) -> str:
        """The class that draws the day's dot."""
        if self.is_before:
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
            if day.state == UNANSWERED and day.date >= reach and (not day.is_before or day.date == self.today)
        )

    @property
    def is_paused_today(self) -> bool:
        return self.days[-1].is_paused

    @property
    def confirmed_today(self) -> bool:
        return self.days[-1].state == CLEAR

    @property
    def reading(self) -> str:
        """One sentence with its denominator. An unanswered day never counts as clear, a paused one not at all."""
        paused = [day for day in self.days if day.is_paused]
        asked = [day for day in self.days if not (day.is_before or day.is_paused)]
        if paused and not asked:
            return all_paused_words(sum(day.spasms for day in paused), PERSON)
        left_out = left_out_words(sum(day.state == SPASM for day in paused))
        return sentences_words([self._answered_words(asked), left_out])

    def _answered_words(self, asked: Sequence[RecentDay]) -> str:
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
    rows = in_period(diary.episodes.day, period)
    place = diary.episodes.day[rows] - period.first.toordinal()
    entries = np.bincount(place, minlength=len(period))
    spasms = np.bincount(place, weights=diary.episodes.count[rows], minlength=len(period))
    worst = worst_of_days(diary, period)
    return RecentDays(
        tuple(
            RecentDay(
                date=date,
                state=STATES[coverage.state[n]],
                worst=None if np.isnan(worst[n]) else int(worst[n]),
                entries=int(entries[n]),
                spasms=int(spasms[n]),
                is_before=diary.first_on is None or date < diary.first_on,
                is_paused=bool(coverage.is_paused[n]),
            )
            for n, date in enumerate(period)
        ),
        today,
        has_check_in=today.toordinal() in diary.answers.day,
    )
