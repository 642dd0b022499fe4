"""The parts of the figure that a touch opens: zone first, then the muscle, since forty targets do not fit a phone.

A zone names the shapes that can be chosen once it is open (`marks`), the regions without a shape there that are
offered beside it (`also`), where it is touched in the overview (`hits`) and the part of the picture that then fills
the frame (`box`). Sides are the person's, as in body_map. Pure data.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.body_map import BACK, FRONT, MIRROR_X, VIEW_BOX, Shape, shapes
from tracker.vocabulary.lazy_text import LazyText
from tracker.vocabulary.regions import LEFT, MIDDLE, NO_SIDE, RIGHT, RegionSide

Rect = tuple[float, float, float, float]  # x, y, width, height
ZoneBox = tuple[float, float, float]  # x of the middle, y, width

FRAME_ASPECT = 2 * VIEW_BOX[2] / VIEW_BOX[3]
"""Width by height of the frame: front and back side by side, or one open zone, so that nothing below it moves."""


@dataclass(frozen=True)
class Zone:
    """A part of one view, with its name as it is said to the person. `side` is "" for the parts on the middle line."""

    code: str
    label: LazyText
    view: str
    side: str
    marks: tuple[RegionSide, ...]
    also: tuple[RegionSide, ...]
    hits: tuple[Rect, ...]
    box: Rect

    def shapes(self) -> tuple[Shape, ...]:
        """The shapes that can be chosen when the zone is open."""
        return tuple(shape for shape in shapes(self.view) if (shape.region, shape.side) in self.marks)


_SIDED = (LEFT, RIGHT)
_THREE = (LEFT, MIDDLE, RIGHT)


def _marks(regions: str, sides: tuple[str, ...]) -> tuple[RegionSide, ...]:
    return tuple((region, side) for region in regions.split() for side in sides)


def _box(center_x: float, top: float, width: float) -> Rect:
    return (center_x - width / 2, top, width, width / FRAME_ASPECT)


def _mirrored(rect: Rect) -> Rect:
    x, y, width, height = rect
    return (2 * MIRROR_X - x - width, y, width, height)


def _middle(
    name: str,
    label: LazyText,
    view: str,
    *,
    threes: str,
    pairs: str,
    also: tuple[RegionSide, ...] = (),
    hit: Rect,
    box: ZoneBox,
) -> Zone:
    marks = _marks(threes, _THREE) + _marks(pairs, _SIDED)
    return Zone(f"{view}-{name}", label, view, "", marks, also, (hit,), _box(*box))


def _limb(
    name: str,
    labels: tuple[LazyText, LazyText],
    view: str,
    *,
    regions: str,
    also: str,
    hits: Iterable[Rect],
    box: ZoneBox,
) -> Iterator[Zone]:
    """The zone on both sides; `hits` and `box` are those of the picture's right half."""
    picture_right = LEFT if view == FRONT else RIGHT
    for side, label in zip(_SIDED, labels, strict=True):
        on_right = side == picture_right
        rects, frame = tuple(hits), _box(*box)
        yield Zone(
            f"{view}-{side}-{name}",
            label,
            view,
            side,
            _marks(regions, (side,)),
            _marks(also, (side,)),
            rects if on_right else tuple(_mirrored(rect) for rect in rects),
            frame if on_right else _mirrored(frame),
        )


_UPPER_ARM = (_("your left shoulder and upper arm"), _("your right shoulder and upper arm"))
_LOWER_ARM = (_("your left forearm and hand"), _("your right forearm and hand"))
_THIGH = (_("your left thigh"), _("your right thigh"))
_LOWER_LEG = (_("your left knee and lower leg"), _("your right knee and lower leg"))
_FOOT = (_("your left foot"), _("your right foot"))

_BAND = (("band-around", NO_SIDE),)

# From head to foot: the order in which the keyboard walks through them.
_FRONT_ZONES = (
    _middle(
        "head",
        _("your face and neck"),
        FRONT,
        threes="jaw-face neck-front",
        pairs="eyelid neck-side",
        hit=(62, 9, 76, 69),
        box=(MIRROR_X, 28.9, 51.5),
    ),
    _middle(
        "chest",
        _("your chest and shoulders"),
        FRONT,
        threes="chest",
        pairs="shoulder-top ribs-side",
        also=_BAND,
        hit=(62, 78, 76, 58),
        box=(MIRROR_X, 67, 92),
    ),
    *_limb(
        "upper-arm",
        _UPPER_ARM,
        FRONT,
        regions="shoulder upper-arm-front elbow",
        also="whole-arm",
        hits=[(138, 78, 59, 72)],
        box=(149.5, 82, 79),
    ),
    *_limb(
        "lower-arm",
        _LOWER_ARM,
        FRONT,
        regions="forearm-inner wrist hand fingers",
        also="forearm-outer whole-arm",
        hits=[(138, 150, 59, 60), (158, 210, 39, 54)],
        box=(176, 162, 86),
    ),
    _middle(
        "belly",
        _("your belly, hips and groin"),
        FRONT,
        threes="upper-abdomen lower-abdomen pelvis groin",
        pairs="ribs-side flank hip",
        also=_BAND,
        hit=(62, 136, 76, 76),
        box=(MIRROR_X, 133.5, 90),
    ),
    *_limb(
        "thigh",
        _THIGH,
        FRONT,
        regions="thigh-front thigh-inner thigh-outer",
        also="whole-leg",
        hits=[(100, 212, 58, 89)],
        box=(119, 205, 86),
    ),
    *_limb(
        "lower-leg",
        _LOWER_LEG,
        FRONT,
        regions="knee shin",
        also="ankle whole-leg",
        hits=[(100, 301, 58, 77)],
        box=(123.5, 298.5, 86),
    ),
    *_limb(
        "foot",
        _FOOT,
        FRONT,
        regions="ankle foot-top toes",
        also="foot-sole whole-leg",
        hits=[(100, 378, 58, 58)],
        box=(125, 386, 50),
    ),
)

_BACK_ZONES = (
    _middle(
        "neck",
        _("your neck"),
        BACK,
        threes="neck-back",
        pairs="neck-side",
        hit=(62, 9, 76, 69),
        box=(MIRROR_X, 35, 50),
    ),
    _middle(
        "upper-back",
        _("your upper and middle back"),
        BACK,
        threes="upper-back mid-back",
        pairs="shoulder-top",
        also=_BAND,
        hit=(62, 78, 76, 83),
        box=(MIRROR_X, 65, 92),
    ),
    *_limb(
        "upper-arm",
        _UPPER_ARM,
        BACK,
        regions="shoulder upper-arm-back elbow",
        also="whole-arm",
        hits=[(138, 78, 59, 72)],
        box=(149.5, 82, 79),
    ),
    *_limb(
        "lower-arm",
        _LOWER_ARM,
        BACK,
        regions="forearm-outer wrist hand fingers",
        also="forearm-inner whole-arm",
        hits=[(138, 150, 59, 60), (158, 210, 39, 54)],
        box=(176, 162, 86),
    ),
    _middle(
        "lower-back",
        _("your lower back and buttocks"),
        BACK,
        threes="lower-back",
        pairs="buttock",
        also=(("flank", LEFT), ("flank", RIGHT), *_BAND),
        hit=(62, 161, 76, 82),
        box=(MIRROR_X, 153, 90),
    ),
    *_limb(
        "thigh",
        _THIGH,
        BACK,
        regions="thigh-back",
        also="thigh-inner thigh-outer whole-leg",
        hits=[(100, 243, 58, 58)],
        box=(120, 224, 86),
    ),
    *_limb(
        "lower-leg",
        _LOWER_LEG,
        BACK,
        regions="knee calf",
        also="ankle whole-leg",
        hits=[(100, 301, 58, 77)],
        box=(123.5, 298.5, 86),
    ),
    *_limb(
        "foot",
        _FOOT,
        BACK,
        regions="ankle foot-sole",
        also="toes whole-leg",
        hits=[(100, 378, 58, 58)],
        box=(125, 386, 50),
    ),
)

ZONES: tuple[Zone, ...] = _FRONT_ZONES + _BACK_ZONES

ANYWHERE: tuple[RegionSide, ...] = (("widespread", NO_SIDE),)
"""Offered below the whole figure."""


def zones(view: str) -> tuple[Zone, ...]:
    """The zones of one view, from head to foot. Touch areas lie beneath all shapes, so the order hides nothing."""
    return tuple(zone for zone in ZONES if zone.view == view)


def drawn_shapes(zone: Zone) -> tuple[Shape, ...]:
    """The shapes that belong to this zone in the overview: of zones that share a shape, the first one draws it."""
    earlier: set[RegionSide] = set()
    for other in zones(zone.view):
        if other.code == zone.code:
            break
        earlier.update(other.marks)
    return tuple(shape for shape in zone.shapes() if (shape.region, shape.side) not in earlier)
