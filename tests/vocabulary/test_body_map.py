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


def _is_within(rect, outer) -> bool:
    """Both as x, y, width, height."""
    (x, y, width, height), (left, top, outer_width, outer_height) = rect, outer
    return left <= x and x + width <= left + outer_width and top <= y and y + height <= top + outer_height


def _visible_px(shape, zone) -> float:
    """The shorter side of what can be touched of it on a phone, when its zone is open."""
    (x, y, width, height), (left, top, box_width, box_height) = shape.bounds, zone.box
    visible_width = min(x + width, left + box_width) - max(x, left) + GAP
    visible_height = min(y + height, top + box_height) - max(y, top) + GAP
    return min(visible_width, visible_height) * PHONE_PX / box_width


# Regions and sides


def test_every_region_is_drawn_or_listed_as_not_drawn():
    assert {shape.region for shape in SHAPES} | NOT_DRAWN == set(REGIONS)
    assert not {shape.region for shape in SHAPES} & NOT_DRAWN


def test_a_shape_has_a_side_that_its_region_can_have():
    assert [shape.value for shape in SHAPES if not allows_side(shape.region, shape.side)] == []


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


def test_a_shape_lies_within_the_view_box():
    assert [(shape.view, shape.value) for shape in SHAPES if not _is_within(shape.bounds, VIEW_BOX)] == []


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


@pytest.mark.parametrize("frame_px", [PHONE_PX, NARROWEST_PX])
def test_a_zone_is_a_target_of_44_px_in_the_overview_of_a_phone(frame_px):
    shorter = {zone.code: min(zone.hits[0][2:]) * frame_px / 2 / VIEW_BOX[2] for zone in ZONES}
    assert {code: px for code, px in shorter.items() if px < TARGET_PX} == {}


def test_a_zone_is_touched_within_the_view_box():
    assert [zone.code for zone in ZONES if not all(_is_within(rect, VIEW_BOX) for rect in zone.hits)] == []


@pytest.mark.parametrize("view", VIEWS)
def test_zones_of_a_view_do_not_overlap(view):
    rects = [rect for zone in zones(view) for rect in zone.hits]
    for (ax, ay, aw, ah), (bx, by, bw, bh) in itertools.combinations(rects, 2):
        assert ax + aw <= bx or bx + bw <= ax or ay + ah <= by or by + bh <= ay


@pytest.mark.parametrize("view", VIEWS)
def test_every_shape_is_drawn_in_exactly_one_zone(view):
    drawn = [shape.value for zone in zones(view) for shape in drawn_shapes(zone)]
    assert sorted(drawn) == sorted(shape.value for shape in shapes(view))


def test_an_open_zone_fills_the_frame():
    aspects = {zone.code: zone.box[2] / zone.box[3] for zone in ZONES}
    assert aspects == pytest.approx(dict.fromkeys(aspects, FRAME_ASPECT))


def test_each_muscle_of_an_open_zone_is_a_target_of_44_px():
    sizes = {(zone.code, shape.value): _visible_px(shape, zone) for zone in ZONES for shape in zone.shapes()}
    assert {which: px for which, px in sizes.items() if px < TARGET_PX} == {}


def test_all_of_a_limbs_zone_is_on_its_side():
    of_limbs = [zone for zone in ZONES if zone.side]
    assert of_limbs
    assert [zone.code for zone in of_limbs if {side for _, side in zone.marks + zone.also} != {zone.side}] == []


def test_marks_of_a_zone_are_drawn():
    drawn = {zone.code: {(shape.region, shape.side) for shape in zone.shapes()} for zone in ZONES}
    assert drawn == {zone.code: set(zone.marks) for zone in ZONES}


def test_what_a_zone_also_offers_has_a_side_that_its_region_can_have():
    also = {(zone.code, *mark) for zone in ZONES for mark in zone.also}
    assert {(zone, region, side) for zone, region, side in also if not allows_side(region, side)} == set()


def test_zone_codes_are_unique():
    assert len({zone.code for zone in ZONES}) == len(ZONES)


def test_all_but_breathing_muscles_and_other_are_reached_through_the_figure():
    reached = {mark for zone in ZONES for mark in zone.marks + zone.also} | set(ANYWHERE)
    wanted = {(code, side) for code, region in REGIONS.items() for side in region.sides if side != BOTH}
    missing = {region for region, _ in wanted - reached}
    assert missing == {"breathing-muscles", "other"}
