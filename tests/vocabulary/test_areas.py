"""Areas of the body."""

from tracker.vocabulary.areas import AREA_OF, AREAS, IN_NO_AREA, regions_of
from tracker.vocabulary.regions import REGIONS


def test_every_region_has_an_area_or_is_said_to_have_none():
    assert set(AREA_OF) | IN_NO_AREA == set(REGIONS)
    assert set(AREA_OF) & IN_NO_AREA == set()
    assert set(AREA_OF.values()) == set(AREAS)


def test_the_neck_belongs_to_the_head():
    assert {AREA_OF[code] for code in REGIONS if code.startswith("neck-")} == {"head-and-neck"}


def test_regions_of_an_area():
    assert regions_of("back-and-buttock") == {"upper-back", "mid-back", "lower-back", "buttock"}
    assert sum(len(regions_of(area)) for area in AREAS) == len(AREA_OF)
