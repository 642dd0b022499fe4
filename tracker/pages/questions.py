"""Questions for a visit: their list, the form for one, and their words wherever they are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.forms.questions import QuestionForm
from tracker.guidance.about import REMOVED_TITLES, title_words
from tracker.guidance.loader import library_in
from tracker.models import Question, Visit
from tracker.pages.cards import why_address
from tracker.pages.edits import Edit
from tracker.pages.question_origins import Origin, advice_words, links_of
from tracker.selectors.person import own_words


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """All questions, and a new one; or the new one alone, about the page that it is written from."""

    form: QuestionForm
    origin: Origin | None
    open: tuple["QuestionLine", ...]
    answered: tuple["QuestionLine", ...]


@dataclass(frozen=True, slots=True)
class QuestionChangePage:
    """A question in other words; `visit`: the one that the way back leads to."""

    form: QuestionForm
    visit: Visit | None
    edit: Edit


def questions_page(owner: User, form: QuestionForm, origin: Origin | None) -> QuestionsPage:
    """The list of this person's questions. With an origin the list is left out: it is one link away."""
    rows = [] if origin else list(Question.objects.filter(owner=owner))
    return QuestionsPage(
        form,
        origin,
        tuple(question_lines(owner, [row for row in rows if row.answered_on is None])),
        tuple(question_lines(owner, [row for row in rows if row.answered_on is not None])),
    )


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in a list, with a link to what it is about: its address and words, both "" without one."""

    question: Question
    words: str
    link: str = ""
    link_words: str = ""


def question_lines(owner: User, rows: Iterable[Question]) -> list[QuestionLine]:
    """Every row as a line, in their order. Two queries at most."""
    rows = list(rows)
    links = links_of(owner, (row.written_from for row in rows))
    every = zip(rows, question_words(owner, rows), strict=True)
    return [QuestionLine(row, words, *_link(row, links)) for row, words in every]


def question_words(owner: User, rows: Iterable[Question]) -> list[str]:
    """The words of every row, in their order. One query at most."""
    rows = list(rows)
    # Only a card about something of the person's own needs their words for it.
    labels = _labels(owner) if any(row.from_key and not row.text for row in rows) else {}
    return [_words(row, labels) for row in rows]


def _labels(owner: User) -> Mapping[str, str]:
    own = own_words(owner)
    return {**own.relief, **own.factors}


def _link(row: Question, links: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """(address, words) of what a question is about: what the log shows, or the page that it was written from."""
    if row.from_key in library_in(get_language()).entries:
        return why_address(row.from_key, row.from_about), _("What your log shows")
    return links.get(row.written_from, ("", ""))


def _words(row: Question, labels: Mapping[str, str]) -> str:
    if row.text:
        return row.text
    entry = library_in(get_language()).entries.get(row.from_key)
    title = title_words(entry, row.from_about, labels) if entry else REMOVED_TITLES.get(row.from_key, row.from_key)
    return advice_words(title)
