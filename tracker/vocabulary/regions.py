"""Where a spasm was: regions of the body, the sides each one has, and the groups they stand in.

"Torso" is neck to pelvis, front and back, without the arms (source 1). A side is never dropped: a region that has
sides is stored with one, and left and right picked together are stored as "both".
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from tracker.vocabulary.regions_words import ON_A_SIDE
from tracker.vocabulary.terms import Term, Vocabulary
from tracker.vocabulary.your_regions_words import YOURS

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


def _region(code, label, group, sides, help=""):
    return Region(code, label, help, True, group, sides)


REGIONS = Vocabulary(
    _region("jaw-face", _("jaw or face"), "head", _PAIR_AND_MIDDLE),
    _region("eyelid", _("eyelid"), "head", _PAIR),
    _region("neck-front", _("front of the neck"), "torso-front", _PAIR_AND_MIDDLE),
    _region("chest", _("chest"), "torso-front", _PAIR_AND_MIDDLE),
    _region("upper-abdomen", _("upper belly"), "torso-front", _PAIR_AND_MIDDLE),
    _region("lower-abdomen", _("lower belly"), "torso-front", _PAIR_AND_MIDDLE),
    _region("groin", _("groin"), "torso-front", _PAIR_AND_MIDDLE),
    _region("pelvis", _("pelvis"), "torso-front", _PAIR_AND_MIDDLE),
    _region("neck-back", _("back of the neck"), "torso-back", _PAIR_AND_MIDDLE),
    _region("upper-back", _("upper back"), "torso-back", _PAIR_AND_MIDDLE),
    _region("mid-back", _("middle back"), "torso-back", _PAIR_AND_MIDDLE),
    _region("lower-back", _("lower back"), "torso-back", _PAIR_AND_MIDDLE),
    _region("neck-side", _("side of the neck"), "torso-sides", _PAIR),
    _region("shoulder-top", _("top of the shoulder"), "torso-sides", _PAIR),
    _region("ribs-side", _("side of the ribs"), "torso-sides", _PAIR),
    _region("flank", _("flank"), "torso-sides", _PAIR),
    _region("buttock", _("buttock"), "torso-sides", _PAIR),
    _region("band-around", _("band around the torso"), "torso-whole", _NONE),
    _region("breathing-muscles", _("diaphragm, breathing muscles"), "torso-whole", _NONE),
    _region("shoulder", _("shoulder"), "arm", _PAIR),
    _region("upper-arm-front", _("front of the upper arm"), "arm", _PAIR),
    _region("upper-arm-back", _("back of the upper arm"), "arm", _PAIR),
    _region("elbow", _("elbow"), "arm", _PAIR),
    _region("forearm-inner", _("inner forearm"), "arm", _PAIR),
    _region("forearm-outer", _("outer forearm"), "arm", _PAIR),
    _region("wrist", _("wrist"), "arm", _PAIR),
    _region("hand", _("hand"), "arm", _PAIR),
    _region("fingers", _("fingers"), "arm", _PAIR),
    _region("whole-arm", _("whole arm"), "arm", _PAIR),
    _region("hip", _("hip"), "leg", _PAIR),
    _region("thigh-front", _("front of the thigh"), "leg", _PAIR),
    _region("thigh-back", _("back of the thigh"), "leg", _PAIR),
    _region("thigh-inner", _("inner thigh"), "leg", _PAIR),
    _region("thigh-outer", _("outer thigh"), "leg", _PAIR),
    _region("knee", _("knee"), "leg", _PAIR),
    _region("calf", _("calf"), "leg", _PAIR),
    _region("shin", _("shin"), "leg", _PAIR),
    _region("ankle", _("ankle"), "leg", _PAIR),
    _region("foot-sole", _("sole of the foot"), "leg", _PAIR),
    _region("foot-top", _("top of the foot"), "leg", _PAIR),
    _region("toes", _("toes"), "leg", _PAIR),
    _region("whole-leg", _("whole leg"), "leg", _PAIR),
    _region("widespread", _("widespread"), "all", _NONE),
    _region("other", _("somewhere else"), "all", _ANY),
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
