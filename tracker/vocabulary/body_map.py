"""The figure on which a person shows where a spasm is: the outline of every region, front and back. Pure data.

The same outlines serve the picker and the heat map. Which shapes open together when the figure is touched stands in
body_zones; the corner points stand in body_shapes.

A shape's `side` is always the PERSON's side: in the front view the person faces us, so their left is the picture's
right; in the back view left is left.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import dist

from tracker.vocabulary import body_shapes
from tracker.vocabulary.regions import LEFT, MIDDLE, NO_SIDE, REGIONS, RIGHT

FRONT, BACK = "front", "back"
VIEWS = (FRONT, BACK)

VIEW_BOX = (3.0, 9.0, 194.0, 427.0)
"""x, y, width, height of one view, in units of the figure; y grows downward."""

MIRROR_X = 100.0
CORNER_RADIUS = 5.0
HEAD_RADIUS = 40.0

Point = tuple[float, float]
Segment = tuple[str, *tuple[float, ...]]  # ("M", x, y), ("L", x, y), ("Q", control x, control y, x, y) or ("Z",)


def mirrored(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The same polygon on the other half of the picture."""
    return tuple((2 * MIRROR_X - x, y) for x, y in points)


def rounded_segments(points: tuple[Point, ...], radius: float) -> tuple[Segment, ...]:
    """The closed polygon as lines and quadratic curves: each corner starts to bend `radius` units before its point.

    On an edge shorter than twice the radius both corners start at its middle.
    """
    segments: list[Segment] = []
    for place, corner in enumerate(points):
        before, after = points[place - 1], points[(place + 1) % len(points)]
        entry, leave = _towards(corner, before, radius), _towards(corner, after, radius)
        segments.append(("L" if segments else "M", *entry))
        segments.append(("Q", *corner, *leave))
    return (*segments, ("Z",))


def rounded_path(points: tuple[Point, ...], radius: float = CORNER_RADIUS) -> str:
    """The rounded polygon as the `d` of an SVG path, to a tenth of a unit."""
    return "".join(
        segment[0] + " ".join(_number(value) for value in segment[1:]) for segment in rounded_segments(points, radius)
    )


def _towards(start: Point, end: Point, length: float) -> Point:
    share = min(length / dist(start, end), 0.5)
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


class _Outline:
    """What can be drawn: `.points` with a radius, as SVG and as segments for other drawers."""

    points: tuple[Point, ...]

    @property
    def _radius(self) -> float:
        return CORNER_RADIUS

    @cached_property
    def path(self) -> str:
        return rounded_path(self.points, self._radius)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return rounded_segments(self.points, self._radius)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """x, y, width, height of the polygon."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@dataclass(frozen=True)
class Shape(_Outline):
    """One region on one side (the person's: left, right or middle) in one view."""

    region: str
    side: str
    view: str
    points: tuple[Point, ...]

    @property
    def _radius(self) -> float:
        return body_shapes.RADIUS.get(self.region, CORNER_RADIUS)

    @property
    def value(self) -> str:
        """`calf:left`, as forms and files write it."""
        return f"{self.region}:{self.side}"


@dataclass(frozen=True)
class Decoration(_Outline):
    """A part of the figure that is no region: drawn beneath the shapes, never touched."""

    name: str
    view: str
    points: tuple[Point, ...]

    @property
    def _radius(self) -> float:
        return HEAD_RADIUS


def _shapes_of_view(
    view: str, halves: Mapping[str, Sequence[Point]], middles: Mapping[str, Sequence[Point]]
) -> Iterator[Shape]:
    picture_right, picture_left = (LEFT, RIGHT) if view == FRONT else (RIGHT, LEFT)
    for region, corners in halves.items():
        points = tuple(corners)
        yield Shape(region, picture_right, view, points)
        yield Shape(region, picture_left, view, mirrored(points))
        if region in middles:
            yield Shape(region, MIDDLE, view, tuple(middles[region]))


SHAPES: tuple[Shape, ...] = (
    *_shapes_of_view(FRONT, body_shapes.FRONT_SHAPES, body_shapes.FRONT_MIDDLE),
    *_shapes_of_view(BACK, body_shapes.BACK_SHAPES, body_shapes.BACK_MIDDLE),
)


def _whole(half: Sequence[Point]) -> tuple[Point, ...]:
    """A polygon on the middle line from its one half, whose first and last points stand on that line."""
    return (*half, *reversed(mirrored(tuple(half[1:-1]))))


DECORATIONS: tuple[Decoration, ...] = tuple(Decoration("head", view, _whole(body_shapes.HEAD_HALF)) for view in VIEWS)
TRUNK = rounded_path(_whole(body_shapes.TRUNK_HALF))

COVERS: dict[str, tuple[str, ...]] = {
    "whole-arm": tuple(
        code for code, region in REGIONS.items() if region.group == "arm" and not code.startswith("whole")
    ),
    "whole-leg": tuple(
        code for code, region in REGIONS.items() if region.group == "leg" and not code.startswith("whole")
    ),
    "band-around": ("ribs-side", "upper-abdomen", "mid-back"),
}
"""Regions without a shape of their own, and what the figure shows for them (faintly, all of it)."""

NOT_DRAWN = frozenset({"whole-arm", "whole-leg", "band-around", "breathing-muscles", "widespread", "other"})
"""Reached through the list, and the first three also where a part of the figure is opened."""


def shapes(view: str) -> tuple[Shape, ...]:
    """The shapes of "front" or "back", in drawing order."""
    return tuple(shape for shape in SHAPES if shape.view == view)


def decorations(view: str) -> tuple[Decoration, ...]:
    """The parts of the view that are no region, to be drawn first."""
    return tuple(part for part in DECORATIONS if part.view == view)


def silhouette(view: str) -> str:
    """All outlines of a view in one path: stroked twice, the second time thinner, it draws a line around the body."""
    return "".join(part.path for part in (*decorations(view), *shapes(view))) + TRUNK


def is_covered(shape: Shape, region: str, side: str) -> bool:
    """True if a mark of a wider region (whole arm, whole leg, a band around) lies over this shape."""
    return shape.region in COVERS.get(region, ()) and side in {NO_SIDE, shape.side}
