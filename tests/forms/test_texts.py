"""Long texts: a line break is one character, to the browser that counts them and here."""

import datetime as dt
import importlib
import pkgutil

import pytest
from django import forms

import tracker.forms
from tests.forms.test_episode import form_for
from tracker.forms.check_in import NOTE_LENGTH, CheckInForm
from tracker.forms.profile import ProfileItemForm
from tracker.forms.questions import QuestionForm
from tracker.forms.texts import LongTextField, OwnWordsField
from tracker.forms.visits import AfterVisitForm, VisitForm
from tracker.models.question import QUESTION_LENGTH
from tracker.models.visit import VISIT_TEXT_LENGTH
from tracker.vocabulary import episodes, profile


def lines(length: int) -> str:
    """Text that a browser counts as that long, as it sends it: every other character is a line break."""
    return ("x\n" * length)[: length - 1].replace("\n", "\r\n") + "x"


FORMS = [
    ("note", episodes.ENTRY_NOTE_LENGTH, lambda text: form_for(note=text)),
    ("note", NOTE_LENGTH, lambda text: CheckInForm({"note": text}, question="?", has_entries=False)),
    ("note", VISIT_TEXT_LENGTH, lambda text: VisitForm({"note": text}, today=dt.date(2026, 6, 10))),
    ("said", VISIT_TEXT_LENGTH, lambda text: AfterVisitForm({"said": text})),
    ("tests", VISIT_TEXT_LENGTH, lambda text: AfterVisitForm({"tests": text})),
    ("text", QUESTION_LENGTH, lambda text: QuestionForm({"text": text})),
    (
        *("note", profile.PROFILE_NOTE_LENGTH),
        lambda text: ProfileItemForm({"note": text}, kind="condition", today=dt.date(2026, 6, 10)),
    ),
]


@pytest.mark.parametrize(("name", "length", "form_with"), FORMS)
def test_what_a_browser_lets_through_is_taken_whole(name, length, form_with):
    form = form_with(lines(length))
    form.is_valid()
    assert name not in form.errors
    assert form.cleaned_data[name] == lines(length).replace("\r\n", "\n")


@pytest.mark.parametrize(("name", "length", "form_with"), FORMS)
def test_one_character_more_is_too_long(name, length, form_with):
    form = form_with(lines(length) + "x")
    assert [error.code for error in form.errors[name].as_data()] == ["max_length"]


def test_every_text_of_several_lines_is_such_a_field():
    modules = [
        importlib.import_module(f"tracker.forms.{each.name}") for each in pkgutil.iter_modules(tracker.forms.__path__)
    ]
    matches = {
        (form.__name__, name): field
        for module in modules
        for form in vars(module).values()
        if isinstance(form, type) and issubclass(form, forms.BaseForm) and form.__module__ == module.__name__
        for name, field in form.base_fields.items()
        if isinstance(field.widget, forms.Textarea)
    }
    assert len(matches) >= 7
    assert [key for key, field in matches.items() if not isinstance(field, LongTextField)] == []


def test_own_words_have_single_spaces():
    assert OwnWordsField().clean("  late \t coffee ") == "late coffee"
