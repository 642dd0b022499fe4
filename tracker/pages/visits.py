"""Visits: the list, one visit with all that belongs to it, and its forms."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from django.forms import BoundField
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.analysis.results import TooLittle
from tracker.days import ONE_DAY
from tracker.formatting import date_words
from tracker.forms.profile import ProfileItemForm
from tracker.forms.questions import QuestionForm
from tracker.forms.visits import AfterVisitForm, DoseForm, VisitForm
from tracker.models import Question, Revision, Visit
from tracker.pages.change_looks import ShownLooks, looks_at_changes
from tracker.pages.edits import Edit
from tracker.pages.questions import QuestionLine, question_lines
from tracker.pages.trends import TrendsChart, TrendsFinding
from tracker.pages.trends_request import TrendsRequest
from tracker.pages.trends_sections import FINDING, ON_TRENDS
from tracker.pages.visit_checklist import Checklist, MayComeUp, checklist, may_come_up
from tracker.pages.windows import SINCE_VISIT
from tracker.report.caps import ORDINARY_CAPS
from tracker.selectors.person import Person
from tracker.selectors.profile import ProfileLine, profile_of
from tracker.selectors.visits import (
    TreatmentChange,
    VisitQuestions,
    Visits,
    changes_from,
    open_questions,
    questions_of,
    visits_of,
)
from tracker.services import visits as service
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.profile import EXERCISE, MEDICATION, PROFILE_KINDS, SUPPLEMENT, TREATMENTS, ProfileKind

ADD_WORDS = {
    MEDICATION: gettext_lazy("A new medicine"),
    SUPPLEMENT: gettext_lazy("A new supplement"),
    EXERCISE: gettext_lazy("A new exercise"),
}
"""What can have begun at a visit, with the words of its button."""
PLANNED, TODAY, OVER = "planned", "today", "over"
DAYS_BEFORE = 90
"""How far the look back from a visit reaches if there was none before it."""


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """The visits ahead, those that are over, and what was removed in the last 30 days."""

    visits: Visits
    days_to_go: int
    """To the next visit; 0 without one."""
    questions: tuple[Question, ...]
    """Those that are open, in the person's order."""
    open_sections: int
    """Parts of the health profile that are not filled in."""
    removed: tuple[tuple[Revision, Visit], ...]
    since_last: SafeString
    """What Trends begins with for the days since the last visit; "" without one, or with too little to count."""

    @property
    def last_on(self) -> str:
        """When the last visit was, with its year where it is not this one; "" where none is over."""
        last, today = self.visits.last, self.visits.today
        return date_words(last.on, with_year=last.on.year != today.year) if last else ""


@dataclass(frozen=True, slots=True)
class SinceLastVisit:
    """What Trends begins with for the days since the last visit."""

    on: str
    """When that was."""
    finding: TrendsFinding
    query: str
    """Of the address where Trends shows these days."""


def visits_page(person: Person, now: dt.datetime) -> VisitsPage:
    """The list of this person's visits."""
    owner, today = person.owner, person.today(now)
    known, profile = visits_of(owner, today), profile_of(owner, today)
    answered = {line.kind for line in profile.lines} | {*profile.said_none}
    return VisitsPage(
        visits=known,
        days_to_go=(known.next.on - today).days if known.next else 0,
        questions=open_questions(owner),
        open_sections=len({*PROFILE_KINDS} - answered),
        removed=tuple(service.removed_visits(owner, now=now)),
        since_last=_since_last(person, now) if known.last else SafeString(),
    )


def _since_last(person: Person, now: dt.datetime) -> SafeString:
    chart = TrendsChart(ON_TRENDS[FINDING], TrendsRequest(person, now, QueryDict(f"window={SINCE_VISIT}")))
    return mark_safe(chart.cached("on-visits", partial(_since_last_html, chart)))


def _since_last_html(chart: TrendsChart) -> str:
    begins, visit = chart.finding(), chart.request.last_visit
    if isinstance(begins, TooLittle) or visit is None:
        return ""
    on = date_words(visit.on, with_year=visit.on.year != chart.request.today.year)
    part = SinceLastVisit(on, begins, chart.request.query_with())
    return render_to_string("tracker/parts/since_last_visit.html", {"part": part})


@dataclass(frozen=True, slots=True)
class VisitFormPage:
    """The plan of a visit; None: of a new one."""

    form: VisitForm
    visit: Visit | None
    edit: Edit | None
    marks: tuple[BoundField, ...]
    """The tick that it be looked at, if it can be set."""


@dataclass(frozen=True, slots=True)
class VisitAfterPage:
    """The notes on a visit: what was said there, and which tests were ordered."""

    form: AfterVisitForm
    visit: Visit
    edit: Edit


@dataclass(frozen=True, slots=True)
class TreatmentAddPage:
    """Something that began at a visit."""

    form: ProfileItemForm
    kind: ProfileKind
    visit: Visit
    marks: tuple[BoundField, ...]
    """The ticks that it be looked at."""


@dataclass(frozen=True, slots=True)
class DosePage:
    """Another dose from a visit on."""

    form: DoseForm
    line: ProfileLine
    visit: Visit


def visit_state(visit: Visit, today: dt.date) -> str:
    """PLANNED, TODAY or OVER."""
    return PLANNED if visit.on > today else TODAY if visit.on == today else OVER


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One visit: its questions and, ahead of it, the checklist; from its day on the notes and what changed."""

    visit: Visit
    state: str
    """PLANNED, TODAY or OVER."""
    days_to_go: int
    form: QuestionForm
    """For a new question."""
    questions: tuple[QuestionLine, ...]
    answered: tuple[QuestionLine, ...]
    on_page_1: int
    """How many questions the first page of the doctor's summary has room for."""
    other: Visit | None
    """The visit that a question can be moved to."""
    checks: Checklist | None
    may_come_up: MayComeUp | None
    next_step: tuple[str, str]
    """(what to do now, the address where it is done)."""
    new_ones: tuple[tuple[str, LazyText], ...]
    """(kind, words of the button) of what can have begun at the visit."""
    taken: tuple[ProfileLine, ...]
    """What is taken or done now."""
    changes: tuple[TreatmentChange, ...]
    before_from: dt.date
    """The first day of the look back from the visit."""
    since_until: dt.date
    """The last day of the look at what came after it."""
    looks: ShownLooks
    """At this visit, and at what changed from it on."""


def visit_page(person: Person, visit: Visit, today: dt.date, form: QuestionForm) -> VisitPage:
    """The page of this visit. `form`: for a new question, or as it was sent."""
    owner = person.owner
    known, profile = visits_of(owner, today), profile_of(owner, today)
    asked, state = questions_of(owner, visit, known), visit_state(visit, today)
    checks = checklist(person, profile, known.last, today) if state != OVER else None
    following, previous = known.after(visit), known.before(visit)
    changes = tuple(changes_from(profile, visit.on, following.on if following else None))
    return VisitPage(
        visit=visit,
        state=state,
        days_to_go=(visit.on - today).days,
        form=form,
        questions=tuple(question_lines(owner, asked.open)),
        answered=tuple(question_lines(owner, asked.answered)),
        on_page_1=ORDINARY_CAPS.questions,
        other=_other(known, visit, state),
        checks=checks,
        may_come_up=may_come_up() if state != OVER else None,
        next_step=_next_step(visit, state, asked, checks, known),
        new_ones=tuple(ADD_WORDS.items()),
        taken=tuple(line for code in TREATMENTS for line in profile.now(code)),
        changes=changes,
        before_from=previous.on if previous else visit.on - DAYS_BEFORE * ONE_DAY,
        since_until=min(following.on, today) if following else today,
        looks=looks_at_changes(
            owner,
            {str(visit.uid), *(str(change.line.uid) for change in changes)},
            is_any_marked=visit.look or any(change.line.is_marked for change in changes),
        ),
    )


def visit_address(visit: Visit) -> str:
    """The page of a visit."""
    return reverse("visit", args=[visit.uid])


def _other(known: Visits, visit: Visit, state: str) -> Visit | None:
    """The visit ahead that a question can be moved to: the next one after this, else the nearest one before it."""
    if state == OVER:
        return None
    ahead = [row for row in known.ahead if row.pk != visit.pk]
    return next((row for row in ahead if row.on >= visit.on), ahead[-1] if ahead else None)


def _next_step(
    visit: Visit, state: str, questions: VisitQuestions, checks: Checklist | None, known: Visits
) -> tuple[str, str]:
    """(what to do now, the address where it is done): one thing."""
    if state == PLANNED:
        if not questions.open:
            return _("Add your first question"), "#questions"
        if checks and checks.open:
            return _("Go through the checklist"), "#checklist"
        return _("See how things have gone since"), _trends(known.last)
    if not (visit.said or visit.tests):
        return _("Note what was said"), reverse("visit-after", args=[visit.uid])
    if known.next and known.next.pk != visit.pk:
        return _("Go to your next visit"), visit_address(known.next)
    return _("Plan the next visit"), reverse("visit-new")


def _trends(last: Visit | None) -> str:
    return reverse("trends") + ("?window=visit" if last else "")
