"""The body on the page of an entry: which view, what is marked in it, and how much of it is seen."""

import pytest

from tracker.pages.body_picture import body_pictures
from tracker.records.regions import RegionMark
from tracker.vocabulary.body_map import BACK, shapes

pytestmark = pytest.mark.pure

LEFT_CALF, RIGHT_CALF = RegionMark("calf", "left"), RegionMark("calf", "right")


def outlines(*marks, intensity=7):
    """(body, ids of what is marked) of each picture."""
    return [(each.body, [m.outline for m in each.muscles]) for each in body_pictures(marks, intensity)]


def test_a_calf_is_seen_from_behind():
    assert outlines(LEFT_CALF) == [("back-body", ["back-calf-right"])]


def test_left_and_right_differ_by_the_mirror_alone():
    (left,), (right,) = body_pictures((LEFT_CALF,), 7), body_pictures((RIGHT_CALF,), 7)
    (of_left,), (of_right,) = left.muscles, right.muscles
    assert of_left.outline == of_right.outline
    assert (of_left.transform, of_right.transform) == ("matrix(-1 0 0 1 200 0)", "")


def test_both_sides_are_two_muscles():
    ((_body, marked),) = outlines(RegionMark("calf", "both"))
    assert marked == ["back-calf-right"] * 2


@pytest.mark.parametrize(
    ("marks", "bodies"),
    [
        ((RegionMark("shin", "left"),), ["front-body"]),
        ((RegionMark("knee", "left"),), ["back-body"]),
        ((RegionMark("shin", "left"), LEFT_CALF), ["front-body", "back-body"]),
        ((RegionMark("chest", "middle"), RegionMark("knee", "left")), ["front-body"]),
    ],
)
def test_as_few_views_as_show_all_of_it(marks, bodies):
    assert [body for body, _marked in outlines(*marks)] == bodies


@pytest.mark.parametrize(
    "mark", [RegionMark("widespread"), RegionMark("other", "", "ear"), RegionMark("breathing-muscles")]
)
def test_what_has_no_place_on_the_body_has_no_picture(mark):
    assert body_pictures((mark,), 7) == ()


def test_a_whole_leg_marks_all_of_that_leg():
    front, back = (set(marked) for _body, marked in outlines(RegionMark("whole-leg", "left")))
    assert {"front-shin-left", "front-toes-left"} <= front
    assert "back-calf-right" in back
    assert len(outlines(RegionMark("whole-leg", "both"))[1][1]) == 2 * len(back)


@pytest.mark.parametrize(("intensity", "step"), [(0, "i0"), (7, "i7"), (None, "still-unrated")])
def test_the_fill_is_that_of_the_number(intensity, step):
    assert body_pictures((LEFT_CALF,), intensity)[0].step == step


def test_only_legs_are_seen_closer():
    (legs,), (whole,) = (
        body_pictures((LEFT_CALF,), 7),
        body_pictures((RegionMark("thigh-front", "left"), RegionMark("jaw-face", "left")), 7),
    )
    x, y, width, height = map(float, legs.view_box.split())
    assert (x, width) == (60, 80)
    assert legs.is_near
    assert not whole.is_near
    (calf,) = (shape for shape in shapes(BACK) if (shape.region, shape.side) == ("calf", "left"))
    assert y < calf.bounds[1]
    assert calf.bounds[1] + calf.bounds[3] < y + height <= 520
    assert whole.view_box.startswith("0 0 200 ")


@pytest.mark.parametrize(
    ("mark", "is_cut"),
    [
        (RegionMark("lower-back", "middle"), True),
        (RegionMark("neck-side", "left"), True),
        (RegionMark("hand", "left"), False),
    ],
)
def test_the_arms_are_seen_where_something_is_in_them(mark, is_cut):
    for picture in body_pictures((mark,), 7):
        x, _y, width, _height = map(float, picture.view_box.split())
        assert picture.is_cut is is_cut
        assert (width < 200) is is_cut
        assert 2 * x + width == 200
        for shape in shapes(picture.view.view):
            if shape.region == mark.region and shape.side == mark.side:
                assert x <= shape.bounds[0]
                assert shape.bounds[0] + shape.bounds[2] <= x + width
