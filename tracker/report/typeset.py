"""From a document as JSON to PDF, by typst and page.typ. A program of its own, which imports nothing else of the app.

python -m tracker.report.typeset < document.json > page.pdf
"""

import atexit
import json
import shutil
import sys
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from typst import PDFStandard

TEMPLATE = Path(__file__).with_name("page.typ")
ACCESSIBLE: "PDFStandard" = "ua-1"
"""PDF/UA-1: tagged, titled, with a language and a glyph for every character."""


@cache
def fonts(*, with_system: bool = False) -> typst.Fonts:
    """Those that come with matplotlib, the same on every machine; what page.typ names of them is embedded.

    `with_system`: and those of this machine, for scripts that the others lack. To find them all takes a while.
    """
    matplotlib = find_spec("matplotlib")
    if matplotlib is None or matplotlib.origin is None:
        raise ModuleNotFoundError("the fonts of the PDF come with matplotlib, which is not installed")
    folder = Path(matplotlib.origin).parent / "mpl-data" / "fonts" / "ttf"
    if with_system:
        folder = _without_last_resort(folder)
    return typst.Fonts(include_system_fonts=with_system, include_embedded_fonts=False, font_paths=[str(folder)])


def _without_last_resort(folder: Path) -> Path:
    """A folder with the fonts that page.typ names alone. Beside them lies one that has a box for every sign there is:
    with it, nothing would ever seem to be missing."""
    alone = Path(tempfile.mkdtemp(prefix="spasmlog-fonts-"))
    atexit.register(shutil.rmtree, alone, ignore_errors=True)
    for file in folder.glob("DejaVuS*.ttf"):
        shutil.copy(file, alone)
    return alone


def typeset(document: str) -> bytes:
    """The PDF of a document that pdf.py wrote as JSON.

    It is PDF/UA; where the fonts lack a glyph, which that standard forbids, the machine's own fonts are asked, and if
    they lack it too it is a plain tagged PDF that says so.
    Whatever else that standard may forbid gives a plain one too, without a word: a file always comes.
    The document is data: none of its words is read as markup. Nothing is fetched, nothing is read but the template.
    Raises typst.TypstError for a document of another shape.
    """
    try:
        return _compiled(document, standards=[ACCESSIBLE])
    except typst.TypstError as error:
        is_missing_glyphs = "could not be displayed with font" in error.message
        if not is_missing_glyphs and "PDF/UA" not in error.message:
            raise
    if not is_missing_glyphs:
        return _compiled(document, standards=[])
    try:
        return _compiled(document, standards=[ACCESSIBLE], with_system=True)
    except typst.TypstError:
        return _compiled(document, standards=[], with_system=True, is_missing_glyphs=True)


def _compiled(
    document: str, *, standards: list["PDFStandard"], with_system: bool = False, is_missing_glyphs: bool = False
) -> bytes:
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=fonts(with_system=with_system),
        sys_inputs={
            "document": document,
            "is-missing-glyphs": json.dumps(is_missing_glyphs),
            "uses-other-fonts": json.dumps(with_system),
        },
        pdf_standards=standards,
    )


if __name__ == "__main__":
    # Before the document comes: pdf.py still makes its drawings then.
    fonts()
    sys.stdout.buffer.write(typeset(sys.stdin.buffer.read().decode()))
