"""The field behind the figure and the list: what it takes, what it refuses in which words, what it keeps shown."""

import json
from functools import cache

import pytest
from django import forms
from django.http import QueryDict

from tests.html import Element, read_markup
from tracker.forms.body_drawing import figure_svg
from tracker.forms.body_figure import figure_views
from tracker.forms.region_values import TypedRegions, as_typed, mark_value, parse_mark
from tracker.forms.regions import RegionsField
from tracker.records.regions import RegionMark
from tracker.vocabulary.body_zones import ZONES
from tracker.vocabulary.regions import REGIONS


class WhereForm(forms.Form):
    regions = RegionsField(label="Where?")


def _query(*values, other_text=""):
    query = QueryDict(mutable=True)
    query.setlist("regions", values)
    query["regions_other_text"] = other_text
    return query


def _cleaned(*values, other_text=""):
    form = WhereForm(_query(*values, other_text=other_text))
    assert form.is_valid(), form.errors
    return form.cleaned_data["regions"]


def _errors(*values, other_text=""):
    """{code: message} of what is wrong."""
    form = WhereForm(_query(*values, other_text=other_text))
    assert not form.is_valid()
    return {error.code: error.messages[0] for error in form.errors.as_data()["regions"]}


def _drawn(form) -> Element:
    """The field as it stands on the page."""
    return read_markup(str(form["regions"]))


@cache
def _empty_page() -> Element:
    """The field with nothing in it, rendered once."""
    return _drawn(WhereForm())


def _boxes(page) -> list[str]:
    """The values of the boxes, in the order of the page."""
    return page.values("input[type=checkbox][value]", "value")


def _ticked(page) -> list[str]:
    return page.values("input[type=checkbox][checked]", "value")


# What is understood


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ((), ()),
        (("calf:left",), (RegionMark("calf", "left"),)),
        (("band-around",), (RegionMark("band-around"),)),
        (("calf:left", "calf:left"), (RegionMark("calf", "left"),)),
        (("other:right",), (RegionMark("other", "right"),)),
        (("other=left%20eyebrow:left",), (RegionMark("other", "left", "left eyebrow"),)),
    ],
)
def test_values_become_marks(values, marks):
    assert _cleaned(*values) == marks


def test_left_and_right_become_both():
    assert _cleaned("calf:right", "calf:left") == (RegionMark("calf", "both"),)


def test_the_middle_stays_beside_both():
    assert _cleaned("chest:left", "chest:right", "chest:middle") == (
        RegionMark("chest", "both"),
        RegionMark("chest", "middle"),
    )


def test_marks_come_in_the_order_of_the_vocabulary():
    assert [mark.region for mark in _cleaned("toes:left", "chest:left", "eyelid:both")] == ["eyelid", "chest", "toes"]


def test_the_text_belongs_to_somewhere_else():
    assert _cleaned("other:left", "calf:left", other_text=" eyebrow ") == (
        RegionMark("calf", "left"),
        RegionMark("other", "left", "eyebrow"),
    )


def test_a_text_alone_is_somewhere_else():
    assert _cleaned(other_text="eyebrow") == (RegionMark("other", "", "eyebrow"),)


def test_stored_words_stand_beside_new_ones():
    assert _cleaned("other=ear", "other", other_text="eyebrow") == (
        RegionMark("other", "", "ear"),
        RegionMark("other", "", "eyebrow"),
    )


def test_a_side_answers_the_bare_region():
    assert _cleaned("calf", "calf:left") == (RegionMark("calf", "left"),)


def test_emoji_and_right_to_left_words_are_kept():
    assert _cleaned(other_text="עין 👁️") == (RegionMark("other", "", "עין 👁️"),)


def test_a_plain_dict_works_too():
    form = WhereForm({"regions": ["calf:left"]})
    assert form.is_valid() and form.cleaned_data["regions"] == (RegionMark("calf", "left"),)


def test_nothing_sent_is_nothing_chosen():
    form = WhereForm({})
    assert form.is_valid() and form.cleaned_data["regions"] == ()


def test_every_region_can_be_sent_on_each_of_its_sides():
    marks = [RegionMark(code, side) for code, region in REGIONS.items() for side in region.sides]
    assert [_cleaned(mark_value(mark)) for mark in marks] == [(mark,) for mark in marks]


@pytest.mark.parametrize("text", ["a:b", "a=b", "50 % ;", "left eyebrow", "ü"])
def test_a_value_keeps_any_words(text):
    mark = RegionMark("other", "left", text)
    assert parse_mark(mark_value(mark)) == mark


# What is refused


def test_a_missing_side_is_asked_for():
    assert _errors("calf") == {"side-missing": "calf: choose left, right or both."}


def test_a_missing_side_names_the_middle_where_there_is_one():
    assert _errors("lower-back") == {"side-missing": "lower back: choose left, right, both or the middle."}


@pytest.mark.parametrize("value", ["calf:middle", "calf:up", "calf:left:right"])
def test_a_side_that_the_region_lacks_is_refused(value):
    assert _errors(value) == {"side-not-allowed": "calf: choose left, right or both."}


def test_a_side_where_there_is_none_is_refused():
    assert _errors("widespread:left") == {"side-not-allowed": "“widespread” has no left or right."}


@pytest.mark.parametrize("value", ["spleen:left", "", ":left", "calf=text:left", "x-own:left", "\x00", "calf\x00:left"])
def test_an_unknown_region_is_refused(value):
    assert set(_errors(value)) == {"unknown-region"}


def test_a_long_unknown_value_is_shortened_in_the_message():
    assert len(_errors("y" * 5000)["unknown-region"]) < 150


def test_120_characters_of_words_are_taken_and_121_are_not():
    assert _cleaned(other_text="y" * 120) == (RegionMark("other", "", "y" * 120),)
    assert set(_errors(other_text="y" * 121)) == {"too-long"}


def test_words_in_a_value_are_held_to_the_same_length():
    assert set(_errors("other=" + "y" * 121)) == {"too-long"}


@pytest.mark.parametrize(("value", "text"), [("other", "a\x00b"), ("other=a%00b", "")])
def test_a_nul_in_the_words_is_refused(value, text):
    assert set(_errors(value, other_text=text)) == {"null-characters"}


def test_all_that_is_wrong_is_said_at_once():
    assert set(_errors("calf", "spleen", "widespread:left", other_text="y" * 121)) == {
        "side-missing",
        "unknown-region",
        "side-not-allowed",
        "too-long",
    }


# What the page shows


def test_stored_marks_are_ticked():
    form = WhereForm(initial={"regions": (RegionMark("calf", "left"), RegionMark("widespread"))})
    assert _ticked(_drawn(form)) == ["calf:left", "widespread"]


def test_the_list_has_a_box_for_every_region_and_side():
    assert _boxes(_empty_page()) == [
        mark_value(RegionMark(code, side)) for code, region in REGIONS.items() for side in region.sides
    ]


def test_ids_on_the_page_are_unique():
    ids = _empty_page().values("[id]", "id")
    assert len(ids) == len(set(ids)) > 100


@pytest.mark.parametrize("value", ["calf", "calf:middle", "spleen:left", "other=" + "y" * 121])
def test_a_refused_value_stays_ticked(value):
    form = WhereForm(_query(value, "shin:left"))
    assert _ticked(_drawn(form)) == [value, "shin:left"]


def test_a_refused_value_comes_with_the_sides_that_would_mend_it():
    kept = _drawn(WhereForm(_query("calf"))).one(".region-kept")
    assert _boxes(kept) == ["calf", "calf:left", "calf:right", "calf:both"]


def test_a_refused_text_stays_in_its_place():
    page = _drawn(WhereForm(_query("other", other_text="y" * 121)))
    assert page.one("input[name$=other_text]")["value"] == "y" * 121


def test_markup_in_what_was_sent_is_escaped():
    page = _drawn(WhereForm(_query("<b>", other_text="<i>")))
    assert not page.has("b, i")
    assert _ticked(page) == ["<b>"]


def test_the_words_of_one_stored_other_can_be_changed():
    form = WhereForm(initial={"regions": (RegionMark("other", "left", "eyebrow"),)})
    page = _drawn(form)
    assert page.one("input[name$=other_text]")["value"] == "eyebrow"
    assert _ticked(page) == ["other:left"]


def test_several_stored_others_all_stay():
    marks = (RegionMark("other", "", "ear"), RegionMark("other", "left", "eyebrow"))
    assert _ticked(_drawn(WhereForm(initial={"regions": marks}))) == ["other=ear", "other=eyebrow:left"]


@pytest.mark.parametrize(
    "marks",
    [
        (),
        (RegionMark("calf", "both"), RegionMark("widespread")),
        (RegionMark("other", "left", "eyebrow"),),
        (RegionMark("other", "left", "a:b=c"), RegionMark("other", "", "ear")),
        (RegionMark("other", "left", "ear"), RegionMark("other", "", "ear")),
    ],
)
def test_what_the_page_shows_is_sent_back_unchanged(marks):
    typed = as_typed(marks)
    assert _cleaned(*typed.values, other_text=typed.other_text) == marks


def test_an_unchanged_form_has_not_changed():
    initial = {"regions": (RegionMark("calf", "both"),)}
    assert not WhereForm(_query("calf:left", "calf:right"), initial=initial).has_changed()
    assert WhereForm(_query("calf:left"), initial=initial).has_changed()
    assert WhereForm(_query("spleen"), initial=initial).has_changed()


def _with_recent(form, *recent):
    form.fields["regions"].widget.recent = recent
    return _drawn(form)


def test_the_last_choices_come_first_in_their_order():
    page = _with_recent(WhereForm(), RegionMark("shin", "right"), ("calf", "left"))
    assert _boxes(page)[:2] == ["shin:right", "calf:left"]


def test_a_last_choice_that_is_ticked_is_ticked_once():
    assert _ticked(_with_recent(WhereForm(_query("calf:left")), ("calf", "left"))) == ["calf:left"]


def test_recent_choices_of_one_form_do_not_reach_another():
    assert _with_recent(WhereForm(), ("calf", "left")).has("[data-mirror]")
    assert not _drawn(WhereForm()).has("[data-mirror]")


def test_the_group_of_a_chosen_region_is_open():
    (group,) = _drawn(WhereForm(_query("calf:left"))).all("details.region-group[open]")
    assert group.one("summary").text.startswith("Leg and foot")


def test_nothing_on_the_page_breaks_the_policy():
    page = _drawn(WhereForm(_query("calf")))
    assert not page.has("style, script, [style]")
    assert [name for each in page.elements for name in each.attributes if name.startswith("on")] == []


def test_the_figure_is_hidden_until_the_script_shows_it():
    assert "hidden" in _empty_page().one("div.region-figure").attributes


# The figure


def test_every_value_that_the_figure_offers_has_a_box():
    names = ("data-marks", "data-also", "data-value", "data-under", "data-anywhere")
    parts = [*read_markup(figure_svg()).elements, *_empty_page().elements]
    offered = {value for part in parts for name in names for value in part.attributes.get(name, "").split()}
    assert offered
    assert offered <= {*_boxes(_empty_page())}


def test_captions_say_where_the_persons_left_is():
    front, back = figure_views()
    assert (front.picture_left, front.picture_right) == (("your right", "right"), ("your left", "left"))
    assert (back.picture_left, back.picture_right) == (("your left", "left"), ("your right", "right"))


def test_every_zone_has_a_name_that_says_its_side():
    names = json.loads(_empty_page().one("[data-names]")["data-names"])
    assert [*names] == [zone.code for zone in ZONES]
    assert all((f"-{side}-" in code) == (side in name) for code, name in names.items() for side in ("left", "right"))


def test_the_label_of_a_part_says_from_where_it_is_seen():
    assert [view.part_label for view in figure_views()] == ["WHERE, from the front", "WHERE, from behind"]


def test_typed_regions_are_empty_only_without_values_and_text():
    assert not TypedRegions() and TypedRegions(("calf:left",)) and TypedRegions((), "eyebrow")
