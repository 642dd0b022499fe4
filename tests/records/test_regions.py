"""Places of an entry in canonical order: a side is merged, never dropped."""

import pytest

from tracker.records.regions import RegionMark, canonical_regions

pytestmark = pytest.mark.pure


def test_left_and_right_of_one_region_become_both():
    marks = (RegionMark("calf", "right"), RegionMark("foot", "left"), RegionMark("calf", "left"))
    assert set(canonical_regions(marks)) == {RegionMark("calf", "both"), RegionMark("foot", "left")}


def test_one_side_beside_both_adds_nothing():
    assert canonical_regions((RegionMark("calf", "left"), RegionMark("calf", "both"))) == (RegionMark("calf", "both"),)


def test_the_same_place_twice_is_one_and_the_order_does_not_matter():
    marks = (RegionMark("shin", "left"), RegionMark("calf", "left"), RegionMark("shin", "left"))
    assert canonical_regions(marks) == canonical_regions(marks[1:]) == canonical_regions(tuple(reversed(marks)))
    assert len(canonical_regions(marks)) == 2


def test_other_places_stay_apart_by_their_words():
    marks = (RegionMark("other", "", "scalp"), RegionMark("other", "", "left eyebrow"))
    assert canonical_regions(marks) == tuple(reversed(marks))
