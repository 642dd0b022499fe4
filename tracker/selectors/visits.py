"""Visits for their pages and charts: which is next, what is asked there, what changed since, what the log covers."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Q

from tracker.days import Period
from tracker.diary import LANDMARK_BEGAN, LANDMARK_ENDED
from tracker.models import Episode, Question, Visit
from tracker.selectors.profile import Profile, ProfileLine
from tracker.vocabulary.episodes import ONGOING
from tracker.vocabulary.profile import TREATMENTS


@dataclass(frozen=True, slots=True)
class Visits:
    """All visits of a person, as seen from a day."""

    today: dt.date
    rows: tuple[Visit, ...]
    """By date."""

    @property
    def ahead(self) -> tuple[Visit, ...]:
        """Today's and later ones, the nearest first."""
        return tuple(row for row in self.rows if row.on >= self.today)

    @property
    def over(self) -> tuple[Visit, ...]:
        """Those before today, the latest first."""
        return tuple(row for row in reversed(self.rows) if row.on < self.today)

    @property
    def next(self) -> Visit | None:
        return next(iter(self.ahead), None)

    @property
    def last(self) -> Visit | None:
        """The latest one that is over."""
        return next(iter(self.over), None)

    def before(self, visit: Visit) -> Visit | None:
        """The nearest one on an earlier day, whoever it was with."""
        return next((row for row in reversed(self.rows) if row.on < visit.on), None)

    def after(self, visit: Visit) -> Visit | None:
        """The nearest one on a later day."""
        return next((row for row in self.rows if row.on > visit.on), None)


def visits_of(owner: User, today: dt.date) -> Visits:
    """The person's visits. One query."""
    return Visits(today, tuple(Visit.objects.of(owner)))


def last_visit(owner: User, today: dt.date, *, leaves_private_out: bool = False) -> Visit | None:
    """The latest visit before today. One query."""
    visits = Visit.objects.of(owner).over_by(today)
    return (visits.filter(private=False) if leaves_private_out else visits).first()


@dataclass(frozen=True, slots=True)
class VisitQuestions:
    """The questions of one visit, in the person's order."""

    open: tuple[Question, ...]
    answered: tuple[Question, ...]


def questions_of(owner: User, visit: Visit, visits: Visits) -> VisitQuestions:
    """What is asked at a visit, and what was answered there. One query.

    An open question is for the visit that it was put to. One that was put to none, or to one that is over, is for the
    next one. The latest visit that is over shows it too while it is open, if it was written down by then: it may have
    been answered there.
    """
    rows = list(Question.objects.filter(owner=owner).select_related("visit"))
    ahead = {row.pk for row in visits.ahead}

    def is_asked_here(row: Question) -> bool:
        if row.visit_id == visit.pk:
            return True
        is_loose = row.visit_id not in ahead
        return is_loose and (visit == visits.next or (visit == visits.last and row.asked_on <= visit.on))

    return VisitQuestions(
        open=tuple(row for row in rows if row.answered_on is None and is_asked_here(row)),
        answered=tuple(row for row in rows if row.answered_on is not None and row.visit_id == visit.pk),
    )


def open_questions(owner: User) -> tuple[Question, ...]:
    """The questions that are open, in the person's order. One query."""
    return tuple(Question.objects.filter(owner=owner, answered_on=None))


@dataclass(frozen=True, slots=True)
class TreatmentChange:
    """Something that the person takes or does began or ended, as the health profile says."""

    what: str
    """LANDMARK_BEGAN or LANDMARK_ENDED."""
    line: ProfileLine


def changes_from(profile: Profile, first: dt.date, until: dt.date | None) -> list[TreatmentChange]:
    """What began or ended from a day on, before another one, by date.

    Parameters: the profile; the first day; the day on which the next visit is, or None for all that came after.
    A date that is known by its month alone counts only if all of that month lies within.
    Example: baclofen since 12 March, and the visit on 12 March: it began there.
    """
    changes = []
    for line in (line for kind in TREATMENTS for line in profile.of(kind)):
        for what, date in ((LANDMARK_BEGAN, line.since), (LANDMARK_ENDED, line.until)):
            if date and date.first >= first and (until is None or date.last < until):
                changes.append((date.first, TreatmentChange(what, line)))
    return [change for _on, change in sorted(changes, key=lambda pair: pair[0])]


@dataclass(frozen=True, slots=True)
class EntryGaps:
    """Entries of a period, and how many of them leave out what a doctor asks for."""

    entries: int
    without_rating: int
    without_place: int
    without_duration: int


def entry_gaps(owner: User, period: Period) -> EntryGaps:
    """How complete the entries of a period are. One query; those that still go on lack no duration."""
    rows = Episode.objects.of(owner).filter(day__gte=period.first, day__lte=period.last).order_by()
    counts = rows.aggregate(
        entries=Count("pk", distinct=True),
        without_rating=Count("pk", distinct=True, filter=Q(intensity__isnull=True)),
        without_place=Count("pk", distinct=True, filter=Q(regions__isnull=True)),
        without_duration=Count("pk", distinct=True, filter=Q(ended_at__isnull=True) & ~Q(duration_basis=ONGOING)),
    )
    return EntryGaps(**counts)
