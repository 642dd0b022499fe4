"""What the forms of the profile ask for and understand; what is wrong is said beside its field."""

import datetime as dt
import uuid

import pytest

from tests.html import read_markup
from tracker.days import PartialDate
from tracker.forms.profile import ProfileItemForm
from tracker.selectors.profile import ProfileLine

TODAY = dt.date(2026, 6, 10)
UID = uuid.UUID(int=7)


def filled(kind, data, **changes):
    return ProfileItemForm({"uid": str(UID)} | data, kind=kind, today=TODAY, **changes)


def told(kind, data, **changes):
    form = filled(kind, data, **changes)
    assert form.is_valid(), form.errors
    return form.item_data()


def codes_of_errors(form):
    return {name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()}


def stored(**changes):
    values = {
        "uid": UID,
        "kind": "condition",
        "code": "sciatica",
        "text": "",
        "dose": "",
        "since": PartialDate(2010),
        "until": PartialDate(2012, 5),
        "note": "a\nb",
        "private": True,
    }
    return ProfileLine(**values | changes)


LOOKS = {"look_since", "look_until"}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("spasms-began", {"since"}),
        ("condition", {"code", "text", "since", "until"}),
        ("pregnancy", {"since", "until"}),
        ("medication", {"text", "dose", "since", "until", "for_spasms", *LOOKS}),
        ("supplement", {"text", "dose", "since", "until", *LOOKS}),
        ("exercise", {"text", "since", "until", *LOOKS}),
        ("spine-injury", {"text", "since"}),
        ("muscle-injury", {"text", "since"}),
        ("image-or-test", {"text", "since"}),
    ],
)
def test_a_kind_asks_for_what_fits_it(kind, fields):
    assert set(ProfileItemForm(kind=kind, today=TODAY).fields) == fields | {"uid", "note", "private"}


def test_nothing_is_preselected():
    form = ProfileItemForm(kind="condition", today=TODAY)
    assert "checked" not in str(form["code"])
    assert "selected" not in str(form["since"])


def test_a_name_is_enough():
    assert told("medication", {"text": " Ibuprofen "}) == {
        "text": "Ibuprofen",
        "dose": "",
        "since": None,
        "until": None,
        "note": "",
        "for_spasms": False,
        "look_since": False,
        "look_until": False,
        "private": False,
    }


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("", "", "2019"), PartialDate(2019)),
        (("", "2", "2019"), PartialDate(2019, 2)),
        (("29", "2", "2020"), PartialDate(2020, 2, 29)),
        (("07", "2", " 2020 "), PartialDate(2020, 2, 7)),
        (("", "", ""), None),
    ],
)
def test_a_date_is_taken_as_well_as_it_is_known(parts, date):
    day, month, year = parts
    data = {"text": "A fall", "since_day": day, "since_month": month, "since_year": year}
    assert told("spine-injury", data)["since"] == date


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("7", "", "2019"), "no-month"),
        (("", "2", ""), "no-year"),
        (("30", "2", "2020"), "no-such-day"),
        (("0", "2", "2020"), "day"),
        (("x", "2", "2020"), "day"),
        (("", "13", "2020"), "no-such-day"),
        (("", "", "19"), "year"),
        (("", "", "1919"), "year"),
        (("", "", "1926"), "year"),
        (("", "", "²019"), "year"),
        (("", "", "2027"), "future"),
        (("11", "6", "2026"), "future"),
    ],
)
def test_a_date_that_is_none_is_said_beside_it_and_nothing_is_lost(parts, code):
    day, month, year = parts
    form = filled("spine-injury", {"text": "A fall", "since_day": day, "since_month": month, "since_year": year})
    assert codes_of_errors(form) == {"since": [code]}
    drawn = read_markup(str(form["since"]))
    assert drawn.one("[name=since_day]").attributes.get("value", "") == day
    assert drawn.one("[name=since_year]").attributes.get("value", "") == year
    assert drawn.values("[name=since_month] [selected]", "value") == [month] * (month in {"2", "6"})


def test_the_year_of_today_is_not_the_future():
    assert told("spine-injury", {"text": "A fall", "since_year": "2026"})["since"] == PartialDate(2026)


def test_when_it_began_needs_a_year():
    assert codes_of_errors(filled("spasms-began", {})) == {"since": ["required"]}


@pytest.mark.parametrize(("since", "until", "fits"), [("2020", "2020", True), ("2020", "2019", False)])
def test_it_ends_after_it_began(since, until, fits):
    form = filled("condition", {"code": "sciatica", "since_year": since, "until_year": until})
    assert codes_of_errors(form) == ({} if fits else {"until": ["order"]})


@pytest.mark.parametrize(("year", "fits"), [("2027", True), ("2036", False)])
def test_an_end_may_be_ahead_but_not_far(year, fits):
    form = filled("pregnancy", {"until_year": year})
    assert codes_of_errors(form) == ({} if fits else {"until": ["far-ahead"]})


@pytest.mark.parametrize(
    ("data", "code", "text"),
    [
        ({"code": "sciatica"}, "sciatica", ""),
        ({"code": "another", "text": "Rare one"}, "", "Rare one"),
        ({"text": "Rare one"}, "", "Rare one"),
    ],
)
def test_a_condition_is_chosen_or_written(data, code, text):
    said = told("condition", data)
    assert (said["code"], said["text"]) == (code, text)


@pytest.mark.parametrize(
    ("kind", "data", "errors"),
    [
        ("condition", {}, {"text": ["nothing"]}),
        ("condition", {"code": "another"}, {"text": ["nothing"]}),
        ("condition", {"code": "sciatica", "text": "Rare one"}, {"text": ["both"]}),
        ("condition", {"code": "pregnancy"}, {"code": ["invalid_choice"]}),
        ("medication", {"text": "  "}, {"text": ["nothing"]}),
        ("medication", {"text": "x" * 201}, {"text": ["max_length"]}),
        ("medication", {"text": "x", "dose": "x" * 81}, {"dose": ["max_length"]}),
    ],
)
def test_what_is_missing_or_too_much_is_said_beside_its_field(kind, data, errors):
    assert codes_of_errors(filled(kind, data)) == errors


def test_what_is_in_the_profile_is_not_offered_again():
    form = filled("condition", {"code": "sciatica"}, listed=["sciatica"])
    assert "sciatica" not in dict(form.fields["code"].choices)
    assert codes_of_errors(form) == {"code": ["invalid_choice"]}


def test_a_stored_row_is_shown_as_it_was_told():
    line = stored()
    form = ProfileItemForm(kind="condition", today=TODAY, stored=line, listed=["sciatica"])
    data = {"code": form["code"].value(), "private": "on", "note": "a\r\nb"}
    for name in ("since", "until"):
        parts = form.fields[name].widget.format_value(form[name].value())
        data |= {f"{name}_{part}": text for part, text in parts.items()}
    again = told("condition", data, stored=line, listed=["sciatica"])
    assert again == {name: getattr(line, name) for name in ("code", "text", "since", "until", "note", "private")}


def test_a_new_dose_is_better_told_as_a_new_row():
    line = stored(kind="medication", code="", text="Baclofen", dose="5 mg")
    assert "add the new one" in str(ProfileItemForm(kind="medication", today=TODAY, stored=line)["dose"].help_text)


def test_own_words_are_shown_as_another_one():
    form = ProfileItemForm(kind="condition", today=TODAY, stored=stored(code="", text="Rare one"))
    assert (form["code"].value(), form["text"].value()) == ("another", "Rare one")


def test_a_code_of_a_later_version_can_stay():
    line = stored(code="of-a-later-version")
    assert told("condition", {"code": line.code}, stored=line)["code"] == line.code


@pytest.mark.parametrize(("year", "errors"), [("1931", {}), ("1930", {"since": ["year"]})])
def test_what_began_up_to_a_long_life_ago_is_taken(year, errors):
    assert codes_of_errors(filled("spine-injury", {"text": "A fall", "since_year": year})) == errors
