"""What a form held, handed back: all of it in order, but no secret; and every field that people type in has a label."""

import importlib
import pkgutil

import pytest
from django import forms
from django.http import QueryDict

import tracker.forms
from tracker.forms.sent import MOST_CHARACTERS, SECRETS, TYPED, is_secret, read_sent, typed_label

NOT_TYPED_IN_PROSE = {"time_zone", "code", "place"}
"""Text fields that hold a code or a name of a list."""
OF_GET_FORMS = {"FilterForm", "LibraryForm", "SearchForm"}


def text_fields():
    """(form, field) of every field in which people type text."""
    for module in pkgutil.iter_modules(tracker.forms.__path__):
        for form in vars(importlib.import_module(f"tracker.forms.{module.name}")).values():
            if isinstance(form, type) and issubclass(form, forms.Form) and form.__module__.startswith("tracker.forms"):
                for name, field in form.base_fields.items():
                    if type(field) is forms.CharField and not field.widget.is_hidden:
                        yield form.__name__, name


def test_every_text_that_is_typed_has_a_label():
    unknown = {
        (form, name)
        for form, name in text_fields()
        if not typed_label(name) and name not in NOT_TYPED_IN_PROSE and form not in OF_GET_FORMS
    }
    # The forms of accounts are sent to pages that hold nothing.
    assert {
        (form, name) for form, name in unknown if not is_secret(name) and name not in {"login", "username"}
    } == set()


def test_all_is_handed_back_in_order():
    data = QueryDict("b=1&a=2&b=3&note=&csrfmiddlewaretoken=t&up=1")
    assert read_sent(data).fields == [("b", "1"), ("b", "3"), ("a", "2"), ("note", ""), ("up", "1")]


def test_fields_of_the_page_itself_are_left_out():
    assert read_sent(QueryDict("a=1&log-in-password=x"), without="log-in-").fields == [("a", "1")]


@pytest.mark.parametrize("name", ["password", "oldpassword", "password1", "phrase", "new-Password"])
def test_a_secret_is_not(name):
    assert read_sent(QueryDict(f"{name}=x&a=1")).fields == [("a", "1")]


def test_only_a_secret_that_was_filled_in_is_asked_for_again():
    assert read_sent(QueryDict("phrase=")).secrets == []
    assert read_sent(QueryDict("phrase=x")).secrets == [("phrase", SECRETS["phrase"])]
    assert not read_sent(QueryDict("phrase=x")).is_whole


def test_typed_text_is_named():
    data = QueryDict("note=Hot&uid=abc&relief_text_new=ice&regions_other_text=thumb&dose=+")
    assert read_sent(data).typed == [(TYPED["note"], "Hot"), (TYPED["text"], "ice"), (TYPED["text"], "thumb")]


def test_too_much_is_not_cut_but_left_out():
    data = QueryDict(mutable=True)
    data["note"] = "x" * MOST_CHARACTERS
    sent = read_sent(data)
    assert (sent.fields, sent.is_too_long, sent.is_whole) == ([], True, False)


def test_what_was_chosen_is_said_in_words():
    data = QueryDict("regions=calf:left&regions=other%3Dbrow&intensity=7&kind=cramp&factor-stress=yes&answer=unlisted")
    assert read_sent(data).chosen == [
        ("Where", ["left calf", "brow"]),
        ("Pain level", ["7"]),
        ("Kind", ["cramp"]),
        ("stress", ["yes"]),
        ("Your answer", ["yes, but I didn’t log each one"]),
    ]


@pytest.mark.parametrize("sent", ["regions=nowhere", "intensity=77", "intensity=", "kind=<b>", "answer=maybe", "x=1"])
def test_what_is_not_understood_is_not_said(sent):
    assert read_sent(QueryDict(sent)).chosen == []


def test_an_own_word_that_was_chosen_reads_as_typed():
    assert read_sent(QueryDict("suspected_factors=x-full-moon")).chosen == [("What may have set it off", ["full moon"])]


def test_the_answer_to_a_safety_question_is_said_as_one():
    assert read_sent(QueryDict("question=locked&answer=none")).chosen == [
        ("Locked or twisted muscles", ["none of these"])
    ]
    assert read_sent(QueryDict("question=unknown&answer=none")).chosen == []
