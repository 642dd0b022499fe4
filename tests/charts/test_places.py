"""The figure: what is filled."""

from matplotlib.colors import to_hex

from tests.charts.drawn import Entry, at, days, link, make_diary, marks, words
from tracker.charts.registry import CHARTS, SMALL
from tracker.charts.theme import NARROW, PALETTE, WIDE, Paper
from tracker.vocabulary.body_map import SHAPES

body = CHARTS["body"]


def result_of(*regions):
    entries = [Entry(at(n), regions=marks_of) for n, marks_of in enumerate(regions)]
    return body.analyze(make_diary(*entries, period=days(60)), days(60))


def fill(canvas, view, region, side):
    (shape,) = marks(canvas, f"mark-{view}-{region}-{side}")
    return to_hex(shape.get_facecolor())


def middle(canvas, view, region, side):
    (shape,) = marks(canvas, f"mark-{view}-{region}-{side}")
    return shape.get_path().get_extents().x0


LEFT_CALF, BOTH_CALVES = (("calf", "left"),), (("calf", "both"),)


def test_every_shape_of_the_figure_is_drawn():
    canvas = body.draw(result_of(LEFT_CALF), WIDE, link)
    assert all(len(marks(canvas, f"mark-{shape.view}-{shape.region}-{shape.side}")) == 1 for shape in SHAPES)


def test_sides_keep_apart_and_both_fills_two():
    canvas = body.draw(result_of(LEFT_CALF, BOTH_CALVES, LEFT_CALF), WIDE, link)
    left, right = (fill(canvas, "back", "calf", side) for side in ("left", "right"))
    assert left != right
    assert PALETTE["spasm-0"] not in {left, right}


def test_empty_shapes_have_the_empty_color_and_no_link():
    canvas = body.draw(result_of(LEFT_CALF), WIDE, link)
    (shape,) = marks(canvas, "mark-front-chest-left")
    assert (to_hex(shape.get_facecolor()), shape.get_url()) == (PALETTE["spasm-0"], None)


def test_left_is_left_from_behind_and_right_from_the_front():
    canvas = body.draw(result_of(LEFT_CALF), WIDE, link)
    assert middle(canvas, "back", "calf", "left") < middle(canvas, "back", "calf", "right")
    assert middle(canvas, "front", "shin", "left") > middle(canvas, "front", "shin", "right")


def test_a_region_links_to_its_entries_on_that_side():
    (shape,) = marks(body.draw(result_of(LEFT_CALF), WIDE, link), "mark-back-calf-left")
    assert shape.get_url() == "/diary/?region=calf&side=left"


def test_the_fullest_places_carry_their_number():
    texts = words(body.draw(result_of(*[LEFT_CALF] * 10, (("chest", "left"),)), NARROW, link))
    assert texts.count("10") == 1


def test_a_region_in_both_views_carries_its_number_once():
    assert words(body.draw(result_of(*[(("knee", "left"),)] * 10), WIDE, link)).count("10") == 1


def test_only_places_without_a_shape_are_still_a_chart():
    assert body.draw(result_of((("widespread", ""),)), WIDE, link).figure.axes


def test_the_small_figure_has_the_same_fill_and_names_its_sides_without_numbers():
    result = result_of(LEFT_CALF, BOTH_CALVES)
    small, usual = (
        body.draw_in_size(SMALL, result, Paper("small", 242, is_for_others=True)),
        body.draw(result, WIDE, link),
    )
    for side in ("left", "right"):
        assert fill(small, "back", "calf", side) == fill(usual, "back", "calf", side)
    assert sorted(words(small)) == ["back", "front", "left", "left", "right", "right"]
