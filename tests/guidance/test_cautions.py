"""Whom a caution concerns: conditions of the profile, signs of the entry, and the regions that it names."""

import pytest

from tracker.guidance.schema import Caution

CAUTION = Caution("Careful.", conditions=("diabetes",), noticed=("numbness",), regions=("calf", "foot-sole"))


@pytest.mark.parametrize(
    ("conditions", "noticed", "regions", "concerns"),
    [
        (["diabetes"], [], ["calf"], True),
        (["anemia", "diabetes"], ["fever"], ["hand", "calf"], True),
        ([], ["numbness"], ["foot-sole"], True),
        ([], ["numbness"], [], True),
        (["anemia"], ["fever"], ["calf"], False),
        (["diabetes"], ["numbness"], ["hand"], False),
        ([], [], ["calf"], False),
    ],
)
def test_a_caution_concerns_who_it_names_where_it_names_it(conditions, noticed, regions, concerns):
    assert CAUTION.concerns(conditions, noticed, regions) is concerns


def test_a_caution_without_regions_applies_everywhere():
    assert Caution("Careful.", noticed=("fever",)).concerns([], ["fever"], ["calf"])


def test_a_general_caution_is_for_everybody_and_singles_out_nobody():
    caution = Caution("Careful.")
    assert caution.is_general and not caution.concerns(["diabetes"], ["fever"], ["calf"])
    assert not CAUTION.is_general
