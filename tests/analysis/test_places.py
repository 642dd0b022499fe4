"""Where on the body."""

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.diaries import Entry, at, days, make_diary
from tracker.analysis.places import Place, places
from tracker.analysis.results import EMPTY_DIARY, NO_REGION, TooLittle
from tracker.vocabulary.regions import BOTH, LEFT, MIDDLE, REGIONS, RIGHT

LEFT_CALF, BOTH_CALVES = (("calf", LEFT),), (("calf", BOTH),)


def counted_places(*regions, **more):
    entries = [Entry(at(n), regions=marks) for n, marks in enumerate(regions)]
    return places(make_diary(*entries, period=days(30), **more), days(30))


def test_worked_example():
    result = counted_places(LEFT_CALF, LEFT_CALF, BOTH_CALVES)
    (place,) = result.places
    assert place == Place("calf", entries=3, left=2, right=0, both=1, middle=0, no_side=0, typical=place.typical)
    assert (result.on("calf", LEFT), result.on("calf", RIGHT), result.on("calf", BOTH)) == (3, 1, 1)


def test_middle_and_no_side_are_kept():
    result = counted_places((("lower-back", MIDDLE),), (("widespread", ""),))
    assert (result.on("lower-back", MIDDLE), result.on("lower-back", LEFT), result.on("widespread", "")) == (1, 0, 1)


def test_an_entry_counts_once_for_a_region():
    assert counted_places((("lower-back", LEFT), ("lower-back", MIDDLE))).places[0].entries == 1


def test_the_most_frequent_region_comes_first():
    result = counted_places((("shin", RIGHT),), LEFT_CALF, LEFT_CALF)
    assert [place.region for place in result.places] == ["calf", "shin"]


def test_entries_that_do_not_say_where_are_left_out_and_counted():
    result = counted_places(LEFT_CALF, ())
    assert (result.n, result.of) == (1, 2)


def test_no_entry_says_where():
    assert counted_places((), ()) == TooLittle(NO_REGION, 2)


def test_empty_diary_has_no_places():
    assert counted_places() == TooLittle(EMPTY_DIARY)


def test_how_strong_it_typically_is_comes_from_the_worst_of_each_day():
    """Left: 8 and 2 on one day (worst 8), then 4 and 6; right: two days only, so nothing is said of it."""
    days_of = [(0, LEFT_CALF, 2), (0, LEFT_CALF, 8), (1, LEFT_CALF, 4), (2, BOTH_CALVES, 6), (3, BOTH_CALVES, None)]
    days_of.append((4, (("calf", RIGHT),), 1))
    entries = [Entry(at(day), regions=marks, intensity=rating) for day, marks, rating in days_of]
    result = places(make_diary(*entries, period=days(30)), days(30))
    assert result.typical == {("calf", LEFT): 6.0}
    assert result.places[0].typical == 5.0


mark = st.sampled_from([(code, side) for code, region in REGIONS.items() for side in region.sides])


@given(st.lists(st.lists(mark, max_size=3, unique=True).map(tuple), min_size=1, max_size=12))
def test_no_side_is_dropped(regions):
    result = counted_places(*regions)
    written = [pair for marks in regions for pair in marks]
    total = (
        0
        if isinstance(result, TooLittle)
        else sum(place.left + place.right + place.both + place.middle + place.no_side for place in result.places)
    )
    assert total == len(written)


@given(st.permutations([LEFT_CALF, BOTH_CALVES, (("shin", RIGHT),), (), LEFT_CALF]))
def test_order_of_rows_has_no_influence(regions):
    assert counted_places(*regions) == counted_places(LEFT_CALF, BOTH_CALVES, (("shin", RIGHT),), (), LEFT_CALF)
