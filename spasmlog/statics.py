"""Static files as they are served: those that pages name, and nothing that was left beside them to manage them."""

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from whitenoise.middleware import WhiteNoiseMiddleware

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
