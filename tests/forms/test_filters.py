"""The filter's form: its lists hold the person's own words, and what is asked for by its address alone."""

import pytest

from tracker.forms.filters import DiaryFilterForm

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
