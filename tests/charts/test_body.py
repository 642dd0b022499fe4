"""The figure: what is filled, and what is said."""

from matplotlib.colors import to_hex

from tests.charts.drawn import Entry, at, days, link, make_diary, marks, words
from tracker.charts import body
from tracker.charts.theme import NARROW, ROLES, WIDE
from tracker.vocabulary.body_map import SHAPES


def result_of(*regions):
    entries = [Entry(at(n), regions=marks_of) for n, marks_of in enumerate(regions)]
    return body.analyze(make_diary(*entries, period=days(60)), days(60))


def fill(sheet, view, region, side):
    (shape,) = marks(sheet, f"mark-{view}-{region}-{side}")
    return to_hex(shape.get_facecolor())


def middle(sheet, view, region, side):
    (shape,) = marks(sheet, f"mark-{view}-{region}-{side}")
    return shape.get_path().get_extents().x0


LEFT_CALF, BOTH_CALVES = (("calf", "left"),), (("calf", "both"),)


def test_every_shape_of_the_figure_is_drawn():
    sheet = body.draw(result_of(LEFT_CALF), WIDE, link)
    assert all(len(marks(sheet, f"mark-{shape.view}-{shape.region}-{shape.side}")) == 1 for shape in SHAPES)


def test_sides_keep_apart_and_both_fills_two():
    sheet = body.draw(result_of(LEFT_CALF, BOTH_CALVES, LEFT_CALF), WIDE, link)
    left, right = (fill(sheet, "back", "calf", side) for side in ("left", "right"))
    assert left != right
    assert ROLES["intensity-0"] not in {left, right}


def test_empty_shapes_have_the_empty_color_and_no_link():
    sheet = body.draw(result_of(LEFT_CALF), WIDE, link)
    (shape,) = marks(sheet, "mark-front-chest-left")
    assert (to_hex(shape.get_facecolor()), shape.get_url()) == (ROLES["intensity-0"], None)


def test_left_is_left_from_behind_and_right_from_the_front():
    sheet = body.draw(result_of(LEFT_CALF), WIDE, link)
    assert middle(sheet, "back", "calf", "left") < middle(sheet, "back", "calf", "right")
    assert middle(sheet, "front", "shin", "left") > middle(sheet, "front", "shin", "right")


def test_a_region_links_to_its_entries_on_that_side():
    (shape,) = marks(body.draw(result_of(LEFT_CALF), WIDE, link), "mark-back-calf-left")
    assert shape.get_url() == "/diary/?region=calf&side=left"


def test_the_fullest_places_carry_their_number():
    found = words(body.draw(result_of(*[LEFT_CALF] * 10, (("chest", "left"),)), NARROW, link))
    assert found.count("10") == 1


def test_a_region_in_both_views_carries_its_number_once():
    assert words(body.draw(result_of(*[(("knee", "left"),)] * 10), WIDE, link)).count("10") == 1


def test_reading_says_the_side():
    result = result_of(LEFT_CALF, LEFT_CALF, BOTH_CALVES, (("knee", "right"),), ())
    assert body.reading(result) == (
        "Most often: calf (3: left 3, right 1) and right knee (1), of 4 entries that say where. "
        "4 of 5 entries say where."
    )


def test_places_that_have_no_shape_are_said():
    regions = [
        (("band-around", ""),),
        LEFT_CALF,
        LEFT_CALF,
        (("knee", "left"),),
        (("knee", "left"),),
        (("hip", "left"),),
    ]
    regions += [(("hip", "left"),)]
    assert "Not in the figure: band around the torso 1." in body.reading(result_of(*regions))


def test_only_places_without_a_shape_are_still_a_chart():
    assert body.draw(result_of((("widespread", ""),)), WIDE, link).figure.axes


def test_table_has_every_side():
    table = body.table(result_of(LEFT_CALF, BOTH_CALVES, (("lower-back", "middle"),)), link)
    assert [row.cells for row in table.rows] == [
        ("calf", "2", "1", "0", "1", "0"),
        ("lower back", "1", "0", "0", "0", "1"),
    ]
    assert table.rows[0].url == "/diary/?region=calf"


def test_the_small_figure_has_the_same_fill_and_names_its_sides_without_numbers():
    result = result_of(LEFT_CALF, BOTH_CALVES)
    small, usual = body.draw_small(result), body.draw(result, WIDE, link)
    for side in ("left", "right"):
        assert fill(small, "back", "calf", side) == fill(usual, "back", "calf", side)
    assert sorted(words(small)) == ["back", "front", "left", "left", "right", "right"]
