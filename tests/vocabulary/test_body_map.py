"""The figure: every region is on it or offered beside it, sides are the person's, and what is touched is big enough."""

import itertools
import re

import pytest

from tracker.vocabulary.body_map import (
    BACK,
    COVERS,
    DECORATIONS,
    FRONT,
    NOT_DRAWN,
    SHAPES,
    VIEW_BOX,
    VIEWS,
    is_covered,
    is_filled,
    mirrored,
    rounded_path,
    rounded_segments,
    shapes,
)
from tracker.vocabulary.body_zones import ANYWHERE, FRAME_ASPECT, ZONES, drawn_shapes, zones
from tracker.vocabulary.regions import BOTH, LEFT, MIDDLE, REGIONS, RIGHT, allows_side

PHONE_PX = 340
"""The width that the picker has on a common phone."""
TARGET_PX = 44
GAP = 1.4
"""Free space between shapes, in units; half of it on each side belongs to a shape's touch area."""

NARROWEST_PX = 297
"""What is left of a phone 320 px wide, where the figure reaches to the edges of its sheet."""
SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


def _center_x(shape):
    x, _, width, _ = shape.bounds
    return x + width / 2


def _by_code(items):
    return [pytest.param(item, id=item.code) for item in items]


def _by_value(items):
    return [pytest.param(item, id=f"{item.view} {item.value}") for item in items]


# Regions and sides


def test_every_region_is_drawn_or_listed_as_not_drawn():
    assert {shape.region for shape in SHAPES} | NOT_DRAWN == set(REGIONS)
    assert not {shape.region for shape in SHAPES} & NOT_DRAWN


@pytest.mark.parametrize("shape", _by_value(SHAPES))
def test_a_shape_has_a_side_that_its_region_can_have(shape):
    assert allows_side(shape.region, shape.side)


@pytest.mark.parametrize("view", VIEWS)
def test_no_region_and_side_is_drawn_twice_in_a_view(view):
    values = [shape.value for shape in shapes(view)]
    assert len(values) == len(set(values))


def test_every_drawn_region_has_all_its_sides_in_one_view_at_least():
    for region in {shape.region for shape in SHAPES}:
        sides = {shape.side for shape in SHAPES if shape.region == region}
        assert sides == set(REGIONS[region].sides) - {BOTH}, region


def test_in_the_front_view_the_persons_left_is_on_the_pictures_right():
    assert all(_center_x(shape) > 100 for shape in shapes(FRONT) if shape.side == LEFT)
    assert all(_center_x(shape) < 100 for shape in shapes(FRONT) if shape.side == RIGHT)


def test_in_the_back_view_the_persons_left_is_on_the_pictures_left():
    assert all(_center_x(shape) < 100 for shape in shapes(BACK) if shape.side == LEFT)
    assert all(_center_x(shape) > 100 for shape in shapes(BACK) if shape.side == RIGHT)


def test_middle_shapes_stand_on_the_middle_line():
    assert all(_center_x(shape) == pytest.approx(100) for shape in SHAPES if shape.side == MIDDLE)


@pytest.mark.parametrize("shape", _by_value(SHAPES))
def test_a_shape_lies_within_the_view_box(shape):
    x, y, width, height = shape.bounds
    assert VIEW_BOX[0] <= x and x + width <= VIEW_BOX[0] + VIEW_BOX[2]
    assert VIEW_BOX[1] <= y and y + height <= VIEW_BOX[1] + VIEW_BOX[3]


def test_both_fills_left_and_right_and_not_the_middle():
    filled = {shape.side for shape in shapes(BACK) if is_filled(shape, "lower-back", BOTH)}
    assert filled == {LEFT, RIGHT}


def test_a_whole_leg_covers_that_legs_shapes_only():
    covered = [shape for shape in SHAPES if is_covered(shape, "whole-leg", LEFT)]
    assert {shape.side for shape in covered} == {LEFT}
    assert {REGIONS[shape.region].group for shape in covered} == {"leg"}
    assert {shape.region for shape in covered} == set(COVERS["whole-leg"])


def test_a_band_around_covers_front_and_back_on_all_sides():
    covered = [shape for shape in SHAPES if is_covered(shape, "band-around", "")]
    assert {shape.view for shape in covered} == {FRONT, BACK}
    assert {shape.side for shape in covered} == {LEFT, MIDDLE, RIGHT}


# Outlines


def test_a_rounded_square_bends_at_each_corner():
    assert rounded_path(SQUARE, 2) == "M0 2Q0 0 2 0L8 0Q10 0 10 2L10 8Q10 10 8 10L2 10Q0 10 0 8Z"


def test_a_radius_beyond_half_an_edge_starts_at_its_middle():
    assert rounded_segments(SQUARE, 50)[:2] == (("M", 0.0, 5.0), ("Q", 0.0, 0.0, 5.0, 0.0))


def test_segments_start_with_a_move_and_end_closed():
    for outline in (*SHAPES, *DECORATIONS):
        commands = "".join(segment[0] for segment in outline.segments)
        assert re.fullmatch(r"MQ(LQ)+Z", commands)


def test_paths_are_svg_path_data_of_their_segments():
    assert all(re.fullmatch(r"[MLQZ\d. ]+", outline.path) for outline in (*SHAPES, *DECORATIONS))


def test_mirroring_twice_gives_the_same_polygon():
    assert mirrored(mirrored(SQUARE)) == SQUARE


# Zones: how they are touched


@pytest.mark.parametrize("zone", _by_code(ZONES))
@pytest.mark.parametrize("frame_px", [PHONE_PX, NARROWEST_PX])
def test_a_zone_is_a_target_of_44_px_in_the_overview_of_a_phone(zone, frame_px):
    _, _, width, height = zone.hits[0]
    assert min(width, height) * frame_px / 2 / VIEW_BOX[2] >= TARGET_PX


@pytest.mark.parametrize("zone", _by_code(ZONES))
def test_a_zone_is_touched_within_the_view_box(zone):
    left, top, width, height = VIEW_BOX
    for x, y, w, h in zone.hits:
        assert left <= x and x + w <= left + width and top <= y and y + h <= top + height


@pytest.mark.parametrize("view", VIEWS)
def test_zones_of_a_view_do_not_overlap(view):
    rects = [rect for zone in zones(view) for rect in zone.hits]
    for (ax, ay, aw, ah), (bx, by, bw, bh) in itertools.combinations(rects, 2):
        assert ax + aw <= bx or bx + bw <= ax or ay + ah <= by or by + bh <= ay


@pytest.mark.parametrize("view", VIEWS)
def test_every_shape_is_drawn_in_exactly_one_zone(view):
    drawn = [shape.value for zone in zones(view) for shape in drawn_shapes(zone)]
    assert sorted(drawn) == sorted(shape.value for shape in shapes(view))


@pytest.mark.parametrize("zone", _by_code(ZONES))
def test_an_open_zone_fills_the_frame(zone):
    _, _, width, height = zone.box
    assert width / height == pytest.approx(FRAME_ASPECT)


@pytest.mark.parametrize("zone", _by_code(ZONES))
def test_each_muscle_of_an_open_zone_is_a_target_of_44_px(zone):
    left, top, width, height = zone.box
    scale = PHONE_PX / width
    for shape in zone.shapes():
        x, y, w, h = shape.bounds
        visible_width = min(x + w, left + width) - max(x, left) + GAP
        visible_height = min(y + h, top + height) - max(y, top) + GAP
        assert visible_width * scale >= TARGET_PX, (shape.value, visible_width * scale)
        assert visible_height * scale >= TARGET_PX, (shape.value, visible_height * scale)


@pytest.mark.parametrize("zone", _by_code([zone for zone in ZONES if zone.side]))
def test_all_of_a_limbs_zone_is_on_its_side(zone):
    assert {side for _, side in zone.marks + zone.also} == {zone.side}


@pytest.mark.parametrize("zone", _by_code(ZONES))
def test_marks_of_a_zone_are_drawn_and_the_others_allowed(zone):
    assert {(shape.region, shape.side) for shape in zone.shapes()} == set(zone.marks)
    assert all(allows_side(region, side) for region, side in zone.also)


def test_zone_codes_are_unique():
    assert len({zone.code for zone in ZONES}) == len(ZONES)


def test_all_but_breathing_muscles_and_other_are_reached_through_the_figure():
    reached = {mark for zone in ZONES for mark in zone.marks + zone.also} | set(ANYWHERE)
    wanted = {(code, side) for code, region in REGIONS.items() for side in region.sides if side != BOTH}
    missing = {region for region, _ in wanted - reached}
    assert missing == {"breathing-muscles", "other"}
