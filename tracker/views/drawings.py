"""What every page with charts needs: a drawing made once and kept by what it depends on, sent packed, and its files.

Nothing here loads matplotlib before a page has drawings; the server has loaded it by then.
"""

import gzip
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tracker.views.request import SignedInRequest
from tracker.vocabulary.lazy_text import LazyText

if TYPE_CHECKING:
    from tracker.charts.theme import Canvas
    from tracker.wording.tables import Table

Made = TypeVar("Made")

FILES = {"svg": "image/svg+xml", "png": "image/png"}


def drawing_key(*parts: object) -> str:
    """The name under which a drawing is kept: all that it depends on, besides language, fonts and this program."""
    from tracker.charts.fonts import fonts_mark

    depends_on = (*parts, get_language(), code_mark(), fonts_mark())
    return f"drawing-{hashlib.sha256(repr(depends_on).encode()).hexdigest()}"


@cache
def code_mark() -> str:
    """A mark of everything that draws, words or translates a chart: after an update no drawing of before is shown."""
    digest = hashlib.sha256()
    tracker = Path(__file__).parent.parent
    for folder, kind in ((tracker, "*.py"), (tracker, "*.mo"), (settings.BASE_DIR / "templates", "*.html")):
        for path in sorted(folder.rglob(kind)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def kept(key: str, make: Callable[[], Made]) -> Made:
    """What is kept under that name, made now if there is nothing."""
    drawings = caches["drawings"]
    made: Made | None = drawings.get(key)
    if made is None:
        made = make()
        drawings.set(key, made)
    return made


def part_response(request: SignedInRequest, key: str, make: Callable[[], str]) -> HttpResponse:
    """A part of a page. It is kept here and nowhere else: no browser asks whether the one it holds is still right."""
    # Packed once, when it is made: packing takes longer than everything else that a ready chart needs.
    packed = kept(f"{key}.gz", lambda: gzip.compress(make().encode(), mtime=0))
    response = _packed_response(request, packed)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _packed_response(request: SignedInRequest, packed: bytes) -> HttpResponse:
    """What was packed with gzip, as it is for who takes it so."""
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(packed, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(packed))
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def inline_drawing(sheet: "Canvas", name: str) -> SafeString:
    """The drawing as a page holds it."""
    from tracker.charts.render import inline_svg

    # Made by matplotlib and cleaned of everything that a page may not hold; words in it are escaped.
    svg: str = inline_svg(sheet, name)
    return mark_safe(svg)


def drawing_html(
    chart: str,
    heading: LazyText,
    reading: str,
    drawings: list[SafeString],
    *,
    table_url: str,
    files: dict[str, str],
    ask_url: str,
) -> str:
    """A chart with its sentence, the place of its table, its files (address by kind), and where to ask about it.

    What the picture's fonts lack is said before it is saved.
    """
    from tracker.charts.fonts import is_lacking_in_picture

    context: dict[str, object] = {"chart": chart, "heading": heading, "reading": reading, "drawings": drawings}
    context["has_boxes"] = is_lacking_in_picture("".join((reading, *drawings)))
    context |= {"table_url": table_url, "files": files, "ask_url": ask_url}
    return render_to_string("tracker/trends_drawing.html", context)


def ask_url(about: str, query: str = "") -> str:
    """Where a question is written about what this code names (views/question_origins.py); `query`: "?window=365"."""
    return f"{reverse('questions')}{query}{'&' if query else '?'}about={about}"


def table_html(heading: LazyText, table: "Table | None") -> str:
    """The table behind a chart; without one (None), that there is nothing to count."""
    return render_to_string("tracker/trends_table.html", {"heading": heading, "table": table})


def drawing_file(sheet: "Canvas", chart: str, kind: str, *, title: str, description: str) -> bytes:
    """The drawing as a file of a kind of FILES."""
    from tracker.charts.render import file_png, file_svg

    content: bytes
    if kind == "png":
        content = file_png(sheet, title=title, description=description)
    else:
        content = file_svg(sheet, chart, title=title, description=description)
    return content


def file_response(content: bytes, kind: str, name: str) -> HttpResponse:
    """A drawing's file to save, under that name without its ending."""
    disposition = f'attachment; filename="{name}.{kind}"'
    return HttpResponse(content, content_type=FILES[kind], headers={"Content-Disposition": disposition})
