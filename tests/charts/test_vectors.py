"""The writer of SVG: each dot at its place and with its link, the look of all of them once; words measured rightly."""

import io
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from tests.charts.drawn import days, diary_of, link
from tracker.charts import vectors
from tracker.charts.registry import CHARTS
from tracker.charts.render import inline_svg
from tracker.charts.theme import WIDE, Canvas, color

duration, intensity = CHARTS["duration"], CHARTS["intensity"]

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
PERIOD = days(120)


def scattered(x, y, *, urls=None, **look):
    """A canvas with these dots, 100 pixels to a unit."""
    canvas = Canvas(WIDE, 300)
    axes = canvas.axes(0, 0, 720, 300)
    axes.set_axis_off()
    axes.set_xlim(0, 7.2)
    axes.set_ylim(0, 3)
    dots = axes.scatter(x, y, linewidths=0, clip_on=False, **look)
    if urls:
        dots.set_urls(urls)
    return canvas


def drawn_by_matplotlib(canvas, tmp_path) -> ET.Element:
    path = tmp_path / "drawing.svg"
    FigureCanvasSVG(canvas.figure).print_svg(path)
    return ET.parse(path).getroot()


def places(root) -> list[tuple[float, float]]:
    return [(float(use.get("x")), float(use.get("y"))) for use in root.iter(f"{SVG}use")]


@pytest.mark.parametrize("urls", [None, ["/a", "/b", "/c"]])
def test_dots_stand_where_matplotlib_has_them(tmp_path, urls):
    given = ([1, 2.5, 7], [0.5, 1, 2.75])
    canvas = scattered(*given, urls=urls, color=color("spasm-3"))
    root = ET.fromstring(inline_svg(canvas, "dots"))
    assert places(root) == [(100, 250), (250, 200), (700, 25)]
    assert np.array(places(drawn_by_matplotlib(canvas, tmp_path))) == pytest.approx(np.array(places(root)))


def test_a_dot_keeps_its_own_link():
    root = ET.fromstring(inline_svg(scattered([1, 2, 3], [1, 1, 1], urls=["/a", None, "/c"]), "dots"))
    linked = {a.get("href"): a.find(f"{SVG}use").get("x") for a in root.iter(f"{SVG}a")}
    assert linked == {"/a": "100", "/c": "300"}
    assert [use.get("x") for use in root.iter(f"{SVG}use")] == ["100", "200", "300"]


@pytest.mark.parametrize("urls", [None, ["/a", "/b"]])
def test_the_look_is_said_once(urls):
    root = ET.fromstring(inline_svg(scattered([1, 2], [1, 1], urls=urls, color=color("spasm-3"), alpha=0.55), "dots"))
    (group,) = [one for one in root.iter(f"{SVG}g") if one.get("fill") and one.find(f".//{SVG}use") is not None]
    assert (group.get("fill"), group.get("fill-opacity")) == ("var(--chart-spasm-3)", "0.55")
    assert {name for use in root.iter(f"{SVG}use") for name in use.attrib} == {"href", "x", "y"}


def test_dots_of_different_looks_keep_them():
    root = ET.fromstring(inline_svg(scattered([1, 2], [1, 1], color=[color("spasm-3"), color("edge")]), "dots"))
    assert [use.get("fill") for use in root.iter(f"{SVG}use")] == ["var(--chart-spasm-3)", "var(--chart-edge)"]


def test_dots_of_two_sizes_have_two_outlines():
    canvas = scattered([1, 2], [1, 1], s=20)
    canvas.figure.axes[0].scatter([3], [1], s=64, linewidths=0)
    root = ET.fromstring(inline_svg(canvas, "dots"))
    names = [use.get("href") for use in root.iter(f"{SVG}use")]
    assert names[0] == names[1] != names[2]
    assert {f"#{path.get('id')}" for path in root.iter(f"{SVG}path")} >= set(names)


@pytest.mark.parametrize("chart", [intensity, duration])
def test_every_entry_of_a_chart_is_a_dot(chart):
    result = chart.analyze(diary_of(60, PERIOD), PERIOD)
    root = ET.fromstring(inline_svg(chart.draw(result, WIDE, link), "dots"))
    assert len([a for a in root.iter(f"{SVG}a") if a.find(f"{SVG}use") is not None]) == result.n


def test_words_are_as_wide_as_matplotlib_says():
    bold = FontProperties(size=13, weight="bold")
    renderer = vectors.Renderer(10, 10, io.StringIO())
    for words, font in (("Entries", FontProperties(size=13)), ("Entries", bold), ("Entries", FontProperties(size=9))):
        measured = renderer.get_text_width_height_descent(words, font, False)
        assert measured == text_to_path.get_text_width_height_descent(words, font, False)
