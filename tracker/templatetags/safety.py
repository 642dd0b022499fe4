"""What templates ask of the safety rules: the questions and cards that a form carries, and signs to offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tracker.forms.widgets import without_indents
from tracker.guidance.assess import EntryCard, entry_cards
from tracker.guidance.conditions import CARD_CONDITIONS
from tracker.guidance.form_css import field_name, fields_of
from tracker.guidance.loader import library_in
from tracker.guidance.questions import SAFETY_QUESTIONS, SafetyQuestion
from tracker.templatetags.emergency import NUMBER, number_of
from tracker.vocabulary.lazy_text import LazyText

register = template.Library()

_FLAGS_IN_TEXTS = frozenset(flag for question in SAFETY_QUESTIONS for flag, _text in question.text_if)
"""What is known of a person and changes the words of a question."""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question as a form carries it; the style sheet shows the one that is due."""

    question: SafetyQuestion
    name: str
    """Of its field."""
    texts: tuple[tuple[str, LazyText], ...]
    """(class, text): which of its texts shows is the style sheet's to say."""


@register.simple_tag(takes_context=True)
def safety_parts(context: Context, form: BaseForm, flags: Iterable[str] | None, is_history: bool | None) -> SafeString:
    """The questions for which the form has a field, the most dangerous first, and the cards that it can raise.

    `flags`: what is known of the person. `is_history`: of an entry of long ago nothing is asked. Only what was answered
    differs between people, and goes into what is written once.
    """
    names = frozenset(form.fields)
    html = _parts_html(
        get_language(),
        get_script_prefix(),
        number_of(context),
        names,
        flags=_FLAGS_IN_TEXTS.intersection(flags or ()),
        is_history=bool(is_history),
    )
    for question in _questions(names, is_history=bool(is_history)):
        value = form[field_name(question.code)].value() or ()
        for code in {value} if isinstance(value, str) else set(value):
            if code in question.answers:
                box = _box(question, code)
                html = html.replace(f"{box}>", f"{box} checked>", 1)
    # What was put in is none of what was sent.
    return mark_safe(html)


def _questions(names: frozenset[str], *, is_history: bool) -> list[SafetyQuestion]:
    """Those that fields of these names can answer."""
    return [] if is_history else [each for each in SAFETY_QUESTIONS if field_name(each.code) in names]


@lru_cache(maxsize=64)
def _parts_html(
    language: str | None,
    beginning: str,
    number: str,
    names: frozenset[str],
    *,
    flags: frozenset[str],
    is_history: bool,
) -> str:
    """Nothing is chosen. Without indents: of so many cards they were a tenth of the page. `language` and `beginning`,
    which is that of addresses, key the cache."""
    context = {
        "questions": [_form_question(question, flags) for question in _questions(names, is_history=is_history)],
        "cards": _cards(names),
        NUMBER: number,
    }
    return without_indents(render_to_string("tracker/parts/safety_parts.html", context))


def _box(question: SafetyQuestion, code: str) -> str:
    """How the box of an answer is written, up to where it ends."""
    return f'name="{field_name(question.code)}" value="{escape(code)}"'


def _cards(names: frozenset[str]) -> list[EntryCard]:
    return [
        card
        for card in entry_cards(library_in(get_language()))
        if any(fields_of(when) <= names for when in CARD_CONDITIONS[card.entry.condition].whens)
    ]


def _form_question(question: SafetyQuestion, flags: frozenset[str]) -> FormQuestion:
    texts = [("text-elsewhere", question.text_known(flags))]
    texts += [(f"text-in-{number}", words) for number, (_places, words) in enumerate(question.texts_in(flags))]
    return FormQuestion(question, field_name(question.code), tuple(texts))
