"""The figure: what is said."""

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


def test_a_place_on_one_side_and_on_several():
    assert place_words(Place("calf", 14, 14, 0, 0, 0, 0)) == "left calf (14)"
    assert place_words(Place("calf", 11, 10, 0, 1, 0, 0)) == "calf (11: left 11, right 1)"
    assert place_words(Place("widespread", 3, 0, 0, 0, 0, 3)) == "widespread (3)"


def test_the_doctors_list_has_each_side_by_itself():
    result = result_of(LEFT_CALF, LEFT_CALF, BOTH_CALVES, (("knee", "right"),), ())
    assert [(places.spot_words(spot), spot.entries) for spot in result.spots] == [
        ("Left calf", 3),
        ("Right calf", 1),
        ("Right knee", 1),
    ]
    assert places.reading(result, DOCTOR, 2) == (
        "Of 4 entries with a place. 1 other place was also named. An entry on both sides counts once for each "
        "side. 1 entry has no place noted."
    )


def test_title_names_a_side_only_where_that_side_is_the_most_frequent_place():
    def calf(side, n):
        return [(("calf", side),)] * n

    knee = [(("knee", "left"),)] * 15
    assert places.title(result_of(*calf("left", 12), *calf("right", 8))) == "Most often: left calf (12 of 20)"
    assert places.title(result_of(*calf("left", 12), *calf("right", 8), *knee)) == "Most often: calf (20 of 35)"
    assert places.title(result_of(*calf("", 11), *calf("left", 9))) == "Most often: calf (20 of 20)"
    assert places.title(result_of(*calf("left", 9), *calf("right", 9))) == "Most often: calf (18 of 18)"
