"""The five areas of the body that tell spasms in one place from spasms all over."""

from django.utils.translation import pgettext_lazy

from tracker.vocabulary.regions import OTHER_REGION, REGIONS
from tracker.vocabulary.terms import Term, Vocabulary

HEAD_AND_NECK, CHEST_BELLY_PELVIS, BACK_AND_BUTTOCK = "head-and-neck", "chest-belly-pelvis", "back-and-buttock"
ARMS, LEGS = "arms", "legs"

AREAS = Vocabulary(
    Term(HEAD_AND_NECK, pgettext_lazy("area of the body", "head and neck")),
    Term(CHEST_BELLY_PELVIS, pgettext_lazy("area of the body", "chest, belly and pelvis")),
    Term(BACK_AND_BUTTOCK, pgettext_lazy("area of the body", "back and buttock")),
    Term(ARMS, pgettext_lazy("area of the body", "arms")),
    Term(LEGS, pgettext_lazy("area of the body", "legs")),
)

EVERYWHERE = "widespread"
IN_NO_AREA = frozenset({EVERYWHERE, OTHER_REGION})
"""Everywhere is no single area and is counted on its own; "somewhere else" does not say where."""

_OF_GROUP = {
    "head": HEAD_AND_NECK,
    "torso-front": CHEST_BELLY_PELVIS,
    "torso-back": BACK_AND_BUTTOCK,
    "torso-sides": CHEST_BELLY_PELVIS,
    "torso-whole": CHEST_BELLY_PELVIS,
    "arm": ARMS,
    "leg": LEGS,
}
_OF_REGION = {
    "neck-front": HEAD_AND_NECK,
    "neck-back": HEAD_AND_NECK,
    "neck-side": HEAD_AND_NECK,
    # One muscle runs from the neck to the top of the shoulder: spasms of both are not two areas.
    "shoulder-top": HEAD_AND_NECK,
    "buttock": BACK_AND_BUTTOCK,
}

AREA_OF = {
    code: _OF_REGION.get(code) or _OF_GROUP[region.group] for code, region in REGIONS.items() if code not in IN_NO_AREA
}
"""Area by region code; those of IN_NO_AREA are not in it."""


def regions_of(area: str) -> frozenset[str]:
    """The region codes of an area."""
    return frozenset(code for code, its_area in AREA_OF.items() if its_area == area)
