"""Controls that are written directly say what Django's would, whatever is in them."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.utils.translation import gettext_lazy

from tracker.forms.widgets import (
    CheckboxInput,
    DateInput,
    FixedChoices,
    HiddenInput,
    ManyChoices,
    NumberInput,
    Textarea,
    TextInput,
)

CHOICES = [
    (None, gettext_lazy("English")),
    ('a"b', '<b>"A"</b>'),
    ("a'b", "&amp;"),
    ("<x>", "less & more"),
    (5, "a number"),
    ('A "group"', [("é", "É"), (" a ", "A")]),
    ("Another", (("in-a-tuple", "T"),)),
]
VALUES = ["", None, 'a"b', "a'b", "<x>", "5", 5, "é", " a ", "in-a-tuple", "nothing of these"]
ATTRIBUTES = {"id": "i", "title": gettext_lazy("English"), "aria-label": '"<&', "disabled": True, "data-no": False}


class Parts(HTMLParser):
    """Elements with their attributes, and texts."""

    def __init__(self, html):
        super().__init__()
        self.all = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, sorted(attrs, key=repr)))

    def handle_data(self, data):
        self.all += [data.strip()] if data.strip() else []


def choices():
    return CHOICES


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("widget", [ManyChoices(), FixedChoices(choices)], ids=["many", "fixed"])
def test_a_select_is_that_of_django(widget, value):
    widget.choices = CHOICES
    theirs = forms.Select(choices=CHOICES)
    ours_html, theirs_html = (each.render("name", value, ATTRIBUTES) for each in (widget, theirs))
    assert Parts(ours_html).all == Parts(theirs_html).all


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (TextInput(), forms.TextInput()),
        (NumberInput(), forms.NumberInput()),
        (DateInput(), forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")),
        (HiddenInput(), forms.HiddenInput()),
        (CheckboxInput(), forms.CheckboxInput()),
        (Textarea(), forms.Textarea()),
    ],
    ids=["text", "number", "date", "hidden", "checkbox", "textarea"],
)
def test_an_input_is_that_of_django(ours, theirs, value):
    ours_html, theirs_html = (each.render("name", value, ATTRIBUTES) for each in (ours, theirs))
    assert Parts(ours_html).all == Parts(theirs_html).all
