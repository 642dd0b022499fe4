"""What the evening check-in asks and shows: the last days and what was said of them, entries since, open days.

Bounded reads of a week; what a day's state is over the whole diary is analysis/coverage's.
"""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Max

from tracker.days import ONE_DAY, Period, local_day, wall_clock
from tracker.models import Day, DayFactor, Episode, EpisodeFactor, OwnTerm, Pause
from tracker.selectors.diary import first_day
from tracker.selectors.entries import EntryLine, entry_lines
from tracker.selectors.person import Person, own_terms
from tracker.vocabulary.day import DAYS_BACK, LISTED, NONE, UNLISTED
from tracker.vocabulary.factors import FACTORS, SUSPECTED_ONLY
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.terms import NONE_OF_THESE

MOST_ENTRIES_OF_A_DAY = 5
"""Of somebody with thirty a day the question must still be in sight."""
PROPOSED = 3


@dataclass(frozen=True, slots=True)
class AskedDay:
    """One of the last days, as the check-in lists it."""

    date: dt.date
    answer: str
    is_late: bool
    """Answered at the deadline of that day, or later."""
    has_entries: bool
    is_asked: bool
    """Not paused, and not before the diary began."""
    worst: int | None = None
    """Of its entries, or of spasms that the check-in counts without listing them."""

    @property
    def is_spasm_day(self) -> bool:
        return self.has_entries or self.answer in {LISTED, UNLISTED}

    @property
    def is_open(self) -> bool:
        """Nothing is known of the day, and it was to be asked."""
        return self.is_asked and not (self.answer or self.has_entries)

    @property
    def css(self) -> str:
        """The class of its mark."""
        if self.is_spasm_day:
            return "spasm-unrated" if self.worst is None else f"i{self.worst}"
        if not self.is_asked:
            return "before"
        return "clear" if self.answer else "unanswered"


@dataclass(frozen=True, slots=True)
class CheckInState:
    """What is known of one day before the person answers."""

    date: dt.date
    day: Day | None
    factors: dict[str, bool]
    """Answers so far; a factor without one is not in it."""
    asked: tuple[str, ...]
    """Codes to ask for: those active on that day, and those answered already."""
    since: dt.datetime | None
    """For today: when yesterday's check-in was answered, on the person's clock, naive; the question starts there."""
    entries: tuple[EntryLine, ...]
    """The newest entries of the day and since `since`; oldest first."""
    has_more: bool
    """There are more than these."""
    is_late: bool
    overridden_by: tuple[EntryLine, ...]
    """Entries of that day although the answer was "none": they count, the answer does not."""


def asked_days(person: Person, today: dt.date) -> tuple[AskedDay, ...]:
    """Today and the last seven days, the newest first. Five queries."""
    period = Period(today - DAYS_BACK * ONE_DAY, today)
    bounds = (period.first, period.last)
    answered = {day.date: day for day in Day.objects.of(person.owner).filter(date__range=bounds).exclude(answer="")}
    entries = Episode.objects.of(person.owner).filter(day__range=bounds).order_by().values("day")
    worst = dict(entries.annotate(worst=Max("intensity")).values_list("day", "worst"))
    pauses = _pauses_in(person.owner, period)
    began_on = first_day(person.owner) or today
    return tuple(
        AskedDay(
            date=date,
            answer=answered[date].answer if date in answered else "",
            is_late=date in answered and is_late(person, answered[date]),
            has_entries=date in worst,
            is_asked=(date >= began_on or date == today)
            and not any(first <= date and (last is None or date <= last) for first, last in pauses),
            worst=worst[date] if date in worst else answered[date].unlisted_worst if date in answered else None,
        )
        for date in reversed(list(period))
    )


def _pauses_in(owner: User, period: Period) -> list[tuple[dt.date, dt.date | None]]:
    """(first, last) of the person's pauses that touch the period; one that goes on has no last day."""
    rows = Pause.objects.filter(owner=owner, from_on__lte=period.last).exclude(to_on__lt=period.first)
    return list(rows.values_list("from_on", "to_on"))


def open_days(person: Person, first: dt.date, today: dt.date) -> list[dt.date]:
    """The days from `first` (no further back than a week) to today of which nothing is known, the oldest first."""
    return [day.date for day in reversed(asked_days(person, today)) if day.is_open and day.date >= first]


def is_late(person: Person, day: Day) -> bool:
    """True if the day was answered at its deadline or later. Derived, so that it follows from what is stored."""
    return day.answered_at is not None and day.answered_at >= person.deadline(day.date, day.time_zone)


StoredAnswers = tuple[Day | None, dict[str, bool]]
"""What is stored of a day, and of each factor that was answered whether it was there."""


def answers_of_day(owner: User, date: dt.date) -> StoredAnswers:
    """What was answered of the day. Two queries at most."""
    day = Day.objects.of(owner).filter(date=date).first()
    return day, dict(DayFactor.objects.filter(day=day).values_list("code", "is_yes")) if day else {}


def check_in_state(person: Person, date: dt.date, today: dt.date) -> CheckInState:
    """What is known of the day. Six queries at most. To a caregiver, nothing: neither what is logged nor any answer."""
    if person.logged_by:
        return CheckInState(date, None, {}, person.factors.on(date), None, (), False, False, ())
    day, factors = answers_of_day(person.owner, date)
    yesterday = today - ONE_DAY
    before = Day.objects.of(person.owner).filter(date=yesterday).exclude(answer="").first() if date == today else None
    since = _since(person, before)
    entries = Episode.objects.of(person.owner).filter(day=date)
    if since:
        entries = entries | Episode.objects.of(person.owner).filter(day=date - ONE_DAY, started_at__gte=since)
    newest = entry_lines(entries.in_order()[: MOST_ENTRIES_OF_A_DAY + 1])
    lines = tuple(reversed(newest[:MOST_ENTRIES_OF_A_DAY]))
    asked = [*person.factors.on(date), *sorted(set(factors) - set(person.factors.on(date)), key=FACTORS.sort_key)]
    return CheckInState(
        date=date,
        day=day,
        factors=factors,
        asked=tuple(asked),
        since=wall_clock(since, before.time_zone) if since and before else None,
        entries=lines,
        has_more=len(newest) > MOST_ENTRIES_OF_A_DAY,
        is_late=day is not None and is_late(person, day),
        overridden_by=tuple(line for line in lines if line.day == date) if day and day.answer == NONE else (),
    )


def _since(person: Person, before: Day | None) -> dt.datetime | None:
    """When the day before was answered, if that was still on that day: a later answer covers all of it."""
    if before is None or before.answered_at is None:
        return None
    is_of_that_day = local_day(before.answered_at, before.time_zone, person.starts) == before.date
    return before.answered_at if is_of_that_day else None


def suspected_counts(owner: User, since: dt.date) -> list[tuple[str, int]]:
    """(code, entries) of the factors that the person suspected since that day, the most frequent first."""
    rows = (
        EpisodeFactor.objects.filter(episode__owner=owner, episode__day__gte=since)
        .exclude(code__in=[NONE_OF_THESE, *SUSPECTED_ONLY])
        .values("code")
        .annotate(entries=Count("pk"))
        .values_list("code", "entries")
    )
    return sorted(rows, key=lambda row: (-row[1], FACTORS.sort_key(row[0])))


def answered_evenings(owner: User) -> int:
    """Days on which the check-in's question about any factor was answered. One query."""
    return DayFactor.objects.filter(day__owner=owner).order_by().values("day").distinct().count()


def factor_labels(owner: User) -> dict[str, LazyText]:
    """Label of every factor that can be asked for, by code, the person's own ones last."""
    known = {code: term.label for code, term in FACTORS.items() if code != NONE_OF_THESE and code not in SUSPECTED_ONLY}
    return known | dict(own_terms(owner, OwnTerm.FACTOR))


def has_answered_yes(owner: User, code: str, period: Period) -> bool:
    """True if a check-in of these days says yes to the factor, as it stands now. One query."""
    rows = DayFactor.objects.filter(day__owner=owner, day__date__range=(period.first, period.last))
    return rows.filter(code=code, is_yes=True).exists()
