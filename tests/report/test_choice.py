"""What was ticked survives being stored, and nothing else comes back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.report.choice import A4, FURTHER, LETTER, PAGE_ONE, PAPER_SIZES, SUGGESTED, ReportChoice

CHOICES = st.builds(
    ReportChoice,
    parts=st.frozensets(st.sampled_from(list(PAGE_ONE))),
    sections=st.frozensets(st.sampled_from(list(FURTHER))),
    with_name=st.booleans(),
    with_notes=st.booleans(),
    is_large=st.booleans(),
    paper=st.sampled_from(list(PAPER_SIZES)),
)


@given(CHOICES)
def test_a_choice_reads_back_as_it_was(chosen):
    assert ReportChoice.from_data(json.loads(json.dumps(chosen.as_data()))) == chosen


def test_codes_are_stable():
    assert list(PAGE_ONE) == [
        *("questions", "new", "numbers", "where", "since", "conditions", "medicines", "weeks", "relief"),
    ]
    assert list(FURTHER) == [
        "change",
        *("hours", "durations", "worst", "factors", "suspected", "trials", "charts", "entries", "profile", "method"),
    ]
    assert list(PAPER_SIZES) == ["a4", "us-letter"]


def test_equal_choices_are_stored_alike_in_the_order_of_the_page():
    one = ReportChoice(parts=frozenset(["relief", "new"]), sections=frozenset(["method", "hours"]), paper=LETTER)
    assert one.as_data() == {
        "parts": ["new", "relief"],
        "sections": ["hours", "method"],
        "name": False,
        "notes": False,
        "large": False,
        "paper": "us-letter",
    }


def test_nothing_is_ticked_by_itself_and_the_name_and_what_changed_are_suggested():
    assert ReportChoice() == ReportChoice.from_data({})
    nothing = ReportChoice()
    assert not any((nothing.parts, nothing.sections, nothing.with_name, nothing.with_notes, nothing.is_large))
    assert (SUGGESTED.with_name, SUGGESTED.with_notes, SUGGESTED.sections) == (True, False, {"change"})


@pytest.mark.parametrize(
    "data",
    [
        {"parts": ["new", "of-a-later-version"], "name": "yes", "notes": 1, "large": "false", "paper": "a0"},
        {"parts": ["new"], "sections": "hours", "paper": ["a4"]},
        {"parts": ["new", 7, None, {}], "sections": None},
    ],
)
def test_what_is_not_known_is_not_ticked(data):
    assert ReportChoice.from_data(data) == ReportChoice(parts=frozenset(["new"]), paper=A4)


@pytest.mark.parametrize("data", [None, [], "parts"])
def test_no_dict_is_no_choice(data):
    with pytest.raises(TypeError):
        ReportChoice.from_data(data)


@pytest.mark.parametrize("wrong", [{"parts": {"hours"}}, {"sections": {"new"}}, {"paper": "a0"}])
def test_codes_that_do_not_exist_are_refused(wrong):
    with pytest.raises(ValueError, match="nothing of the doctor's page"):
        ReportChoice(**wrong)
