"""The lines of the figure as a static file, since they are the same for everybody and in every language.

`manage.py write_body_figure` writes it; a test holds that it is what would be written now. static/js/region/drawing.js
puts it into a page where it is touched, with the words that body_figure has for it; a picture that only shows something
takes parts of it by their ids (`<use href="…#back-body">`). Where what is touched stands for an entry's value
(`data-value`, `data-marks`, …), it is written as forms send it.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tracker.vocabulary.body_map import (
    COVERS,
    FEATURE_KINDS,
    FIGURES,
    FRONT,
    LINE,
    MIRROR_X,
    VIEW_BOX,
    VIEWS,
    Figure,
    Shape,
    is_covered,
)
from tracker.vocabulary.body_zones import LEG_ZONES, LEGS_BOX, Zone, drawn_shapes, zones
from tracker.vocabulary.regions import LEFT, NO_SIDE, REGIONS, RIGHT, RegionSide

FIGURE_FILE = "img/body-figure.svg"
"""Its name among the static files."""


OPPOSITE = {LEFT: RIGHT, RIGHT: LEFT}
MIRROR = f"matrix(-1 0 0 1 {2 * MIRROR_X:g} 0)"
"""The transform that makes a shape the other side's."""


def body_id(view: str) -> str:
    """Of the outline of a view: filled beneath the muscles, drawn as a line above them."""
    return f"{view}-body"


def hair_id(view: str) -> str:
    """Of what lies on the outline, beneath the muscles."""
    return f"{view}-hair"


def lines_id(view: str) -> str:
    """Of face, fingers and the like, above the muscles."""
    return f"{view}-lines"


def outline_id(shape: Shape) -> str:
    """Of the line around a muscle. A mirrored one has that of the other side."""
    drawn = OPPOSITE[shape.side] if shape.is_mirrored else shape.side
    return f"{shape.view}-{shape.region}-{drawn}"


def figure_svg() -> str:
    """Front and back, each an <svg> of its own in one that only holds them."""
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
    for view in VIEWS:
        _add_view(root, view)
    # A line for each element, so that a change can be read.
    indent(root, space="")
    return tostring(root, encoding="unicode") + "\n"


def _add_view(root: Element, view: str) -> None:
    left, top, width, height = VIEW_BOX
    # Both views stand side by side: seen from one of them, the frame reaches over to the other.
    wide_left = left if view == FRONT else left - width
    boxes = {"box": VIEW_BOX, "wide-box": (wide_left, top, 2 * width, height), "legs-box": LEGS_BOX}
    frames = {f"data-{name}": _numbers(box) for name, box in boxes.items()}
    svg = SubElement(root, "svg", {"data-view": view, "viewBox": _numbers(VIEW_BOX), **frames})
    figure = FIGURES[view]
    SubElement(svg, "path", {"class": "body-skin", "id": body_id(view), "d": figure.silhouette.path})
    SubElement(svg, "path", {"class": "body-hair", "id": hair_id(view), "d": figure.hair.path})
    for zone in zones(view):
        _add_zone(svg, zone)
    _add_lines(svg, view, figure)
    SubElement(svg, "use", {"class": "body-outline", "href": f"#{body_id(view)}"})


def _add_lines(svg: Element, view: str, figure: Figure) -> None:
    lines = SubElement(svg, "g", {"class": "body-lines", "id": lines_id(view)})
    for kind in FEATURE_KINDS:
        if parts := "".join(feature.path for feature in figure.features if feature.kind == kind):
            # An attribute, since the style sheet of a page does not reach what it takes from here by its id.
            quieter = {} if kind == LINE else {"stroke-opacity": ".55"}
            SubElement(lines, "path", {"class": f"body-{kind}", **quieter, "d": parts})


def _add_zone(svg: Element, zone: Zone) -> None:
    group = SubElement(svg, "g", {"class": "zone", "data-zone": zone.code, "data-box": _numbers(zone.box)})
    group.set("data-marks", _values(zone.marks))
    group.set("data-also", _values(zone.also))
    if zone.side:
        group.set("data-limb", "")
    if zone.code in LEG_ZONES:
        group.set("data-leg", "")
    place = dict(zip(("x", "y", "width", "height"), map(_number, zone.hit), strict=True))
    SubElement(group, "rect", {"class": "zone-hit", "rx": "6", **place})
    for shape in drawn_shapes(zone):
        muscle = {"class": "muscle", "data-value": shape.value}
        if under := _values(_wider_marks(shape)):
            muscle["data-under"] = under
        if shape.is_mirrored:
            SubElement(group, "use", {**muscle, "href": f"#{outline_id(shape)}", "transform": MIRROR})
        else:
            SubElement(group, "path", {**muscle, "id": outline_id(shape), "d": shape.path})


def _wider_marks(shape: Shape) -> Iterable[RegionSide]:
    """The marks of wider regions that lie over the shape."""
    wider = ((wide, shape.side if REGIONS[wide].has_sides else NO_SIDE) for wide in COVERS)
    return (mark for mark in wider if is_covered(shape, *mark))


def _values(marks: Iterable[RegionSide]) -> str:
    return " ".join(f"{region}:{side}".removesuffix(":") for region, side in marks)


def _numbers(values: Iterable[float]) -> str:
    return " ".join(_number(value) for value in values)


def _number(value: float) -> str:
    """As SVG wants it, whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
