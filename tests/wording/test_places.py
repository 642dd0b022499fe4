"""The figure: what is said."""

import re

import pytest

from tests.charts.drawn import Entry, at, days, link, make_diary, marks
from tracker.analysis.places import Place
from tracker.charts.registry import CHARTS
from tracker.wording import places
from tracker.wording.places import place_words
from tracker.wording.readers import DOCTOR, PERSON

LEFT_CALF, BOTH_CALVES = (("calf", "left"),), (("calf", "both"),)


def result_of(*regions):
    entries = [Entry(at(n), regions=marks_of) for n, marks_of in enumerate(regions)]
    return CHARTS["body"].analyze(make_diary(*entries, period=days(60)), days(60))


def middle(sheet, view, region, side):
    (shape,) = marks(sheet, f"mark-{view}-{region}-{side}")
    return shape.get_path().get_extents().x0


def test_reading_says_the_side():
    result = result_of(LEFT_CALF, LEFT_CALF, BOTH_CALVES, (("knee", "right"),), ())
    assert places.reading(result, PERSON) == (
        "Most often: calf (3: left 3, right 1) and right knee (1). You noted a place in 4 of 5 entries."
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
    assert "Not in the figure: band around the torso 1." in places.reading(result_of(*regions), PERSON)


def test_table_has_every_side():
    table = places.table(result_of(LEFT_CALF, BOTH_CALVES, (("lower-back", "middle"),)), link)
    assert [row.cells for row in table.rows] == [
        ("calf", "2", "1", "0", "1", "0", "–"),
        ("lower back", "1", "0", "0", "0", "1", "–"),
    ]
    assert table.rows[0].url == "/diary/?region=calf"


def test_table_has_how_strong_it_typically_was():
    (row,) = places.table(result_of(LEFT_CALF, BOTH_CALVES, LEFT_CALF), link).rows
    assert row.cells[-1] == "5"


def test_a_side_is_always_said():
    assert place_words(Place("calf", 14, 14, 0, 0, 0, 0), DOCTOR) == "left calf 14"
    assert place_words(Place("lower-back", 3, 0, 0, 0, 3, 0), DOCTOR) == "lower back, middle 3"
    assert place_words(Place("widespread", 3, 0, 0, 0, 0, 3), DOCTOR) == "widespread 3"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("calf", 11, 10, 0, 1, 0, 0), "calf 11: left 10, right 0, both 1"),
        (Place("calf", 21, 14, 7, 0, 0, 0), "calf 21: left 14, right 7"),
        (Place("lower-back", 9, 0, 2, 3, 4, 0), "lower back 9: left 0, right 2, both 3, middle 4"),
        (Place("other", 6, 1, 0, 0, 0, 5), "somewhere else 6: left 1, right 0, no side 5"),
    ],
)
def test_sides_add_up_at_sight(place, words):
    assert place_words(place, DOCTOR) == words
    total, *sides = re.findall(r"\d+", words)
    assert sum(map(int, sides)) == int(total)


def test_sides_that_one_entry_has_several_of_are_not_said():
    assert place_words(Place("other", 3, 3, 2, 0, 0, 0), DOCTOR) == "somewhere else 3"
