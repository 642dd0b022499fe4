"""What templates ask of the safety rules: the questions and cards that a form carries, and signs to offer."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.forms import BaseForm
from django.utils.translation import get_language

from tracker.guidance.assess import EntryCard, entry_cards
from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.form_css import field_name, fields_of
from tracker.guidance.loader import library_in
from tracker.guidance.questions import SAFETY_QUESTIONS, SafetyQuestion
from tracker.vocabulary.lazy_text import LazyText

register = template.Library()


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question as a form carries it; the style sheet shows the one that is due."""

    question: SafetyQuestion
    name: str
    """Of its field."""
    texts: tuple[tuple[str, LazyText], ...]
    """(class, text): which of its texts shows is the style sheet's to say."""
    answers: tuple[tuple[str, LazyText, bool], ...]
    """(code, words, chosen)."""


@register.simple_tag
def safety_cards(form: BaseForm) -> list[EntryCard]:
    """The cards that what this form asks can raise; the style sheet shows the one that is due."""
    fields = set(form.fields)
    return [
        card
        for card in entry_cards(library_in(get_language()))
        if any(fields_of(when) <= fields for when in CARD_CONDITIONS[card.entry.condition].whens)
    ]


@register.simple_tag
def safety_questions(form: BaseForm, flags: Iterable[str] | None) -> list[FormQuestion]:
    """The questions for which the form has a field, the most dangerous first. `flags`: what is known of the person."""
    return [
        _form_question(question, form, frozenset(flags or ()))
        for question in SAFETY_QUESTIONS
        if field_name(question.code) in form.fields
    ]


def _form_question(question: SafetyQuestion, form: BaseForm, flags: frozenset[str]) -> FormQuestion:
    name = field_name(question.code)
    value = form[name].value() or ()
    chosen = {value} if isinstance(value, str) else set(value)
    texts = [("text-elsewhere", question.text_known(flags))]
    texts += [(f"text-in-{number}", words) for number, (_places, words) in enumerate(question.texts_in(flags))]
    answers = tuple((code, term.label, code in chosen) for code, term in question.answers.items())
    return FormQuestion(question, name, tuple(texts), answers)
