"""The figure: what is filled."""

import itertools
from math import hypot

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, PathPatch, Rectangle

from tests.charts.drawn import Entry, at, days, link, make_diary, marks, words
from tracker.charts.registry import CHARTS, SMALL
from tracker.charts.theme import MEDIUM, NARROW, PALETTE, WIDE, Paper
from tracker.vocabulary.body_map import SHAPES

body = CHARTS["body"]


def result_of(*regions, ratings=()):
    """One entry a day; rated 5 each, if nothing else is said."""
    ratings = ratings or [5] * len(regions)
    pairs = enumerate(zip(regions, ratings, strict=True))
    entries = [Entry(at(n), regions=marks_of, intensity=rating) for n, (marks_of, rating) in pairs]
    return body.analyze(make_diary(*entries, period=days(60)), days(60))


def mark(canvas, view, region, side):
    (shape,) = marks(canvas, f"mark-{view}-{region}-{side}")
    return shape


def fill(canvas, view, region, side):
    return to_hex(mark(canvas, view, region, side).get_facecolor())


def edge(canvas, view, region, side):
    return to_hex(mark(canvas, view, region, side).get_edgecolor())


def middle(canvas, view, region, side):
    return mark(canvas, view, region, side).get_path().get_extents().x0


def drawn_marks(canvas):
    """The gids of all that is marked in the figure."""
    gids = [artist.get_gid() for axes in canvas.figure.axes for artist in axes.get_children() if artist.get_gid()]
    return {gid for gid in gids if not gid.startswith("mark-row-")}


LEFT_CALF, BOTH_CALVES, RIGHT_CALF = (("calf", "left"),), (("calf", "both"),), (("calf", "right"),)
KNEE, CHEST = (("knee", "left"),), (("chest", "left"),)


def test_every_shape_can_be_drawn():
    everywhere = tuple({(shape.region, shape.side) for shape in SHAPES})
    canvas = body.draw(result_of(everywhere), WIDE, link)
    assert drawn_marks(canvas) == {f"mark-{shape.view}-{shape.region}-{shape.side}" for shape in SHAPES}


def test_only_places_with_entries_are_marked():
    assert drawn_marks(body.draw(result_of(LEFT_CALF), WIDE, link)) == {"mark-back-calf-left"}


@pytest.mark.parametrize(
    ("rating", "step"), [(0, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4), (9, 5), (10, 5)]
)
def test_the_fill_is_how_strong_it_typically_was(rating, step):
    canvas = body.draw(result_of(*[LEFT_CALF] * 3, ratings=[rating] * 3), WIDE, link)
    assert fill(canvas, "back", "calf", "left") == PALETTE[f"spasm-{step}"]


def test_how_often_changes_no_fill():
    few, many = (body.draw(result_of(*[LEFT_CALF] * n), WIDE, link) for n in (3, 30))
    assert fill(few, "back", "calf", "left") == fill(many, "back", "calf", "left")


def test_the_paler_steps_have_an_edge():
    canvas = body.draw(result_of(*[LEFT_CALF] * 3, *[RIGHT_CALF] * 3, ratings=[2] * 3 + [8] * 3), WIDE, link)
    assert edge(canvas, "back", "calf", "left") == PALETTE["edge"]
    assert edge(canvas, "back", "calf", "right") == PALETTE["spasm-4"]


def hatched(canvas):
    """What the hatching covers, of each that has some: in the figure, its legend and its list."""
    looks = [each for axes in canvas.figure.axes for each in axes.get_children() if isinstance(each, PathPatch)]
    return [each.get_path().get_extents() for each in looks if each.get_linewidth() == 0.9]


def test_what_has_too_few_ratings_is_hatched_inside_its_outline():
    assert hatched(body.draw(result_of(*[LEFT_CALF] * 3, ratings=[2] * 3), WIDE, link)) == []
    canvas = body.draw(result_of(LEFT_CALF, LEFT_CALF), WIDE, link)
    figure, *_list_and_legend = hatched(canvas)
    (shape,) = marks(canvas, "mark-back-calf-left")
    outline = shape.get_path().get_extents()
    assert outline.x0 - 0.5 <= figure.x0 < figure.x1 <= outline.x1 + 0.5
    assert outline.y0 - 0.5 <= figure.y0 < figure.y1 <= outline.y1 + 0.5


@pytest.mark.parametrize("paper", [WIDE, MEDIUM, NARROW])
def test_a_number_hides_no_place(paper):
    sides = ("left", "middle", "right")
    # Both beside the middle are drawn, and have no number of their own.
    numbered = [("lower-back", "middle"), *((name, "left") for name in ("calf", "knee", "toes", "hand"))]
    numbered += [(name, "left") for name in ("ankle", "foot-sole", "foot-top")]
    places = [*numbered, *numbered, ("lower-back", "left"), ("lower-back", "right")]
    canvas = body.draw(result_of(*[(place,) for place in places]), paper, link)
    boxes = [marks(canvas, f"mark-back-lower-back-{side}")[0].get_path().get_extents() for side in sides]
    for disc in (artist for artist in canvas.figure.axes[0].patches if isinstance(artist, Circle)):
        for box in boxes:
            x, y = (min(max(at, low), high) for at, low, high in zip(disc.center, box.min, box.max, strict=True))
            assert hypot(disc.center[0] - x, disc.center[1] - y) > disc.radius


def test_with_too_few_ratings_there_is_an_edge_alone():
    canvas = body.draw(result_of(LEFT_CALF, LEFT_CALF), WIDE, link)
    assert fill(canvas, "back", "calf", "left") == PALETTE["skin"]
    assert edge(canvas, "back", "calf", "left") == PALETTE["edge"]
    assert "under 3 rated days" in words(canvas)


def test_sides_keep_apart_and_both_is_on_both():
    canvas = body.draw(result_of(LEFT_CALF, LEFT_CALF, *[BOTH_CALVES] * 3, ratings=[9, 9, 5, 5, 9]), WIDE, link)
    left, right = (fill(canvas, "back", "calf", side) for side in ("left", "right"))
    assert (left, right) == (PALETTE["spasm-5"], PALETTE["spasm-3"])


def test_left_is_left_from_behind_and_right_from_the_front():
    canvas = body.draw(result_of(BOTH_CALVES, (("shin", "both"),)), WIDE, link)
    assert middle(canvas, "back", "calf", "left") < middle(canvas, "back", "calf", "right")
    assert middle(canvas, "front", "shin", "left") > middle(canvas, "front", "shin", "right")


@pytest.mark.parametrize("gid", ["mark-back-calf-left", "mark-row-calf-left"])
def test_a_place_links_to_its_entries_on_that_side(gid):
    canvas = body.draw(result_of(LEFT_CALF, LEFT_CALF), WIDE, link)
    (shape,) = marks(canvas, gid)
    assert shape.get_url() == "/diary/?region=calf&side=left"
    assert canvas.titles[gid] == "left calf: 2 entries"


def test_what_a_place_says_has_its_strength():
    canvas = body.draw(result_of(*[LEFT_CALF] * 3, ratings=[7] * 3), WIDE, link)
    assert canvas.titles["mark-back-calf-left"] == "left calf: 3 entries, typically 7 of 10"


def test_the_list_has_the_most_frequent_places_with_their_numbers():
    canvas = body.draw(result_of(*[LEFT_CALF] * 10, CHEST, CHEST), NARROW, link)
    texts = words(canvas)
    assert texts.index("Left calf") < texts.index("Left chest")
    assert (texts.count("10"), texts.count("2")) == (1, 3)  # its entries; and the number 2, in figure and list
    assert texts.count("1") == 2


def test_the_bar_is_as_long_as_the_entries_are_many():
    canvas = body.draw(result_of(*[LEFT_CALF] * 10, *[CHEST] * 5), WIDE, link)
    across = [part for part in canvas.figure.get_children() if isinstance(part, Rectangle)]
    long, short = (bar.get_width() for bar in across if round(bar.get_height() * canvas.height) == 6)
    assert short == pytest.approx(long / 2)


def test_at_most_eight_places_are_numbered():
    regions = ("calf", "chest", "toes", "hand", "thigh-back", "jaw-face", "ankle", "hip", "knee")
    texts = words(body.draw(result_of(*[((region, "left"),) for region in regions]), WIDE, link))
    assert texts.count("8") == 2
    assert "9" not in texts


def test_on_a_phone_four_are_numbered_and_the_others_counted():
    regions = ("toes", "foot-sole", "ankle", "calf", "knee", "foot-top")
    texts = words(body.draw(result_of(*[((region, "left"),) for region in regions]), NARROW, link))
    assert texts.count("4") == 2
    assert "5" not in texts
    assert "and 2 more" in texts


@pytest.mark.parametrize("paper", [WIDE, MEDIUM, NARROW])
def test_a_long_name_is_whole_in_the_list(paper):
    texts = words(body.draw(result_of(CHEST, LEFT_CALF, (("lower-back", "middle"),)), paper, link))
    assert "Lower back, middle" in " ".join(texts)


def test_numbers_stand_apart():
    regions = ("toes", "foot-sole", "ankle", "calf", "knee", "foot-top")
    canvas = body.draw(result_of(*[((region, "left"),) for region in regions]), NARROW, link)
    centers = [artist.center for axes in canvas.figure.axes for artist in axes.patches if isinstance(artist, Circle)]
    assert len(centers) == 8
    for (ax, ay), (bx, by) in itertools.combinations(centers, 2):
        assert max(abs(ax - bx), abs(ay - by)) > 16


def test_a_region_in_both_views_is_listed_once():
    assert words(body.draw(result_of(*[KNEE] * 10), WIDE, link)).count("Left knee") == 1


@pytest.mark.parametrize(
    ("regions", "views"),
    [((LEFT_CALF, KNEE), ["back"]), ((CHEST, KNEE), ["front"]), ((CHEST, LEFT_CALF), ["front", "back"])],
)
def test_on_a_phone_a_view_without_anything_is_left_out(regions, views):
    texts = words(body.draw(result_of(*regions), NARROW, link))
    names = {"Front": "front", "Back": "back"}
    assert [names[text] for text in texts if text in names] == views


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
    texts = [text for text in words(small) if not text.isdigit()]
    assert sorted(texts) == [
        "Back",
        "Front",
        "left",
        "left",
        "right",
        "right",
        "typical strength",
        "under 3 rated days",
    ]


def test_the_small_figure_says_what_an_outline_is_only_where_there_is_one():
    paper = Paper("small", 242, is_for_others=True)
    rated, unrated = (body.draw_in_size(SMALL, result_of(*[LEFT_CALF] * n, ratings=[5] * n), paper) for n in (3, 2))
    assert "under 3 rated days" in words(unrated)
    assert "under 3 rated days" not in words(rated)
    # The page has one room for both.
    assert rated.height == pytest.approx(unrated.height, abs=2)


def test_the_numbers_of_the_small_scale_stand_at_the_edges_of_its_steps():
    canvas = body.draw_in_size(SMALL, result_of(*[LEFT_CALF] * 3), Paper("small", 242, is_for_others=True))
    steps = [
        part.get_x() for part in canvas.figure.get_children() if isinstance(part, Rectangle) and part.get_x() > 0.1
    ]
    numbers = {text.get_text(): text for text in canvas.figure.texts if text.get_text() in {"0", "2", "4", "6", "8"}}
    assert {text.get_horizontalalignment() for text in numbers.values()} == {"center"}
    assert sorted(text.get_position()[0] for text in numbers.values()) == pytest.approx(sorted(steps), abs=0.01)
