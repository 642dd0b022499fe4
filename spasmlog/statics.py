"""Static files as they are served: those that pages name, and nothing that was left beside them to manage them."""

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

_MODULE_IMPORTS = (
    r"""(?m)(?P<matched>(?P<names>^(?:import|export)(?:[\s{*][^'"]*\bfrom)?\s*)"(?P<url>\.{1,2}/[^"]+)";)""",
    """%(names)s"%(url)s";""",
)


class ModuleStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Names files after their content, also where one of the site's own JavaScript modules imports another.

    An import is found by its shape: at the start of a line, `"./…"` or `"../…"` in double quotes, with the semicolon.
    `tests/test_statics.py` holds that none was missed. Django has a switch for it that takes files of other projects
    along, and stumbles over imports that are only told of in their comments.
    """

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
