"""The figure: every region is on it or offered beside it, sides are the person's, and what is touched is big enough."""

import itertools
import re

import pytest
from matplotlib.path import Path

from tracker.vocabulary.body_map import (
    BACK,
    COVERS,
    FEATURE_KINDS,
    FIGURES,
    FRONT,
    NOT_DRAWN,
    SHAPES,
    VIEW_BOX,
    VIEWS,
    Outline,
    is_covered,
    mirrored,
    shapes,
)
from tracker.vocabulary.body_zones import ANYWHERE, FRAME_ASPECT, LEG_ZONES, LEGS_BOX, ZONES, drawn_shapes, zones
from tracker.vocabulary.regions import BOTH, LEFT, MIDDLE, REGIONS, RIGHT, allows_side

PHONE_PX = 340
"""The width that the picker has on a common phone."""
TARGET_PX = 44
GAP = 1.5
"""Free space between shapes, in units; half of it on each side belongs to a shape's touch area."""

BODIES = [figure.silhouette for figure in FIGURES.values()]


def _boxes_meet(one, other) -> bool:
    (ax, ay, aw, ah), (bx, by, bw, bh) = one, other
    return ax < bx + bw and bx < ax + aw and ay < by + bh and by < ay + ah


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


@pytest.mark.parametrize("view", VIEWS)
def test_left_and_right_mirror_each_other(view):
    sided = {shape.value: shape for shape in shapes(view) if shape.side != MIDDLE}
    assert sided
    for shape in sided.values():
        other = sided[f"{shape.region}:{RIGHT if shape.side == LEFT else LEFT}"]
        assert mirrored(shape.path) == other.path
        assert (200 - shape.label_at[0], shape.label_at[1]) == pytest.approx(other.label_at)


@pytest.mark.parametrize("outline", [shape for shape in SHAPES if shape.side == MIDDLE] + BODIES)
def test_what_stands_on_the_middle_line_is_its_own_mirror_image(outline):
    x, _, width, _ = outline.bounds
    assert 200 - x - width == pytest.approx(x, abs=0.3)


def test_paths_are_svg_path_data_of_their_segments():
    lines = [feature for figure in FIGURES.values() for feature in figure.features]
    for outline in (*SHAPES, *BODIES, *lines):
        again = "".join(
            letter + " ".join(f"{n:.1f}".removesuffix(".0") for n in rest) for letter, *rest in outline.segments
        )
        assert again == outline.path


def test_outlines_are_closed_and_features_are_lines():
    assert all(re.fullmatch("(MC+Z)+", "".join(each[0] for each in outline.segments)) for outline in (*SHAPES, *BODIES))
    assert {feature.kind for figure in FIGURES.values() for feature in figure.features} == {*FEATURE_KINDS}


@pytest.mark.parametrize("view", VIEWS)
def test_no_muscle_lies_over_another_one(view):
    """Each point along an outline is outside of all others."""
    for one, other in itertools.permutations(shapes(view), 2):
        if _boxes_meet(one.bounds, other.bounds):
            assert not Path(other.points).contains_points(one.points, radius=0).any(), (one.value, other.value)


@pytest.mark.parametrize("view", VIEWS)
def test_no_muscle_reaches_out_of_the_body(view):
    body = Path(FIGURES[view].silhouette.points)
    outside = [shape.value for shape in shapes(view) if not body.contains_points(shape.points).all()]
    assert outside == []


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.view} {shape.value}")
def test_a_number_stands_inside_its_muscle(shape):
    assert Path(shape.points).contains_point(shape.label_at)


def test_bounds_follow_the_curve_not_its_control_points():
    arch = Outline("M0 0C0 40 40 40 40 0Z")
    assert arch.bounds == pytest.approx((0, 0, 40, 30))


# Zones: how they are touched


def test_a_zone_is_a_target_of_44_px_in_the_overview_of_a_phone():
    shorter = {zone.code: min(zone.hit[2:]) * PHONE_PX / 2 / VIEW_BOX[2] for zone in ZONES}
    assert {code: px for code, px in shorter.items() if px < TARGET_PX} == {}


def test_a_zone_is_touched_within_the_view_box():
    assert [zone.code for zone in ZONES if not _is_within(zone.hit, VIEW_BOX)] == []


@pytest.mark.parametrize("view", VIEWS)
def test_zones_of_a_view_do_not_overlap(view):
    rects = [zone.hit for zone in zones(view)]
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


def test_an_ankle_among_the_legs_is_44_px_high():
    """It lies between the calf and the sole, which take a touch that misses it."""
    px = PHONE_PX / 2 / LEGS_BOX[2]
    heights = [(shape.bounds[3] + GAP) * px for shape in SHAPES if shape.region == "ankle"]
    assert len(heights) == 4
    assert min(heights) >= TARGET_PX


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


def test_all_but_other_are_reached_through_the_figure():
    reached = {mark for zone in ZONES for mark in zone.marks + zone.also} | set(ANYWHERE)
    wanted = {(code, side) for code, region in REGIONS.items() for side in region.sides if side != BOTH}
    missing = {region for region, _ in wanted - reached}
    assert missing == {"other"}


def test_the_legs_are_shown_with_all_their_muscles():
    shown = {mark for zone in ZONES if zone.code in LEG_ZONES for mark in zone.marks}
    drawn = {(shape.region, shape.side) for shape in SHAPES if REGIONS[shape.region].group == "leg"}
    # The hips are of the trunk in the picture.
    assert shown == {mark for mark in drawn if mark[0] != "hip"}
    below = [shape for zone in ZONES if zone.code in LEG_ZONES for shape in zone.shapes()]
    assert min(shape.bounds[0] for shape in below) >= LEGS_BOX[0]
    assert max(shape.bounds[1] + shape.bounds[3] for shape in below) <= LEGS_BOX[1] + LEGS_BOX[3]
