"""The figure on which a person shows where a spasm is: its body and every muscle, front and back. Pure data.

The same outlines serve the picker, an entry's picture and the charts. They stand in body_figure.json; which of them
open together when the figure is touched stands in body_zones.

A shape's `side` is always the PERSON's side: in the front view the person faces us, so their left is the picture's
right; in the back view left is left.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tracker.vocabulary.regions import LEFT, MIDDLE, NO_SIDE, REGIONS, RIGHT

FRONT, BACK = "front", "back"
VIEWS = (FRONT, BACK)

VIEW_BOX = (0.0, 0.0, 200.0, 520.0)
"""x, y, width, height of one view, in units of the figure; y grows downward."""

MIRROR_X = 100.0

LINE, SOFT, SEAM, FOLD = "line", "soft", "seam", "fold"
FEATURE_KINDS = (LINE, SOFT, SEAM, FOLD)
"""Of lines on the body: face and navel; fingers and chin; inside a muscle; what shows only on the whole body."""

Point = tuple[float, float]
Segment = tuple[str, *tuple[float, ...]]  # ("M", x, y), ("C", x, y of two control points and the end) or ("Z",)

_COMMANDS = re.compile(r"([MCZ])([^MCZ]*)")
_PIECES = 12
"""Points along a curve by which its bounds are measured: to a tenth of a unit."""


def parsed(path: str) -> tuple[Segment, ...]:
    """The `d` of an SVG path that has absolute M, C and Z alone, as segments."""
    return tuple((letter, *map(float, numbers.split())) for letter, numbers in _COMMANDS.findall(path))


def mirrored(path: str) -> str:
    """The same path on the other half of the picture."""
    return "".join(letter + _numbers(_flipped(numbers)) for letter, *numbers in parsed(path))


def _flipped(numbers: list[float]) -> list[float]:
    return [number if place % 2 else 2 * MIRROR_X - number for place, number in enumerate(numbers)]


def _numbers(numbers: list[float]) -> str:
    return " ".join(f"{number:.1f}".removesuffix(".0") for number in numbers)


@dataclass(frozen=True)
class Outline:
    """What can be drawn: as the `d` of an SVG path, and as segments for other drawers."""

    path: str

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return parsed(self.path)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Points along it, close enough together to measure it."""
        return tuple(_points_along(self.segments))

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """x, y, width, height of what it encloses."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _points_along(segments: tuple[Segment, ...]) -> Iterator[Point]:
    here: Point = (0.0, 0.0)
    for letter, *numbers in segments:
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter == "C":
            curve = (here, *pairs)
            yield from (_on_curve(curve, piece / _PIECES) for piece in range(1, _PIECES))
        if pairs:
            here = pairs[-1]
            yield here


def _on_curve(curve: tuple[Point, ...], share: float) -> Point:
    """The point of a cubic curve after that share of it."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y


@dataclass(frozen=True)
class Shape(Outline):
    """One region on one side (the person's: left, right or middle) in one view."""

    region: str
    side: str
    view: str
    label_at: Point
    """Where a number or a word has most room in it."""
    is_mirrored: bool = False
    """True if it is drawn as the other side's shape, mirrored."""

    @property
    def value(self) -> str:
        """`calf:left`, as forms and files write it."""
        return f"{self.region}:{self.side}"


@dataclass(frozen=True)
class Feature(Outline):
    """A line on the body that is no region: one of FEATURE_KINDS."""

    kind: str


@dataclass(frozen=True)
class Figure:
    """One view of the body: what is filled with skin and outlined, hair, lines on it, and its muscles."""

    silhouette: Outline
    hair: Outline
    features: tuple[Feature, ...]
    shapes: tuple[Shape, ...]


def _figure(view: str, data: Mapping[str, Any]) -> Figure:
    return Figure(
        silhouette=Outline(data["silhouette"]),
        hair=Outline(data["hair"]),
        features=tuple(Feature(path=each["d"], kind=each["kind"]) for each in data["features"]),
        shapes=tuple(_shapes(view, data["halves"], data["middles"])),
    )


def _shapes(view: str, halves: Mapping[str, Any], middles: Mapping[str, Any]) -> Iterator[Shape]:
    """The file has what is on the picture's right and on the middle line; the other half mirrors it."""
    picture_right, picture_left = (LEFT, RIGHT) if view == FRONT else (RIGHT, LEFT)
    for region, half in halves.items():
        path, (x, y) = half["d"], half["label"]
        yield Shape(path, region, picture_right, view, (x, y))
        yield Shape(mirrored(path), region, picture_left, view, (2 * MIRROR_X - x, y), is_mirrored=True)
        if region in middles:
            middle = middles[region]
            yield Shape(middle["d"], region, MIDDLE, view, (middle["label"][0], middle["label"][1]))


_FILE = Path(__file__).with_name("body_figure.json")
FIGURES: Mapping[str, Figure] = {
    view: _figure(view, data) for view, data in json.loads(_FILE.read_text(encoding="utf-8")).items()
}
"""Both views."""

SHAPES: tuple[Shape, ...] = tuple(shape for view in VIEWS for shape in FIGURES[view].shapes)

COVERS: dict[str, tuple[str, ...]] = {
    "whole-arm": tuple(
        code for code, region in REGIONS.items() if region.group == "arm" and not code.startswith("whole")
    ),
    "whole-leg": tuple(
        code for code, region in REGIONS.items() if region.group == "leg" and not code.startswith("whole")
    ),
    "band-around": ("ribs-side", "upper-abdomen", "mid-back"),
}
"""Regions without a shape of their own, and what the figure shows for them: all of it."""

NOT_DRAWN = frozenset({"whole-arm", "whole-leg", "band-around", "breathing-muscles", "widespread", "other"})
"""Reached through the list, and the first four also where a part of the figure is opened."""


def shapes(view: str) -> tuple[Shape, ...]:
    """The shapes of "front" or "back"; none lies over another one."""
    return FIGURES[view].shapes


def is_covered(shape: Shape, region: str, side: str) -> bool:
    """True if a mark of a wider region (whole arm, whole leg, a band around) lies over this shape."""
    return shape.region in COVERS.get(region, ()) and side in {NO_SIDE, shape.side}
