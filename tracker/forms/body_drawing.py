"""The lines of the figure as a static file, since they are the same for everybody and in every language.

`manage.py write_body_figure` writes it; a test holds that it is what would be written now. static/js/region/drawing.js
puts it into a page, with the words that body_figure has for it. Where what is touched stands for an entry's value
(`data-value`, `data-marks`, …), it is written as forms send it.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tracker.vocabulary.body_map import (
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
from tracker.vocabulary.regions import NO_SIDE, REGIONS, RegionSide

FIGURE_FILE = "img/body-figure.svg"
"""Its name among the static files."""

_HIT_RADIUS = "6"


def figure_svg() -> str:
    """Front and back, each an <svg> of its own in one that only holds them. Nothing in it has an id: a page may have
    it twice."""
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
    box, wide_box = _numbers(VIEW_BOX), _numbers((wide_left, top, 2 * width, height))
    svg = SubElement(root, "svg", {"data-view": view, "viewBox": box, "data-box": box, "data-wide-box": wide_box})
    # Beneath all shapes, so that a shape is touched before the area around it.
    for zone in zones(view):
        _add_hits(svg, zone)
    outline = silhouette(view)
    for name in ("body-edge", "body-skin"):
        SubElement(svg, "path", {"class": name, "d": outline})
    SubElement(svg, "path", {"class": "body-head", "d": "".join(part.path for part in decorations(view))})
    for zone in zones(view):
        _add_zone(svg, zone)


def _add_hits(svg: Element, zone: Zone) -> None:
    for rect in zone.hits:
        place = dict(zip(("x", "y", "width", "height"), map(_number, rect), strict=True))
        fixed = {"rx": _HIT_RADIUS, "fill": "transparent"}
        SubElement(svg, "rect", {"class": "zone-hit", "data-zone": zone.code, **place, **fixed})


def _add_zone(svg: Element, zone: Zone) -> None:
    group = SubElement(svg, "g", {"class": "zone", "data-zone": zone.code, "data-box": _numbers(zone.box)})
    group.set("data-marks", _values(zone.marks))
    group.set("data-also", _values(zone.also))
    if zone.side:
        group.set("data-limb", "")
    for shape in drawn_shapes(zone):
        path = SubElement(group, "path", {"class": "muscle", "data-value": shape.value})
        under = _values(_wider_marks(shape))
        if under:
            path.set("data-under", under)
        path.set("d", shape.path)


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
