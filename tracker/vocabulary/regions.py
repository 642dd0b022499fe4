"""Where a spasm was: regions of the body, the sides each one has, and the groups they stand in.

"Torso" is neck to pelvis, front and back, without the arms (source 1). A side is never dropped: a region that has
sides is stored with one, and left and right picked together are stored as "both".
"""

from dataclasses import dataclass

from django.utils.translation import pgettext, pgettext_lazy

from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions_words import ON_A_SIDE
from tracker.vocabulary.terms import Term, Vocabulary
from tracker.vocabulary.your_regions_words import YOURS

RegionSide = tuple[str, str]
"""(region code, side); "" is no side."""

LEFT, RIGHT, BOTH, MIDDLE, NO_SIDE = "left", "right", "both", "middle", ""

SIDES = Vocabulary(
    Term(LEFT, pgettext_lazy("side of the body", "left")),
    Term(RIGHT, pgettext_lazy("side of the body", "right")),
    Term(BOTH, pgettext_lazy("side of the body", "both sides")),
    Term(MIDDLE, pgettext_lazy("side of the body", "middle")),
)

_PAIR = (LEFT, RIGHT, BOTH)
_PAIR_AND_MIDDLE = (LEFT, RIGHT, BOTH, MIDDLE)
_NONE = (NO_SIDE,)
_ANY = (NO_SIDE, LEFT, RIGHT, BOTH, MIDDLE)


@dataclass(frozen=True, slots=True)
class Region(Term):
    """A region with its group and the sides it can have; `("",)` means it has none."""

    group: str = ""
    sides: tuple[str, ...] = _PAIR

    @property
    def has_sides(self) -> bool:
        return NO_SIDE not in self.sides


GROUPS = Vocabulary(
    Term("head", pgettext_lazy("group of body parts", "Head")),
    Term("torso-front", pgettext_lazy("group of body parts", "Neck, chest, belly")),
    Term("torso-back", pgettext_lazy("group of body parts", "Back")),
    Term("torso-sides", pgettext_lazy("group of body parts", "Sides, shoulders, buttocks")),
    Term("torso-whole", pgettext_lazy("group of body parts", "Around the torso")),
    Term("arm", pgettext_lazy("group of body parts", "Arm and hand")),
    Term("leg", pgettext_lazy("group of body parts", "Leg and foot")),
    Term("all", pgettext_lazy("group of body parts", "Everywhere or somewhere else")),
)


def _region(code: str, label: LazyText, group: str, sides: tuple[str, ...], help: LazyText = "") -> Region:
    return Region(code, label, help, True, group, sides)


REGIONS = Vocabulary(
    _region("jaw-face", pgettext_lazy("part of the body", "jaw or face"), "head", _PAIR_AND_MIDDLE),
    _region("eyelid", pgettext_lazy("part of the body", "eyelid"), "head", _PAIR),
    _region("neck-front", pgettext_lazy("part of the body", "front of the neck"), "torso-front", _PAIR_AND_MIDDLE),
    _region("chest", pgettext_lazy("part of the body", "chest"), "torso-front", _PAIR_AND_MIDDLE),
    _region("upper-abdomen", pgettext_lazy("part of the body", "upper belly"), "torso-front", _PAIR_AND_MIDDLE),
    _region("lower-abdomen", pgettext_lazy("part of the body", "lower belly"), "torso-front", _PAIR_AND_MIDDLE),
    _region("groin", pgettext_lazy("part of the body", "groin"), "torso-front", _PAIR_AND_MIDDLE),
    _region("pelvis", pgettext_lazy("part of the body", "pelvis"), "torso-front", _PAIR_AND_MIDDLE),
    _region("neck-back", pgettext_lazy("part of the body", "back of the neck"), "torso-back", _PAIR_AND_MIDDLE),
    _region("upper-back", pgettext_lazy("part of the body", "upper back"), "torso-back", _PAIR_AND_MIDDLE),
    _region("mid-back", pgettext_lazy("part of the body", "middle back"), "torso-back", _PAIR_AND_MIDDLE),
    _region("lower-back", pgettext_lazy("part of the body", "lower back"), "torso-back", _PAIR_AND_MIDDLE),
    _region("neck-side", pgettext_lazy("part of the body", "side of the neck"), "torso-sides", _PAIR),
    _region("shoulder-top", pgettext_lazy("part of the body", "top of the shoulder"), "torso-sides", _PAIR),
    _region("ribs-side", pgettext_lazy("part of the body", "side of the ribs"), "torso-sides", _PAIR),
    _region("flank", pgettext_lazy("part of the body", "flank"), "torso-sides", _PAIR),
    _region("buttock", pgettext_lazy("part of the body", "buttock"), "torso-sides", _PAIR),
    _region("band-around", pgettext_lazy("part of the body", "band around the torso"), "torso-whole", _NONE),
    _region(
        "breathing-muscles", pgettext_lazy("part of the body", "diaphragm, breathing muscles"), "torso-whole", _NONE
    ),
    _region("shoulder", pgettext_lazy("part of the body", "shoulder"), "arm", _PAIR),
    _region("upper-arm-front", pgettext_lazy("part of the body", "front of the upper arm"), "arm", _PAIR),
    _region("upper-arm-back", pgettext_lazy("part of the body", "back of the upper arm"), "arm", _PAIR),
    _region("elbow", pgettext_lazy("part of the body", "elbow"), "arm", _PAIR),
    _region("forearm-inner", pgettext_lazy("part of the body", "inner forearm"), "arm", _PAIR),
    _region("forearm-outer", pgettext_lazy("part of the body", "outer forearm"), "arm", _PAIR),
    _region("wrist", pgettext_lazy("part of the body", "wrist"), "arm", _PAIR),
    _region("hand", pgettext_lazy("part of the body", "hand"), "arm", _PAIR),
    _region("fingers", pgettext_lazy("part of the body", "fingers"), "arm", _PAIR),
    _region("whole-arm", pgettext_lazy("part of the body", "whole arm"), "arm", _PAIR),
    _region("hip", pgettext_lazy("part of the body", "hip"), "leg", _PAIR),
    _region("thigh-front", pgettext_lazy("part of the body", "front of the thigh"), "leg", _PAIR),
    _region("thigh-back", pgettext_lazy("part of the body", "back of the thigh"), "leg", _PAIR),
    _region("thigh-inner", pgettext_lazy("part of the body", "inner thigh"), "leg", _PAIR),
    _region("thigh-outer", pgettext_lazy("part of the body", "outer thigh"), "leg", _PAIR),
    _region("knee", pgettext_lazy("part of the body", "knee"), "leg", _PAIR),
    _region("calf", pgettext_lazy("part of the body", "calf"), "leg", _PAIR),
    _region("shin", pgettext_lazy("part of the body", "shin"), "leg", _PAIR),
    _region("ankle", pgettext_lazy("part of the body", "ankle"), "leg", _PAIR),
    _region("foot-sole", pgettext_lazy("part of the body", "sole of the foot"), "leg", _PAIR),
    _region("foot-top", pgettext_lazy("part of the body", "top of the foot"), "leg", _PAIR),
    _region("toes", pgettext_lazy("part of the body", "toes"), "leg", _PAIR),
    _region("whole-leg", pgettext_lazy("part of the body", "whole leg"), "leg", _PAIR),
    _region("widespread", pgettext_lazy("part of the body", "widespread"), "all", _NONE),
    _region("other", pgettext_lazy("part of the body", "somewhere else"), "all", _ANY),
)

OTHER_REGION = "other"


def allows_side(region: str, side: str) -> bool:
    """True if the region is known and can have this side ("" is no side)."""
    return region in REGIONS and side in REGIONS[region].sides


def mark_words(region: str, side: str = "", text: str = "") -> str:
    """A region with its side in words: "left calf", "lower back, middle", "both calves"; for "other" the text.

    The side is always said. A code that this version does not know reads as its own words.
    """
    if region in ON_A_SIDE and side in REGIONS[region].sides:
        return str(ON_A_SIDE[region][REGIONS[region].sides.index(side)])
    where = text or str(REGIONS.label(region))
    if not side:
        return where
    return pgettext("a body part and its side", "%(where)s, %(side)s") % {"where": where, "side": SIDES.label(side)}


def your_words(region: str, side: str = "", text: str = "") -> str:
    """The same, said to the person: "your left calf". Without "your" where it cannot stand: "both calves"."""
    sides = (NO_SIDE, LEFT, RIGHT, MIDDLE)
    if region in YOURS and side in sides[: len(YOURS[region])]:
        return str(YOURS[region][sides.index(side)])
    return mark_words(region, side, text)
