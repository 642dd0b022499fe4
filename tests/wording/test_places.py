"""The figure: what is said."""

from tests.charts.drawn import Entry, at, days, link, make_diary, marks
from tracker.charts.registry import CHARTS
from tracker.wording import places
from tracker.wording.readers import PERSON

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
    assert "Not in the figure: like a band around 1." in places.reading(result_of(*regions), PERSON)


def test_table_has_every_side():
    table = places.table(result_of(LEFT_CALF, BOTH_CALVES, (("lower-back", "middle"),)), link)
    assert [row.cells for row in table.rows] == [
        ("calf", "2", "1", "0", "1", "0"),
        ("lower back", "1", "0", "0", "0", "1"),
    ]
    assert table.rows[0].url == "/diary/?region=calf"
