"""The icons in static/img are those that `manage.py write_icons` draws, and fit what devices make of them."""

from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from PIL import Image, ImageChops

from tests.html import read_markup
from tests.styles import TOKENS
from tracker.management.icon_drawing import ON_DARK, ON_LIGHT, SIDE, SQUARES, TABS, icon_png, icon_svg, outline

STATIC = Path(__file__).parents[2] / "static"
MASKABLE = next(icon for icon in SQUARES if "maskable" in icon.file)
APPLE = next(icon for icon in SQUARES if "apple" in icon.file)

pytestmark = pytest.mark.pure


def pixels(path):
    return Image.open(path).convert("RGBA")


@pytest.fixture
def written(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "static" / "img").mkdir(parents=True)
    call_command("write_icons", verbosity=0)
    return tmp_path / "static"


def test_the_files_are_as_the_command_writes_them(written):
    for icon in TABS:
        assert (written / icon.file).read_text() == (STATIC / icon.file).read_text(), "run manage.py write_icons"
    for icon in SQUARES:
        difference = ImageChops.difference(pixels(written / icon.file), pixels(STATIC / icon.file))
        # Another processor may round an edge in another way, which nobody sees.
        assert max(most for _, most in difference.getextrema()) <= 3, f"{icon.file}: run manage.py write_icons"


def test_there_are_no_others():
    drawn = {icon.file for icon in (*TABS, *SQUARES)}
    assert {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*icon*.*")} == drawn


@pytest.mark.parametrize("icon", SQUARES, ids=lambda icon: icon.file)
def test_a_drawing_has_its_size_and_is_the_same_each_time(icon):
    assert pixels(STATIC / icon.file).size == (icon.side, icon.side)
    assert icon_png(icon) == icon_png(icon)


def test_all_of_the_mark_is_seen_whatever_shape_a_device_cuts():
    """Within the circle of 80 % that the specification of the manifest promises."""
    # No curve leaves the points that it is drawn by.
    reach = [
        np.hypot(*(outline(shape, MASKABLE.scale).vertices - SIDE / 2).T).max() + shape.width * MASKABLE.scale / 2
        for shape in MASKABLE.shapes
    ]
    assert max(reach) <= 0.4 * SIDE


@pytest.mark.parametrize("icon", [MASKABLE, APPLE], ids=lambda icon: icon.file)
def test_what_a_device_cuts_has_no_holes(icon):
    assert pixels(STATIC / icon.file).getchannel("A").getextrema() == (255, 255)


def test_the_drawing_for_a_tab_has_no_writing():
    assert [len(read_markup(icon_svg(icon)).all("path")) for icon in (*TABS, MASKABLE)] == [2, 2, 3]


@pytest.mark.parametrize(
    ("colors", "tokens", "names"),
    [
        (ON_LIGHT, TOKENS["light"], ("action", "sheet", "spasm-2")),
        (ON_DARK, TOKENS["dark"], ("sheet", "ink", "spasm-4")),
    ],
    ids=["light", "dark"],
)
def test_its_colors_are_tokens(colors, tokens, names):
    assert (colors.ground, colors.page, colors.ribbon) == tuple(tokens[name] for name in names)
