"""Charts are made once and cached by all that they depend on, the state of this program included.

Nothing here loads matplotlib before a page has charts; the server has loaded it by then.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches
from django.urls import get_script_prefix
from django.utils.translation import get_language

Made = TypeVar("Made")


def cache_key(*parts: object) -> str:
    """The key of what depends on these parts, and on the language, the fonts and this program besides; and on what
    addresses begin with, which differs between diaries."""
    from tracker.charts.fonts import fonts_mark

    depends_on = (*parts, get_language(), get_script_prefix(), code_mark(), fonts_mark())
    return f"drawing-{hashlib.sha256(repr(depends_on).encode()).hexdigest()}"


@cache
def code_mark() -> str:
    """A mark of everything that draws, words or translates a chart: after an update no drawing of before is shown."""
    digest = hashlib.sha256()
    tracker = Path(__file__).parent.parent
    for folder, kind in ((tracker, "*.py"), (tracker, "*.mo"), (settings.SITE_DIR / "templates", "*.html")):
        for path in sorted(folder.rglob(kind)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def from_cache(key: str, make: Callable[[], Made]) -> Made:
    """What the cache has under that key; if it has nothing, what is made now."""
    drawings = caches["drawings"]
    content: Made | None = drawings.get(key)
    if content is None:
        content = make()
        drawings.set(key, content)
    return content
