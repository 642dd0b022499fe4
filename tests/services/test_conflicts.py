"""Two tabs, one row: who changed what, unit by unit."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tracker.days import PartialDate
from tracker.services.conflicts import (
    KEEP_BOTH,
    KEEP_MINE,
    KEEP_STORED,
    marks_as_text,
    marks_from_text,
    marks_of,
    merge,
)

UNITS = {"note": ("note",), "when": ("start", "end"), "private": ("private",)}
DRAWN = {"note": "a", "start": 1, "end": 2, "private": False}


def merged(mine, stored, choices=None, drawn=DRAWN):
    return merge(DRAWN | mine, DRAWN | stored, marks_of(drawn, UNITS), UNITS, choices)


def test_what_nobody_else_changed_is_mine():
    result = merged({"note": "mine"}, {})
    assert (result.values, result.conflicts, result.taken) == (DRAWN | {"note": "mine"}, (), ())


def test_what_only_the_other_tab_changed_stays():
    result = merged({}, {"note": "theirs"})
    assert (result.values["note"], result.conflicts, result.taken) == ("theirs", (), ("note",))


def test_what_both_changed_has_to_be_chosen():
    result = merged({"note": "mine"}, {"note": "theirs", "private": True})
    assert (result.conflicts, result.taken) == (("note",), ("private",))


def test_what_both_changed_to_the_same_is_no_conflict():
    result = merged({"note": "same"}, {"note": "same"})
    assert (result.conflicts, result.taken) == ((), ())


def test_what_goes_together_is_in_conflict_together():
    result = merged({"start": 5}, {"end": 9})
    assert result.conflicts == ("when",)
    only_theirs = merged({}, {"end": 9})
    assert (only_theirs.values["start"], only_theirs.values["end"]) == (1, 9)


def test_emptying_and_filling_count_as_changes():
    assert merged({"note": ""}, {"note": "theirs"}).conflicts == ("note",)
    assert merged({"note": "mine"}, {"note": ""}).conflicts == ("note",)


@pytest.mark.parametrize(
    ("choice", "saved"), [(KEEP_MINE, "mine, longer"), (KEEP_STORED, "theirs"), (KEEP_BOTH, "theirs\n\nmine, longer")]
)
def test_the_second_page_saves_what_was_chosen(choice, saved):
    first = merged({"note": "mine"}, {"note": "theirs", "private": True})
    mine, stored = DRAWN | {"note": "mine, longer"}, DRAWN | {"note": "theirs", "private": True}
    second = merge(mine, stored, first.marks, UNITS, {"note": choice})
    assert second.conflicts == ()
    assert second.values["note"] == saved
    assert second.values["private"] is True


def test_a_third_change_is_shown_too():
    first = merged({"note": "mine"}, {"note": "theirs"})
    second = merge(DRAWN | {"note": "mine"}, DRAWN | {"note": "a third"}, first.marks, UNITS, {"note": KEEP_STORED})
    assert second.conflicts == ("note",)


def test_a_form_without_marks_is_taken_to_be_up_to_date():
    result = merge(DRAWN | {"note": "mine"}, DRAWN | {"note": "theirs"}, {}, UNITS)
    assert (result.values["note"], result.conflicts) == ("mine", ())


def test_marks_travel_as_text():
    marks = marks_of(DRAWN, UNITS)
    assert marks_from_text(marks_as_text(marks)) == marks
    assert marks_from_text("x note: :y note:short \x00") == {}


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("a\r\nb", "a\nb"),
        (dt.datetime(2026, 6, 10, 12, tzinfo=ZoneInfo("Europe/Berlin")), dt.datetime(2026, 6, 10, 10, tzinfo=dt.UTC)),
        (PartialDate(2019, 5), PartialDate(2019, 5)),
    ],
)
def test_what_means_the_same_has_the_same_mark(one, same):
    units = {"x": ("x",)}
    assert marks_of({"x": one}, units) == marks_of({"x": same}, units)


@pytest.mark.parametrize(("one", "other"), [("", None), ("1", 1), (0, None), (False, None), (PartialDate(2019), 2019)])
def test_what_differs_has_another_mark(one, other):
    units = {"x": ("x",)}
    assert marks_of({"x": one}, units) != marks_of({"x": other}, units)
