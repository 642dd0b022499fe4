"""The parts of the figure that a touch opens: zone first, then the muscle, since forty targets do not fit a phone.

A zone names the shapes that can be chosen once it is open (`marks`), the regions without a shape there that are
offered beside it (`also`), where it is touched in the overview (`hit`) and the part of the picture that then fills
the frame (`box`). Sides are the person's, as in body_map. Pure data.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.body_map import BACK, FRONT, MIRROR_X, VIEW_BOX, Shape, shapes
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import LEFT, MIDDLE, NO_SIDE, RIGHT, RegionSide

Rect = tuple[float, float, float, float]  # x, y, width, height
ZoneBox = tuple[float, float, float]  # x, y, width

FRAME_ASPECT = 2 * VIEW_BOX[2] / VIEW_BOX[3]
"""Width by height of the frame: front and back side by side, or one open zone, so that nothing below it moves."""


@dataclass(frozen=True)
class Zone:
    """A part of one view, with its name as it is said to the person. `side` is that of an arm; both legs are one part,
    so that left and right are chosen by touching."""

    code: str
    label: LazyText
    view: str
    side: str
    marks: tuple[RegionSide, ...]
    also: tuple[RegionSide, ...]
    hit: Rect
    box: Rect

    def shapes(self) -> tuple[Shape, ...]:
        """The shapes that can be chosen when the zone is open."""
        return tuple(shape for shape in shapes(self.view) if (shape.region, shape.side) in self.marks)


_SIDED = (LEFT, RIGHT)
_THREE = (LEFT, MIDDLE, RIGHT)


def _marks(regions: str, sides: tuple[str, ...]) -> tuple[RegionSide, ...]:
    return tuple((region, side) for region in regions.split() for side in sides)


def _box(x: float, y: float, width: float) -> Rect:
    return (x, y, width, width / FRAME_ASPECT)


def _mirrored(rect: Rect) -> Rect:
    x, y, width, height = rect
    return (2 * MIRROR_X - x - width, y, width, height)


def _middle(
    name: str,
    label: LazyText,
    view: str,
    *,
    threes: str = "",
    pairs: str = "",
    also: tuple[RegionSide, ...] = (),
    hit: Rect,
    box: ZoneBox,
) -> Zone:
    marks = _marks(threes, _THREE) + _marks(pairs, _SIDED)
    return Zone(f"{view}-{name}", label, view, "", marks, also, hit, _box(*box))


def _arm(
    name: str, labels: tuple[LazyText, LazyText], view: str, *, regions: str, also: str, hit: Rect, box: ZoneBox
) -> Iterator[Zone]:
    """The zone on both sides; `hit` and `box` are those of the picture's right half."""
    picture_right = LEFT if view == FRONT else RIGHT
    for side, label in zip(_SIDED, labels, strict=True):
        on_right, frame = side == picture_right, _box(*box)
        yield Zone(
            f"{view}-{side}-{name}",
            label,
            view,
            side,
            _marks(regions, (side,)),
            _marks(also, (side,)),
            hit if on_right else _mirrored(hit),
            frame if on_right else _mirrored(frame),
        )


_UPPER_ARM = (_("your left shoulder and upper arm"), _("your right shoulder and upper arm"))
_LOWER_ARM = (_("your left forearm and hand"), _("your right forearm and hand"))

_BAND = (("band-around", NO_SIDE),)
_AROUND_THE_CHEST = (*_BAND, ("breathing-muscles", NO_SIDE))
_SHOULDER_TOPS = _marks("shoulder-top", _SIDED)
_WHOLE_LEGS = _marks("whole-leg", _SIDED)

# From head to foot: the order in which the keyboard walks through them. Every hit is at least 52 units wide and high:
# 44 px on a phone.
_FRONT_ZONES = (
    _middle(
        "face",
        _("your face and jaw"),
        FRONT,
        threes="jaw-face",
        pairs="eyelid",
        hit=(54, 0, 92, 53),
        box=(70, 3, 60),
    ),
    _middle(
        "neck",
        _("the front of your neck"),
        FRONT,
        threes="neck-front",
        pairs="neck-side",
        also=(("neck-back", MIDDLE), *_SHOULDER_TOPS),
        hit=(54, 53, 92, 52),
        box=(77.5, 54.8, 45),
    ),
    _middle(
        "chest",
        _("your chest and shoulders"),
        FRONT,
        threes="chest",
        pairs="shoulder-top",
        also=_AROUND_THE_CHEST,
        hit=(60, 105, 80, 52),
        box=(51, 57.3, 98),
    ),
    *_arm(
        "upper-arm",
        _UPPER_ARM,
        FRONT,
        regions="shoulder upper-arm-front elbow",
        also="whole-arm",
        hit=(140, 105, 60, 85),
        box=(112, 95.8, 88),
    ),
    *_arm(
        "lower-arm",
        _LOWER_ARM,
        FRONT,
        regions="forearm-inner wrist hand fingers",
        also="forearm-outer whole-arm",
        hit=(146, 190, 54, 118),
        box=(125, 186.2, 92),
    ),
    _middle(
        "belly",
        _("your belly and ribs"),
        FRONT,
        threes="upper-abdomen lower-abdomen",
        pairs="ribs-side flank",
        also=_AROUND_THE_CHEST,
        hit=(60, 157, 80, 54),
        box=(55, 122.5, 90),
    ),
    _middle(
        "pelvis",
        _("your pelvis, groin and hips"),
        FRONT,
        threes="pelvis groin",
        pairs="hip",
        hit=(54, 211, 92, 52),
        box=(53.5, 181.6, 93),
    ),
    _middle(
        "thighs",
        _("your thighs"),
        FRONT,
        pairs="thigh-front thigh-inner thigh-outer",
        also=_WHOLE_LEGS,
        hit=(54, 263, 92, 76),
        box=(54.5, 232, 91),
    ),
    _middle(
        "lower-legs",
        _("your knees and shins"),
        FRONT,
        pairs="knee shin",
        also=_WHOLE_LEGS,
        hit=(54, 339, 92, 99),
        box=(50, 331, 100),
    ),
    _middle(
        "feet",
        _("your ankles and feet"),
        FRONT,
        pairs="ankle foot-top toes",
        also=_marks("foot-sole", _SIDED),
        hit=(54, 438, 92, 82),
        box=(61, 429.3, 78),
    ),
)

_BACK_ZONES = (
    _middle(
        "neck",
        _("the back of your neck"),
        BACK,
        threes="neck-back",
        pairs="neck-side",
        also=_SHOULDER_TOPS,
        hit=(54, 0, 92, 98),
        box=(77, 50.1, 46),
    ),
    _middle(
        "upper-back",
        _("your upper and middle back"),
        BACK,
        threes="upper-back mid-back",
        pairs="shoulder-top",
        also=_BAND,
        hit=(60, 98, 80, 75),
        box=(51, 75.3, 98),
    ),
    *_arm(
        "upper-arm",
        _UPPER_ARM,
        BACK,
        regions="shoulder upper-arm-back elbow",
        also="whole-arm",
        hit=(140, 98, 60, 92),
        box=(112, 95.8, 88),
    ),
    *_arm(
        "lower-arm",
        _LOWER_ARM,
        BACK,
        regions="forearm-outer wrist hand fingers",
        also="forearm-inner whole-arm",
        hit=(146, 190, 54, 118),
        box=(125, 186.2, 92),
    ),
    _middle(
        "lower-back",
        _("your lower back and flanks"),
        BACK,
        threes="lower-back",
        pairs="flank",
        also=_BAND,
        hit=(60, 173, 80, 52),
        box=(58, 145.4, 84),
    ),
    _middle(
        "buttocks",
        _("your buttocks and hips"),
        BACK,
        pairs="buttock",
        also=_marks("hip", _SIDED),
        hit=(54, 225, 92, 52),
        box=(50, 180, 100),
    ),
    _middle(
        "thighs",
        _("your thighs"),
        BACK,
        pairs="thigh-back",
        also=_marks("thigh-inner thigh-outer whole-leg", _SIDED),
        hit=(54, 277, 92, 69),
        box=(49, 237.7, 102),
    ),
    _middle(
        "lower-legs",
        _("your knees and calves"),
        BACK,
        pairs="knee calf",
        also=_WHOLE_LEGS,
        hit=(54, 346, 92, 89),
        box=(50, 333, 100),
    ),
    _middle(
        "feet",
        _("your ankles and soles"),
        BACK,
        pairs="ankle foot-sole toes",
        also=_marks("foot-top", _SIDED),
        hit=(54, 435, 92, 85),
        box=(61, 431.3, 78),
    ),
)

ZONES: tuple[Zone, ...] = _FRONT_ZONES + _BACK_ZONES

LEGS_BOX: Rect = (38.0, 262.0, 124.0, 258.0)
"""What a view shows where the legs are asked for first."""
LEG_ZONES = frozenset(zone.code for zone in ZONES if zone.code.endswith(("thighs", "lower-legs", "feet")))
"""Their muscles can be chosen there at once."""

ANYWHERE: tuple[RegionSide, ...] = (("widespread", NO_SIDE),)
"""Offered below the whole figure."""


def zones(view: str) -> tuple[Zone, ...]:
    """The zones of one view, from head to foot."""
    return tuple(zone for zone in ZONES if zone.view == view)


def drawn_shapes(zone: Zone) -> tuple[Shape, ...]:
    """The shapes that belong to this zone in the overview: of zones that share a shape, the first one draws it."""
    earlier: set[RegionSide] = set()
    for other in zones(zone.view):
        if other.code == zone.code:
            break
        earlier.update(other.marks)
    return tuple(shape for shape in zone.shapes() if (shape.region, shape.side) not in earlier)
