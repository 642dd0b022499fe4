"""Signs and fonts: what a picture is drawn with, and what is known to be lacking before it is."""

import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest
from matplotlib import font_manager

from tracker.charts import fonts
from tracker.charts.fonts import OWN, Font, fonts_mark, is_lacking_in_pdf, is_lacking_in_picture, picture_families
from tracker.charts.render import file_png
from tracker.charts.theme import WIDE, Canvas

STIX = str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "STIXNonUni.ttf")
PRIVATE = "\ue0dc"
"""A sign that STIXNonUni has and DejaVu Sans has not: a letter of nobody's language, as far as fonts go."""


@pytest.fixture
def machine(monkeypatch):
    """Gives this machine other fonts than it has."""

    def has(*result: Font):
        monkeypatch.setattr(fonts, "machine_fonts", lambda: result)
        fonts._covering.cache_clear()
        fonts.fonts_mark.cache_clear()

    yield has
    fonts._covering.cache_clear()
    fonts.fonts_mark.cache_clear()


@pytest.mark.parametrize("words", ["calf", "Zürich · “2 to 5” – 30 %", "Икры", "ربلة", "a\u200db\ufe0f\u00a0c\u2068d"])
def test_our_own_font_has_most(words, machine):
    machine()
    assert not is_lacking_in_picture(words)
    assert not is_lacking_in_pdf(words)
    assert picture_families(words) == [OWN]


@pytest.mark.parametrize("words", ["左のふくらはぎ", "पिंडली", "🦵", "\U0010ffff"])
def test_what_no_font_has_is_lacking(words, machine):
    machine()
    assert is_lacking_in_picture(f"calf {words}")
    assert is_lacking_in_pdf(f"calf {words}")
    assert picture_families(words) == [OWN]


def test_a_font_of_the_machine_is_taken_even_if_matplotlib_has_not_heard_of_it(machine, monkeypatch):
    machine(Font("STIXNonUnicode", STIX, is_scalable=True))
    others = [entry for entry in font_manager.fontManager.ttflist if entry.fname != STIX]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", others)
    assert not is_lacking_in_picture(PRIVATE)
    assert picture_families(f"calf {PRIVATE}") == [OWN, "STIXNonUnicode"]
    assert STIX in {entry.fname for entry in font_manager.fontManager.ttflist}


def test_colored_emoji_are_set_in_pdfs_but_cannot_be_drawn(machine):
    machine(Font("STIXNonUnicode", STIX, is_scalable=False))
    assert is_lacking_in_picture(PRIVATE)
    assert not is_lacking_in_pdf(PRIVATE)
    assert picture_families(PRIVATE) == [OWN]


def test_a_font_that_was_removed_is_no_error(machine):
    machine(Font("Gone", "/nowhere/gone.ttf", is_scalable=True))
    assert is_lacking_in_picture(PRIVATE)
    assert picture_families(PRIVATE) == [OWN]


def test_the_mark_follows_the_fonts(machine):
    machine()
    before = fonts_mark()
    machine(Font("STIXNonUnicode", STIX, is_scalable=True))
    assert fonts_mark() != before


@pytest.mark.filterwarnings("error")
def test_a_picture_is_drawn_with_what_it_lacks(machine):
    machine(Font("STIXNonUnicode", STIX, is_scalable=True))
    canvas = Canvas(WIDE, 60)
    canvas.text(8, 20, f"calf {PRIVATE}")
    # A missing sign would be a warning.
    assert file_png(canvas, title="A title", description="What it shows.").startswith(b"\x89PNG")


def test_the_list_is_that_of_this_machine():
    for font in fonts.machine_fonts():
        assert Path(font.path).is_file()
        assert not font.family.startswith("Last Resort")


def test_no_sign_of_a_persons_words_gets_into_the_log():
    """matplotlib names the letters that it misses, on the terminal."""
    draw = (
        "from tracker.charts.render import inline_svg; from tracker.charts.theme import WIDE, Canvas; "
        "canvas = Canvas(WIDE, 60); canvas.text(8, 20, 'calf \\U0010fffd'); print(inline_svg(canvas, 'words'))"
    )
    done = subprocess.run([sys.executable, "-c", draw], capture_output=True, text=True, timeout=60, check=True)
    assert "calf" in done.stdout
    assert done.stderr == ""
