"""What does not help, and what the sources differ on."""

import pytest

from tests.analysis.patterns.logs import ago, pattern_of
from tracker.analysis.patterns.relief import DISPUTED_DURING, disputed_during, relief_without_help
from tracker.vocabulary.relief import RELIEF


def uses(*effects, code="heat", text="", moment="during", first=0):
    """An entry a day with one use each."""
    return [ago(first + n, relief=((code, text, moment, effect),)) for n, effect in enumerate(effects)]


def test_not_at_all_in_three_of_four_uses():
    result = pattern_of(relief_without_help, *uses("not-at-all", "not-at-all", "slightly", "not-at-all", ""))
    (heat,) = result.remedies
    assert (heat.code, heat.n, heat.worse, heat.of) == ("heat", 3, 0, 4)
    assert (result.holds, result.n, result.of, result.unit, len(result.episodes)) == (True, 3, 4, "uses", 3)


@pytest.mark.parametrize(
    "effects",
    [
        ["not-at-all"] * 3,
        ["not-at-all"] * 2 + ["slightly"] * 2,
        ["not-at-all"] * 3 + ["greatly"] * 2,
        ["not-at-all"] * 3 + ["greatly"] * 17,
        ["", "", "", ""],
    ],
)
def test_fewer_uses_or_a_smaller_share_raise_nothing(effects):
    assert not pattern_of(relief_without_help, *uses(*effects)).holds


def test_worse_counts_as_no_help():
    assert pattern_of(relief_without_help, *uses("worse", "not-at-all", "not-at-all", "greatly")).holds


def test_worse_twice_however_many_uses():
    result = pattern_of(relief_without_help, *uses("worse", "worse", *["greatly"] * 10))
    assert (result.holds, result.n, result.of, result.remedies[0].worse) == (True, 2, 12, 2)
    assert not pattern_of(relief_without_help, *uses("worse", *["greatly"] * 10)).holds
    assert pattern_of(relief_without_help, *uses("worse", "worse")).holds


def test_during_and_after_are_taken_together():
    after = uses("not-at-all", "not-at-all", moment="after", first=10)
    assert pattern_of(relief_without_help, *uses("not-at-all", "slightly"), *after).holds


def test_a_medicine_is_one_remedy_a_name():
    a_tablet = uses("not-at-all", "not-at-all", code="medication", text="Tablet A")
    spelled = uses("not-at-all", "not-at-all", code="medication", text="tablet a", first=10)
    other = uses("greatly", "greatly", "greatly", code="medication", text="Tablet B", first=20)
    (medicine,) = pattern_of(relief_without_help, *a_tablet, *spelled, *other).remedies
    assert (medicine.text, medicine.n, medicine.of) == ("Tablet A", 4, 4)


def test_several_the_most_used_first():
    entries = [*uses(*["not-at-all"] * 4), *uses(*["not-at-all"] * 5, code="cold", first=10)]
    result = pattern_of(relief_without_help, *entries)
    assert ([thing.code for thing in result.remedies], result.n, len(result.episodes)) == (["cold", "heat"], 5, 9)


def test_uses_of_90_days():
    assert pattern_of(relief_without_help, *uses(*["not-at-all"] * 4, first=86)).holds


def test_doing_nothing_is_no_remedy():
    assert not pattern_of(relief_without_help, *uses(*["not-at-all"] * 9, code="nothing")).holds


def test_twitches_stay_out():
    twitches = [ago(n, kind="twitch", relief=(("heat", "", "during", "not-at-all"),)) for n in range(9)]
    assert not pattern_of(relief_without_help, *twitches).holds


@pytest.mark.parametrize("code", sorted(DISPUTED_DURING))
def test_in_the_attack_the_sources_differ(code):
    assert code in RELIEF
    more = (ago(9, relief=(("rest", "", "after", ""),)), ago(10))
    result = pattern_of(disputed_during, *uses("greatly", "", "", "", code=code), *more)
    assert (result.holds, result.n, result.of, result.things) == (True, 4, 5, (code,))
    assert not pattern_of(disputed_during, *uses("greatly", "", "", code=code), *more).holds


@pytest.mark.parametrize(("code", "moment"), [("heat", "after"), ("heat", ""), ("gentle-stretch", "during")])
def test_after_it_or_by_stretching_they_do_not(code, moment):
    assert not pattern_of(disputed_during, *uses("", "", "", "", code=code, moment=moment)).holds


@pytest.mark.parametrize("region", ["lower-abdomen", "upper-abdomen", "pelvis"])
def test_a_hot_water_bottle_on_the_belly_is_no_matter_of_a_muscle(region):
    heat = (("heat", "", "during", "greatly"),)
    assert pattern_of(disputed_during, *(ago(n, regions=((region, "middle"),), relief=heat) for n in range(5))).of == 0


def test_disputed_things_of_four_weeks_in_the_order_of_the_vocabulary():
    entries = [*uses("", code="massage"), *uses("", code="heat", first=3), *uses("", code="cold", first=28)]
    assert pattern_of(disputed_during, *entries).things == ("heat", "massage")
