"""From a drawn canvas to what is sent: SVG for a page under the strict policy, SVG and PNG files. No drawing here.

A page takes no `<style>` and no `style="…"`, so declarations become presentation attributes, the colors of roles CSS
variables, and every id starts with the chart's name: two charts on one page share nothing.
"""

import io
import re
import xml.etree.ElementTree as ET

import matplotlib
from matplotlib.text import Text

from tracker.charts.alone import drawn_alone
from tracker.charts.fonts import picture_families
from tracker.charts.theme import PALETTE, PIXELS_AN_INCH, Canvas
from tracker.charts.vectors import Renderer

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_HREF = f"{{{_XLINK}}}href"
_VARIABLE_OF = {color: f"var(--chart-{role})" for role, color in PALETTE.items()}
_FONTS_OF_FILES = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif"
_DEFAULTS = {
    ("stroke-linecap", "butt"),
    ("stroke-linejoin", "miter"),
    ("stroke-miterlimit", "4"),
    ("opacity", "1"),
    ("stroke-width", "1"),
    ("fill-opacity", "1"),
    ("stroke-opacity", "1"),
    ("text-anchor", "start"),
}
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_DECIMALS = 1
PNG_SCALE = 2

ET.register_namespace("", _SVG)
ET.register_namespace("xlink", _XLINK)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@drawn_alone
def inline_svg(canvas: Canvas, name: str) -> str:
    """The drawing for a page: it follows the page's theme and font, and its marks are links out of the tab order.
    On paper for others they are none, and say nothing when pointed at.

    Hidden from screen readers: the figure around it is named by the sentence that says what it shows, and the table
    has the numbers. (A picture may not hold links, so it cannot be one picture with a name itself.)
    """
    root = _tree(canvas, name)
    if canvas.paper.is_for_others:
        _drop_links(root)
    for element in root.iter():
        _color_by_role(element)
        if _HREF in element.attrib:
            element.set("href", element.attrib.pop(_HREF))
    root.attrib.update({"class": f"chart-svg chart-{canvas.paper.name}", "aria-hidden": "true", "focusable": "false"})
    if canvas.days:
        # For choosing days by drawing the pointer over them.
        names = ("data-first", "data-last", "data-left", "data-right")
        root.attrib.update({name: f"{value}" for name, value in zip(names, canvas.days, strict=True)})
    return ET.tostring(root, encoding="unicode")


@drawn_alone
def file_svg(canvas: Canvas, name: str, *, title: str, description: str) -> bytes:
    """The drawing as a file of its own, in the light colors, with what it shows in words."""
    root = _tree(canvas, name)
    # Alone on a disk, an address of this diary leads nowhere.
    _drop_links(root)
    width, height = root.attrib["viewBox"].split()[2:]
    root.attrib.update({"width": width, "height": height, "font-family": _FONTS_OF_FILES, "role": "img"})
    for place, (tag, words) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(f"{{{_SVG}}}{tag}")
        element.text = words
        root.insert(place, element)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


@drawn_alone
def file_png(canvas: Canvas, *, title: str, description: str) -> bytes:
    """The drawing as a picture, at twice its size."""
    target = io.BytesIO()
    metadata = {"Title": title, "Description": description, "Software": "spasmlog"}
    texts = canvas.figure.findobj(Text)
    families = picture_families("".join(text.get_text() for text in texts))
    for text in texts:
        # Said of each: of a generic family ("sans-serif") matplotlib takes one font and no other.
        text.set_fontfamily(families)
    canvas.figure.savefig(target, format="png", dpi=PIXELS_AN_INCH * PNG_SCALE, metadata=metadata)
    return target.getvalue()


def _drop_links(root: ET.Element) -> None:
    for element in list(root.iter(f"{{{_SVG}}}a")):
        element.tag = f"{{{_SVG}}}g"
        element.attrib.clear()


def _tree(canvas: Canvas, name: str) -> ET.Element:
    """What matplotlib writes, made small and safe for a strict policy."""
    target = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        renderer = Renderer(*canvas.figure.bbox.size, target, metadata=_NO_METADATA)
        canvas.figure.draw(renderer)
        renderer.finalize()
    # People's own words are in it, and XML knows no control characters.
    root = ET.fromstring(_NOT_IN_XML.sub("", target.getvalue()))
    for attribute in ("width", "height", "version"):
        root.attrib.pop(attribute, None)
    _drop_metadata_and_styles(root)
    for element in root.iter():
        _attributes_for_style(element)
        _shorten(element)
    _name_marks(root, {} if canvas.paper.is_for_others else canvas.titles)
    _prefix_ids(root, name)
    _unwrap(root)
    _trim_space(root)
    return root


def _drop_metadata_and_styles(parent: ET.Element) -> None:
    for child in list(parent):
        if child.tag in {f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"}:
            parent.remove(child)
        else:
            _drop_metadata_and_styles(child)
            if child.tag == f"{{{_SVG}}}defs" and not len(child):
                parent.remove(child)


def _attributes_for_style(element: ET.Element) -> None:
    """`style="fill: #fff; font: 12px 'X'"` as attributes; the family is left to the page."""
    for declaration in element.attrib.pop("style", "").split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key == "font":
            element.attrib.update(_font(value))
        elif key and key != "font-family" and (key, value) not in _DEFAULTS:
            element.set(key, value.removesuffix("px"))


def _font(value: str) -> dict[str, str]:
    """Size and weight out of "bold 12px 'DejaVu Sans', …"."""
    font = {}
    for word in value.split():
        if word.endswith("px"):
            font["font-size"] = word.removesuffix("px")
            break
        if word in {"bold", "600", "700"}:
            font["font-weight"] = word
    return font


def _shorten(element: ET.Element) -> None:
    """A tenth of a pixel is enough; a rotation by nothing says nothing."""
    if "d" in element.attrib:
        element.set("d", " ".join(_rounded(word) for word in element.attrib["d"].split()))
    for name in ("x", "y", "stroke-dashoffset"):
        if name in element.attrib:
            element.set(name, _rounded(element.attrib[name]))
    transform = element.get("transform", "")
    if transform.startswith(("rotate(-0 ", "rotate(0 ")):
        del element.attrib["transform"]
    if "use" in element.tag:
        for name in ("fill", "stroke"):
            # A mark that is used inherits what its group says once.
            element.attrib.pop(name, None) if element.get(name) == "none" else None


def _rounded(word: str) -> str:
    try:
        number = round(float(word), _DECIMALS)
    except ValueError:
        return word
    return f"{number:.{_DECIMALS}f}".removesuffix(".0")


def _color_by_role(element: ET.Element) -> None:
    for name in ("fill", "stroke"):
        value = element.get(name)
        if value in _VARIABLE_OF:
            element.set(name, _VARIABLE_OF[value])


def _name_marks(root: ET.Element, titles: dict[str, str]) -> None:
    """What a mark says when pointed at; links stay out of the tab order, since the table is the keyboard's way."""
    for element in root.iter():
        identity = element.get("id", "")
        if identity in titles:
            title = ET.Element(f"{{{_SVG}}}title")
            title.text = titles[identity]
            element.insert(0, title)
        if element.tag == f"{{{_SVG}}}a":
            element.set("tabindex", "-1")
            element.attrib.pop("target", None)
        if element.get("opacity") == "0":
            # What cannot be seen is not met either, unless it says so.
            element.set("pointer-events", "all")


def _prefix_ids(root: ET.Element, name: str) -> None:
    """Ids that something points at start with the chart's name; the others go."""
    used = set()
    for element in root.iter():
        for key, value in element.attrib.items():
            if value.startswith("url(#"):
                used.add(value[5:-1])
                element.set(key, f"url(#{name}-{value[5:-1]})")
            elif key == _HREF and value.startswith("#"):
                used.add(value[1:])
                element.set(key, f"#{name}-{value[1:]}")
    for element in root.iter():
        identity = element.attrib.pop("id", None)
        if identity in used or (identity and identity.startswith("mark-")):
            element.set("id", f"{name}-{identity}")


def _unwrap(parent: ET.Element) -> None:
    """Takes out groups that group nothing and say nothing."""
    children = []
    for child in list(parent):
        _unwrap(child)
        is_bare = child.tag == f"{{{_SVG}}}g" and not child.attrib
        children.extend(list(child) if is_bare else [child])
    parent[:] = children


def _trim_space(root: ET.Element) -> None:
    for element in root.iter():
        if not (element.text or "").strip():
            element.text = None
        element.tail = None
