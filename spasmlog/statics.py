"""Static files as they are served: those that pages name, and nothing that was left beside them to manage them."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile, File
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

_MODULE_IMPORTS = (
    r"""(?m)(?P<matched>(?P<names>^(?:import|export)(?:[\s{*][^'"]*\bfrom)?\s*)"(?P<url>\.{1,2}/[^"]+)";)""",
    """%(names)s"%(url)s";""",
)


_STYLE_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_SCRIPT_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/[ \t]*)\n", re.DOTALL | re.MULTILINE)


def without_style_comments(text: str) -> str:
    """A style sheet of the site without its comments."""
    return _STYLE_COMMENT.sub("", text)


def without_script_comments(text: str) -> str:
    """A script of the site without the comments that have lines of their own; `tests/test_statics.py` holds that no
    text in it looks like one."""
    return _SCRIPT_COMMENT.sub("", text)


class ModuleStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Names files after their content, also where one of the site's own JavaScript modules imports another.

    An import is found by its shape: at the start of a line, `"./…"` or `"../…"` in double quotes, with the semicolon.
    `tests/test_statics.py` holds that none was missed. Django has a switch for it that takes files of other projects
    along, and stumbles over imports that are only told of in their comments.

    Comments of the site's own files are for who works on them: browsers get the files without, a fifth lighter.
    """

    def _save(self, name: str, content: "File[bytes]") -> str:
        own = PurePosixPath(name).parts[0]
        if own in {"css", "js"}:
            strip = without_style_comments if own == "css" else without_script_comments
            content.seek(0)
            content = ContentFile(strip(content.read().decode()).encode())
        saved: str = super()._save(name, content)
        return saved

    def post_process(self, paths: Iterable[str], *args: Any, **options: Any) -> Iterator[tuple[str, str, object]]:
        # From the files as they were saved above: a name says what is in the file that is served.
        return super().post_process({name: (self, name) for name in paths}, *args, **options)  # type: ignore[no-any-return]

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", (_MODULE_IMPORTS,)))


if TYPE_CHECKING:
    from whitenoise.responders import StaticFile


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # whitenoise has no types
    """Does not serve the list of all files, with which Django finds their names, nor hidden ones such as `.stamp`."""

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: dict[str, os.stat_result] | None = None) -> None:
        if not _is_for_management(url):
            super().add_file_to_dictionary(url, path, stat_cache=stat_cache)

    def find_file(self, url: str) -> "StaticFile | None":
        return None if _is_for_management(url) else super().find_file(url)


def _is_for_management(url: str) -> bool:
    name = PurePosixPath(url).name
    return name.startswith(".") or name.removesuffix(".gz") == "staticfiles.json"
