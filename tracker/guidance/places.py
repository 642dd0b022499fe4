"""Places of the body as the safety rules group them. Which place asks what stands in `questions` and `conditions`."""

from tracker.vocabulary.regions import BOTH, LEFT, MIDDLE, REGIONS

SidedRegion = tuple[str, str]
"""(region code, side); "" is no side."""


def places_of(region: str, *sides: str) -> frozenset[SidedRegion]:
    """The region with these sides, or with every side it has."""
    return frozenset((region, side) for side in (sides or REGIONS[region].sides))


def all_of(*regions: str) -> frozenset[SidedRegion]:
    """These regions with every side they have."""
    return frozenset().union(*(places_of(region) for region in regions))


def group(*groups: str) -> frozenset[SidedRegion]:
    """Every region of these groups, with every side."""
    return all_of(*(code for code, region in REGIONS.items() if region.group in groups))


CHEST_PLACES = places_of("chest")
JAW_PLACES = places_of("jaw-face")
NECK_PLACES = all_of("neck-front", "neck-back", "neck-side")
HEAD_AND_NECK_PLACES = group("head") | NECK_PLACES
LEG_PLACES, ARM_PLACES = group("leg"), group("arm")
LEG_FOOT_OR_HAND = LEG_PLACES | all_of("hand", "fingers", "wrist")
BACK_PLACES = group("torso-back") - NECK_PLACES | all_of("buttock")
BACK_OR_FLANK = BACK_PLACES | all_of("flank")
BELLY_PLACES = all_of("upper-abdomen", "lower-abdomen", "groin", "pelvis")
BOTH_LEGS = frozenset(place for place in LEG_PLACES if place[1] == BOTH)

NEAR_THE_HEART = (
    all_of("band-around", "upper-abdomen", "ribs-side", "breathing-muscles")
    | places_of("upper-back", LEFT, MIDDLE, BOTH)
    | frozenset().union(
        *(
            places_of(region, LEFT, BOTH)
            for region in ("shoulder", "upper-arm-front", "upper-arm-back", "whole-arm", "jaw-face")
        )
    )
)
"""Where the two lines about the chest are asked, the chest apart."""

STAYS_TIGHT_FOR_DAYS = BACK_PLACES | NECK_PLACES | all_of("shoulder", "shoulder-top", "hip", "flank")
"""Muscles that are often tight for hours or days."""
LIMB_PLACES = (LEG_PLACES | ARM_PLACES) - STAYS_TIGHT_FOR_DAYS
"""Legs, feet, arms and hands: a muscle there that does not let go cannot wait."""
NOWHERE_CLEAR = all_of("widespread", "other")
