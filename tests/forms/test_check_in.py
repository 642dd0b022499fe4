"""What the check-in's forms understand; nothing is chosen before the person does."""

import datetime as dt

import pytest

from tracker.forms.check_in import CheckInForm, FactorsForm, ReminderForm, answers_so_far
from tracker.forms.pauses import PauseForm

TODAY = dt.date(2026, 6, 10)
FACTORS = [("stress", "stress"), ("x-late-coffee", "late coffee")]


def check_in(data=None, **changes):
    return CheckInForm(data, **{"question": "Any spasms today?", "has_entries": True, "factors": FACTORS} | changes)


def said(data, **changes):
    form = check_in(data, **changes)
    assert form.is_valid(), form.errors
    return form.day_answers()


def test_nothing_is_preselected():
    form = check_in(initial=answers_so_far(None, {}))
    assert not any(
        option.data["selected"] for name in form.fields if hasattr(form[name], "subwidgets")
        for option in form[name].subwidgets if "selected" in option.data
    )  # fmt: skip


def test_nothing_said_is_nothing():
    assert said({}) == {
        "answer": "",
        "unlisted_count": "",
        "unlisted_worst": None,
        "limited": None,
        "note": "",
        "private": False,
        "factors": {},
    }


def test_a_factor_without_an_answer_is_not_a_no():
    assert said({"factor-stress": "no"})["factors"] == {"stress": False}


def test_none_of_these_answers_what_is_still_open_and_only_that():
    answers = said({"factor-stress": "yes", "none_of_these": "on"})["factors"]
    assert answers == {"stress": True, "x-late-coffee": False}


def test_details_count_only_with_their_answer():
    details = {"unlisted_count": "6-10", "unlisted_worst": "7"}
    assert said({"answer": "unlisted", **details})["unlisted_worst"] == 7
    assert said({"answer": "none", **details})["unlisted_worst"] is None


def test_the_ones_listed_is_an_answer_only_where_there_are_some():
    assert not check_in({"answer": "listed"}, has_entries=False).is_valid()
    assert said({"answer": "listed"})["answer"] == "listed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "maybe"},
        {"limited": "5"},
        {"unlisted_worst": "11"},
        {"factor-stress": "perhaps"},
        {"note": "x" * 2001},
    ],
)
def test_what_cannot_be_is_said_beside_its_field(wrong):
    form = check_in(wrong)
    assert not form.is_valid()
    assert list(form.errors) == list(wrong)


def factors(data, **kwargs):
    return FactorsForm(
        data,
        **kwargs,
        proposed=[("stress", "stress (3 entries)")],
        proposed_label="",
        others=[(f"x-{n}", str(n)) for n in range(8)],
    )


def test_chosen_factors_come_in_order_with_the_own_word():
    form = factors({"proposed": ["stress"], "others": ["x-1"], "own": "Late coffee"})
    assert form.is_valid()
    assert form.codes == ["stress", "x-1", "x-late-coffee"]
    assert form.own_words == {"x-late-coffee": "Late coffee"}


def test_more_than_eight_are_refused_in_words():
    form = factors({"proposed": ["stress"], "others": [f"x-{n}" for n in range(8)]})
    assert not form.is_valid()
    assert "8 at most" in str(form.errors)


def test_an_own_word_needs_something_to_see():
    form = factors({"own": "\u200b"})
    assert not form.is_valid()
    assert list(form.errors) == ["own"]


def test_an_own_word_beside_an_old_code_for_another_one_gets_its_own():
    form = factors({"own": "coffee"}, known={"x-coffee": "Coffee +"})
    assert form.is_valid()
    assert list(form.own_words.values()) == ["coffee"]
    assert "x-coffee" not in form.codes


def test_an_own_word_that_is_there_keeps_its_code():
    form = factors({"own": "coffee  +"}, known={"x-coffee": "Coffee +"})
    assert form.is_valid()
    assert form.codes == ["x-coffee"]


@pytest.mark.parametrize("at", ["", "25:00", "soon"])
def test_a_reminder_needs_a_time(at):
    assert list(ReminderForm({"at": at}).errors) == ["at"]


def test_a_pause_may_be_open():
    form = PauseForm({"from_on": "2026-06-10"}, today=TODAY)
    assert form.is_valid()
    assert (form.cleaned_data["from_on"], form.cleaned_data["to_on"]) == (dt.date(2026, 6, 10), None)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "from_on"),
        ({"from_on": "2026-06-10", "to_on": "2026-06-09"}, "to_on"),
        ({"from_on": "0001-01-01"}, "from_on"),
        ({"from_on": "1926-06-09"}, "from_on"),
        ({"from_on": "2026-06-09", "to_on": "2206-06-10"}, "to_on"),
        ({"from_on": "2026-06-10", "to_on": "9999-12-31"}, "to_on"),
    ],
)
def test_a_wrong_pause_is_said_beside_its_field(data, field):
    form = PauseForm(data, today=TODAY)
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_eight_are_taken():
    form = factors({"others": [f"x-{n}" for n in range(8)]})
    assert form.is_valid(), form.errors
    assert len(form.codes) == 8


def offered(data=None, **changes):
    return [each.data["value"] for each in check_in(data, **changes).answers_offered]


def test_two_answers_are_offered_that_fit_what_is_logged():
    assert offered(has_entries=False) == ["none", "unlisted"]
    assert offered(has_entries=True) == ["listed", "unlisted"]


def test_an_answer_that_was_chosen_stays_among_them():
    assert offered(has_entries=True, initial={"answer": "none"}) == ["none", "listed", "unlisted"]
    assert check_in({"answer": "none"}, has_entries=True).is_valid()
