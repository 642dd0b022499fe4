"""Forms of visits: only the day is needed; what is mistyped is said beside its field."""

import datetime as dt
import uuid

import pytest

from tracker.forms.visits import AfterVisitForm, DoseForm, VisitForm

TODAY = dt.date(2026, 6, 10)


def plan(**data):
    return VisitForm({"uid": str(uuid.UUID(int=1)), **data}, today=TODAY)


def test_the_day_alone_makes_a_visit():
    form = plan(on="2026-07-01")
    assert form.is_valid(), form.errors
    assert form.plan() == {
        "on": dt.date(2026, 7, 1),
        "with_whom": "",
        "look": False,
        "what_for": "",
        "note": "",
        "private": False,
    }


def test_a_visit_that_is_over_can_be_written_down():
    assert plan(on="2019-02-01").is_valid()


@pytest.mark.parametrize("on", ["", "2026-02-30", "1890-01-01", "1926-06-01", "2036-06-10", "soon"])
def test_a_day_that_cannot_be_meant_is_refused(on):
    form = plan(on=on, with_whom="Dr. Kim")
    assert set(form.errors) == {"on"}


def test_line_ends_are_one_character():
    form = plan(on="2026-07-01", note="10:40\r\nsecond floor")
    assert form.is_valid()
    assert form.plan()["note"] == "10:40\nsecond floor"


def test_a_new_form_names_its_visit_before_it_is_stored():
    first, second = (VisitForm(today=TODAY)["uid"].value() for _n in range(2))
    assert first != second


def test_all_of_what_was_said_may_be_empty():
    form = AfterVisitForm({"said": "", "tests": ""})
    assert form.is_valid()
    assert form.cleaned_data == {"said": "", "tests": ""}


def test_what_was_said_has_a_length():
    assert set(AfterVisitForm({"said": "a" * 4001, "tests": ""}).errors) == {"said"}


@pytest.mark.parametrize(("dose", "code"), [("", "required"), ("5 mg", "same"), ("1" * 81, "max_length")])
def test_a_dose_that_is_none_is_refused(dose, code):
    form = DoseForm({"uid": str(uuid.UUID(int=1)), "dose": dose}, stored="5 mg")
    assert form.has_error("dose", code)
