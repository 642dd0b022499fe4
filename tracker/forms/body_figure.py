"""The figure as templates draw it: front and back, with names for its parts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.vocabulary.body_map import (
    BACK,
    COVERS,
    FRONT,
    VIEW_BOX,
    VIEWS,
    Shape,
    decorations,
    is_covered,
    silhouette,
)
from tracker.vocabulary.body_zones import Zone, drawn_shapes, zones
from tracker.vocabulary.regions import LEFT, NO_SIDE, REGIONS, RIGHT

VIEW_LABELS = {FRONT: pgettext_lazy("view of the body", "Front"), BACK: pgettext_lazy("view of the body", "Back")}
SEEN_FROM = {FRONT: _("%(part)s, from the front"), BACK: _("%(part)s, from behind")}
YOUR_SIDE = {LEFT: _("your left"), RIGHT: _("your right")}


@dataclass(frozen=True, slots=True)
class Part:
    """One shape: what it stands for, its outline, the wider values that lie over it."""

    value: str
    path: str
    under: str


@dataclass(frozen=True, slots=True)
class FigureZone:
    """One zone with the shapes that it draws; `marks` and `also` are values, `box` a viewBox."""

    code: str
    name: str
    label: str
    marks: str
    also: str
    is_limb: bool
    box: str
    hits: tuple[tuple[str, ...], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """One view. `picture_left` and `picture_right` say which side of the person is where."""

    view: str
    label: str
    picture_left: str
    picture_right: str
    box: str
    wide_box: str
    head: str
    silhouette: str
    zones: tuple[FigureZone, ...]


def plain_figure() -> tuple[FigureView, ...]:
    """Front and back."""
    return tuple(_view(view) for view in VIEWS)


def _view(view: str) -> FigureView:
    left, top, width, height = VIEW_BOX
    in_picture = (RIGHT, LEFT) if view == FRONT else (LEFT, RIGHT)
    # Both views stand side by side: seen from one of them, the frame reaches over to the other.
    wide_left = left if view == FRONT else left - width
    return FigureView(
        view=view,
        label=str(VIEW_LABELS[view]),
        picture_left=str(YOUR_SIDE[in_picture[0]]),
        picture_right=str(YOUR_SIDE[in_picture[1]]),
        box=_numbers(VIEW_BOX),
        wide_box=_numbers((wide_left, top, 2 * width, height)),
        head="".join(part.path for part in decorations(view)),
        silhouette=silhouette(view),
        zones=tuple(_zone(zone) for zone in zones(view)),
    )


def _zone(zone: Zone) -> FigureZone:
    name = str(zone.label)
    return FigureZone(
        code=zone.code,
        name=name,
        label=SEEN_FROM[zone.view] % {"part": name},
        marks=_values(zone.marks),
        also=_values(zone.also),
        is_limb=bool(zone.side),
        box=_numbers(zone.box),
        hits=tuple(tuple(_number(value) for value in rect) for rect in zone.hits),
        parts=tuple(_part(shape) for shape in drawn_shapes(zone)),
    )


def _part(shape: Shape) -> Part:
    under = [(wide, shape.side if REGIONS[wide].has_sides else NO_SIDE) for wide in COVERS]
    return Part(shape.value, shape.path, _values(mark for mark in under if is_covered(shape, *mark)))


def _values(marks: Iterable[tuple[str, str]]) -> str:
    return " ".join(f"{region}:{side}".removesuffix(":") for region, side in marks)


def _numbers(values: Iterable[float]) -> str:
    return " ".join(_number(value) for value in values)


def _number(value: float) -> str:
    """As SVG wants it, whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
