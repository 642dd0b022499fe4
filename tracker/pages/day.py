"""A day of the log: what its page shows, and its timeline."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tracker.analysis.coverage import STATES, day_states
from tracker.analysis.day import Timeline, timeline
from tracker.analysis.results import TooLittle
from tracker.charts.registry import CHARTS
from tracker.days import ONE_DAY
from tracker.formatting import list_words, number_words, sentences_words
from tracker.models import Day, OwnTerm
from tracker.pages.charts import FILES, ChartLinks, ChartWithTable, question_link, table_html
from tracker.selectors.check_in import is_late
from tracker.selectors.day import DayEntries, DayLog, day_entries, day_log
from tracker.selectors.person import Person, own_terms
from tracker.services.days import is_day_open
from tracker.vocabulary.day import CLEAR, CONTINUED, LIMITED, LISTED, NONE, PAUSED, SPASM, UNANSWERED
from tracker.vocabulary.factors import FACTORS
from tracker.vocabulary.lazy_text import LazyText

if TYPE_CHECKING:
    from tracker.wording.tables import Link


@dataclass(frozen=True)
class DayTimeline(ChartWithTable):
    """The timeline of a day."""

    person: Person
    date: dt.date

    @property
    def depends_on(self) -> tuple[object, ...]:
        person = self.person
        return ("day", person.owner.pk, person.data_version, person.time_zone, person.starts, self.date)

    @property
    def marks_link(self) -> "Link":
        return _entry_link

    def result(self) -> Timeline | TooLittle:
        entries = day_entries(self.person.owner, self.date, self.person.starts)
        return timeline(entries.all, self.date, self.person.time_zone, self.person.starts, is_cut=entries.has_more)

    def links(self) -> ChartLinks:
        return ChartLinks(
            table=reverse("day-timeline-table", args=[self.date]),
            files={kind: reverse("day-timeline-file", args=[self.date, kind]) for kind in FILES},
            question=question_link(f"day:{self.date}"),
        )

    def too_little_html(self, result: TooLittle) -> str:
        return table_html(self.chart.title, None)


def day_timeline(person: Person, date: dt.date) -> DayTimeline:
    """The timeline of this day."""
    return DayTimeline(CHARTS["timeline"], person, date)


def _entry_link(uid: uuid.UUID) -> str:
    return reverse("episode", kwargs={"uid": uid})


@dataclass(frozen=True, slots=True)
class DayPage:
    """What is known of a day, and how."""

    date: dt.date
    today: dt.date
    time_zone: str
    entries: DayEntries
    check_in: Day | None
    """What the check-in says of it."""
    state: str
    reason: str
    """How the state is known, in a sentence."""
    first_on: dt.date | None
    """The day on which the log begins."""
    is_before: bool
    """The day is before the log begins."""
    previous: dt.date | None
    next: dt.date | None
    is_late: bool
    """The check-in was answered late."""
    limited: LazyText | None
    """How far the person was limited, in words."""
    factors: list[tuple[str, str]]
    """("Yes" or "No", the factors of that answer)."""
    is_open: bool
    """The check-in can be answered."""
    heading: LazyText
    """Of the timeline."""

    @property
    def month(self) -> str:
        """Where it stands in the diary, as addresses name it."""
        return f"{self.date:%Y-%m}"

    @property
    def can_be_cleared(self) -> bool:
        """Nothing is known of the day, and one tap can still say that it had no spasm."""
        return self.is_open and self.state == UNANSWERED

    @property
    def can_be_reopened(self) -> bool:
        """It counts as clear, and one tap can take that back."""
        return self.is_open and self.state == CLEAR

    @property
    def has_a_night(self) -> bool:
        """Something began after midnight and counts to this day."""
        return any(entry.is_after_midnight for entry in self.entries.own)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The page of a day's timeline, or of its table."""

    date: dt.date
    heading: LazyText
    part: SafeString


def day_page(person: Person, date: dt.date, now: dt.datetime) -> DayPage | None:
    """The page of a day; None for a day that is not there.

    A day before the log begins says so. One that has not come yet is not there, unless entries are on it.
    """
    today = person.today(now)
    log = day_log(person, date, today)
    # In a zone ahead of the person's own the day may have begun already.
    if date > today and not log.entries.own:
        return None
    first_on, check_in = log.diary.first_on, log.check_in
    state, reason = _state(log)
    return DayPage(
        date=date,
        today=today,
        time_zone=person.time_zone,
        entries=log.entries,
        check_in=check_in,
        state=state,
        reason=reason,
        first_on=first_on,
        is_before=first_on is not None and date < first_on,
        previous=date - ONE_DAY if first_on and first_on < date else None,
        next=date + ONE_DAY if date < today else None,
        is_late=check_in is not None and is_late(person, check_in),
        limited=_limited_words(check_in),
        factors=_factor_words(person, log),
        is_open=is_day_open(person, date, now),
        heading=CHARTS["timeline"].title,
    )


def _limited_words(check_in: Day | None) -> LazyText | None:
    return None if check_in is None or check_in.limited is None else LIMITED.label(str(check_in.limited))


def _state(log: DayLog) -> tuple[str, str]:
    """The day's state and how it is known, in a sentence."""
    coverage = day_states(log.diary, log.diary.period)
    state, answer = STATES[coverage.state[0]], log.check_in.answer if log.check_in else ""
    return state, _reason(state, answer, log.entries, is_paused=bool(coverage.is_paused[0]))


def _reason(state: str, answer: str, entries: DayEntries, *, is_paused: bool) -> str:
    n = len(entries.own)
    # What is logged in a pause is shown, and is no part of any rate.
    left_out = _("You paused check-ins on this day, so it doesn’t count in “How often”.") if is_paused else ""
    overruled = _("Your check-in says no spasm, but what you logged counts more.") if answer == NONE else ""
    if state == SPASM and n:
        words = ngettext("%(n)s entry began on this day.", "%(n)s entries began on this day.", n)
        if entries.has_more:
            words = ngettext(
                "More than %(n)s entry began on this day.", "More than %(n)s entries began on this day.", n
            )
        return sentences_words([words % {"n": number_words(n)}, overruled, left_out])
    if state == SPASM:
        return sentences_words([_("Your check-in says you had spasms that you didn’t log one by one."), left_out])
    if state == CONTINUED:
        words = _("A spasm from an earlier day went on for at least an hour into this one.")
        return sentences_words([words, overruled, left_out])
    if state == CLEAR:
        return sentences_words([_("Your check-in says no spasm."), left_out])
    if state == PAUSED:
        return _("You paused check-ins on this day, so you weren’t asked about it.")
    if entries.from_before:
        return _(
            "A spasm from an earlier day went on for less than an hour into this one. "
            "Nothing else is known about this day."
        )
    if answer == LISTED:
        return _(
            "Your check-in says “only these”, but none of those entries is on this day. So it counts as unanswered."
        )
    return _("Nothing is logged. That alone doesn’t make it a clear day.")


def _factor_words(person: Person, log: DayLog) -> list[tuple[str, str]]:
    """("Yes" or "No", the factors of that answer); an answer that no factor has is left out."""
    if not log.factors:
        return []
    is_own = any(code not in FACTORS for code in log.factors)
    labels = dict(own_terms(person.owner, OwnTerm.FACTOR)) if is_own else {}
    codes_by_answer = [
        (answer, sorted((code for code in log.factors if log.factors[code] is answer), key=FACTORS.sort_key))
        for answer in (True, False)
    ]
    return [
        (
            pgettext("factors of a day", "Yes") if answer else pgettext("factors of a day", "No"),
            list_words([str(labels.get(code) or FACTORS.label(code)) for code in codes]),
        )
        for answer, codes in codes_by_answer
        if codes
    ]
