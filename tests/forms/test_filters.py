"""The filter's form: its lists hold the person's own words, and what is asked for by its address alone."""

import datetime as dt

import pytest

from tracker.forms.filters import DiaryFilterForm
from tracker.querysets import EpisodeFilter

OWN = {
    "own_factors": [("x-long-drive", "Long drive!")],
    "own_relief": [("x-hot-tea", "Hot tea, a pot")],
    "medicines": lambda: ["Ibuprofen 400", "Übelin"],
}


def options(form, name: str) -> dict[str, str]:
    """Labels of the choices by value."""
    return {str(value): str(label) for value, label in form.fields[name].choices}


def test_own_factors_are_in_the_list_as_they_were_spelled():
    assert options(DiaryFilterForm({}, **OWN), "factor")["x-long-drive"] == "Long drive!"


def test_own_remedies_and_medicines_are_in_the_list_as_they_were_spelled():
    listed = options(DiaryFilterForm({}, **OWN), "relief")
    assert list(listed.items())[-3:] == [
        ("x-hot-tea", "Hot tea, a pot"),
        ("medication=Ibuprofen 400", "medicine: Ibuprofen 400"),
        ("medication=Übelin", "medicine: Übelin"),
    ]


@pytest.mark.parametrize("asked", ["heat", "medication", "x-hot-tea", "medication=Ibuprofen 400"])
def test_what_is_listed_can_be_asked_for(asked):
    form = DiaryFilterForm({"relief": asked}, **OWN)
    assert form.episode_filter().relief == asked
    assert list(options(form, "relief")).count(asked) == 1


@pytest.mark.parametrize(
    ("asked", "words"),
    [("x-ice-pack", "ice pack"), ("medication=Rare one", "medicine: Rare one"), ("medication=a=b", "medicine: a=b")],
)
def test_what_no_list_holds_can_be_asked_for_by_its_address(asked, words):
    form = DiaryFilterForm({"relief": asked}, **OWN)
    assert (form.episode_filter().relief, options(form, "relief")[asked]) == (asked, words)


def test_a_medicine_that_is_cased_otherwise_is_listed_once():
    listed = options(DiaryFilterForm({"relief": "medication=ÜBELIN"}, **OWN), "relief")
    assert [key for key in listed if key.casefold() == "medication=übelin"] == ["medication=ÜBELIN"]


@pytest.mark.parametrize(
    "asked", ["magic", "heat=very hot", "medication=a\x00b", "medication=" + "x" * 121, "=", "x-" + "y" * 160, "x-a=b"]
)
def test_what_is_no_remedy_cannot_be_asked_for(asked):
    form = DiaryFilterForm({"relief": asked}, **OWN)
    assert form.episode_filter().relief == ""
    assert "relief" in form.errors


@pytest.mark.parametrize("query", [{}, {"kind": "cramp"}])
def test_medicines_are_not_read_for_a_filter_that_is_not_shown(query):
    def fail():
        raise AssertionError("read although nobody asked")

    assert DiaryFilterForm(query, medicines=fail).episode_filter().kind == query.get("kind", "")


def test_every_field_asks_for_its_own():
    """No two of the values are alike."""
    asked = {
        "from": "2026-06-01",
        "to": "2026-06-30",
        "region": "calf",
        "side": "left",
        "kind": "cramp",
        "factor": "stress",
        "relief": "heat",
        "intensity_min": "2",
        "intensity_max": "8",
        "weekday": "3",
        "hour": "23",
        "text": "lake",
    }
    assert DiaryFilterForm(asked, **OWN).episode_filter() == EpisodeFilter(
        first=dt.date(2026, 6, 1),
        last=dt.date(2026, 6, 30),
        region="calf",
        side="left",
        kind="cramp",
        factor="stress",
        relief="heat",
        intensity_min=2,
        intensity_max=8,
        weekday=3,
        hour=23,
        text="lake",
    )


@pytest.mark.parametrize(("last", "errors"), [("2026-06-10", []), ("2026-06-09", ["to"])])
def test_one_day_is_a_span_and_one_that_ends_before_it_begins_is_none(last, errors):
    assert list(DiaryFilterForm({"from": "2026-06-10", "to": last}).errors) == errors


@pytest.mark.parametrize(("high", "errors"), [("5", []), ("4", ["intensity_max"])])
def test_one_number_is_a_range_and_one_that_falls_is_none(high, errors):
    assert list(DiaryFilterForm({"intensity_min": "5", "intensity_max": high}).errors) == errors
