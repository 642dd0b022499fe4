"""The body with the muscles of one entry, as a page shows it: parts of the drawing that the browser keeps."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.forms.body_drawing import MIRROR, body_id, hair_id, lines_id, outline_id
from tracker.forms.body_figure import FigureView, figure_views
from tracker.records.regions import RegionMark
from tracker.vocabulary.body_map import BACK, VIEW_BOX, VIEWS, Shape, is_covered, shapes
from tracker.vocabulary.body_zones import LEGS_BOX
from tracker.vocabulary.regions import BOTH, LEFT, RIGHT

_AROUND = 70.0
"""Units of body that are seen above and below what is marked."""
_LEAST_HEIGHT = 200.0
_LEGS_LEFT, _LEGS_WIDTH, _LEAST_OF_LEGS = 60.0, 80.0, 160.0
"""Where only legs are seen: no hands beside them."""
_BESIDE = 20.0
_LEAST_WIDTH = 140.0
"""Of the rest, the trunk and the upper arms are; a hand, where something is marked so far out."""


@dataclass(frozen=True, slots=True)
class MarkedMuscle:
    """A muscle with something in it: the id of its outline, and how that is moved."""

    outline: str
    transform: str


@dataclass(frozen=True, slots=True)
class BodyPicture:
    """One view of the body, as much of it as is needed to see where it is."""

    view: FigureView
    """What it is called, and which side of the person is where."""
    view_box: str
    is_near: bool
    """Only legs are seen, larger than the whole body would be."""
    is_cut: bool
    """The arms end at its sides."""
    body: str
    hair: str
    lines: str
    muscles: tuple[MarkedMuscle, ...]
    step: str
    """Class of their fill: that of the number, or none while there is none."""


def body_pictures(marks: Sequence[RegionMark], intensity: int | None) -> tuple[BodyPicture, ...]:
    """The views that show these places, as few as can; none if they are not of one place of the body.

    Where both views show all of it, it is seen from behind.
    """
    shown = {
        view: [shape for shape in shapes(view) if any(_is_marked(shape, mark) for mark in marks)] for view in VIEWS
    }
    values = {view: {shape.value for shape in each} for view, each in shown.items()}
    everything = set().union(*values.values())
    if not everything:
        return ()
    views = next(([view] for view in (BACK, *VIEWS) if values[view] == everything), [*VIEWS])
    step = "still-unrated" if intensity is None else f"i{intensity}"
    named = {each.view: each for each in figure_views()}
    return tuple(_picture(named[view], shown[view], step) for view in views)


def _is_marked(shape: Shape, mark: RegionMark) -> bool:
    if is_covered(shape, mark.region, mark.side) or (mark.side == BOTH and is_covered(shape, mark.region, shape.side)):
        return True
    sides = (LEFT, RIGHT) if mark.side == BOTH else (mark.side,)
    return shape.region == mark.region and shape.side in sides


def _stretch(first: float, last: float, least: float, height: float) -> tuple[float, float]:
    """(top, height) of what is seen around these ends, within the body."""
    seen = min(max(last - first + 2 * _AROUND, least), height)
    return min(max((first + last - seen) / 2, 0), height - seen), seen


def _picture(named: FigureView, shown: Sequence[Shape], step: str) -> BodyPicture:
    view, (left, _top, width, height) = named.view, VIEW_BOX
    first = min(shape.bounds[1] for shape in shown)
    last = max(shape.bounds[1] + shape.bounds[3] for shape in shown)
    top, seen = _stretch(first, last, _LEAST_HEIGHT, height)
    is_near = top >= LEGS_BOX[1]
    is_cut = False
    if is_near:
        top, seen = _stretch(first, last, _LEAST_OF_LEGS, height)
        left, width = _LEGS_LEFT, _LEGS_WIDTH
    elif seen == _LEAST_HEIGHT:
        # The middle stays the middle: which side it is shows at a glance.
        middle = left + width / 2
        outermost = max(max(middle - shape.bounds[0], shape.bounds[0] + shape.bounds[2] - middle) for shape in shown)
        wanted = max(2 * (outermost + _BESIDE), _LEAST_WIDTH)
        if wanted < width:
            left, width, is_cut = middle - wanted / 2, wanted, True
    return BodyPicture(
        view=named,
        view_box=f"{left:.0f} {top:.0f} {width:.0f} {seen:.0f}",
        is_near=is_near,
        is_cut=is_cut,
        body=body_id(view),
        hair=hair_id(view),
        lines=lines_id(view),
        muscles=tuple(MarkedMuscle(outline_id(shape), MIRROR if shape.is_mirrored else "") for shape in shown),
        step=step,
    )
